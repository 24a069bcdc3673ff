//! 逐字核对: where the quotation stands in its source, or how it differs from the nearest passage.

use ::api::documents::Folder;
use ::api::sources::{Collation, Find, Place};
use content::lock::Proof as Known;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::Form;
use super::writing::Writing;
use crate::browser::clock;
use crate::browser::watch::watch;
use crate::desk::collated::{Collated, differences};
use crate::desk::shell::api;
use crate::desk::source_texts::brought;

/// So long after the last key it is looked up, in milliseconds.
const PAUSE: u32 = 600;

/// Asks whenever the quotation or its source has changed.
pub(super) fn look_up(writing: Writing) {
    if writing.folder != Folder::Cards {
        return;
    }
    let asked = StoredValue::new(0_u32);
    let wanted = Memo::new(move |_| {
        writing.form.with(|form| {
            let form = form.as_ref()?;
            let (quote, source) = (form.get("quote").trim().to_string(), form.get("source").to_string());
            (!quote.is_empty()).then_some((quote, Some(source).filter(|source| !source.is_empty())))
        })
    });
    watch(move || {
        let wanted = wanted.get();
        asked.update_value(|asked| *asked += 1);
        let number = asked.get_value();
        let Some((quote, source)) = wanted else { return writing.found.set(None) };
        spawn_local(async move {
            // What is there when the document opens was not typed: whoever reviews it need not wait.
            if number > 2 {
                clock::sleep(PAUSE).await;
            }
            if asked.try_get_value() != Some(number) {
                return;
            }
            let answer = api::find_quote(&Find { quote, source }).await;
            if asked.try_get_value() == Some(number) {
                writing.found.set(Some(answer.map_err(|why| writing.hear(&why))));
            }
        });
    });
}

/// Whether the quotation was found; `None` where nobody knows yet.
pub(super) fn is_found(writing: Writing) -> Option<bool> {
    let found = writing.found.with(|found| match found {
        Some(Ok(finding)) => match &finding.collation {
            Collation::Verbatim { .. } => Some(true),
            Collation::Near { .. } => Some(false),
            Collation::Nothing => None,
        },
        _ => None,
    });
    let is_nowhere = || writing.found.with(|found| matches!(found, Some(Ok(_)))).then_some(false);
    found.or_else(|| is_as_shown(writing).then(|| reason(writing).is_none())).or_else(is_nowhere)
}

/// What is to be said beside a quotation that does not stand in its source like that.
pub(super) fn doubt(writing: Writing) -> Option<String> {
    writing.found.with(|found| match found {
        Some(Ok(finding)) => match &finding.collation {
            Collation::Near { marks, .. } => Some(format!("和原文有 {} 处不一样", differences(marks))),
            Collation::Nothing if !is_as_shown(writing) => Some("原文库里没有找到这句话".into()),
            _ => None,
        },
        _ => None,
    })
}

/// Whether the quotation stands in a source, and the fields around it are empty still: one tap fills them.
pub(super) fn is_to_fill(writing: Writing) -> bool {
    let is_there = writing
        .found
        .with(|found| matches!(found, Some(Ok(finding)) if matches!(finding.collation, Collation::Verbatim { .. })));
    let is_empty = writing.form.with(|form| form.as_ref().is_some_and(|form| form.get("sentence").trim().is_empty()));
    is_there && is_empty && writing.may_write()
}

/// What a card may say of its quotation.
pub(super) fn proof(writing: Writing) -> Known {
    match is_found(writing) {
        Some(true) => Known::Verbatim,
        _ if is_as_shown(writing) && reason(writing).is_some() => Known::Reason,
        _ => Known::Missing,
    }
}

/// Why what readers are shown was never compared.
fn reason(writing: Writing) -> Option<String> {
    writing.document.with(|document| document.as_ref().and_then(|document| document.unverified.clone()))
}

