//! Imports: drafts that were made together, and go together.

use std::collections::{BTreeSet, HashMap};

use api::documents::{Folder, RevisionKind, Stage};
use api::imports::{Import, ImportedDraft, Undone};

use content::fault::Faults;
use content::front_matter::FrontMatter;

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::counters::next;
use crate::store::connection::db::{Conn, all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::documents::step_request::StepRequest;
use crate::store::documents::steps::take_step;
use crate::store::documents::{DraftRow, begin, find as find_draft, known_paths};
use crate::store::error::StoreError;

/// One's own imports of so many days can be undone.
const DAYS: i64 = 30;
/// So many are listed.
const MOST: i64 = 20;

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: i64,
    total: i64,
    at: i64,
}

impl ImportRow {
    /// With those of its drafts that are still there.
    async fn into_import(self, conn: &mut Conn) -> Result<Import, StoreError> {
        let Self { id, total, at } = self;
        let sql = "SELECT path, version, stage, text FROM drafts WHERE import = $1 ORDER BY path";
        let mut import = Import { id, total, at, ..Import::default() };
        for (path, version, stage, text) in all!(conn, (String, i64, String, String), sql, id)? {
            let Some((folder, slug)) = Folder::of(&path) else { continue };
            import.folder = folder;
            if stage != Stage::Draft.as_str() {
                import.in_review += 1;
            } else {
                import.untouched += i64::from(version == 1);
                let is_bare = FrontMatter::parse(&text, &mut Faults::of("")).body.trim().is_empty();
                import.drafts.push(ImportedDraft { slug: slug.to_string(), version, is_bare });
            }
        }
        for one in published(conn, id).await? {
            let Some((folder, _)) = Folder::of(&one.path) else { continue };
            import.folder = folder;
            import.published += 1;
            import.withdrawable += i64::from(folder == Folder::Places && one.fate() == Fate::AsItWas);
        }
        Ok(import)
    }
}

/// A document that was published out of an import, and what there is of it by now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct FromImport {
    /// Of its file.
    pub(crate) path: String,
    number: i64,
    /// The number of its newest revision.
    pub(crate) newest: i64,
    /// Of the newest one that is shown, or will be.
    last: i64,
    last_kind: String,
    drafts: i64,
}

/// What became of it since.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fate {
    /// Nothing.
    AsItWas,
    /// Readers are shown it no more.
    Withdrawn,
    /// Somebody has published other words, or is at it.
    Changed,
}

impl FromImport {
    pub(crate) fn fate(&self) -> Fate {
        match self.last == self.number {
            true if self.drafts == 0 => Fate::AsItWas,
            false if self.last_kind == RevisionKind::Withdrawn.as_str() => Fate::Withdrawn,
            _ => Fate::Changed,
        }
    }
}

async fn published(conn: &mut Conn, id: i64) -> Result<Vec<FromImport>, StoreError> {
    let sql = "SELECT r.path, r.number, (SELECT MAX(n.number) FROM revisions n WHERE n.path = r.path) AS newest, \
               l.number AS last, l.kind AS last_kind, (SELECT COUNT(*) FROM drafts d WHERE d.path = r.path) AS drafts \
               FROM revisions r JOIN revisions l ON l.path = r.path AND l.number = (SELECT MAX(n.number) FROM revisions n \
               WHERE n.path = r.path AND n.publish_from IS NOT NULL AND n.cancelled = 0) \
               WHERE r.import = $1 AND r.cancelled = 0 AND (r.shown = 1 OR r.publish_from <= $2) ORDER BY r.path";
    Ok(all!(conn, FromImport, sql, id, now())?)
}

impl Store {
    /// One's own imports, newest first.
    pub(crate) async fn imports(&self, person: &str) -> Result<Vec<Import>, StoreError> {
        let mut conn = self.conn().await?;
        let since = now() - DAYS * 86_400_000;
        let sql = "SELECT id, total, at FROM imports WHERE drafter = $1 AND at > $2 ORDER BY id DESC LIMIT $3";
        let mut imports = Vec::new();
        for row in all!(&mut conn, ImportRow, sql, person, since, MOST)? {
            imports.push(row.into_import(&mut conn).await?);
        }
        Ok(imports)
    }

    /// Makes drafts of a folder of these texts, each with the beginning of its name, all or none; `false` where this very import was made already. `digest`: of the
    /// rows, so that others are not taken for it. `taken`: paths of cards that only the content folder knows.
    pub(crate) async fn create_import(
        &self,
        actor: Actor,
        token: String,
        digest: String,
        folder: Folder,
        texts: Vec<(String, String)>,
        taken: BTreeSet<String>,
    ) -> Result<(Import, bool), StoreError> {
        self.write(move |tx| Box::pin(create(tx, actor, token, digest, folder, texts, taken))).await
    }

