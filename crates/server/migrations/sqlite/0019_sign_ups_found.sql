-- What was taken back leaves its id: who comes, and who waits, is found past any number of those.
CREATE INDEX sign_ups_coming ON sign_ups (activity, slot) WHERE coming = 1;
CREATE INDEX sign_ups_waiting ON sign_ups (activity, slot, number) WHERE coming = 0 AND member IS NOT NULL;
CREATE INDEX sign_ups_people ON sign_ups (activity, slot, coming) WHERE member IS NOT NULL;
