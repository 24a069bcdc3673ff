-- A report stays when somebody has looked, so that the same member does not report the same words again: `settled` is the
-- version of the post that came of that look, 0 before there was one.
ALTER TABLE reports ADD COLUMN settled BIGINT NOT NULL DEFAULT 0;

-- Since when a post had stood where it did: a decision that is taken back does not send it to the end of the queue.
ALTER TABLE posts ADD COLUMN undo_changed_at BIGINT;

-- An answer that was taken away has no text any more.
ALTER TABLE replies ADD COLUMN removed_at BIGINT;
ALTER TABLE replies ADD COLUMN removed_by TEXT REFERENCES people (id) ON DELETE SET NULL;
CREATE INDEX replies_removed_by ON replies (removed_by) WHERE removed_by IS NOT NULL;
