//! Chosen rows become drafts, and drafts are handed on.

use std::collections::{BTreeMap, BTreeSet};

use ::api::documents::permission;
use ::api::documents::{Folder, Step};
use ::api::imports::{ImportedDraft, NewImport, PUBLISHED_AT_ONCE, PublishImport, ReadRow, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::checking::patiently;
use super::entry::Entry;
use super::faulty::Faulty;
use super::state::Page;
use super::verdict::refused;
use crate::client::api::ApiError;
use crate::desk::shell::api;
use crate::ui::focus;

/// Some of these rows are drafts already, and nobody was told.
const MADE_BEFORE: &str =
    "上一次其实存好了，只是没收到回信。已经是草稿的几行会写着“重复”：看一眼，再把剩下的做成草稿。";
/// Of a place that stays.
const CHANGED_SINCE: &str = "发布以后有人改过：要撤，打开这一份再撤";

impl Page {
    /// The chosen rows become drafts.
    pub(super) fn save(self) {
        let entries = self.entries.get_untracked();
        // Not on every phone does a tap on a button end what is being typed: those words are looked at first.
        let untold: Vec<Entry> = entries.iter().copied().filter(|entry| !entry.is_settled()).collect();
        if !untold.is_empty() {
            untold.into_iter().for_each(|entry| entry.checked.set(None));
            return self.check_all();
        }
        let chosen = entries.into_iter().filter(|entry| entry.is_chosen.get_untracked());
        let sent: BTreeMap<usize, Row> = chosen.map(|entry| (entry.number, entry.row.get_untracked())).collect();
        let folder = self.folder.get_untracked();
        let next = if publishes(folder) { "发布" } else { "送审" };
        self.is_busy.set(true);
        self.wrong.set(String::new());
        spawn_local(async move {
            let new = NewImport { token: self.token.get_value(), folder, rows: sent.values().cloned().collect() };
            let answer = api::create_import(&new).await;
            // The page may be gone by now.
            if self.is_busy.is_disposed() {
                return;
            }
            match answer {
                Ok(import) => {
                    self.said.set(format!("做好了 {} 份草稿。看过没问题，到这一页最下面{next}。", import.total));
                    // What was not sent stays to be looked at, and so does what was typed since.
                    self.entries.update(|entries| {
                        entries.retain(|entry| {
                            sent.get(&entry.number).is_none_or(|row| entry.row.with_untracked(|now| now != row))
                        });
                    });
                    if self.entries.with_untracked(Vec::is_empty) {
                        self.let_go();
                    }
                    self.look_at_repeats(&sent);
                    self.made.set_value(Some((import.id, sent.into_iter().collect())));
                    self.renew_token();
                    self.load_past();
                }
                Err(why) if why.status() == 409 => self.look_again(),
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }

    /// The rows an import was made of, as they were mended, where it was made on this page and has gone: how many.
    pub(super) fn put_back(self, import: i64) -> usize {
        let made = self.made.try_update_value(Option::take).flatten();
        let Some((_, rows)) = made.filter(|(id, _)| *id == import) else { return 0 };
        let count = rows.len();
        self.entries.update(|entries| {
            // What was typed while it was being made has stayed.
            let is_there: BTreeSet<usize> = entries.iter().map(|entry| entry.number).collect();
            let rows = rows.into_iter().filter(|(number, _)| !is_there.contains(number));
            let entry = |(number, row)| Entry::new(number - 1, ReadRow { row, repeats: None, doubt: None });
            entries.extend(rows.map(entry));
            entries.sort_by_key(|entry| entry.number);
        });
        self.check_all();
        count
    }

    /// What repeats a row that is a draft by now repeats that draft.
    fn look_at_repeats(self, made: &BTreeMap<usize, Row>) {
        for entry in self.entries.get_untracked() {
            if entry.repeats.get_value().is_some_and(|number| made.contains_key(&number)) {
                entry.repeats.set_value(None);
                entry.checked.set(None);
            }
        }
        self.check_all();
    }

    /// An answer was cut: rows of the try before are drafts, others are not. A check tells them apart.
    fn look_again(self) {
        self.renew_token();
        for entry in self.entries.get_untracked() {
            entry.is_chosen.set(false);
            entry.checked.set(None);
        }
        self.wrong.set(MADE_BEFORE.into());
        self.check_all();
        self.load_past();
    }

    /// Publishes drafts of an import, all of them a few hundred in one go; what has faults stays, and is named.
    pub(super) fn publish(self, id: i64, folder: Folder, drafts: Vec<ImportedDraft>) {
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.faulty.set(Vec::new());
        self.said.set(format!("正在发布 {} 份", drafts.len()));
        spawn_local(async move {
            let (mut published, mut faulty) = (0, Vec::new());
            for drafts in drafts.chunks(PUBLISHED_AT_ONCE) {
                let asked = PublishImport { drafts: drafts.to_vec() };
                match patiently(async || api::publish_import(id, &asked).await).await {
                    Ok(answer) => {
                        published += answer.published;
                        faulty.extend(answer.faulty);
                    }
                    Err(why) => {
                        self.wrong.set(self.session.hear(&why));
                        break;
                    }
                }
            }
            self.said.set(match published {
                0 => String::new(),
                _ => format!("发布了 {published} 个，读者已经看得到。"),
            });
            let faulty = faulty.into_iter();
            let faulty = faulty.map(|one| Faulty { folder, slug: one.slug, quote: one.title, why: one.why });
            self.faulty.set(faulty.collect());
            self.is_busy.set(false);
            self.load_past();
        });
    }

    /// Withdraws what was published out of an import, all of it a few hundred in one go; what somebody has changed since stays, and is
    /// named.
    pub(super) fn withdraw(self, id: i64) {
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.kept.set(Vec::new());
        self.said.set("正在撤下".into());
        spawn_local(async move {
            let answer = loop {
                match patiently(async || api::withdraw_import(id).await).await {
                    Ok(answer) if answer.left > 0 => {}
                    answer => break answer,
                }
            };
            // The page may be gone by now.
            if self.is_busy.is_disposed() {
                return;
            }
            self.said.set(String::new());
            match answer {
                Ok(answer) => {
                    self.said.set(format!("撤下了 {} 个，读者看不到了。", answer.withdrawn));
                    let folder = Folder::Places;
                    let kept = answer.kept.into_iter().map(|one| Faulty {
                        folder,
                        slug: one.slug,
                        quote: one.title,
                        why: CHANGED_SINCE.into(),
                    });
                    self.kept.set(kept.collect());
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
            self.load_past();
            focus::soon("h1", "");
        });
    }

    /// Hands drafts on, one after the other; what has faults stays, and is named.
    pub(super) fn submit(self, folder: Folder, drafts: Vec<ImportedDraft>) {
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.faulty.set(Vec::new());
        spawn_local(async move {
            let (total, mut handed, mut faulty) = (drafts.len(), 0, Vec::new());
            for ImportedDraft { slug, version, .. } in drafts {
                self.said.set(format!("正在送审：{} / {total}", handed + faulty.len() + 1));
                match patiently(async || api::step(folder, &slug, Step::Submit, version).await).await {
                    Ok(_) => handed += 1,
                    Err(ApiError::Rejected { status: 402..500, body, .. }) => {
                        faulty.push(Faulty { folder, slug, quote: String::new(), why: refused(&body) });
                    }
                    Err(why) => {
                        self.wrong.set(self.session.hear(&why));
                        break;
                    }
                }
            }
            self.said.set(match handed {
                0 => String::new(),
                _ => format!("送审了 {handed} 份，等另一位书记复审。"),
            });
            if !faulty.is_empty()
                && let Ok(listed) = api::documents(folder).await
            {
                for one in &mut faulty {
                    let row = listed.documents.iter().find(|row| row.slug == one.slug);
                    one.quote = row.map(|row| row.title.clone()).unwrap_or_default();
                }
            }
            self.faulty.set(faulty);
            self.is_busy.set(false);
            self.load_past();
        });
    }
}

/// Whether one person is enough for what these rows become.
pub(super) fn publishes(folder: Folder) -> bool {
    permission::one_suffices(folder, false)
}
