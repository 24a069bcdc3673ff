//! Below a field that holds several things: how they are read, however they are parted.

use content::care::SUITS;
use content::parted::{parted, parted_known};
use content::place::service;
use leptos::prelude::*;

use super::writing::Writing;

/// Whether a field holds several things in one line.
pub(super) fn holds(key: &str) -> bool {
    matches!(key, "lacks" | "offers" | "suits" | "parties" | "numbers" | "reserved_names")
}

/// They are told apart as they are read, where there is more than one word.
#[component]
pub(super) fn ReadAs(writing: Writing, key: &'static str) -> impl IntoView {
    let read = Memo::new(move |_| {
        let things = writing.form.with(|form| form.as_ref().map(|form| things(key, form.get(key))))?;
        said(&things)
    });
    view! { <p class="hint" role="status">{move || read.get()}</p> }
}

fn things(key: &str, text: &str) -> Vec<String> {
    match key {
        "lacks" => parted_known(text, |word| service(word).is_some()),
        "suits" => parted_known(text, |word| SUITS.contains(&word)),
        _ => parted(text),
    }
}

fn said(things: &[String]) -> Option<String> {
    match things {
        [] => None,
        [one] if !one.contains(char::is_whitespace) => None,
        things => Some(format!("读出 {} 样：{}", things.len(), things.join(" · "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_said_where_it_may_be_meant_otherwise() {
        let of = |key: &str, text: &str| said(&things(key, text));
        assert_eq!(of("lacks", "厕所 微波炉/热水").as_deref(), Some("读出 3 样：厕所 · 微波炉 · 热水"));
        assert_eq!(of("suits", "有孩子，租房；夜里跑单").as_deref(), Some("读出 3 样：有孩子 · 租房 · 夜里跑单"));
        // A name may have a space in it: whoever meant two sees that it is one.
        assert_eq!(of("parties", "示例街道 示例站点").as_deref(), Some("读出 1 样：示例街道 示例站点"));
        assert_eq!((of("offers", "免费开水"), of("offers", "")), (None, None));
    }
}
