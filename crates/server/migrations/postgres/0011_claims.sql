-- What a shop's keeper said the shop gives: the text of the place it would become, until somebody at the desk has been there.
-- Then the place's document says all there is; here stays by which key (of which this is a hash) the shop asks about it. Each
-- row has an end.
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'declined', 'listed')),
    text TEXT,
    reason TEXT,
    place TEXT,
    asks BIGINT NOT NULL DEFAULT 0 CHECK (asks IN (0, 1)),
    sent_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    CHECK ((state = 'waiting') = (text IS NOT NULL) AND (state = 'declined') = (reason IS NOT NULL)
        AND (state = 'listed') = (place IS NOT NULL) AND (asks = 0 OR state = 'listed'))
);
CREATE INDEX claims_of_place ON claims (place) WHERE place IS NOT NULL;
INSERT INTO counters (name, value) VALUES ('claim', 0);
