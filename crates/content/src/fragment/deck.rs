//! Decks: the list of them, and the page of each.

use super::slots::{End, actions, back, brief, button, end, link, show, slot};
use super::{Page, Root, length, row, title, ways};
use crate::bundle::escape;
use crate::card::Card;
use crate::day::Day;
use crate::deck::Deck;
use crate::library::Library;

/// `/decks/`: those for an occasion as they are used on a day, and those of a theme.
pub fn decks(library: &Library, today: Day) -> Page {
    let decks = library.decks_for(today);
    let is_theme = |deck: &&Deck| library.site.themes.iter().any(|theme| theme.text == deck.title);
    let (themes, occasions): (Vec<&Deck>, Vec<&Deck>) = decks.iter().partition(|deck| is_theme(deck));
    let sections = section("按场合", &occasions, library, today) + &section("按主题", &themes, library, today);
    let empty = if decks.is_empty() { "<p class=\"empty\">还没有成组的卡片。</p>" } else { "" };
    let (note, title) = (format!("{} 组", decks.len()), title("成组看", &library.site.name));
    let root =
        Root { path: api::paths::DECKS, title: &title, heading: "成组看", note: &note, tab: "home", more: "" };
    Page {
        path: api::paths::DECKS.into(),
        title: "成组看".into(),
        description: "等餐三分钟、早会、第一次参加党日：一组一组看金句。".into(),
        html: root
            .wrap(&format!("<h1 class=\"visually-hidden\">成组看</h1>{}{empty}{sections}", ways(api::paths::DECKS))),
    }
}

/// The days of a deck, where they are near.
pub(super) fn near(deck: &Deck, today: Day) -> String {
    let season = deck.season.filter(|season| season.is_near(today));
    season.map(|season| format!(" <mark>{}</mark>", season.words())).unwrap_or_default()
}

fn section(heading: &str, decks: &[&Deck], library: &Library, today: Day) -> String {
    if decks.is_empty() {
        return String::new();
    }
    let row = |deck: &&Deck| {
        let length = length::of_cards(library.cards_of(&deck.cards));
        let near = near(deck, today);
        let row = row(&api::paths::deck(&deck.slug), &deck.title, &deck.summary, &length);
        row.replacen("</strong>", &[&near, "</strong>"].concat(), 1)
    };
    let rows: String = decks.iter().map(row).collect();
    format!("<section><h2>{heading}</h2><ul class=\"rows articles\">{rows}</ul></section>")
}

/// `/decks/:slug/`: the cards of one deck in its order, the first one whole, the others with their sources alone until the
/// app brings the rest. `#show` is for a wall: see the app's `show.rs`.
pub fn deck(deck: &Deck, library: &Library) -> Page {
    let path = api::paths::deck(&deck.slug);
    let cards: Vec<&Card> = library.cards_of(&deck.cards).collect();
    let note = length::of_cards(cards.iter().copied());
    let slots: String =
        cards.iter().enumerate().map(|(at, card)| deck_slot(at, card, &cards, &note, library)).collect();
    let end = end(&End {
        heading: "这一组看完了<br>路上慢点",
        link: (api::paths::DECKS, "别的组"),
        quiet: (api::paths::HOME, "看今日金句"),
    });
    let (large, next) = (link("show", "#show", "大字", "show"), back() + &button("next", "下一条", "down"));
    let (title, heading) = (title(&deck.title, &library.site.name), escape(&deck.title));
    let root = Root { path: &path, title: &title, heading: &heading, note: &note, tab: "home", more: " data-deck" };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">{heading}</h1><div class=\"deck\">{slots}{end}</div>{}{}",
        actions(&large, cards.first().map_or("", |card| card.slug.as_str()), &next),
        show(&lead(&deck.slug)),
    ));
    Page { path, title: deck.title.clone(), description: deck.summary.clone(), html }
}

/// Beside the deck on a wall: the way to have every phone follow it.
fn lead(slug: &str) -> String {
    format!("<a class=\"show-lead\" href=\"{}?deck={slug}\">带大家读</a>", api::paths::NEW_READING)
}

fn deck_slot(at: usize, card: &Card, cards: &[&Card], length: &str, library: &Library) -> String {
    // Cards without their source are not published.
    let Some(source) = library.sources.get(&card.source) else { return String::new() };
    match at {
        0 => slot(&card.slug, length, &super::card(card, source)),
        _ => slot(&card.slug, &format!("{} / {}", at + 1, cards.len()), &brief(card, source)),
    }
}
