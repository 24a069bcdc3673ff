//! 历史: every revision there is, and what differs between any two.

use ::api::documents::{Document, ORIGINAL, Revision, Step, TakeStep};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api;
use super::choose::legible;
use super::diff::Diff;
use super::steps::{self, only, whose};
use super::words::beijing;
use super::writing::Writing;
use crate::browser::clock;
use crate::client::api::ApiError;
use crate::ui::focus;

/// In the place of a revision's number: what is on screen.
const NOW: i64 = -1;

/// What is compared; cheap to copy.
#[derive(Clone, Copy)]
struct Compared {
    writing: Writing,
    old: RwSignal<i64>,
    new: RwSignal<i64>,
    /// Both texts, once they have come; `None` in the place of one is what is on screen.
    texts: RwSignal<Option<(Option<String>, Option<String>)>>,
    wrong: RwSignal<String>,
}

impl Compared {
    fn show(self) {
        let (old, new) = (self.old.get_untracked(), self.new.get_untracked());
        self.wrong.set(String::new());
        spawn_local(async move {
            let texts = (self.text(old).await, self.text(new).await);
            // Another pair was chosen meanwhile, and its texts are coming or have come; or the page is gone.
            if self.old.try_get_untracked().zip(self.new.try_get_untracked()) != Some((old, new)) {
                return;
            }
            match texts {
                (Ok(before), Ok(after)) => self.texts.set(Some((before, after))),
                (Err(why), _) | (_, Err(why)) => {
                    self.texts.set(None);
                    self.wrong.set(self.writing.hear(&why));
                }
            }
        });
    }

    async fn text(self, number: i64) -> Result<Option<String>, ApiError> {
        if number == NOW {
            return Ok(None);
        }
        // The page may be gone by now.
        let Some(slug) = self.writing.slug.try_get_value() else { return Ok(None) };
        api::revision(self.writing.folder, &slug, number).await.map(Some)
    }

    /// As somebody reads them.
    fn both(self) -> Option<(String, String)> {
        let read = |text: Option<String>| legible(self.writing, &text.unwrap_or_else(|| self.writing.text.get()));
        self.texts.get().map(|(before, after)| (read(before), read(after)))
    }
}

/// The list, newest first.
#[component]
pub(super) fn Past(writing: Writing) -> impl IntoView {
    let compared = Compared {
        writing,
        old: RwSignal::new(NOW),
        new: RwSignal::new(NOW),
        texts: RwSignal::new(None),
        wrong: RwSignal::new(String::new()),
    };
    let revisions = Memo::new(move |_| {
        writing
            .document
            .with(|document| document.as_ref().map(|document| document.revisions.clone()).unwrap_or_default())
    });
    let has_original =
        Memo::new(move |_| writing.document.with(|document| document.as_ref().is_some_and(|one| one.has_original)));
    let is_begun = Memo::new(move |_| {
        let has_draft = || writing.document.with(|document| document.as_ref().is_some_and(|one| one.draft.is_some()));
        revisions.with(|revisions| !revisions.is_empty()) || has_original.get() && has_draft()
    });
    let row = move |revision: Revision| {
        let name = format!("第 {} 版 · {}", revision.number, called(&revision, clock::unix_ms()));
        view! { <Entry compared number=revision.number name line=line(&revision) note=revision.note/> }
    };
    let original = move || {
        let line = || "装好时就有，在书记台改以前".to_string();
        has_original
            .get()
            .then(|| view! { <Entry compared number=ORIGINAL name="原来的".into() line=line() note=None/> })
    };
    let choice = move |chosen: RwSignal<i64>, id: &'static str, label: &'static str| {
        let option = move |(number, words): (i64, String)| {
            view! { <option value=number.to_string() prop:selected=move || chosen.get() == number>{words}</option> }
        };
        let options = move || {
            let names = revisions.get().into_iter().map(|one| {
                (one.number, format!("第 {} 版 · {} {}", one.number, called(&one, clock::unix_ms()), beijing(one.at)))
            });
            let original = has_original.get().then(|| (ORIGINAL, "原来的".to_string()));
            let now = (NOW, "现在的".to_string());
            std::iter::once(now).chain(names).chain(original).map(option).collect_view()
        };
        view! {
            <label for=id>{label}</label>
            <select id=id on:change=move |event| { chosen.set(event_target_value(&event).parse().unwrap_or(NOW)); compared.show(); }>{options}</select>
        }
    };
    view! {
        {move || match is_begun.get() {
            false => view! { <p class="hint">"还没有历史。送审、退回、发布和撤下都会留一版；写的时候每十分钟也留一版。"</p> }.into_any(),
            true => view! {
                <ol class="past">{revisions.get().into_iter().map(row).collect_view()}{original}</ol>
                <section class="compared" id="compared" aria-label="比一比">
                    <h3>"比一比"</h3>
                    {choice(compared.old, "compare-old", "从")}
                    {choice(compared.new, "compare-new", "到")}
                    <p class="wrong" role="alert">{move || compared.wrong.get()}</p>
                    {move || compared.both().map(|(old, new)| view! { <Diff old new/> })}
                </section>
            }
            .into_any(),
        }}
    }
}

