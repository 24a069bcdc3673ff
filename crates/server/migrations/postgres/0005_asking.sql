-- Since when the reports of a post that readers still see ask for a look.
ALTER TABLE posts ADD COLUMN reported_at BIGINT;
UPDATE posts SET reported_at = changed_at WHERE reports > 0;

-- What asks for somebody's look: whatever waits, and whatever was reported since the last one. Statements say the same
-- condition in the same words, or neither database takes this index.
CREATE INDEX posts_asking ON posts (branch, id) WHERE waiting = 1 OR reports > 0;
DROP INDEX posts_waiting;

-- A row of the history that undoes the one before it is nobody's decision.
ALTER TABLE transitions ADD COLUMN takes_back BIGINT NOT NULL DEFAULT 0 CHECK (takes_back IN (0, 1));
