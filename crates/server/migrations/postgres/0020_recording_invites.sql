-- Who is asked to read a document aloud has a link, of whose key `id` is a hash; one recording comes by it. What came waits here until
-- somebody at the desk has heard it, and `digest` tells the same sent again from another. Who sent it stands nowhere. Each row has an end.
CREATE TABLE recording_invites (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'offered', 'dropped')),
    recording TEXT,
    digest TEXT,
    open_until BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    CHECK ((state = 'offered') = (recording IS NOT NULL) AND (recording IS NULL OR digest IS NOT NULL))
);
CREATE INDEX recording_invites_of_path ON recording_invites (path);