/// One of them, to be compared with what is on screen, and brought back.
#[component]
fn Entry(compared: Compared, number: i64, name: String, line: String, note: Option<String>) -> impl IntoView {
    let writing = compared.writing;
    let may_restore = move || writing.document.with(|document| document.as_ref().is_some_and(may_restore));
    let restore = move || writing.take(TakeStep { revision: Some(number), ..only(Step::Restore) });
    let look = move || {
        compared.old.set(number);
        compared.new.set(NOW);
        compared.show();
        focus::soon("#compared", "");
    };
    view! {
        <li>
            <p><b>{name}</b>" "<small>{line}</small></p>
            {note.map(|note| view! { <p class="came-back">{note}</p> })}
            <p class="row-do">
                <button type="button" on:click=move |_| look()>"和现在比"</button>
                {move || may_restore().then(|| view! { <button type="button" on:click=move |_| restore()>{steps::name(Step::Restore)}</button> })}
            </p>
        </li>
    }
}

fn may_restore(document: &Document) -> bool {
    document.draft.is_none()
}

/// What it was made for, as it turned out: what was to be shown later is not published before readers have seen it.
fn called(revision: &Revision, now: i64) -> &'static str {
    match revision.publish_from {
        _ if revision.cancelled => "定时取消了",
        Some(from) if from > now => "定时",
        _ => revision.kind.chinese(),
    }
}

fn line(revision: &Revision) -> String {
    let planned = match (revision.publish_from, revision.cancelled) {
        (Some(from), true) => format!("，原定 {}", beijing(from)),
        (Some(from), false) if from > revision.at => format!("，定在 {}", beijing(from)),
        _ => String::new(),
    };
    format!("{} · {}{planned}", whose(revision.by.as_deref(), revision.branch.as_deref()), beijing(revision.at))
}

#[cfg(test)]
mod tests {
    use ::api::documents::RevisionKind;

    use super::*;

    #[test]
    fn what_no_reader_has_seen_is_not_called_published() {
        let revision = |publish_from, cancelled| Revision {
            number: 2,
            kind: RevisionKind::Published,
            by: None,
            branch: None,
            at: 0,
            note: None,
            publish_from,
            cancelled,
        };
        let planned = revision(Some(100), false);
        assert_eq!((called(&planned, 99), called(&planned, 100)), ("定时", "发布"));
        assert_eq!(called(&revision(None, false), 99), "发布");
        let called_off = revision(Some(100), true);
        assert_eq!((called(&called_off, 99), called(&called_off, 101)), ("定时取消了", "定时取消了"));
    }
}
