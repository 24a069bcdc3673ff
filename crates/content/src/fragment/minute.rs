//! One minute: three cards, and a clean end.

use super::slots::{End, actions, back, button, end, link, slot};
use super::{Page, Root, title};
use crate::library::Library;

/// `/minute/`: all three cards are on the page, so that it needs no script. Which three is the publisher's choice.
pub fn minute(slugs: &[&str], library: &Library) -> Page {
    let cards: Vec<_> = slugs
        .iter()
        .filter_map(|slug| library.cards.get(*slug))
        .filter_map(|card| Some((card, library.sources.get(&card.source)?)))
        .collect();
    let note = |at: usize| format!("{} / {}", at + 1, cards.len());
    let numbered = cards.iter().enumerate();
    let slots: String =
        numbered.map(|(at, (card, source))| slot(&card.slug, &note(at), &super::card(card, source))).collect();
    let end = end(&End {
        heading: "一分钟到了<br>路上慢点",
        link: (api::paths::HOME, "看今日金句"),
        quiet: (api::paths::ARTICLES, "读一篇短文"),
    });
    let (all, next) = (link("all", api::paths::CARDS, "全部", "list"), back() + &button("next", "下一条", "down"));
    let (note, title) = (note(0), title("一分钟", &library.site.name));
    let root = Root {
        path: api::paths::MINUTE,
        title: &title,
        heading: "一分钟",
        note: &note,
        tab: "home",
        more: " data-deck",
    };
    let first = cards.first().map_or("", |(card, _)| card.slug.as_str());
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">一分钟</h1><div class=\"deck\">{slots}{end}</div>{}",
        actions(&all, first, &next)
    ));
    Page {
        path: api::paths::MINUTE.into(),
        title: "一分钟".into(),
        description: "三条金句，看完就完。等餐的工夫刚好。".into(),
        html,
    }
}
