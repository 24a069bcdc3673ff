//! What is to be said about a row: where its quotation stands, which cards it may already be on, what it lacks.

use api::documents::Folder;
use api::imports::{CheckedRow, Row};
use api::sources::{Collation, Place};
use content::card::Card;
use content::duplicates::Duplicates;
use content::fault::Faults;
use content::front_matter::FrontMatter;
use content::library::Library;
use content::write::Writer;

use crate::shelf;
use crate::sources::{self, Ready};
use crate::store::documents::DraftRow;

/// All cards' quotations, those of drafts included: a table may be brought twice.
pub(crate) fn known(library: &Library, drafts: &[DraftRow]) -> Duplicates {
    let mut known = Duplicates::of(library.current_cards());
    for draft in drafts {
        if let Some((Folder::Cards, slug)) = Folder::of(&draft.path)
            && !library.cards.contains_key(slug)
        {
            let mut faults = Faults::of("");
            let quote = FrontMatter::parse(&draft.text, &mut faults).optional("quote", &mut faults);
            known.add(slug, &quote.unwrap_or_default());
        }
    }
    known
}

/// Checks a row against source texts and the cards there are.
pub(crate) fn check(library: &Library, texts: &[Ready], known: &Duplicates, mut row: Row) -> CheckedRow {
    let source = source_of(library, &row.source);
    let candidates = texts.iter().filter(|text| source.is_none_or(|slug| text.row.source == slug));
    let (found, mut collation) = sources::find(candidates, &row.quote);
    if let Some(slug) = source.map(str::to_string).or_else(|| found.map(|text| text.row.source.clone())) {
        row.source = slug;
    }
    if let Collation::Verbatim { places } = &collation {
        take_over(library, &mut row, places);
    }
    // The sentence says enough in a table, and two thousand paragraphs would be a book.
    match &mut collation {
        Collation::Verbatim { places } => {
            places.truncate(1);
            places.iter_mut().for_each(without_text);
        }
        Collation::Near { place, .. } => without_text(place),
        Collation::Nothing => {}
    }
    let twins = known.find(&row.quote);
    let faults = shelf::faults(library, &Folder::Cards.path("row"), &text(&row));
    CheckedRow { row, collation, twins, faults }
}

fn without_text(place: &mut Place) {
    place.text = String::new();
}

/// The source's own characters, and what the row left out. Of several places that in the sentence the row names.
fn take_over(library: &Library, row: &mut Row, places: &[Place]) {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let named = bare(&row.sentence);
    let of_sentence = places.iter().find(|place| !named.is_empty() && bare(&place.sentence) == named);
    let Some(place) = of_sentence.or(places.first()) else { return };
    row.quote = place.quote.clone();
    row.sentence = place.sentence.clone();
    if row.section.is_empty() {
        // A card that quotes the same paragraph was given its section by somebody who knew.
        let beside = |card: &&Card| card.source == row.source && place.text.contains(&card.sentence);
        let section = library.cards.values().find(beside).map(|card| &card.section);
        row.section = section.unwrap_or(&place.section).clone();
    }
}

/// The source that was meant: by its slug, or by what people call it. Where there is one only, it is meant.
pub(crate) fn source_of<'a>(library: &'a Library, written: &str) -> Option<&'a str> {
    let mut sources = library.sources.values();
    if let Some(source) = library.sources.get(written) {
        return Some(&source.slug);
    }
    let is_meant = |name: &str| !written.is_empty() && (written.contains(name) || name.contains(written));
    if let Some(source) = sources.clone().find(|source| is_meant(&source.short) || is_meant(&source.title)) {
        return Some(&source.slug);
    }
    match (sources.next(), sources.next()) {
        (Some(only), None) if written.is_empty() => Some(&only.slug),
        _ => None,
    }
}

/// The file of the card that a row becomes.
pub(crate) fn text(row: &Row) -> String {
    let sentence = if row.sentence.is_empty() { &row.quote } else { &row.sentence };
    let gloss = if row.gloss.is_empty() { String::new() } else { format!("{}\n", row.gloss) };
    Writer::default()
        .field("quote", &row.quote)
        .field("sentence", sentence)
        .field("source", &row.source)
        .field("section", &row.section)
        .field("theme", &row.theme)
        .body(&gloss)
}
