-- Who wants to come to a slot of an activity, until seven days after it: a member's id, and nothing else of them. What was taken
-- back is an id alone: sent again, it is known, and nothing comes of it.
CREATE TABLE activity_slots (
    activity TEXT NOT NULL,
    slot TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    seats BIGINT,
    whereabouts TEXT NOT NULL,
    cancelled BIGINT NOT NULL CHECK (cancelled IN (0, 1)),
    PRIMARY KEY (activity, slot)
);
CREATE TABLE sign_ups (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL,
    activity TEXT NOT NULL,
    slot TEXT NOT NULL,
    member TEXT REFERENCES people (id) ON DELETE CASCADE,
    coming BIGINT NOT NULL CHECK (coming IN (0, 1)),
    was_at BIGINT NOT NULL,
    was_in TEXT NOT NULL,
    code BLOB,
    UNIQUE (activity, slot, member),
    CHECK ((member IS NULL) = (code IS NULL) AND (coming = 0 OR member IS NOT NULL)),
    FOREIGN KEY (activity, slot) REFERENCES activity_slots (activity, slot) ON DELETE CASCADE
);
CREATE INDEX sign_ups_line ON sign_ups (activity, slot, number);
CREATE INDEX sign_ups_member ON sign_ups (member);
CREATE INDEX sign_ups_code ON sign_ups (code);
INSERT INTO counters (name, value) VALUES ('sign_up', 0);
