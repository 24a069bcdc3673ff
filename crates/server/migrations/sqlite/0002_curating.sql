-- Curating: drafts, revisions, source texts and the calendar. Documents are texts: their markdown files. Who did something
-- is kept for the rule of two persons, for as long as that person is here; what people are shown is the branch.

INSERT INTO counters (name, value) VALUES ('import', 0);

-- The one working copy of a document; `path` is that of its file. `base` is the hash of the file it was made from, `hand`
-- who changed it last.
CREATE TABLE drafts (
    path TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    version BIGINT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'review')),
    drafter TEXT REFERENCES people (id) ON DELETE SET NULL,
    hand TEXT REFERENCES people (id) ON DELETE SET NULL,
    branch BIGINT REFERENCES branches (id),
    note TEXT,
    base TEXT,
    import BIGINT,
    kept_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX drafts_drafter ON drafts (drafter);
CREATE INDEX drafts_hand ON drafts (hand);
CREATE INDEX drafts_import ON drafts (import) WHERE import IS NOT NULL;

-- Append-only. A published or withdrawn one is shown from `publish_from` on; once it was shown, `shown` keeps it so, whatever
-- becomes of the clock. `alone`: published by its drafter, in a deployment of one person.
CREATE TABLE revisions (
    path TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('saved', 'submitted', 'returned', 'published', 'withdrawn')),
    text TEXT NOT NULL,
    actor TEXT REFERENCES people (id) ON DELETE SET NULL,
    branch BIGINT REFERENCES branches (id),
    at BIGINT NOT NULL,
    note TEXT,
    base TEXT,
    alone BIGINT NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)),
    publish_from BIGINT,
    shown BIGINT NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
    cancelled BIGINT NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
    PRIMARY KEY (path, number),
    CHECK ((kind IN ('published', 'withdrawn')) = (publish_from IS NOT NULL)),
    CHECK (shown = 0 OR cancelled = 0)
);
CREATE INDEX revisions_publish_from ON revisions (path, publish_from, number) WHERE publish_from IS NOT NULL;
CREATE INDEX revisions_due ON revisions (publish_from) WHERE publish_from IS NOT NULL AND shown = 0 AND cancelled = 0;
CREATE INDEX revisions_actor ON revisions (actor);

-- What quotations are looked up in: one paragraph a line. `branch`: who put it in; none for the committee.
CREATE TABLE source_texts (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    characters BIGINT NOT NULL,
    branch BIGINT REFERENCES branches (id),
    added_at BIGINT NOT NULL
);
CREATE INDEX source_texts_source ON source_texts (source);

-- A line of the lock beside a source: this quotation was found in a source text, or a reviewer said why it may go without.
CREATE TABLE verified (
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    slug TEXT NOT NULL,
    why TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (source, digest)
);

-- The card that a day has shown: no other instance, and no later start, shows another one for it.
CREATE TABLE served_days (
    day TEXT NOT NULL PRIMARY KEY,
    card TEXT NOT NULL
);

-- Which card a day (2026-11-23, in Beijing) shows.
CREATE TABLE calendar (
    day TEXT NOT NULL PRIMARY KEY,
    card TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- Rows that became drafts together; `digest` is theirs.
CREATE TABLE imports (
    id BIGINT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    drafter TEXT REFERENCES people (id) ON DELETE SET NULL,
    total BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX imports_drafter ON imports (drafter);

-- Links that show a draft to whoever has one, and end with it; `token` is a hash.
CREATE TABLE previews (
    token BLOB NOT NULL PRIMARY KEY,
    path TEXT NOT NULL REFERENCES drafts (path) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX previews_path ON previews (path);

-- What the code must not do, the database does not let it do either.
CREATE TRIGGER drafts_begin BEFORE INSERT ON drafts WHEN NEW.stage <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a draft begins as one'); END;
CREATE TRIGGER drafts_hold BEFORE UPDATE OF text ON drafts WHEN OLD.stage = 'review' AND NEW.text <> OLD.text
BEGIN SELECT RAISE(ABORT, 'what is looked at is not changed'); END;
CREATE TRIGGER drafts_own BEFORE UPDATE OF path, drafter, hand ON drafts WHEN OLD.stage = 'review'
AND (NEW.path <> OLD.path OR NEW.drafter IS NOT OLD.drafter AND NEW.drafter IS NOT NULL
    OR NEW.hand IS NOT OLD.hand AND NEW.hand IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'whose it is stays while it is looked at'); END;
CREATE TRIGGER revisions_keep BEFORE UPDATE OF path, number, kind, text, at, base, alone, publish_from ON revisions
BEGIN SELECT RAISE(ABORT, 'revisions are not changed'); END;
CREATE TRIGGER revisions_go_on BEFORE UPDATE OF shown, cancelled ON revisions
WHEN NEW.shown < OLD.shown OR NEW.cancelled < OLD.cancelled
BEGIN SELECT RAISE(ABORT, 'what was shown or called off stays so'); END;
CREATE TRIGGER revisions_stay BEFORE DELETE ON revisions
WHEN NOT EXISTS (SELECT 1 FROM counters WHERE name = 'closed')
BEGIN SELECT RAISE(ABORT, 'revisions are not deleted'); END;
CREATE TRIGGER revisions_reviewed BEFORE INSERT ON revisions WHEN NEW.kind = 'published' AND NOT EXISTS (
    SELECT 1 FROM drafts d WHERE d.path = NEW.path AND d.stage = 'review' AND d.text = NEW.text
    AND (NEW.alone = 1 OR ((d.drafter IS NULL OR d.drafter <> NEW.actor)
    AND (d.hand IS NULL OR d.hand <> NEW.actor))))
BEGIN SELECT RAISE(ABORT, 'only what somebody else has looked at is published'); END;
