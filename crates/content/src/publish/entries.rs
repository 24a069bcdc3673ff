//! The lines that a phone searches, in files of their own: as many cards in each as in a shard, and all other documents. Each
//! file begins with the pinyin of what is in it.

use super::pinyin;
use crate::bundle::SHARD_CARDS;
use crate::card::Card;
use crate::fold::plain;
use crate::fragment;
use crate::library::Library;
use crate::place::SERVICES;
use crate::render;
use crate::search::Entry;

/// The text of each file, cards first.
pub(super) fn entries(library: &Library) -> Vec<String> {
    let cards: Vec<&Card> = library.current_cards().collect();
    let cards = cards.chunks(SHARD_CARDS).map(|chunk| {
        chunk
            .iter()
            .map(|card| {
                let (path, note) = (api::paths::card(&card.slug), fragment::card_note(card));
                line(&path, &card.quote, &note, &render::to_text(&card.gloss))
            })
            .collect::<String>()
    });
    let others = library.current().into_iter().filter_map(|(folder, slug, document)| {
        let found = document.search()?;
        Some(line(&folder.page(slug)?, &found.title, &found.note, &found.text))
    });
    let others: String = others.chain(services(library)).collect();
    let files = cards.chain([others]).filter(|text| !text.is_empty());
    files.map(|text| pinyin::line(&text) + &text).collect()
}

/// What places have, each by all its names: the list that shows which of them are open now.
fn services(library: &Library) -> Vec<String> {
    let one = |(at, (name, others)): (usize, &(&str, &[&str]))| {
        let (path, title) = (format!("{}#{at}", api::paths::PLACES), format!("{name}：哪里有"));
        let text = format!("{}。看哪个现在开着。", others.join("、"));
        library.has_service(name).then(|| line(&path, &title, "驿站名单", &text))
    };
    SERVICES.iter().enumerate().filter_map(one).collect()
}

fn line(path: &str, title: &str, note: &str, text: &str) -> String {
    // As they look: what was typed is found whatever it was copied from.
    let (title, text) = (&plain(title), &plain(text));
    Entry { path, title, note, text }.to_line()
}
