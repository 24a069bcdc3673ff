//! What is to be said about a row: where its quotation stands, which cards it may already be on, what it lacks.

use std::collections::BTreeSet;

use api::documents::Folder;
use api::imports::{CheckedRow, Row};
use api::sources::{Collation, Place};
use content::card::Card;
use content::duplicates::Duplicates;
use content::library::Library;
use content::write::Writer;
use tokio_util::sync::CancellationToken;

use crate::curation::documents;
use crate::curation::source_texts::{self, Ready};
use crate::store::documents::DraftRow;
use crate::store::documents::calendar::PlannedRow;

/// All cards' quotations, those of drafts and of what will be published included: a table may be brought twice.
pub(crate) fn known(library: &Library, drafts: &[DraftRow], planned: &[PlannedRow]) -> Duplicates {
    let mut known = Duplicates::of(library.current_cards());
    // One that is planned may be in the library already, and is nobody's to read yet.
    let current: BTreeSet<&str> = library.current_cards().map(|card| card.slug.as_str()).collect();
    let drafts = drafts.iter().map(|draft| (&draft.path, &draft.text));
    for (path, text) in drafts.chain(planned.iter().map(|planned| (&planned.path, &planned.text))) {
        if let Some((Folder::Cards, slug)) = Folder::of(path)
            && !current.contains(slug)
        {
            known.add(slug, &documents::title(text));
        }
    }
    known
}

/// Checks a row against source texts and the cards there are.
pub(crate) fn check(
    library: &Library,
    texts: &[Ready],
    known: &Duplicates,
    mut row: Row,
    cancelled: &CancellationToken,
) -> CheckedRow {
    // What stood beside another sentence is not kept.
    (row.before, row.after) = Default::default();
    let source = source_of(library, &row.source);
    let candidates = texts.iter().filter(|text| source.is_none_or(|slug| text.row.source == slug));
    let (found, mut collation) = source_texts::find(candidates, &row.quote, cancelled);
    // A source that somebody has written gives way to nothing but a proof: what is only like the quotation is another's.
    let found = found.filter(|_| row.source.trim().is_empty() || matches!(collation, Collation::Verbatim { .. }));
    if let Some(slug) = source.map(str::to_string).or_else(|| found.map(|text| text.row.source.clone())) {
        row.source = slug;
    }
    if let (Some(text), Collation::Verbatim { places }) = (found, &collation) {
        // Of several places that in the sentence the row names.
        let named = text.place_in(&row.quote, &row.sentence);
        if let Some(place) = named.as_ref().or(places.first()) {
            copy_source_words(library, &mut row, place);
        }
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
    let faults = documents::faults(library, &Folder::Cards.path("row"), &text(&row));
    CheckedRow { row, collation, twins, faults, read: String::new(), withdrawn: None }
}

fn without_text(place: &mut Place) {
    place.text = String::new();
}

/// The source's own characters, and what the row left out.
fn copy_source_words(library: &Library, row: &mut Row, place: &Place) {
    row.quote = place.quote.clone();
    row.sentence = place.sentence.clone();
    row.before = place.before.clone();
    row.after = place.after.clone();
    if row.section.is_empty() {
        // A card that quotes the same paragraph was given its section by somebody who knew.
        let beside = |card: &&Card| card.source == row.source && place.text.contains(&card.sentence);
        let section = library.cards.values().find(beside).map(|card| &card.section);
        row.section = section.unwrap_or(&place.section).clone();
    }
}

/// The source that was meant: by its slug, or by what people call it. A name that several may be meant by means none of them;
/// where there is one only, it is meant without a name.
pub(crate) fn source_of<'a>(library: &'a Library, written: &str) -> Option<&'a str> {
    if let Some(source) = library.sources.get(written) {
        return Some(&source.slug);
    }
    let only = |is_meant: &dyn Fn(&str) -> bool| {
        let mut meant = library.sources.values().filter(|source| is_meant(&source.short) || is_meant(&source.title));
        meant.next().filter(|_| meant.next().is_none()).map(|source| source.slug.as_str())
    };
    only(&|name| name == written).or_else(|| only(&|name| written.contains(name) || name.contains(written)))
}

