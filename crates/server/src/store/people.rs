//! Members, secretaries, admins.

pub(crate) mod branches;
pub(crate) mod invites;
pub(in crate::store) mod lifecycle;
pub(crate) mod resets;
pub(crate) mod sessions;

use api::people::{Branch, Me, Person, Role};

use crate::store::connection::db::{Conn, all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;
use crate::store::{Store, words};

/// The desk lists no more: an admin of so many asks branch by branch.
const LISTED: i64 = 2_000;

/// A question for people: what follows `FROM`, and before it what else is asked of each.
macro_rules! person {
    ($rest:literal) => {
        person!("", $rest)
    };
    ($more:expr, $rest:literal) => {
        concat!(
            "SELECT p.id, p.role, p.branch, b.name AS branch_name, p.nickname, p.joined_on",
            $more,
            " FROM people p LEFT JOIN branches b ON b.id = p.branch ",
            $rest
        )
    };
}
/// The same for the desk, which says how much goes with each.
macro_rules! listed {
    ($rest:literal) => {
        person!(", (SELECT COUNT(*) FROM posts WHERE posts.member = p.id) AS posts", $rest)
    };
}
pub(in crate::store) use person;

/// A row of `people`, with the branch's name.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::store) struct PersonRow {
    id: String,
    role: String,
    branch: Option<i64>,
    branch_name: Option<String>,
    nickname: Option<String>,
    pub(in crate::store) joined_on: i64,
    /// Counted for the desk alone.
    #[sqlx(default)]
    posts: i64,
}

impl PersonRow {
    fn branch(&self) -> Option<Branch> {
        Some(Branch { id: self.branch?, name: self.branch_name.clone()? })
    }

    /// For themselves.
    pub(in crate::store) fn into_me(self) -> Me {
        Me { branch: self.branch(), role: words::role(&self.role), id: self.id, nickname: self.nickname }
    }

    /// For the desk.
    fn into_person(self) -> Person {
        Person {
            branch: self.branch(),
            role: words::role(&self.role),
            id: self.id,
            nickname: self.nickname,
            joined_on: self.joined_on,
            posts: self.posts,
        }
    }
}

/// Somebody by their id.
pub(in crate::store) async fn find(conn: &mut Conn, id: &str) -> Result<PersonRow, StoreError> {
    maybe!(conn, PersonRow, person!("WHERE p.id = $1"), id)?.ok_or(StoreError::Missing)
}

impl Store {
    /// Of one branch, or all: who came last comes first.
    pub(crate) async fn people(&self, branch: Option<i64>) -> Result<Vec<Person>, StoreError> {
        let mut conn = self.conn().await?;
        let rows = match branch {
            Some(branch) => {
                let sql = listed!("WHERE p.branch = $1 ORDER BY p.joined_on DESC, p.id LIMIT $2");
                all!(&mut conn, PersonRow, sql, branch, LISTED)?
            }
            None => all!(&mut conn, PersonRow, listed!("ORDER BY p.joined_on DESC, p.id LIMIT $1"), LISTED)?,
        };
        Ok(rows.into_iter().map(PersonRow::into_person).collect())
    }

    /// Somebody by id, as they are now.
    pub(crate) async fn person(&self, id: &str) -> Result<Me, StoreError> {
        let mut conn = self.conn().await?;
        Ok(find(&mut conn, id).await?.into_me())
    }

    /// Gives a member or a secretary another branch. What they wrote stays where it was written.
    pub(crate) async fn move_person(&self, id: String, branch: i64) -> Result<Person, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                if find(&mut tx.conn, &id).await?.role == Role::Admin.as_str() {
                    return Err(StoreError::OutOfPlace);
                }
                let sql =
                    "UPDATE people SET branch = $2 WHERE id = $1 AND EXISTS (SELECT 1 FROM branches WHERE id = $2)";
                if run!(&mut tx.conn, sql, &id, branch)? == 0 {
                    return Err(StoreError::Unfit("branch"));
                }
                tx.tell(Event::People);
                Ok(one!(&mut tx.conn, PersonRow, listed!("WHERE p.id = $1"), &id)?.into_person())
            })
        })
        .await
    }

    /// Id, role and hashed passphrase behind a folded name.
    pub(crate) async fn passphrase(&self, sign_in: &str) -> Result<Option<(String, Role, String)>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT id, role, passphrase FROM people WHERE sign_in = $1";
        let row = maybe!(&mut conn, (String, String, String), sql, sign_in)?;
        Ok(row.map(|(id, role, passphrase)| (id, words::role(&role), passphrase)))
    }

    /// Whether somebody can make branches and secretaries.
    pub(crate) async fn has_admin(&self) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        Ok(one!(&mut conn, (i64,), "SELECT COUNT(*) FROM people WHERE role = 'admin'")?.0 > 0)
    }
}
