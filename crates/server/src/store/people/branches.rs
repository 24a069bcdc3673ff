//! Branches (支部).

use api::people::{Branch, Renamed};

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::connection::counters::next;
use crate::store::connection::db::{all, maybe, run};
use crate::store::connection::events::Event;
use crate::store::error::StoreError;

/// So many names of the past are listed.
const LISTED: i64 = 200;

/// A name as people sort it: 第2支部 before 第10支部.
fn counted(name: &str) -> String {
    let (mut key, mut number) = (String::new(), String::new());
    for c in name.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            number.push(c);
        } else {
            if !number.is_empty() {
                key += &format!("{number:0>20}");
                number.clear();
            }
            key.push(c);
        }
    }
    key
}

impl Store {
    /// Makes a branch.
    pub(crate) async fn add_branch(&self, name: String) -> Result<Branch, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let id = next(&mut tx.conn, "branch").await?;
                let sql = "INSERT INTO branches (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
                match run!(&mut tx.conn, sql, id, &name)? {
                    0 => Err(StoreError::NameTaken),
                    _ => Ok(Branch { id, name }),
                }
            })
        })
        .await
    }

    /// Corrects a branch's name, and notes by whom. The same sent again is the same; a name that somebody has changed meanwhile
    /// stays.
    pub(crate) async fn rename_branch(
        &self,
        by: String,
        id: i64,
        name: String,
        was: String,
    ) -> Result<Branch, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let conn = &mut tx.conn;
                let sql = "SELECT name FROM branches WHERE id = $1";
                let (called,) = maybe!(conn, (String,), sql, id)?.ok_or(StoreError::Missing)?;
                if called != name {
                    if called != was {
                        return Err(StoreError::Stale);
                    }
                    if maybe!(conn, (i64,), "SELECT id FROM branches WHERE name = $1", &name)?.is_some() {
                        return Err(StoreError::NameTaken);
                    }
                    run!(conn, "UPDATE branches SET name = $2 WHERE id = $1", id, &name)?;
                    let sql = "INSERT INTO branch_renames (branch, was, became, actor, at) VALUES ($1, $2, $3, $4, $5)";
                    run!(conn, sql, id, was, &name, by, now())?;
                    // It stands below posts, in lists, and in the head of a desk.
                    tx.tell(Event::All);
                }
                Ok(Branch { id, name })
            })
        })
        .await
    }

    /// All branches by name, or the one of a secretary.
    pub(crate) async fn branches(&self, only: Option<i64>) -> Result<Vec<Branch>, StoreError> {
        let mut conn = self.conn().await?;
        let rows: Vec<(i64, String)> = match only {
            Some(id) => all!(&mut conn, (i64, String), "SELECT id, name FROM branches WHERE id = $1", id)?,
            None => all!(&mut conn, (i64, String), "SELECT id, name FROM branches ORDER BY id")?,
        };
        let mut branches: Vec<Branch> = rows.into_iter().map(|(id, name)| Branch { id, name }).collect();
        branches.sort_by_cached_key(|branch| counted(&branch.name));
        Ok(branches)
    }

    /// Names that branches had before, of all or of one, newest first.
    pub(crate) async fn renamed_branches(&self, only: Option<i64>) -> Result<Vec<Renamed>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT r.branch, r.was, r.became, w.nickname, r.at FROM branch_renames r \
                   LEFT JOIN people w ON w.id = r.actor WHERE r.branch = $1 OR $1 = -1 ORDER BY r.at DESC LIMIT $2";
        let rows = all!(&mut conn, RenamedRow, sql, only.unwrap_or(-1), LISTED)?;
        Ok(rows.into_iter().map(renamed).collect())
    }

    /// Names that somebody has given, oldest first.
    pub(in crate::store) async fn renamed_by(&self, person: &str) -> Result<Vec<Renamed>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT branch, was, became, NULL AS nickname, at FROM branch_renames WHERE actor = $1 ORDER BY at";
        Ok(all!(&mut conn, RenamedRow, sql, person)?.into_iter().map(renamed).collect())
    }

    /// Whether there is such a branch.
    pub(crate) async fn has_branch(&self, id: i64) -> Result<bool, StoreError> {
        let mut conn = self.conn().await?;
        Ok(maybe!(&mut conn, (i64,), "SELECT id FROM branches WHERE id = $1", id)?.is_some())
    }
}

type RenamedRow = (i64, String, String, Option<String>, i64);

fn renamed((branch, from, to, by, at): RenamedRow) -> Renamed {
    Renamed { branch, from, to, by, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_numbers_come_in_the_order_of_the_numbers() {
        let mut names = ["第10支部", "第2支部", "科巷支部", "第1支部二组", "第1支部"];
        names.sort_by_cached_key(|name| counted(name));
        assert_eq!(names, ["科巷支部", "第1支部", "第1支部二组", "第2支部", "第10支部"]);
    }
}
