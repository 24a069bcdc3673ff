//! Imports: drafts that were made together, and go together.

use std::collections::BTreeSet;

use api::documents::Folder;
use api::imports::{Import, Undone};

use super::db::{Conn, all, maybe, one, run};
use super::documents::begin;
use super::{Event, Judge, Store, StoreError, Tx, next, now};

/// One's own imports of so many days can be undone.
const DAYS: i64 = 30;
/// So many are listed.
const MOST: i64 = 20;

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: i64,
    total: i64,
    untouched: i64,
    at: i64,
}

impl From<ImportRow> for Import {
    fn from(ImportRow { id, total, untouched, at }: ImportRow) -> Self {
        Self { id, total, untouched, at }
    }
}

/// A question for whole imports: what follows `FROM`.
macro_rules! imports {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.total, (SELECT COUNT(*) FROM drafts d WHERE d.import = i.id AND d.stage = 'draft') AS untouched, \
             i.at FROM imports i ",
            $rest
        )
    };
}

impl Store {
    /// One's own imports, newest first.
    pub(crate) async fn imports(&self, person: &str) -> Result<Vec<Import>, StoreError> {
        let mut conn = self.conn().await?;
        let since = now() - DAYS * 86_400_000;
        let sql = imports!("WHERE i.drafter = $1 AND i.at > $2 ORDER BY i.id DESC LIMIT $3");
        Ok(all!(&mut conn, ImportRow, sql, person, since, MOST)?.into_iter().map(Import::from).collect())
    }

    /// Makes drafts of cards of these texts, all or none; `false` where this very import was made already. `taken`: names
    /// that cards have which are no drafts.
    pub(crate) async fn create_import(
        &self,
        judge: Judge,
        token: String,
        texts: Vec<String>,
        taken: BTreeSet<String>,
    ) -> Result<(Import, bool), StoreError> {
        self.write(move |tx| Box::pin(create(tx, judge, token, texts, taken))).await
    }

    /// Takes an import's drafts away, but for those that somebody has changed or handed on.
    pub(crate) async fn undo_import(&self, judge: Judge, id: i64) -> Result<Undone, StoreError> {
        self.write(move |tx| Box::pin(undo(tx, judge, id))).await
    }
}

async fn create(
    tx: &mut Tx,
    judge: Judge,
    token: String,
    texts: Vec<String>,
    mut taken: BTreeSet<String>,
) -> Result<(Import, bool), StoreError> {
    let conn = &mut tx.conn;
    let sql = "SELECT id, drafter FROM imports WHERE token = $1";
    if let Some((id, drafter)) = maybe!(conn, (i64, Option<String>), sql, &token)? {
        return match drafter == Some(judge.id) {
            true => Ok((find(conn, id).await?, false)),
            false => Err(StoreError::Taken),
        };
    }
    let id = next(conn, "import").await?;
    let sql = "INSERT INTO imports (id, token, drafter, total, at) VALUES ($1, $2, $3, $4, $5)";
    run!(conn, sql, id, token, &judge.id, texts.len() as i64, now())?;
    let drafts = all!(conn, (String,), "SELECT path FROM drafts WHERE path LIKE 'cards/%'")?;
    taken.extend(drafts.into_iter().map(|(path,)| path));
    let mut free =
        (1..).map(|number| Folder::Cards.path(&format!("q{number:03}"))).filter(|path| !taken.contains(path));
    for (text, path) in texts.iter().zip(&mut free) {
        begin(conn, &judge, &path, text, None).await?;
        run!(conn, "UPDATE drafts SET import = $2 WHERE path = $1", path, id)?;
    }
    let import = find(conn, id).await?;
    tx.tell(Event::Content);
    Ok((import, true))
}

async fn find(conn: &mut Conn, id: i64) -> Result<Import, StoreError> {
    Ok(one!(conn, ImportRow, imports!("WHERE i.id = $1"), id)?.into())
}

async fn undo(tx: &mut Tx, judge: Judge, id: i64) -> Result<Undone, StoreError> {
    let conn = &mut tx.conn;
    let sql = "SELECT drafter, total FROM imports WHERE id = $1";
    let (drafter, total) = maybe!(conn, (Option<String>, i64), sql, id)?.ok_or(StoreError::Missing)?;
    if judge.branch.is_some() && drafter != Some(judge.id) {
        return Err(StoreError::NotYours);
    }
    let removed = run!(conn, "DELETE FROM drafts WHERE import = $1 AND stage = 'draft'", id)? as i64;
    run!(conn, "DELETE FROM imports WHERE id = $1", id)?;
    tx.tell(Event::Content);
    Ok(Undone { removed, kept: total - removed })
}
