-- By which words a keeper's form was taken (a hash of the shop's key and of what was sent): once it is decided the words themselves are
-- gone, and what is sent again by then is either the same or another claim. And whether a shop asked to go on while it was on the
-- list: then it stays there, as one that may have changed, until somebody has come by, for as long as it may be listed at all.
ALTER TABLE claims ADD COLUMN digest TEXT;
ALTER TABLE claims ADD COLUMN stays BIGINT NOT NULL DEFAULT 0 CHECK (stays IN (0, 1));
