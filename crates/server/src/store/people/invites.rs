//! Invites, and coming in with one. A code is stored as a hash; looking at it never uses it up.

use api::people::{Branch, Invite, InviteSeen, Me, Role};

use crate::infra::clock::{now, start_of_today};
use crate::infra::secrets;
use crate::store::connection::counters::next;
use crate::store::connection::db::{Conn, all, maybe, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::error::StoreError;
use crate::store::people::{self, sessions};
use crate::store::{Store, words};

/// The same (code, device) is answered again for so long.
const REPLAY: i64 = 24 * 3_600_000;
/// How long a code for another phone can be used.
const MOVE: i64 = 10 * 60_000;
/// The desk lists no more of those that cannot be used any more.
const ENDED: i64 = 200;

/// An invite that was made, with its code: the only time it is there.
#[derive(Debug)]
pub(crate) struct MadeInvite {
    /// The row.
    pub(crate) id: i64,
    /// To be opened as `/join/CODE/`.
    pub(crate) code: String,
    /// When it was made.
    pub(crate) created_at: i64,
    /// When it ends.
    pub(crate) expires_at: i64,
}

/// What somebody brings who comes in. All of it has been checked.
#[derive(Debug, Default)]
pub(crate) struct Joining {
    /// Of the invite.
    pub(crate) code: String,
    /// A member's phone.
    pub(crate) device: Option<String>,
    /// A member's nickname; a secretary's or admin's name.
    pub(crate) nickname: Option<String>,
    /// That name, folded.
    pub(crate) sign_in: Option<String>,
    /// The hashed passphrase.
    pub(crate) passphrase: Option<String>,
}

/// What of an invite decides who one becomes.
#[derive(Debug, sqlx::FromRow)]
struct Claimed {
    id: i64,
    role: String,
    branch: Option<i64>,
    moves: Option<String>,
    resets: Option<String>,
}

#[derive(sqlx::FromRow)]
struct InviteRow {
    id: i64,
    role: String,
    branch: Option<i64>,
    branch_name: Option<String>,
    moves: Option<String>,
    resets_name: Option<String>,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl InviteRow {
    fn branch(&self) -> Option<Branch> {
        Some(Branch { id: self.branch?, name: self.branch_name.clone()? })
    }
}

macro_rules! invites {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.role, i.branch, b.name AS branch_name, i.moves, p.nickname AS resets_name, \
             i.created_at, i.expires_at, i.used_at, i.revoked_at FROM invites i \
             LEFT JOIN branches b ON b.id = i.branch LEFT JOIN people p ON p.id = i.resets ",
            $rest
        )
    };
}

/// Makes one.
pub(in crate::store) async fn make(
    conn: &mut Conn,
    role: Role,
    branch: Option<i64>,
    moves: Option<&str>,
    lasts: i64,
) -> Result<MadeInvite, StoreError> {
    let (id, code, created_at) = (next(conn, "invite").await?, secrets::code(), now());
    let expires_at = created_at + lasts;
    let sql = "INSERT INTO invites (id, code, role, branch, moves, created_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run!(conn, sql, id, secrets::hash(&code), role.as_str(), branch, moves, created_at, expires_at)?;
    Ok(MadeInvite { id, code, created_at, expires_at })
}