    /// An import's drafts, for whoever may publish them.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`], or [`StoreError::NotYours`].
    pub(crate) async fn drafts_of_import(&self, actor: &Actor, id: i64) -> Result<Vec<DraftRow>, StoreError> {
        let mut conn = self.conn().await?;
        owned(&mut conn, actor, id).await?;
        let mut drafts = Vec::new();
        for (path,) in all!(&mut conn, (String,), "SELECT path FROM drafts WHERE import = $1 ORDER BY path", id)? {
            drafts.extend(find_draft(&mut conn, &path).await?);
        }
        Ok(drafts)
    }

    /// What readers were shown of an import, for whoever may withdraw it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`], or [`StoreError::NotYours`].
    pub(crate) async fn published_of_import(&self, actor: &Actor, id: i64) -> Result<Vec<FromImport>, StoreError> {
        let mut conn = self.conn().await?;
        owned(&mut conn, actor, id).await?;
        published(&mut conn, id).await
    }

    /// Takes steps of many documents, all of them or none.
    pub(crate) async fn take_steps(&self, actor: Actor, requests: Vec<StepRequest>) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                for request in requests {
                    take_step(tx, actor.clone(), request).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Takes an import's drafts away, but for those that somebody has changed or handed on.
    pub(crate) async fn undo_import(&self, actor: Actor, id: i64) -> Result<Undone, StoreError> {
        self.write(move |tx| Box::pin(undo(tx, actor, id))).await
    }
}

async fn create(
    tx: &mut Tx,
    actor: Actor,
    token: String,
    digest: String,
    folder: Folder,
    texts: Vec<(String, String)>,
    mut taken: BTreeSet<String>,
) -> Result<(Import, bool), StoreError> {
    let conn = &mut tx.conn;
    let sql = "SELECT id, drafter, digest FROM imports WHERE token = $1";
    if let Some((id, drafter, known)) = maybe!(conn, (i64, Option<String>, String), sql, &token)? {
        return match drafter == Some(actor.id) && known == digest {
            true => Ok((find(conn, id).await?, false)),
            false => Err(StoreError::IdInUse),
        };
    }
    let id = next(conn, "import").await?;
    let sql = "INSERT INTO imports (id, token, digest, drafter, total, at) VALUES ($1, $2, $3, $4, $5, $6)";
    run!(conn, sql, id, token, digest, &actor.id, texts.len() as i64, now())?;
    taken.extend(known_paths(conn, folder).await?);
    // Of a thousand cards nobody looks from the first again.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (stem, text) in texts {
        let number = numbers.entry(stem.clone()).or_insert(1);
        let path = loop {
            let path = folder.path(&numbered(&stem, *number));
            *number += 1;
            if !taken.contains(&path) {
                break path;
            }
        };
        begin(conn, &actor, &path, &text, None, Some(id)).await?;
    }
    let import = find(conn, id).await?;
    tx.tell(Event::Content);
    Ok((import, true))
}

/// The name of a document: a card has a number alone, anything else a stem, and a number from the second on.
pub(crate) fn numbered(stem: &str, number: usize) -> String {
    match (stem, number) {
        ("", number) => format!("q{number:03}"),
        (stem, 1) => stem.to_string(),
        (stem, number) => format!("{stem}-{number}"),
    }
}

async fn find(conn: &mut Conn, id: i64) -> Result<Import, StoreError> {
    let row = one!(conn, ImportRow, "SELECT id, total, at FROM imports WHERE id = $1", id)?;
    row.into_import(conn).await
}

/// How many drafts were made, where this person may do something with them together.
async fn owned(conn: &mut Conn, actor: &Actor, id: i64) -> Result<i64, StoreError> {
    let sql = "SELECT drafter, total FROM imports WHERE id = $1";
    let (drafter, total) = maybe!(conn, (Option<String>, i64), sql, id)?.ok_or(StoreError::Missing)?;
    let is_theirs = actor.branch.is_none() || drafter.as_ref() == Some(&actor.id);
    if is_theirs { Ok(total) } else { Err(StoreError::NotYours) }
}

async fn undo(tx: &mut Tx, actor: Actor, id: i64) -> Result<Undone, StoreError> {
    let conn = &mut tx.conn;
    let total = owned(conn, &actor, id).await?;
    // As it was made: every change and every step is a version.
    let removed = run!(conn, "DELETE FROM drafts WHERE import = $1 AND version = 1", id)? as i64;
    // What went out of it is withdrawn by it, later.
    let gone = "DELETE FROM imports WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM revisions WHERE import = $1)";
    if run!(conn, gone, id)? == 0 {
        run!(conn, "UPDATE imports SET total = total - $2 WHERE id = $1", id, removed)?;
    }
    tx.tell(Event::Content);
    Ok(Undone { removed, kept: total - removed })
}
