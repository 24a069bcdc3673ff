-- With which import a document came that was published out of it: what went out together is withdrawn together.
ALTER TABLE revisions ADD COLUMN import BIGINT;
CREATE INDEX revisions_import ON revisions (import) WHERE import IS NOT NULL;
