//! What 逐字核对 found, to be seen: the passage in its paragraph, or both texts with the characters that differ.

use ::api::imports::{Likeness, Twin};
use ::api::paths;
use ::api::sources::{Collation, Mark, Place};
use leptos::prelude::*;

/// So much of a paragraph is shown on either side of a passage, in characters.
const AROUND: usize = 40;

/// How many pieces differ; 0 where it stands there.
pub(super) fn differences(marks: &[Mark]) -> usize {
    marks.iter().filter(|mark| !mark.same).count()
}

/// What a twin is, before its words.
fn twin_words(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "已经有这张卡片：",
        Likeness::Part => "这是一张卡片里的一段：",
        Likeness::Whole => "里面有一张卡片的话：",
        Likeness::Near => "和这张卡片差不多：",
    }
}

/// Another card with these words: what it is, and its words, which lead to it.
#[component]
pub(super) fn TwinLine(twin: Twin) -> impl IntoView {
    view! {
        <p class="twin">{twin_words(twin.likeness)}<a href=paths::desk_document("cards", &twin.slug) target="_blank" rel="noopener">{twin.quote}</a></p>
    }
}

/// The paragraph around a passage: what stands before it, itself, and what follows.
fn around(place: &Place) -> (String, String, String) {
    let chars: Vec<char> = place.text.chars().collect();
    let (from, to) = (place.from.min(chars.len()), place.to.clamp(place.from.min(chars.len()), chars.len()));
    let (begin, end) = (from.saturating_sub(AROUND), (to + AROUND).min(chars.len()));
    let text = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    let (before, behind) = (text(begin..from), text(to..end));
    let before = if begin > 0 { format!("…{before}") } else { before };
    let behind = if end < chars.len() { format!("{behind}…") } else { behind };
    (before, text(from..to), behind)
}

/// The finding. `take_over` is offered where the source says it otherwise.
#[component]
pub(super) fn Collated(
    collation: Collation,
    #[prop(optional, into)] take_over: Option<Callback<Place>>,
) -> impl IntoView {
    match collation {
        Collation::Verbatim { places } => {
            let more = places.len().saturating_sub(1);
            let shown = places.into_iter().next().map(|place| {
                let section = place.section.clone();
                let passage = (!place.text.is_empty()).then(|| {
                    let (before, passage, behind) = around(&place);
                    view! { <p class="passage">{before}<mark>{passage}</mark>{behind}</p> }
                });
                view! { {passage}{(!section.is_empty()).then(|| view! { <p class="hint">{section}</p> })} }
            });
            view! {
                <div class="collated">
                    <p class="collated-good">"✓ 与原文一致"</p>
                    {shown}
                    {(more > 0).then(|| view! { <p class="hint">{if more < 7 { format!("这句话在原文里还出现 {more} 次") } else { "这句话在原文里还出现好几次".to_string() }}</p> })}
                </div>
            }
            .into_any()
        }
        Collation::Near { place, marks } => {
            let count = differences(&marks);
            let words: Vec<String> = marks.iter().filter(|mark| !mark.same).map(Mark::in_words).collect();
            let piece = |mark: Mark| match mark.same {
                true => view! { {mark.source} }.into_any(),
                false => view! { <del>{mark.quote}</del><ins>{mark.source}</ins> }.into_any(),
            };
            let place = StoredValue::new(place);
            view! {
                <div class="collated">
                    <p class="collated-bad">{format!("和原文有 {count} 处不一样")}</p>
                    <p class="passage" aria-hidden="true">{marks.into_iter().map(piece).collect_view()}</p>
                    <ul class="collated-words">{words.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                    {take_over.map(|take_over| view! {
                        <button type="button" class="button quiet" on:click=move |_| take_over.run(place.get_value())>"照原文改"</button>
                    })}
                </div>
            }
            .into_any()
        }
        Collation::Nothing => view! {
            <div class="collated"><p class="collated-bad">"原文库里没有找到这句话"</p></div>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_shown_with_what_stands_around_it() {
        let text = format!("{}中间这句{}", "前".repeat(50), "后".repeat(3));
        let place = Place {
            paragraph: 0,
            text,
            from: 50,
            to: 54,
            quote: "中间这句".into(),
            sentence: String::new(),
            before: String::new(),
            after: String::new(),
            section: String::new(),
        };
        let (before, passage, behind) = around(&place);
        assert_eq!((before.chars().count(), passage.as_str(), behind.as_str()), (41, "中间这句", "后后后"));
        let beyond = Place { text: "短".into(), ..place };
        assert_eq!(around(&beyond), ("短".to_string(), String::new(), String::new()));
    }
}
