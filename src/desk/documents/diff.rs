//! What differs between two texts, character by character.

use content::differ::{Run, diff};
use leptos::prelude::*;

/// Of what is the same so many characters are shown beside a change.
const AROUND: usize = 40;

/// Both in one: what went is struck out, what came is marked.
#[component]
pub(super) fn Diff(old: String, new: String) -> impl IntoView {
    let runs = diff(&old, &new);
    let is_same = runs.iter().all(|run| matches!(run, Run::Same(_)));
    let count = runs.len();
    let piece = |(at, run): (usize, Run)| match run {
        Run::Same(text) => view! { <span>{shorten(&text, at > 0, at + 1 < count)}</span> }.into_any(),
        Run::Removed(text) => view! { <del>{text}</del> }.into_any(),
        Run::Added(text) => view! { <ins>{text}</ins> }.into_any(),
    };
    match is_same {
        true => view! { <p class="hint">"两份一个字不差。"</p> }.into_any(),
        false => view! { <p class="diff">{runs.into_iter().enumerate().map(piece).collect_view()}</p> }.into_any(),
    }
}

/// The two beside each other, each with what only it has marked: neither is the better one.
#[component]
pub(super) fn Beside(old: String, new: String, old_name: &'static str, new_name: &'static str) -> impl IntoView {
    let runs = diff(&old, &new);
    let side = |is_new: bool| {
        let pieces = runs.iter().filter_map(move |run| match run {
            Run::Same(text) => Some(view! { <span>{text.clone()}</span> }.into_any()),
            Run::Removed(text) if !is_new => Some(view! { <mark>{text.clone()}</mark> }.into_any()),
            Run::Added(text) if is_new => Some(view! { <mark>{text.clone()}</mark> }.into_any()),
            _ => None,
        });
        pieces.collect_view()
    };
    view! {
        <div class="both">
            <section><h3>{old_name}</h3><p class="diff">{side(false)}</p></section>
            <section><h3>{new_name}</h3><p class="diff">{side(true)}</p></section>
        </div>
    }
}

/// The two ends of a long piece that is the same; of the first and the last piece only the end beside a change.
fn shorten(text: &str, has_before: bool, has_behind: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (head, tail) = (if has_before { AROUND } else { 0 }, if has_behind { AROUND } else { 0 });
    if chars.len() <= head + tail + AROUND {
        return text.to_string();
    }
    let part = |chars: &[char]| chars.iter().collect::<String>();
    [&part(&chars[..head]), " …… ", &part(&chars[chars.len() - tail..])].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_beside_a_change_is_shown_of_a_long_text() {
        let long = "字".repeat(200);
        assert_eq!(shorten(&long, true, true), format!("{} …… {}", "字".repeat(40), "字".repeat(40)));
        assert_eq!(shorten(&long, false, true), format!(" …… {}", "字".repeat(40)));
        assert_eq!(shorten("短的", true, true), "短的");
    }
}
