-- 领读, live: where a reading stands. Nothing of who follows, nor of who leads: whoever has the token does. Its four digits
-- are not given out again while its row is here.
CREATE TABLE readings (
    id TEXT PRIMARY KEY,
    room TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    deck TEXT NOT NULL,
    cards TEXT NOT NULL,
    token BLOB NOT NULL,
    token_before BLOB,
    handed_at BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    card BIGINT NOT NULL,
    sentence BIGINT NOT NULL,
    rest BIGINT NOT NULL,
    lead TEXT NOT NULL,
    lead_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX readings_led ON readings (lead_at);
