-- Phones that can go on with a reading when nobody hears of whoever leads: a hash of what each of them will lead by, and nothing of whose
-- it is or when it was said. They go with their reading.
CREATE TABLE reading_volunteers (
    reading TEXT NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
    token BLOB NOT NULL,
    PRIMARY KEY (reading, token)
);
-- Since when they are asked.
ALTER TABLE readings ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0;
