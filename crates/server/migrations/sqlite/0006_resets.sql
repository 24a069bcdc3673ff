-- An invite that makes nobody: whoever has its code chooses another passphrase for this person, once.
ALTER TABLE invites ADD COLUMN resets TEXT REFERENCES people (id) ON DELETE CASCADE;
CREATE INDEX invites_resets ON invites (resets) WHERE resets IS NOT NULL;