/// The file of the card that a row becomes.
pub(crate) fn text(row: &Row) -> String {
    let sentence = if row.sentence.is_empty() { &row.quote } else { &row.sentence };
    let gloss = if row.gloss.is_empty() { String::new() } else { format!("{}\n", row.gloss) };
    Writer::default()
        .field("quote", &row.quote)
        .field("sentence", sentence)
        .field("before", &row.before)
        .field("after", &row.after)
        .field("source", &row.source)
        .field("section", &row.section)
        .field("theme", &row.theme)
        .body(&gloss)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use content::collate::SourceText;

    use super::*;
    use crate::store::documents::source_texts::TextRow;

    /// Sources by what people call them.
    fn library(sources: &[(&str, &str)]) -> Library {
        let file = |(slug, short): &(&str, &str)| {
            let text = format!(
                "---\ntitle: {short}全文\nshort: {short}\nauthor: 某\ndate: 2026-01-01\npublished_in: 某\n---\n"
            );
            (format!("sources/{slug}.md"), text)
        };
        Library::read(sources.iter().map(file)).0
    }

    fn checked(written: &str, quote: &str, sentence: &str) -> CheckedRow {
        let library = library(&[("report", "党的报告"), ("work", "工作报告")]);
        let text = format!("路口看红灯，慢一点。{}夜里看红灯，停一停。", "白天看红灯，等一等。".repeat(9));
        let id = || "a".to_string();
        let row = TextRow { id: id(), source: "report".into(), title: id(), ..TextRow::default() };
        let texts = [Ready::new(row, Arc::new(SourceText::new(&text)))];
        let row = Row { quote: quote.into(), sentence: sentence.into(), source: written.into(), ..Row::default() };
        check(&library, &texts, &known(&library, &[], &[]), row, &CancellationToken::new())
    }

    #[test]
    fn a_source_that_was_written_gives_way_to_a_proof_alone() {
        let elsewhere = "在座谈会上的讲话";
        let near = checked(elsewhere, "路口看绿灯，慢一点。", "");
        assert!(matches!(near.collation, Collation::Near { .. }));
        assert_eq!(near.row.source, elsewhere);
        assert!(near.faults.iter().any(|fault| fault.field == "source"), "{:?}", near.faults);
        assert_eq!(checked(elsewhere, "路口看红灯，慢一点。", "").row.source, "report");
        assert_eq!(checked("", "路口看绿灯，慢一点。", "").row.source, "report");
    }

    #[test]
    fn a_name_means_a_source_where_it_means_no_other() {
        let both = library(&[("report", "党的报告"), ("work", "工作报告")]);
        for (written, meant) in [
            ("work", Some("work")),
            ("工作报告", Some("work")),
            ("2026年工作报告", Some("work")),
            ("报告", None),
            ("", None),
        ] {
            assert_eq!(source_of(&both, written), meant, "{written}");
        }
        // One name may be a part of another's.
        let part = library(&[("report", "报告"), ("work", "工作报告")]);
        assert_eq!(source_of(&part, "报告"), Some("report"));
        assert_eq!(source_of(&library(&[("report", "报告")]), ""), Some("report"));
        // Looked up in all texts where nobody knows which is meant.
        assert_eq!(checked("报告", "夜里看红灯", "").row.source, "report");
    }

    #[test]
    fn the_sentence_that_a_row_names_is_found_behind_many_others() {
        let row = checked("", "看红灯", "夜里看红灯停一停").row;
        assert_eq!(row.sentence, "夜里看红灯，停一停。");
        assert_eq!(checked("", "看红灯", "").row.sentence, "路口看红灯，慢一点。");
    }
}
