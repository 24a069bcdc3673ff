-- Who gave a branch another name, and when.
CREATE TABLE branch_renames (
    branch BIGINT NOT NULL REFERENCES branches (id) ON DELETE CASCADE,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    actor TEXT REFERENCES people (id) ON DELETE SET NULL,
    at BIGINT NOT NULL
);
CREATE INDEX branch_renames_branch ON branch_renames (branch, at);
CREATE INDEX branch_renames_actor ON branch_renames (actor) WHERE actor IS NOT NULL;
