//! The page for finding something. Searching is the app's: it looks through what this phone has stored.

use super::{Page, Root, title, ways};
use crate::bundle::escape;
use crate::library::Library;

/// `/search/`. `initials`: the first letters of what this site calls its people, in pinyin, for the hint in the field.
pub fn search(library: &Library, initials: &str) -> Page {
    let themes =
        library.site.themes.iter().filter(|theme| library.current_cards().any(|card| card.theme == theme.text));
    let theme = |theme: &crate::front_matter::Item| {
        let name = escape(&theme.text);
        format!("<button type=\"button\" class=\"chip\" data-action=\"search\" data-query=\"{name}\">{name}</button>")
    };
    let themes: String = themes.map(theme).collect();
    let title = title("搜一搜", &library.site.name);
    let root =
        Root { path: api::paths::SEARCH, title: &title, heading: "搜一搜", note: "", tab: "articles", more: "" };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">搜一搜</h1>\
         <noscript><p class=\"notice\">搜索要开启脚本才能用。下面的列表不需要。</p></noscript>\
         <form class=\"search\" role=\"search\"><label for=\"query\">一个词，或拼音</label>\
         <input id=\"query\" type=\"search\" enterkeyhint=\"search\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" placeholder=\"{}，或 {}\"></form>\
         <p class=\"search-said\" id=\"said\" role=\"status\"></p>\
         <ul class=\"rows articles\" id=\"found\"></ul>\
         <section id=\"suggested\"><h2>试试这些</h2><div class=\"chips\">{themes}</div>{}</section>",
        escape(library.site.speaker()),
        escape(initials),
        ways(api::paths::SEARCH)
    ));
    Page {
        path: api::paths::SEARCH.into(),
        title: "搜一搜".into(),
        description: "在金句和文章里找一个词，没有网络也能找。".into(),
        html,
    }
}
