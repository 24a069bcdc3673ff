-- That a post came in is a row of its history: the database writes it along, so that to say something is one statement.
CREATE TRIGGER posts_noted AFTER INSERT ON posts WHEN NEW.state = 'pending'
BEGIN
    INSERT INTO transitions (post, version, to_state, actor, at)
    VALUES (NEW.id, NEW.version, NEW.state, NEW.member, NEW.created_at);
END;
