//! Who is signed in where. The table has hashes of tokens, and no trace of when anybody was here.

use api::people::{Me, Role};

use crate::infra::clock::{now, start_of_today};
use crate::infra::secrets;
use crate::store::Store;
use crate::store::connection::db::{Conn, maybe, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;
use crate::store::people::{PersonRow, person};
use crate::store::posts::incoming::is_deleted;

use crate::store::connection::unwritten_sessions::Session;

const DAY: i64 = 86_400_000;
/// Browsers keep no cookie longer. A member's is renewed whenever the app asks who is signed in.
pub(crate) const MEMBER_DAYS: i64 = 400;
/// A member has no passphrase to come back with: the session itself does not end, and so nothing has to be written when
/// somebody is here.
const MEMBER_SESSION_DAYS: i64 = 36_500;
/// Whoever decides for others signs in more often.
pub(crate) const DESK_DAYS: i64 = 60;

/// Begins a session; the token for the cookie.
pub(in crate::store) async fn begin(conn: &mut Conn, person: &str, role: Role) -> Result<String, StoreError> {
    let token = secrets::hex(&secrets::random::<32>());
    begin_with(conn, &secrets::hash(&token), person, role).await?;
    Ok(token)
}

/// Begins a session with a hashed token that somebody has already.
pub(in crate::store) async fn begin_with(
    conn: &mut Conn,
    token: &[u8],
    person: &str,
    role: Role,
) -> Result<(), StoreError> {
    let days = if role == Role::Member { MEMBER_SESSION_DAYS } else { DESK_DAYS };
    let sql = "INSERT INTO sessions (token, person, ends_on) VALUES ($1, $2, $3)";
    run!(conn, sql, token, person, start_of_today() + days * DAY)?;
    Ok(())
}

/// Ends every session of somebody but one, and whatever could begin another: joinings that are answered again, a code for
/// another phone, one for another passphrase. That an invite was used stays.
pub(in crate::store) async fn end_all_but(conn: &mut Conn, person: &str, token: &[u8]) -> Result<(), StoreError> {
    for sql in [
        "UPDATE invites SET used_by = NULL, device = NULL WHERE used_by = $1",
        "DELETE FROM invites WHERE used_at IS NULL AND (moves = $1 OR resets = $1)",
    ] {
        run!(conn, sql, person)?;
    }
    run!(conn, "DELETE FROM sessions WHERE person = $1 AND token <> $2", person, token)?;
    Ok(())
}

impl Store {
    /// Who holds this token, as they are now: a changed role holds from the next request on.
    pub(crate) async fn signed_in(&self, token: &str) -> Result<Option<Me>, StoreError> {
        let (token, today) = (secrets::hash(token), start_of_today());
        let times = match self.session_cache.find(&token) {
            Ok(me) => return Ok(Some(me)),
            Err(times) => times,
        };
        if let Some(session) = self.unwritten.find(&token, now()) {
            return self.signed_in_unwritten(session).await;
        }
        let mut conn = self.conn().await?;
        let sql = person!("JOIN sessions s ON s.person = p.id WHERE s.token = $1 AND s.ends_on > $2");
        let me = maybe!(&mut conn, PersonRow, sql, &token, today)?.map(PersonRow::into_me);
        if let (Some(me), Conn::Sqlite(_)) = (&me, &conn) {
            self.session_cache.remember(times, token, me);
        }
        Ok(me)
    }

    /// Whether the session with this token ended because all of its person was taken away.
    pub(crate) async fn has_left(&self, token: &str) -> Result<bool, StoreError> {
        let trace = self.session_trace(&secrets::hash(token));
        is_deleted(&mut self.conn().await?, &trace).await
    }

    async fn signed_in_unwritten(&self, session: Session) -> Result<Option<Me>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = person!("WHERE p.id = $1 AND p.passphrase = $2");
        Ok(maybe!(&mut conn, PersonRow, sql, session.person, session.passphrase)?.map(PersonRow::into_me))
    }

    /// Begins a session of somebody who has shown the passphrase behind this hash; where it cannot be written down, one that
    /// ends soon.
    pub(crate) async fn sign_in(&self, person: String, role: Role, hashed: &str) -> Result<String, StoreError> {
        let id = person.clone();
        match self.write(move |tx| Box::pin(async move { begin(&mut tx.conn, &person, role).await })).await {
            Err(StoreError::Unavailable(_) | StoreError::ReadOnly(_)) => Ok(self.unwritten.begin(id, hashed, now())),
            begun => begun,
        }
    }

    /// Ends the session of this person's token, or all of the person's; where nothing can be written, not the written ones.
    pub(crate) async fn sign_out(&self, person: &str, token: &str, everywhere: bool) -> Result<(), StoreError> {
        let token = secrets::hash(token);
        if !everywhere && self.unwritten.find(&token, now()).is_some() {
            self.unwritten.end(&token);
            self.events.send(Event::People);
            return Ok(());
        }
        let id = person.to_string();
        self.write(move |tx| {
            Box::pin(async move {
                if everywhere {
                    end_all_but(&mut tx.conn, &id, &token).await?;
                }
                run!(&mut tx.conn, "DELETE FROM sessions WHERE token = $1", token)?;
                tx.tell(Event::People);
                Ok(())
            })
        })
        .await?;
        if everywhere {
            self.unwritten.end_all(person);
            self.events.send(Event::People);
        }
        Ok(())
    }

    /// Gives whoever holds this token another hashed passphrase, and ends all their other sessions. A session that could not be
    /// written down when it began is written now: it would end with the passphrase it began with.
    pub(crate) async fn change_passphrase(&self, token: &str, passphrase: String) -> Result<(), StoreError> {
        let token = secrets::hash(token);
        let unwritten = self.unwritten.find(&token, now()).map(|session| session.person);
        let changed = self.write(move |tx| {
            Box::pin(async move {
                let sql = "SELECT person FROM sessions WHERE token = $1";
                let person = match unwritten {
                    Some(person) => {
                        begin_with(&mut tx.conn, &token, &person, Role::Secretary).await?;
                        person
                    }
                    None => maybe!(&mut tx.conn, (String,), sql, &token)?.ok_or(StoreError::SignedOut)?.0,
                };
                run!(&mut tx.conn, "UPDATE people SET passphrase = $2 WHERE id = $1", &person, passphrase)?;
                tx.tell(Event::People);
                end_all_but(&mut tx.conn, &person, &token).await?;
                Ok(person)
            })
        });
        self.unwritten.end_all(&changed.await?);
        Ok(())
    }
}

/// Gives somebody another hashed passphrase; wherever they are signed in they are not any more.
pub(in crate::store) async fn set_passphrase(
    conn: &mut Conn,
    person: &str,
    passphrase: Option<String>,
) -> Result<(), StoreError> {
    let passphrase = passphrase.ok_or(StoreError::Unfit("passphrase"))?;
    if run!(conn, "UPDATE people SET passphrase = $2 WHERE id = $1 AND passphrase IS NOT NULL", person, passphrase)?
        == 0
    {
        return Err(StoreError::Missing);
    }
    end_all_but(conn, person, &[]).await
}
