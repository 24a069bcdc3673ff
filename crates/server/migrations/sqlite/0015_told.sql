-- What the desk tells all who signed up for a slot; it goes with the slot.
ALTER TABLE activity_slots ADD COLUMN line TEXT NOT NULL DEFAULT '';
-- One question of a member before a lecture: `paths::QUESTION` of the API.
CREATE UNIQUE INDEX posts_question ON posts (member, card) WHERE substr(card, 1, 11) = 'activities/';
