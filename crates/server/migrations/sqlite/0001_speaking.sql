-- People, and what they say. BIGINT (unix milliseconds, 0/1), TEXT and BLOB only; both databases have the same names.
-- There is no column for a phone number, a real name, a place, or for who read what and when.

CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('branch', 0), ('invite', 0), ('feed', 0);

CREATE TABLE keys (
    name TEXT NOT NULL PRIMARY KEY,
    secret BLOB NOT NULL
);

CREATE TABLE branches (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- `nickname` is a member's nickname (or none), a secretary's or admin's name; `sign_in` is that name, folded.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('member', 'secretary', 'admin')),
    branch BIGINT REFERENCES branches (id),
    nickname TEXT,
    sign_in TEXT UNIQUE,
    passphrase TEXT,
    joined_on BIGINT NOT NULL,
    CHECK ((role = 'admin') = (branch IS NULL)),
    CHECK ((role = 'member') = (sign_in IS NULL)),
    CHECK ((role = 'member') = (passphrase IS NULL))
);
CREATE INDEX people_branch ON people (branch);

-- `token` is a hash; `ends_on` is a day, not a moment.
CREATE TABLE sessions (
    token BLOB NOT NULL PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    ends_on BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person);

-- `code` is a hash. `used_by` and `device` (a hash) answer a repeated joining for a day and are then forgotten.
CREATE TABLE invites (
    id BIGINT NOT NULL PRIMARY KEY,
    code BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('member', 'secretary', 'admin')),
    branch BIGINT REFERENCES branches (id),
    moves TEXT REFERENCES people (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    used_by TEXT REFERENCES people (id) ON DELETE SET NULL,
    device BLOB,
    CHECK ((role = 'admin') = (branch IS NULL))
);
CREATE INDEX invites_branch ON invites (branch, id);
CREATE INDEX invites_moves ON invites (moves);
CREATE INDEX invites_used_by ON invites (used_by);

-- `waiting`: somebody has to look at it (pending, or hidden by reports). `undo_*`: what the last decision changed.
-- `appealed_from`: who decided what another one is asked to look at.
CREATE TABLE posts (
    id TEXT NOT NULL PRIMARY KEY,
    member TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    branch BIGINT NOT NULL REFERENCES branches (id),
    body TEXT NOT NULL,
    card TEXT,
    signed TEXT NOT NULL CHECK (signed IN ('nickname', 'branch')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'returned', 'approved', 'removed')),
    waiting BIGINT NOT NULL CHECK (waiting IN (0, 1)),
    version BIGINT NOT NULL,
    reason_code TEXT,
    reason_note TEXT,
    create_digest BLOB NOT NULL,
    feed_seq BIGINT UNIQUE,
    approved_at BIGINT,
    appealed BIGINT NOT NULL DEFAULT 0 CHECK (appealed IN (0, 1)),
    appealed_from TEXT REFERENCES people (id) ON DELETE SET NULL,
    agrees BIGINT NOT NULL DEFAULT 0 CHECK (agrees >= 0),
    reports BIGINT NOT NULL DEFAULT 0 CHECK (reports >= 0),
    replies BIGINT NOT NULL DEFAULT 0 CHECK (replies >= 0),
    decided_by TEXT REFERENCES people (id) ON DELETE SET NULL,
    decided_at BIGINT,
    undo_state TEXT,
    undo_waiting BIGINT,
    undo_code TEXT,
    undo_note TEXT,
    undo_by TEXT REFERENCES people (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    CHECK (state <> 'approved' OR (feed_seq IS NOT NULL AND approved_at IS NOT NULL)),
    CHECK (state <> 'pending' OR waiting = 1)
);
CREATE INDEX posts_member ON posts (member, created_at);
CREATE INDEX posts_feed ON posts (feed_seq) WHERE state = 'approved' AND waiting = 0;
CREATE INDEX posts_feed_card ON posts (card, feed_seq) WHERE state = 'approved' AND waiting = 0;
CREATE INDEX posts_feed_branch ON posts (branch, feed_seq) WHERE state = 'approved' AND waiting = 0;
CREATE INDEX posts_waiting ON posts (branch, changed_at, id) WHERE waiting = 1;
-- Without the condition SQLite would take it for the feed, and sort a million posts for twenty.
CREATE INDEX posts_state ON posts (state, changed_at, id) WHERE state <> 'approved';
CREATE INDEX posts_decided_by ON posts (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX posts_undo_by ON posts (undo_by) WHERE undo_by IS NOT NULL;
CREATE INDEX posts_appealed_from ON posts (appealed_from) WHERE appealed_from IS NOT NULL;

-- A row for every change of where a post stands; never its text.
CREATE TABLE transitions (
    post TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    reason_code TEXT,
    actor TEXT REFERENCES people (id) ON DELETE SET NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post, version)
);
CREATE INDEX transitions_actor ON transitions (actor);

CREATE TABLE agrees (
    post TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    member TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (post, member)
);
CREATE INDEX agrees_member ON agrees (member);

-- Who reported a post since it was last looked at; gone as soon as somebody looks.
CREATE TABLE reports (
    post TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    member TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (post, member)
);
CREATE INDEX reports_member ON reports (member);

CREATE TABLE replies (
    id TEXT NOT NULL PRIMARY KEY,
    post TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    branch BIGINT NOT NULL REFERENCES branches (id),
    author TEXT REFERENCES people (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX replies_post ON replies (post, created_at);
CREATE INDEX replies_author ON replies (author);

-- All that is left of a deleted post: a keyed hash of its id, and the month.
CREATE TABLE deletions (
    hash BLOB NOT NULL PRIMARY KEY,
    month TEXT NOT NULL
);

-- What was done with posts in a month, without names; `reason` is '' where there is none.
CREATE TABLE tallies (
    month TEXT NOT NULL,
    done TEXT NOT NULL,
    reason TEXT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (month, done, reason)
);
