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
        let found = document.search(library)?;
        Some(line(&folder.page(slug)?, &found.title, &found.note, &found.text))
    });
    let others: String = others.chain(services(library)).chain(calls(library)).collect();
    // A word for something that stands in no document is spelt as well.
    let files = cards.map(|text| (text, String::new())).chain([(others, fragment::same())]);
    files.map(|(text, also)| pinyin::line(&[&*text, &also].concat()) + &text).collect()
}

/// What places have, each by all its names: the list that shows which of them are open now. Of what none has, that none is known.
fn services(library: &Library) -> Vec<String> {
    if library.places.is_empty() {
        return Vec::new();
    }
    let one = |(at, (name, others)): (usize, &(&str, &[&str]))| {
        let others = others.join("、");
        match library.has_service(name) {
            true => {
                let (path, title) = (format!("{}#{at}", api::paths::PLACES), format!("{name}：哪里有"));
                line(&path, &title, "驿站名单", &format!("{others}。看哪个现在开着。"))
            }
            false => line(api::paths::PLACES, &format!("还没有登记有 {name} 的地方"), "驿站名单", &others),
        }
    };
    let hours = [("open", "现在开着", "没关门、开门、营业"), ("night", "夜里开着", "夜间、晚上、半夜、通宵")];
    let hours = hours.map(|(need, title, text)| {
        line(&format!("{}#{need}", api::paths::PLACES), &format!("{title}：哪里"), "驿站名单", text)
    });
    hours.into_iter().chain(SERVICES.iter().enumerate().map(one)).collect()
}

/// The numbers that are dialled in a hurry, which stand folded away on 身边.
fn calls(library: &Library) -> impl Iterator<Item = String> {
    let path = format!("{}#calls", api::paths::AROUND);
    fragment::each_call(library).into_iter().map(move |title| line(&path, &title, "身边", "点开就能打。"))
}

fn line(path: &str, title: &str, note: &str, text: &str) -> String {
    // As they look: what was typed is found whatever it was copied from.
    let (title, text) = (&plain(title), &plain(text));
    Entry { path, title, note, text }.to_line()
}