/// Whether quotation, sentence and source are those that readers are shown, or will be: they were verified then, or a
/// reviewer has said why not.
fn is_as_shown(writing: Writing) -> bool {
    let keys = ["quote", "sentence", "before", "after", "source"];
    writing.document.with(|document| {
        let shown = document.as_ref().and_then(|document| {
            document.planned.as_ref().map(|planned| planned.text.as_str()).or(document.text.as_deref())
        });
        let shown = shown.and_then(|text| Form::of(writing.folder, text));
        writing.form.with(|form| match (form, &shown) {
            (Some(form), Some(shown)) => keys.iter().all(|key| form.get(key) == shown.get(key)),
            _ => false,
        })
    })
}

/// What was found.
#[component]
pub(super) fn Proof(writing: Writing) -> impl IntoView {
    let take_over = Callback::new(move |place: Place| take_over(writing, &place));
    view! {
        <div role="status">
            {move || match writing.found.get() {
                None if writing.form.with(|form| form.as_ref().is_some_and(|form| !form.get("quote").trim().is_empty())) => {
                    view! { <p class="hint">"正在和原文核对……"</p> }.into_any()
                }
                None => view! { <p class="hint">"写上金句，这里就拿它和原文一个字一个字地对。"</p> }.into_any(),
                Some(Err(why)) => view! { <p class="hint">{format!("没核对成：{why}")}</p> }.into_any(),
                Some(Ok(finding)) => {
                    let first = match &finding.collation {
                        Collation::Verbatim { places } => places.first().cloned(),
                        _ => None,
                    };
                    let beside = finding.text.as_ref().map(|text| format!("比的是“{}”（{}）", text.title, brought(text)));
                    let is_nowhere = finding.collation == Collation::Nothing;
                    if is_nowhere && is_as_shown(writing) {
                        return match reason(writing) {
                            None => view! { <div class="collated"><p class="collated-good">"✓ 和已发布的一字不差，发布前核对过"</p></div> }.into_any(),
                            Some(reason) => view! { <div class="collated"><p>{format!("和已发布的一字不差，没和原文核对过。发布时说：{reason}")}</p></div> }.into_any(),
                        };
                    }
                    let collation = finding.collation;
                    view! {
                        {match writing.may_write() {
                            true => view! { <Collated collation take_over/> }.into_any(),
                            false => view! { <Collated collation/> }.into_any(),
                        }}
                        {first.map(|place| view! { <Rest writing place take_over/> })}
                        {beside.map(|beside| view! { <p class="hint">{beside}</p> })}
                        {is_nowhere.then(|| view! { <p class="hint">"看看出处选对没有；原文还没放进来的，先到"<a href=::api::paths::DESK_SOURCES>"原文库"</a>"放上。"</p> })}
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

/// The quotation stands there; sentence, section, and the source's own characters are one tap away.
#[component]
fn Rest(writing: Writing, place: Place, take_over: Callback<Place>) -> impl IntoView {
    let wanted = place.clone();
    let is_there = Memo::new(move |_| {
        writing.form.with(|form| {
            form.as_ref().is_none_or(|form| {
                let has_section = wanted.section.is_empty() || !form.get("section").is_empty();
                // Of a sentence that somebody cut otherwise the neighbours are others.
                let has_beside = form.get("sentence") != wanted.sentence
                    || (form.get("before") == wanted.before && form.get("after") == wanted.after);
                form.get("quote") == wanted.quote && !form.get("sentence").is_empty() && has_section && has_beside
            })
        })
    });
    let place = StoredValue::new(place);
    move || {
        (!is_there.get() && writing.may_write()).then(|| {
            view! { <p><button type="button" class="button quiet" on:click=move |_| take_over.run(place.get_value())>"照原文填好原句、前后句和出处"</button></p> }
        })
    }
}

fn take_over(writing: Writing, place: &Place) {
    let Place { quote, sentence, before, after, section, .. } = place.clone();
    // The text that has it may be of another source than was chosen.
    let source = writing.found.with_untracked(|found| match found {
        Some(Ok(finding)) => finding.source.clone(),
        _ => None,
    });
    writing.edit(move |form| {
        form.set("quote", &quote);
        form.set("sentence", &sentence);
        form.set("before", &before);
        form.set("after", &after);
        if !section.is_empty() {
            form.set("section", &section);
        }
        if let Some(source) = source {
            form.set("source", &source);
        }
    });
}
