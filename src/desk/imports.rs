//! `/desk/import/` 批量导入: rows from Excel, Word or WPS, looked over one by one, become drafts all at once.

mod bring;
mod checking;
mod dropping;
mod entry;
mod kept;
mod making;
mod past;
mod reading;
mod row;
mod rows;
mod taken;
mod verdict;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use ::api::error::Reading;
use ::api::imports::{Import, ReadColumn, ReadTable};
use ::api::people::Me;
use ::api::sources::SourceRow;

use crate::browser::files::Brought;
use crate::browser::random;
use crate::browser::watch::watch;
use crate::desk::shell::api;
use crate::desk::shell::live::Live;
use crate::desk::shell::session::Session;
use bring::BringForm;
use entry::Entry;
use making::Faulty;
use past::Past;
use rows::Rows;
use taken::{Taken, TakenStep};
use verdict::Verdict;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Page {
    /// The rows that were read; empty before.
    entries: RwSignal<Vec<Entry>>,
    /// What they were read from, as long as this page is open.
    brought: RwSignal<Option<Brought>, LocalStorage>,
    /// How it was asked for last, and what somebody has told of columns then.
    asked: StoredValue<ReadTable>,
    told: StoredValue<Vec<ReadColumn>>,
    /// Answers to older questions come too late.
    turn: StoredValue<u32>,
    /// Why it could not be read, where another try may help.
    unread: RwSignal<String>,
    readings: RwSignal<Vec<Reading>>,
    taken: RwSignal<Option<Taken>>,
    /// Something was mended or chosen since it was read.
    is_touched: RwSignal<bool>,
    is_checking: StoredValue<bool>,
    /// Why the check does not go on.
    stuck: RwSignal<Option<String>>,
    themes: RwSignal<Vec<String>>,
    sources: RwSignal<Vec<SourceRow>>,
    /// What sources are called whose text is to be put in before rows can be found in it.
    textless: Memo<Vec<String>>,
    /// The row that was taken off the page last, and its place.
    dropped: RwSignal<Option<(usize, Entry)>>,
    past: RwSignal<Vec<Import>>,
    /// Drafts that could not be handed on.
    faulty: RwSignal<Vec<Faulty>>,
    said: RwSignal<String>,
    wrong: RwSignal<String>,
    is_busy: RwSignal<bool>,
    /// Names the import: the same one sent again is the same.
    token: StoredValue<String>,
    session: Session,
}

impl Page {
    fn new() -> Self {
        let (entries, sources) = (RwSignal::new(Vec::<Entry>::new()), RwSignal::new(Vec::<SourceRow>::new()));
        let textless = Memo::new(move |_| {
            let unfound = entries.get().into_iter().filter(|entry| entry.verdict() == Some(Verdict::Unfound));
            let named: BTreeSet<String> = unfound.map(|entry| entry.row.with(|row| row.source.clone())).collect();
            sources.with(|sources| textless(sources, &named))
        });
        Self {
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
            faulty: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            token: StoredValue::new(String::new()),
            session: expect_context::<Session>(),
        }
    }

    fn load(self) {
        spawn_local(async move {
            match api::documents().await {
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

    fn load_past(self) {
        spawn_local(async move {
            if let Ok(answer) = api::imports().await {
                self.past.set(answer.imports);
            }
        });
    }

    fn renew_token(self) {
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

/// The page: bring, look over, make drafts, undo.
#[component]
pub(super) fn ImportPage(me: Me) -> impl IntoView {
    let (page, live) = (Page::new(), expect_context::<Live>());
    kept::keep(page, &me.id);
    watch(move || {
        page.session.resumed.track();
        page.load();
    });
    watch(move || {
        live.again.track();
        page.check_all();
    });
    let is_empty = Memo::new(move |_| page.entries.with(Vec::is_empty));
    view! {
        {move || is_empty.get().then(|| view! { <Told page/> })}
        <TakenStep page/>
        {move || match is_empty.get() {
            true => view! { <BringForm page/> }.into_any(),
            false => view! { <Rows page/> }.into_any(),
        }}
        <Past page/>
    }
}

/// What was done, and what went wrong; where there are rows, beside the button that is in sight.
#[component]
fn Told(page: Page) -> impl IntoView {
    view! {
        <p class="said" role="status">{move || page.said.get()}</p>
        <p class="wrong" role="alert">{move || page.wrong.get()}</p>
    }
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
