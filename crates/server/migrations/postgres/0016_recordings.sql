-- Recordings that their speakers took back, by the names of their files, which say nothing of anybody: what is named here is shown
-- nowhere, whatever text names it, and is not taken again.
CREATE TABLE recordings_taken_back (
    name TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
