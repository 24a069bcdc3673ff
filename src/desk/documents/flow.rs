//! 流程: how far a document is, what can be done with it, and by whom.

use ::api::documents::{Document, Folder, Quoting, Shown, Step, TakeStep};
use ::api::paths;
use leptos::prelude::*;

use super::collate;
use super::steps::{self, Mark, name, only, way};
use super::withdrawing::{OnDays, Why, WhyWithdrawn};
use super::words::beijing;
use super::writing::Writing;
use crate::desk::in_sight;
use crate::ui::close_on_back;

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
    // On a PC it stands above the fields, too.
    let is_beside = offer.why_not.is_some() && offer.why_not == writing.closed(&document);
    let quoted_in = document.quoted_in.clone();
    let step = move |step: Step| match step {
        // In the bar, beside 发布.
        Step::Return => ().into_any(),
        Step::TakeBack | Step::Unschedule => view! {
            <button type="button" class="button quiet" on:click=move |_| writing.take(only(step))>{name(step)}</button>
        }
        .into_any(),
        Step::Withdraw => view! { <Twice writing step quoted_in=quoted_in.clone()/> }.into_any(),
        _ => view! { <Twice writing step quoted_in=Vec::new()/> }.into_any(),
    };
    let gone = steps::gone(&document);
    let last = steps::last_words(&document);
    let text = document.text.clone().unwrap_or_default();
    let restore = move || match last {
        Some(number) => writing.take(TakeStep { revision: Some(number), ..only(Step::Restore) }),
        None => writing.begin_with(&text),
    };
    let is_out = matches!(document.shown, Shown::File | Shown::Revision);
    let place = document.folder.page(&document.slug);
    view! {
        {offer.why_not.map(|why| view! { <p class="hint" class:said-beside=is_beside>{why}</p> })}
        <div class="steps">{offer.steps.into_iter().map(step).collect_view()}</div>
        {place.filter(|_| is_out).map(|place| view! { <p class="hint"><a href=place target="_blank" rel="noopener">"看读者现在看到的"</a></p> })}
        {gone.map(|gone| view! {
            <p class="hint">{gone}"要再给读者看，先恢复成草稿，再送审。"</p>
            <button type="button" class="button quiet" on:click=move |_| restore()>{name(Step::Restore)}</button>
        })}
    }
}

/// A step that is asked about once more; of a card that is taken back, with the articles that would keep its words.
#[component]
fn Twice(writing: Writing, step: Step, quoted_in: Vec<Quoting>) -> impl IntoView {
    let quoted_in = StoredValue::new(quoted_in);
    let (asked, is_asked) = (writing.asked, move || writing.asked.get() == Some(step));
    let what = match step {
        Step::Withdraw => "读者马上就看不到了。真的撤下？",
        _ => "不接着写了？以后在“丢掉的”里还找得到。",
    };
    close_on_back(is_asked, move || asked.set(None));
    let ask = move |_| {
        asked.set(Some(step));
        in_sight::soon(".steps .twice", ".steps .twice");
    };
    let why = WhyWithdrawn::new();
    let take = move || match step {
        Step::Withdraw => writing.take(TakeStep { note: why.said(), ..only(step) }),
        step => writing.take(only(step)),
    };
    view! {
        {move || match is_asked() {
            false => view! { <button type="button" class="button quiet" on:click=ask>{name(step)}</button> }.into_any(),
            true => view! {
                <div class="twice" role="group" tabindex="-1" aria-label=what>
                    <p>{what}</p>
                    {quoted_in.with_value(|articles| (!articles.is_empty()).then(|| view! { <StillQuoted articles=articles.clone()/> }))}
                    {(step == Step::Withdraw && writing.folder == Folder::Cards).then(|| view! { <OnDays slug=writing.slug.get_value()/> })}
                    {(step == Step::Withdraw).then(|| view! { <Why why/> })}
                    <button type="button" class="button" disabled=move || writing.is_busy.get() on:click=move |_| take()>{format!("{}，确定", name(step))}</button>
                    <button type="button" class="button quiet" on:click=move |_| asked.set(None)>"算了"</button>
                </div>
            }
            .into_any(),
        }}
    }
}

/// Who takes a card back is told where its words stay: nothing takes them out of an article but a hand.
#[component]
fn StillQuoted(articles: Vec<Quoting>) -> impl IntoView {
    let row = |Quoting { slug, title }: Quoting| {
        let href = paths::desk_document(Folder::Articles.as_str(), &slug);
        view! { <li><a href=href target="_blank" rel="noopener">{format!("《{title}》")}</a></li> }
    };
    view! {
        <p>"这些文章的正文里有它的话，撤下以后还在，要自己去改："</p>
        <ul>{articles.into_iter().map(row).collect_view()}</ul>
    }
}