impl Store {
    /// Makes invites of a branch (an admin's are of none).
    pub(crate) async fn make_invites(
        &self,
        role: Role,
        branch: Option<i64>,
        count: u32,
        lasts: i64,
    ) -> Result<Vec<MadeInvite>, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let mut made = Vec::new();
                for _ in 0..count {
                    made.push(make(&mut tx.conn, role, branch, None, lasts).await?);
                }
                Ok(made)
            })
        })
        .await
    }

    /// The invite of the first start; earlier ones of its kind that nobody used end with it.
    pub(crate) async fn make_first_invite(&self, lasts: i64) -> Result<MadeInvite, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = "UPDATE invites SET revoked_at = $1 WHERE role = 'admin' AND used_at IS NULL AND revoked_at IS NULL";
                run!(&mut tx.conn, sql, now())?;
                make(&mut tx.conn, Role::Admin, None, None, lasts).await
            })
        })
        .await
    }

    /// A code that brings a member to another phone.
    pub(crate) async fn make_transfer(&self, member: &Me) -> Result<MadeInvite, StoreError> {
        let (id, branch) = (member.id.clone(), member.branch.as_ref().map(|branch| branch.id));
        self.write(move |tx| {
            Box::pin(async move {
                // One at a time: the older one may have been seen by somebody.
                run!(&mut tx.conn, "DELETE FROM invites WHERE moves = $1 AND used_at IS NULL", &id)?;
                make(&mut tx.conn, Role::Member, branch, Some(&id), MOVE).await
            })
        })
        .await
    }

    /// What an invite is for, while it can be used, or by somebody whose answer was cut; and whether it was used.
    pub(crate) async fn see_invite(&self, code: &str) -> Result<(InviteSeen, bool), StoreError> {
        let mut conn = self.conn().await?;
        let row = maybe!(&mut conn, InviteRow, invites!("WHERE i.code = $1"), secrets::hash(code))?;
        let row = row.ok_or(StoreError::Missing)?;
        let (at, is_reset) = (now(), row.resets_name.is_some());
        match row.used_at {
            _ if row.revoked_at.is_some() => Err(StoreError::Revoked),
            Some(used) if used + REPLAY < at && is_reset => Err(StoreError::ResetUsed),
            Some(used) if used + REPLAY < at => Err(StoreError::UsedUp),
            None if row.expires_at <= at && is_reset => Err(StoreError::ResetExpired),
            None if row.expires_at <= at => Err(StoreError::Expired),
            used => {
                let (role, branch) = (words::role(&row.role), row.branch());
                let seen = InviteSeen { role, branch, transfer: row.moves.is_some(), resets: row.resets_name };
                Ok((seen, used.is_some()))
            }
        }
    }

    /// Invites of a branch, or all; a secretary sees members' only. First all that can be used, and so revoked; each
    /// newest first. `-1` is no branch. Codes for another phone or another passphrase are nobody else's business.
    pub(crate) async fn invites(&self, branch: Option<i64>, is_for_secretary: bool) -> Result<Vec<Invite>, StoreError> {
        let mut conn = self.conn().await?;
        let (branch, members, at) = (branch.unwrap_or(-1), i64::from(is_for_secretary), now());
        let sql = invites!(
            "WHERE i.moves IS NULL AND i.resets IS NULL AND (i.branch = $1 OR $1 = -1) AND (i.role = 'member' OR $2 = 0) \
             AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $3 ORDER BY i.id DESC"
        );
        let mut rows = all!(&mut conn, InviteRow, sql, branch, members, at)?;
        let sql = invites!(
            "WHERE i.moves IS NULL AND i.resets IS NULL AND (i.branch = $1 OR $1 = -1) AND (i.role = 'member' OR $2 = 0) \
             AND (i.used_at IS NOT NULL OR i.revoked_at IS NOT NULL OR i.expires_at <= $3) ORDER BY i.id DESC LIMIT $4"
        );
        rows.extend(all!(&mut conn, InviteRow, sql, branch, members, at, ENDED)?);
        let invite = |row: InviteRow| Invite {
            branch: row.branch(),
            id: row.id,
            role: words::role(&row.role),
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
            revoked_at: row.revoked_at,
            code: None,
        };
        Ok(rows.into_iter().map(invite).collect())
    }

    /// Ends an invite that nobody used. A secretary ends those of the branch's members only.
    pub(crate) async fn revoke_invite(&self, id: i64, branch: Option<i64>) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let sql = invites!("WHERE i.id = $1 AND i.moves IS NULL AND i.resets IS NULL");
                let row = maybe!(&mut tx.conn, InviteRow, sql, id)?.ok_or(StoreError::Missing)?;
                if branch.is_some() && (row.branch != branch || row.role != Role::Member.as_str()) {
                    return Err(StoreError::Missing);
                }
                if row.used_at.is_some() {
                    return Err(StoreError::UsedUp);
                }
                run!(
                    &mut tx.conn,
                    "UPDATE invites SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
                    id,
                    now()
                )?;
                Ok(())
            })
        })
        .await
    }

    /// Comes in: who one is now, and the token for the cookie. The same code and device come in as the same person for a
    /// day, so that a cut answer loses nobody.
    pub(crate) async fn join(&self, joining: Joining) -> Result<(Me, String), StoreError> {
        self.write(move |tx| Box::pin(join(tx, joining))).await
    }
}

async fn join(tx: &mut Tx, joining: Joining) -> Result<(Me, String), StoreError> {
    let conn = &mut tx.conn;
    let mut is_reset = false;
    let (code, device, at) = (secrets::hash(&joining.code), joining.device.as_deref().map(secrets::hash), now());
    let claim = "UPDATE invites SET used_at = $2, device = $3 WHERE code = $1 AND used_at IS NULL AND revoked_at IS NULL \
                 AND expires_at > $2 RETURNING id, role, branch, moves, resets";
    let person = match maybe!(conn, Claimed, claim, &code, at, &device)? {
        Some(claimed) => {
            let person = match (claimed.moves.clone(), claimed.resets.clone()) {
                (Some(moved), _) => moved,
                (None, Some(person)) => {
                    sessions::set_passphrase(conn, &person, joining.passphrase).await?;
                    is_reset = true;
                    person
                }
                (None, None) => add_person(conn, &claimed, joining).await?,
            };
            run!(conn, "UPDATE invites SET used_by = $2 WHERE id = $1", claimed.id, &person)?;
            person
        }
        None => {
            let sql = "SELECT used_by, device, COALESCE(used_at, 0) FROM invites WHERE code = $1";
            let row = maybe!(conn, (Option<String>, Option<Vec<u8>>, i64), sql, &code)?;
            match row.ok_or(StoreError::Missing)? {
                (Some(person), Some(known), used) if Some(&known) == device.as_ref() && used + REPLAY > at => person,
                _ => return Err(StoreError::UsedUp),
            }
        }
    };
    let me = people::find(conn, &person).await?.into_me();
    let token = sessions::begin(conn, &me.id, me.role).await?;
    if is_reset {
        // Streams of the sessions that ended with it.
        tx.tell(Event::People);
    }
    Ok((me, token))
}

async fn add_person(conn: &mut Conn, claimed: &Claimed, joining: Joining) -> Result<String, StoreError> {
    let is_member = words::role(&claimed.role) == Role::Member;
    let needed = match is_member {
        true => [("device", joining.device.is_some()), ("name", joining.sign_in.is_none())],
        false => [("name", joining.sign_in.is_some()), ("passphrase", joining.passphrase.is_some())],
    };
    if let Some((field, _)) = needed.into_iter().find(|(_, fits)| !fits) {
        return Err(StoreError::Unfit(field));
    }
    let id = secrets::hex(&secrets::random::<16>());
    let sql = "INSERT INTO people (id, role, branch, nickname, sign_in, passphrase, joined_on) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let Joining { nickname, sign_in, passphrase, .. } = joining;
    match run!(conn, sql, &id, &claimed.role, claimed.branch, nickname, sign_in, passphrase, start_of_today())? {
        0 => Err(StoreError::NameTaken),
        _ => Ok(id),
    }
}
