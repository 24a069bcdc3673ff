//! Decks: the list of them, and the page of each.

use super::{Page, Root, card_rows, row, title};
use crate::bundle::escape;
use crate::deck::Deck;
use crate::library::Library;

/// Seconds for a card: the quotation once or twice, and the plain words.
const SECONDS_A_CARD: usize = 20;

/// `/decks/`: those for an occasion and those of a theme, as their titles sort them.
pub fn decks(library: &Library) -> Page {
    let decks: Vec<&Deck> = library.current_decks().collect();
    let is_theme = |deck: &&Deck| library.site.themes.iter().any(|theme| theme.text == deck.title);
    let (themes, occasions): (Vec<&Deck>, Vec<&Deck>) = decks.iter().partition(|deck| is_theme(deck));
    let sections = section("看场合", &occasions, library) + &section("按主题", &themes, library);
    let empty = if decks.is_empty() { "<p class=\"empty\">还没有成组的卡片。</p>" } else { "" };
    let (note, title) = (format!("{} 组", decks.len()), title("成组看", &library.site.name));
    let root =
        Root { path: api::paths::DECKS, title: &title, heading: "成组看", note: &note, tab: "home", more: "" };
    Page {
        path: api::paths::DECKS.into(),
        title: "成组看".into(),
        description: "等餐三分钟、早会、第一次参加党日：一组一组看金句。".into(),
        html: root.wrap(&format!("<h1 class=\"visually-hidden\">成组看</h1>{empty}{sections}")),
    }
}

fn section(heading: &str, decks: &[&Deck], library: &Library) -> String {
    if decks.is_empty() {
        return String::new();
    }
    let row = |deck: &&Deck| {
        row(&api::paths::deck(&deck.slug), &deck.title, &deck.summary, &length(library.cards_of(&deck.cards).count()))
    };
    let rows: String = decks.iter().map(row).collect();
    format!("<section><h2>{heading}</h2><ul class=\"rows articles\">{rows}</ul></section>")
}

/// `/decks/:slug/`: the quotations of one deck, in its order.
pub fn deck(deck: &Deck, library: &Library) -> Page {
    let path = api::paths::deck(&deck.slug);
    let rows = card_rows(library.cards_of(&deck.cards));
    let (note, title) = (length(library.cards_of(&deck.cards).count()), title(&deck.title, &library.site.name));
    let root = Root { path: &path, title: &title, heading: "成组看", note: &note, tab: "home", more: "" };
    let html = root.wrap(&format!(
        "<article class=\"article\"><header><h1>{}</h1><p class=\"summary\">{}</p></header>\
         <section class=\"rests-on\"><h2 class=\"visually-hidden\">卡片</h2><ul class=\"rows\">{rows}</ul></section>\
         <p><a class=\"row-link\" href=\"{}\">别的组</a></p></article>",
        escape(&deck.title),
        escape(&deck.summary),
        api::paths::DECKS,
    ));
    Page { path, title: deck.title.clone(), description: deck.summary.clone(), html }
}

/// `7 条 · 约 3 分钟`.
fn length(cards: usize) -> String {
    let minutes = (cards * SECONDS_A_CARD).div_ceil(60).max(1);
    format!("{cards} 条 · 约 {minutes} 分钟")
}
