-- What somebody said is wrong about a place. Who said it is nowhere. What was dealt with is an id alone: sent again, it is
-- known, and nothing comes of it.
CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL,
    place TEXT,
    kind TEXT,
    line TEXT,
    said_at BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    CHECK ((place IS NULL) = (kind IS NULL) AND (place IS NULL) = (line IS NULL))
);
CREATE INDEX corrections_waiting ON corrections (place, number) WHERE place IS NOT NULL;
CREATE INDEX corrections_taken ON corrections (taken_at);
INSERT INTO counters (name, value) VALUES ('correction', 0);
