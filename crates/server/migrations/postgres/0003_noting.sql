-- That a post came in is a row of its history: the database writes it along, so that to say something is one statement.
CREATE FUNCTION note_post() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN
    INSERT INTO transitions (post, version, to_state, actor, at)
    VALUES (NEW.id, NEW.version, NEW.state, NEW.member, NEW.created_at);
    RETURN NULL;
END';
CREATE TRIGGER posts_noted AFTER INSERT ON posts FOR EACH ROW WHEN (NEW.state = 'pending') EXECUTE FUNCTION note_post();
