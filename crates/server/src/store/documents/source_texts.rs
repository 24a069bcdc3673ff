//! Source texts: what quotations are looked up in. They are kept as they were put in, and never shown to readers.

use api::sources::SourceTextRow;

use crate::infra::clock::now;
use crate::store::Store;
use crate::store::actor::Actor;
use crate::store::connection::db::{all, maybe, one, run};
use crate::store::connection::events::Event;
use crate::store::connection::tx::Tx;
use crate::store::documents::{begin, find};
use crate::store::error::StoreError;

/// All source texts together have no more characters: a district has a handful, of thirty thousand each, and all of them are
/// kept ready to be looked through ([`crate::curation::source_texts::SourceTexts`]).
pub(crate) const MOST_CHARACTERS: i64 = 4_000_000;

/// A source text without its text.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(crate) struct TextRow {
    /// Made of source and text.
    pub(crate) id: String,
    /// The source's slug.
    pub(crate) source: String,
    /// Its file's name, or how it came.
    pub(crate) title: String,
    /// How many characters it has.
    pub(crate) characters: i64,
    /// Who has put it in.
    pub(crate) adder_name: Option<String>,
    /// Whose branch has put it in; none for the committee.
    pub(crate) branch_name: Option<String>,
    /// When it was put in.
    pub(crate) added_at: i64,
}

impl TextRow {
    /// For somebody at the desk.
    pub(crate) fn to_row(&self) -> SourceTextRow {
        let Self { id, title, branch_name: branch, adder_name: by, .. } = self.clone();
        SourceTextRow { id, title, characters: self.characters, by, branch, added_at: self.added_at }
    }
}

/// A text to be put in.
#[derive(Clone, Debug)]
pub(crate) struct NewText {
    /// Made of source and text.
    pub(crate) id: String,
    /// The source's slug.
    pub(crate) source: String,
    /// Its file's name, or how it came.
    pub(crate) title: String,
    /// A paragraph a line.
    pub(crate) text: String,
    /// The document of a source that is new: path and text of its draft.
    pub(crate) draft: Option<(String, String)>,
}

impl Store {
    /// All source texts, or those of one source; oldest first.
    pub(crate) async fn source_texts(&self, source: Option<&str>) -> Result<Vec<TextRow>, StoreError> {
        let mut conn = self.conn().await?;
        let sql = "SELECT t.id, t.source, t.title, t.characters, w.nickname AS adder_name, b.name AS branch_name, t.added_at \
                   FROM source_texts t LEFT JOIN branches b ON b.id = t.branch LEFT JOIN people w ON w.id = t.adder WHERE $1 IS NULL OR t.source = $1 \
                   ORDER BY t.source, t.added_at, t.id";
        Ok(all!(&mut conn, TextRow, sql, source)?)
    }

    /// The text itself.
    pub(crate) async fn source_text(&self, id: &str) -> Result<String, StoreError> {
        let mut conn = self.conn().await?;
        let row = maybe!(&mut conn, (String,), "SELECT text FROM source_texts WHERE id = $1", id)?;
        row.map(|row| row.0).ok_or(StoreError::Missing)
    }

    /// Puts a text in; `false` where it was there already.
    pub(crate) async fn add_source_text(&self, actor: Actor, new: NewText) -> Result<bool, StoreError> {
        self.write(move |tx| Box::pin(add(tx, actor, new))).await
    }

    /// Takes a text out. What was verified with it stays verified.
    pub(crate) async fn remove_source_text(&self, id: String) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                match run!(&mut tx.conn, "DELETE FROM source_texts WHERE id = $1", id)? {
                    0 => Err(StoreError::Missing),
                    _ => Ok(()),
                }
            })
        })
        .await
    }
}

async fn add(tx: &mut Tx, actor: Actor, new: NewText) -> Result<bool, StoreError> {
    let NewText { id, source, title, text, draft } = new;
    let sql = "INSERT INTO source_texts (id, source, title, text, characters, branch, adder, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
    let characters = text.chars().count() as i64;
    let is_new = run!(&mut tx.conn, sql, id, source, title, text, characters, actor.branch, &actor.id, now())? > 0;
    // What was there already changes nothing, however many there are.
    let sql = "SELECT CAST(COALESCE(SUM(characters), 0) AS BIGINT) FROM source_texts";
    let all = if is_new { one!(&mut tx.conn, (i64,), sql)?.0 } else { 0 };
    if all > MOST_CHARACTERS {
        return Err(StoreError::NoRoom { there: all - characters, more: characters });
    }
    if let Some((path, text)) = draft
        && find(&mut tx.conn, &path).await?.is_none()
    {
        begin(&mut tx.conn, &actor, &path, &text, None, None).await?;
        tx.tell(Event::Content);
    }
    Ok(is_new)
}
