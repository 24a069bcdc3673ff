//! `/desk/import/` 批量导入: rows from Excel, Word or WPS, looked over one by one, become drafts all at once.

mod bring;
mod entry;
mod past;
mod row;
mod rows;
mod verdict;

use leptos::prelude::*;
use leptos::task::spawn_local;

use ::api::imports::{CHECKED_AT_ONCE, CheckRows, Import, NewImport, Row};

use super::api;
use super::session::Session;
use crate::browser::random;
use crate::watch::watch;
use bring::BringForm;
use entry::Entry;
use past::Past;
use rows::Rows;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Page {
    /// The rows that were read; empty before.
    entries: RwSignal<Vec<Entry>>,
    /// How many of them were checked.
    checked: RwSignal<usize>,
    themes: RwSignal<Vec<String>>,
    /// Slug and short name.
    sources: RwSignal<Vec<(String, String)>>,
    past: RwSignal<Vec<Import>>,
    said: RwSignal<String>,
    wrong: RwSignal<String>,
    is_busy: RwSignal<bool>,
    /// Names the import: the same one sent again is the same.
    token: StoredValue<String>,
    session: Session,
}

impl Page {
    fn new() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            checked: RwSignal::new(0),
            themes: RwSignal::new(Vec::new()),
            sources: RwSignal::new(Vec::new()),
            past: RwSignal::new(Vec::new()),
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
                Ok(answer) => {
                    self.themes.set(answer.themes);
                    self.sources.set(answer.sources);
                }
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

    /// Checks all rows, some at a time, so that one sees how far it is.
    fn check_all(self) {
        self.checked.set(0);
        let entries = self.entries.get_untracked();
        spawn_local(async move {
            for some in entries.chunks(CHECKED_AT_ONCE) {
                let rows = CheckRows { rows: some.iter().map(|entry| entry.row.get_untracked()).collect() };
                match api::check_rows(&rows).await {
                    Ok(answer) => {
                        for (entry, checked) in some.iter().zip(answer.rows) {
                            entry.take(checked);
                        }
                    }
                    Err(why) => return self.wrong.set(self.session.hear(&why)),
                }
                self.checked.update(|checked| *checked += some.len());
            }
        });
    }

    /// Checks a row that was corrected.
    fn check(self, entry: Entry) {
        entry.checked.set(None);
        spawn_local(async move {
            match api::check_rows(&CheckRows { rows: vec![entry.row.get_untracked()] }).await {
                Ok(answer) => answer.rows.into_iter().for_each(|checked| entry.take(checked)),
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
        });
    }

    /// The chosen rows become drafts.
    fn save(self) {
        let chosen = |entry: &Entry| entry.is_chosen.get_untracked();
        let entries = self.entries.get_untracked();
        let rows: Vec<Row> =
            entries.iter().filter(|entry| chosen(entry)).map(|entry| entry.row.get_untracked()).collect();
        self.is_busy.set(true);
        self.wrong.set(String::new());
        spawn_local(async move {
            let new = NewImport { token: self.token.get_value(), rows };
            match api::create_import(&new).await {
                Ok(import) => {
                    self.said.set(format!("做好了 {} 份草稿。看过没问题，就在下面送审。", import.total));
                    // What was not chosen stays to be looked at.
                    self.entries.update(|entries| entries.retain(|entry| !chosen(entry)));
                    self.checked.set(self.entries.with_untracked(Vec::len));
                    self.renew_token();
                    self.load_past();
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }

    /// Hands drafts on, one after the other; what has faults stays, and is named.
    fn submit(self, slugs: Vec<String>) {
        self.is_busy.set(true);
        self.wrong.set(String::new());
        spawn_local(async move {
            let (total, mut handed, mut faulty) = (slugs.len(), 0, Vec::new());
            for slug in slugs {
                self.said.set(format!("正在送审：{} / {total}", handed + faulty.len() + 1));
                match api::submit_card(&slug).await {
                    Ok(()) => handed += 1,
                    Err(why) if why.status() == 0 || why.is_signed_out() => {
                        self.wrong.set(self.session.hear(&why));
                        break;
                    }
                    Err(why) => faulty.push(format!("{slug}（{}）", why.sentence())),
                }
            }
            self.said.set(format!("送审了 {handed} 份，等另一位书记复审。"));
            if !faulty.is_empty() {
                self.wrong.set(format!("这几份还要改：{}", faulty.join("；")));
            }
            self.is_busy.set(false);
            self.load_past();
        });
    }

    fn renew_token(self) {
        let bytes = random::bytes::<16>().unwrap_or_default();
        self.token.set_value(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    }
}

/// The page: bring, look over, make drafts, undo.
#[component]
pub(super) fn ImportPage() -> impl IntoView {
    let page = Page::new();
    watch(move || {
        page.session.resumed.track();
        page.load();
    });
    let is_empty = Memo::new(move |_| page.entries.with(Vec::is_empty));
    view! {
        <p class="said" role="status">{move || page.said.get()}</p>
        <p class="wrong" role="alert">{move || page.wrong.get()}</p>
        {move || match is_empty.get() {
            true => view! { <BringForm page/> }.into_any(),
            false => view! { <Rows page/> }.into_any(),
        }}
        <Past page/>
    }
}
