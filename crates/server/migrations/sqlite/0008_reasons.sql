-- Why somebody reported a post: a word from a list, and nothing of their own.
ALTER TABLE reports ADD COLUMN reason TEXT;

-- Whether its writer has changed a post since it came back; why it did stays with it until it is decided on again.
ALTER TABLE posts ADD COLUMN resent BIGINT NOT NULL DEFAULT 0;
