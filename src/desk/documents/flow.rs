//! 流程: how far a document is, what can be done with it, and by whom.

use ::api::documents::{Document, Folder, Shown, Step, TakeStep};
use ::api::paths;
use leptos::prelude::*;

use super::collate;
use super::steps::{self, Mark, name, only, way};
use super::words::beijing;
use super::writing::Writing;
use crate::ui::{at_most, close_on_back};

/// The server takes no more.
const NOTE: usize = 200;

/// The way, and the steps that are there now.
#[component]
pub(super) fn Flow(writing: Writing) -> impl IntoView {
    let row = |(name, mark, line): (&'static str, Mark, String)| {
        let (look, said) = match mark {
            Mark::Done => ("done", "完成"),
            Mark::Now => ("now", "现在"),
            Mark::Later => ("later", "还没到"),
        };
        view! {
            <li data-mark=look><b>{name}</b><span class="visually-hidden">{format!("（{said}）")}</span>" "<small>{line}</small></li>
        }
    };
    let rows = move || {
        writing.document.with(|document| {
            let Some(document) = document else { return Vec::new() };
            let planned = document.planned.as_ref().map(|planned| beijing(planned.publish_from));
            way(document, collate::is_found(writing), planned)
        })
    };
    // Not made anew under somebody's finger by each save of the words.
    let steady = Memo::new(move |_| {
        let mut document = writing.document.get()?;
        document.faults.clear();
        if let Some(draft) = &mut document.draft {
            (draft.text, draft.version, draft.changed_at) = (String::new(), 0, 0);
        }
        Some(document)
    });
    view! {
        <ol class="way">{move || rows().into_iter().map(row).collect_view()}</ol>
        {move || steady.get().map(|document| view! { <Steps writing document/> })}
    }
}

/// What can be done now; what is done for good takes two taps.
#[component]
fn Steps(writing: Writing, document: Document) -> impl IntoView {
    let offer = writing.offer(&document);
    let step = move |step: Step| match step {
        // In the bar, beside 发布.
        Step::Return => ().into_any(),
        Step::TakeBack | Step::Unschedule => view! {
            <button type="button" class="button quiet" on:click=move |_| writing.take(only(step))>{name(step)}</button>
        }
        .into_any(),
        _ => view! { <Twice writing step/> }.into_any(),
    };
    let gone = steps::gone(&document);
    let last = steps::last_words(&document);
    let text = document.text.clone().unwrap_or_default();
    let restore = move || match last {
        Some(number) => writing.take(TakeStep { revision: Some(number), ..only(Step::Restore) }),
        None => writing.begin_with(&text),
    };
    let is_out = matches!(document.shown, Shown::File | Shown::Revision);
    let place = match document.folder {
        Folder::Cards => Some(paths::card(&document.slug)),
        Folder::Articles => Some(paths::article(&document.slug)),
        Folder::Decks => Some(paths::deck(&document.slug)),
        Folder::Sources | Folder::Site => None,
    };
    view! {
        {offer.why_not.map(|why| view! { <p class="hint">{why}</p> })}
        <Unproved writing/>
        <div class="steps">{offer.steps.into_iter().map(step).collect_view()}</div>
        {place.filter(|_| is_out).map(|place| view! { <p class="hint"><a href=place target="_blank" rel="noopener">"看读者现在看到的"</a></p> })}
        {gone.map(|gone| view! {
            <p class="hint">{gone}"要再给读者看，先恢复成草稿，再送审。"</p>
            <button type="button" class="button quiet" on:click=move |_| restore()>{name(Step::Restore)}</button>
        })}
    }
}

/// A quotation that was not found goes out only with a reason.
#[component]
fn Unproved(writing: Writing) -> impl IntoView {
    view! {
        <div class="later" hidden=move || !writing.is_unproved.get()>
            <label for="unverified">"这句话没和原文对上。为什么可以不核对？写明了再点“发布”"</label>
            <textarea id="unverified" rows="2" prop:value=move || writing.unverified.get() on:input=move |event| writing.unverified.set(at_most(&event, NOTE)) on:change=move |event| writing.unverified.set(at_most(&event, NOTE))></textarea>
        </div>
    }
}

/// A step that is asked about once more.
#[component]
fn Twice(writing: Writing, step: Step) -> impl IntoView {
    let (asked, is_asked) = (writing.asked, move || writing.asked.get() == Some(step));
    let what = match step {
        Step::Withdraw => "读者马上就看不到了。真的撤下？",
        _ => "不接着写了？以后在“丢掉的”里还找得到。",
    };
    close_on_back(is_asked, move || asked.set(None));
    view! {
        {move || match is_asked() {
            false => view! { <button type="button" class="button quiet" on:click=move |_| asked.set(Some(step))>{name(step)}</button> }.into_any(),
            true => view! {
                <div class="twice" role="group" aria-label=what>
                    <p>{what}</p>
                    <button type="button" class="button" disabled=move || writing.is_busy.get() on:click=move |_| writing.take(only(step))>{format!("{}，确定", name(step))}</button>
                    <button type="button" class="button quiet" on:click=move |_| asked.set(None)>"算了"</button>
                </div>
            }
            .into_any(),
        }}
    }
}
