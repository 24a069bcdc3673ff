//! State of the page: the rows, what they were read from, and what is being done with them.

use std::collections::BTreeSet;

use ::api::documents::Folder;
use ::api::error::Reading;
use ::api::imports::{Import, ReadColumn, ReadTable, Row};
use ::api::sources::SourceRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry::Entry;
use super::faulty::Faulty;
use super::taken::Taken;
use super::verdict::Verdict;
use crate::browser::files::Brought;
use crate::browser::{history, random};
use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// An import, and the numbered rows it was made of.
pub(super) type Made = (i64, Vec<(usize, Row)>);

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// What rows become: cards, or places.
    pub(super) folder: RwSignal<Folder>,
    /// The rows that were read; empty before.
    pub(super) entries: RwSignal<Vec<Entry>>,
    /// What they were read from, as long as this page is open.
    pub(super) brought: RwSignal<Option<Brought>, LocalStorage>,
    /// How it was asked for last, and what somebody has told of columns then.
    pub(super) asked: StoredValue<ReadTable>,
    pub(super) told: StoredValue<Vec<ReadColumn>>,
    /// Answers to older questions come too late.
    pub(super) turn: StoredValue<u32>,
    /// Why it could not be read, where another try may help.
    pub(super) unread: RwSignal<String>,
    pub(super) readings: RwSignal<Vec<Reading>>,
    pub(super) taken: RwSignal<Option<Taken>>,
    /// Something was mended or chosen since it was read.
    pub(super) is_touched: RwSignal<bool>,
    pub(super) is_checking: StoredValue<bool>,
    /// Why the check does not go on.
    pub(super) stuck: RwSignal<Option<String>>,
    pub(super) themes: RwSignal<Vec<String>>,
    pub(super) sources: RwSignal<Vec<SourceRow>>,
    /// What sources are called whose text is to be put in before rows can be found in it.
    pub(super) textless: Memo<Vec<String>>,
    /// The row that was taken off the page last, and its place.
    pub(super) dropped: RwSignal<Option<(usize, Entry)>>,
    pub(super) past: RwSignal<Vec<Import>>,
    /// The rows that the last import was made of, by its id: they come back when it is undone.
    pub(super) made: StoredValue<Option<Made>>,
    /// Drafts that could not be handed on.
    pub(super) faulty: RwSignal<Vec<Faulty>>,
    /// What an import has published and could not be withdrawn with it.
    pub(super) kept: RwSignal<Vec<Faulty>>,
    pub(super) said: RwSignal<String>,
    pub(super) wrong: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    /// Names the import: the same one sent again is the same.
    pub(super) token: StoredValue<String>,
    pub(super) session: Session,
}

impl Page {
    pub(super) fn new() -> Self {
        let (entries, sources) = (RwSignal::new(Vec::<Entry>::new()), RwSignal::new(Vec::<SourceRow>::new()));
        let textless = Memo::new(move |_| {
            let unfound = entries.get().into_iter().filter(|entry| entry.verdict() == Some(Verdict::Unfound));
            let named: BTreeSet<String> = unfound.map(|entry| entry.row.with(|row| row.source.clone())).collect();
            sources.with(|sources| textless(sources, &named))
        });
        let is_asked = history::fragment() == Folder::Places.as_str();
        Self {
            folder: RwSignal::new(if is_asked { Folder::Places } else { Folder::Cards }),
            entries,
            brought: RwSignal::new_local(None),
            asked: StoredValue::new(ReadTable::default()),
            told: StoredValue::new(Vec::new()),
            turn: StoredValue::new(0),
            unread: RwSignal::new(String::new()),
            readings: RwSignal::new(Vec::new()),
            taken: RwSignal::new(None),
            is_touched: RwSignal::new(false),
            is_checking: StoredValue::new(false),
            stuck: RwSignal::new(None),
            themes: RwSignal::new(Vec::new()),
            sources,
            textless,
            dropped: RwSignal::new(None),
            past: RwSignal::new(Vec::new()),
            made: StoredValue::new(None),
            faulty: RwSignal::new(Vec::new()),
            kept: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            token: StoredValue::new(String::new()),
            session: expect_context::<Session>(),
        }
    }

    pub(super) fn load(self) {
        spawn_local(async move {
            match api::documents(Folder::Cards).await {
                Ok(answer) => self.themes.set(answer.themes),
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
        });
        spawn_local(async move {
            match api::sources().await {
                Ok(answer) => self.sources.set(answer.sources),
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
        });
        self.load_past();
    }

    pub(super) fn load_past(self) {
        spawn_local(async move {
            if let Ok(answer) = api::imports().await {
                self.past.set(answer.imports);
            }
        });
    }

    pub(super) fn renew_token(self) {
        let bytes = random::bytes::<16>().unwrap_or_default();
        self.token.set_value(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    }
}

/// What sources are called that have no text, of those that were `named` by rows which stand nowhere. Where no source has
/// one, any may be meant.
fn textless(sources: &[SourceRow], named: &BTreeSet<String>) -> Vec<String> {
    let has_text = |source: &SourceRow| !source.texts.is_empty();
    let is_any = !named.is_empty() && !sources.iter().any(has_text);
    let lacking = sources.iter().filter(|source| !has_text(source) && (is_any || named.contains(&source.slug)));
    lacking.map(|source| source.short.clone()).collect()
}

#[cfg(test)]
mod tests {
    use ::api::sources::SourceTextRow;

    use super::*;

    fn source(slug: &str, texts: usize) -> SourceRow {
        let text = |_| SourceTextRow::default();
        SourceRow {
            slug: slug.into(),
            title: String::new(),
            short: slug.to_uppercase(),
            author: String::new(),
            date: String::new(),
            published_in: String::new(),
            is_published: true,
            stage: None,
            is_mine: false,
            texts: (0..texts).map(text).collect(),
        }
    }

    #[test]
    fn a_text_is_asked_for_where_it_could_help() {
        let of = |sources: &[SourceRow], named: &[&str]| {
            textless(sources, &named.iter().map(|slug| slug.to_string()).collect())
        };
        let fresh = [source("a", 0), source("b", 0)];
        assert_eq!(of(&fresh, &[""]), ["A", "B"]);
        assert!(of(&fresh, &[]).is_empty());
        let some = [source("a", 1), source("b", 0)];
        assert_eq!(of(&some, &["a", "b"]), ["B"]);
        assert!(of(&some, &["", "a"]).is_empty());
    }
}
