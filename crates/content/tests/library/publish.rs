//! What the publisher promises: the same bundle for the same content, a card for every day, and nothing that was taken
//! back.

#![cfg(feature = "publish")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use api::documents::Folder;
use api::pages::{self, PAGES};
use api::paths;
use content::bundle::{Index, Shard};
use content::day::Day;
use content::folder;
use content::fragment;
use content::library::Library;
use content::publish::{Choices, Found, History, Publication};
use content::search::Entry;

const NOW: i64 = 1_795_400_000_000;

fn today() -> Day {
    Day::at_unix_ms(NOW)
}

fn library() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let (library, faults) = folder::read(&folder).unwrap();
    assert_eq!(faults, []);
    library
}

fn publish(library: &Library, history: &mut History) -> Publication {
    publish_with(library, history, &Choices::new())
}

fn publish_with(library: &Library, history: &mut History, choices: &Choices) -> Publication {
    Publication::publish(library, history, choices, today(), NOW)
}

/// The card of a day, so many days from today.
fn card_in(publication: &Publication, days: i32) -> &str {
    &publication.index.days[&today().plus(days).to_string()]
}

/// A choice that the function alone would not have made.
fn other_card(library: &Library, publication: &Publication) -> String {
    let days = &publication.index.days;
    library.cards.keys().find(|slug| !days.values().any(|used| used == *slug)).unwrap().clone()
}

fn withdraw(library: &mut Library, slug: &str) {
    library.cards.get_mut(slug).unwrap().withdrawn = Some(today());
}

fn read_index(publication: &Publication) -> Index {
    serde_json::from_slice(&publication.files[&publication.name]).unwrap()
}

#[test]
fn every_page_of_the_table_is_there_and_every_other_is_that_of_a_document_or_a_theme() {
    let (library, mut history) = (library(), History::default());
    let publication = publish(&library, &mut history);
    let there = |path: &str| matches!(publication.find(path, today()), Found::Page(page) if page.path == path);
    for (path, _) in PAGES.iter().filter(|(path, _)| !path.contains(':')) {
        assert!(there(path), "{path}");
    }
    for path in publication.paths() {
        let is_known = pages::is_there(&path) || Folder::of_page(&path).is_some() || path.starts_with(paths::THEMES);
        assert!(is_known && !pages::needs_server(&path), "{path}");
    }
}

#[test]
fn what_a_search_finds_is_said_in_words_and_not_by_the_names_of_files() {
    let library = library();
    let publication = publish(&library, &mut History::default());
    let all = library.all().filter(|(folder, slug, _)| folder.page(slug).is_some());
    let slugs: BTreeSet<&str> = all.map(|(_, slug, _)| slug).collect();
    for name in &publication.index.search {
        let text = std::str::from_utf8(&publication.files[name]).unwrap();
        for entry in text.lines().filter_map(Entry::parse) {
            let words = [entry.title, entry.note, entry.text].join(" ");
            let word = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').find(|word| slugs.contains(word));
            assert_eq!(word, None, "{}: {words}", entry.path);
        }
    }
}

#[test]
fn decks_stand_as_they_are_used_those_of_near_days_first_and_marked() {
    let library = library();
    let paths = |library: &Library, day: &str| {
        let html = fragment::decks(library, Day::parse(day).unwrap()).html;
        let paths = html.split("<a href=\"/decks/").skip(1).map(|rest| rest.split('/').next().unwrap().to_string());
        (paths.collect::<Vec<_>>(), html)
    };
    let (on_first, html) = paths(&library, "2026-12-01");
    assert_eq!(on_first[..2], ["constitution-day", "three-minutes"]);
    assert!(html.contains("宪法日 <mark>12月4日</mark>") && html.matches("<mark>").count() == 1);
    let at = |slug: &str| on_first.iter().position(|one| one == slug).unwrap();
    for far in ["going-home", "hot-days", "july-first", "may-fourth"] {
        assert!(at("morning") < at(far) && at("five-roles") < at(far), "{far}");
    }
    let (in_july, html) = paths(&library, "2026-07-01");
    assert!(in_july[..2].iter().all(|slug| ["july-first", "safety-month", "hot-days"].contains(&slug.as_str())));
    assert!(html.contains("高温天 <mark>6月15日到8月31日</mark>"));
    let reading =
        fragment::reading_new(&library, fragment::ReadingFiles::default(), Day::parse("2026-12-01").unwrap(), None);
    let first = reading.split("?deck=").nth(1).unwrap();
    assert!(first.starts_with("constitution-day\"><b>宪法日 <mark>12月4日</mark></b>"), "{first}");
}

#[test]
fn the_same_content_gives_the_same_bundle_and_keeps_its_number() {
    let (library, mut history) = (library(), History::default());
    let first = publish(&library, &mut history);
    let again = Publication::publish(&library, &mut history, &Choices::new(), today(), NOW + 999_000);
    assert_eq!(first.files, again.files);
    assert_eq!(first.index.seq, again.index.seq);
}

#[test]
fn the_number_grows_even_when_the_clock_goes_back() {
    let (mut library, mut history) = (library(), History::default());
    let first = publish(&library, &mut history).index.seq;
    withdraw(&mut library, "q001");
    let second = Publication::publish(&library, &mut history, &Choices::new(), today(), NOW - 86_400_000).index.seq;
    assert!(second > first);
}

#[test]
fn every_card_is_in_the_shard_where_it_is_looked_for() {
    let library = library();
    let publication = publish(&library, &mut History::default());
    let index = read_index(&publication);
    for slug in library.cards.keys() {
        let shard: Shard = serde_json::from_slice(&publication.files[&index.shard_of(slug).unwrap().file]).unwrap();
        assert_eq!(shard.card(slug).unwrap().quote, library.cards[slug].quote);
    }
    assert!(index.files().all(|file| publication.files.contains_key(file)));
}

#[test]
fn every_day_of_two_months_has_a_card_and_none_twice_in_a_block() {
    let publication = publish(&library(), &mut History::default());
    assert_eq!(publication.index.days.len(), 68);
    let first_block = today().0.div_euclid(30) + 1;
    let days = (first_block * 30..first_block * 30 + 30).map(|day| &publication.index.days[&Day(day).to_string()]);
    assert_eq!(days.collect::<BTreeSet<_>>().len(), 30);
}

#[test]
fn a_card_comes_again_after_a_month_at_the_earliest_whatever_day_it_is() {
    let library = library();
    for ahead in 0..30 {
        let (now, today) = (NOW + i64::from(ahead) * 86_400_000, today().plus(ahead));
        let publication = Publication::publish(&library, &mut History::default(), &Choices::new(), today, now);
        let cards: Vec<_> = publication.index.days.values().collect();
        for (at, card) in cards.iter().enumerate() {
            let again = cards.iter().skip(at + 1).position(|other| other == card);
            assert!(
                again.is_none_or(|days| days + 1 >= 30),
                "{card} twice within {again:?} days of {at}, from {today}"
            );
        }
    }
}

#[test]
fn one_card_more_or_less_changes_few_days() {
    let (mut library, before) = (library(), publish(&library(), &mut History::default()));
    let unused = other_card(&library, &before);
    withdraw(&mut library, &unused);
    let after = publish(&library, &mut History::default());
    assert_eq!(before.index.days, after.index.days);
}

#[test]
fn a_day_that_was_served_keeps_its_card_until_that_is_withdrawn() {
    let (mut library, mut history) = (library(), History::default());
    let served = publish(&library, &mut history).index.days[&today().to_string()].clone();
    let others: Vec<_> = library.cards.keys().filter(|slug| **slug != served).take(60).cloned().collect();
    others.iter().for_each(|slug| withdraw(&mut library, slug));
    let mut later = history.clone();
    assert_eq!(publish(&library, &mut later).index.days[&today().to_string()], served);
    withdraw(&mut library, &served);
    assert_ne!(publish(&library, &mut history).index.days[&today().to_string()], served);
}

#[test]
fn a_choice_wins_over_the_function_and_changes_no_other_day() {
    let (library, before) = (library(), publish(&library(), &mut History::default()));
    let chosen = other_card(&library, &before);
    let choices = Choices::from([(today().plus(10), chosen.clone())]);
    let after = publish_with(&library, &mut History::default(), &choices);
    assert_eq!(card_in(&after, 10), chosen);
    let others = |publication: &Publication| {
        let mut days = publication.index.days.clone();
        days.remove(&today().plus(10).to_string());
        days
    };
    assert_eq!(others(&before), others(&after));
}

#[test]
fn a_choice_that_was_withdrawn_or_never_was_falls_back_to_the_function() {
    let mut library = library();
    let chosen = other_card(&library, &publish(&library, &mut History::default()));
    let choices = Choices::from([(today().plus(10), chosen.clone()), (today().plus(11), "never-was".into())]);
    withdraw(&mut library, &chosen);
    let without = publish(&library, &mut History::default());
    assert_eq!(publish_with(&library, &mut History::default(), &choices).index.days, without.index.days);
}

#[test]
fn a_day_that_was_served_does_not_take_a_later_choice() {
    let (library, mut history) = (library(), History::default());
    let served = publish(&library, &mut history);
    let choices = (-7..=0).map(|days| (today().plus(days), other_card(&library, &served))).collect();
    let after = publish_with(&library, &mut history, &choices);
    assert_eq!(served.index.days, after.index.days);
}

#[test]
fn a_choice_that_was_served_stays_when_it_is_taken_back() {
    let (library, mut history) = (library(), History::default());
    let chosen = other_card(&library, &publish(&library, &mut History::default()));
    publish_with(&library, &mut history, &Choices::from([(today(), chosen.clone())]));
    assert_eq!(card_in(&publish(&library, &mut history), 0), chosen);
}

#[test]
fn a_choice_counts_as_used_in_its_block_before_and_after_its_day() {
    let library = library();
    let before = publish(&library, &mut History::default());
    let first = Day((today().0.div_euclid(30) + 1) * 30);
    let day = |at: i32| first.plus(at).to_string();
    // What the function gives the block's last day is wanted in its middle, and what it gives the first day, too.
    for wanted in [&before.index.days[&day(29)], &before.index.days[&day(0)]] {
        let choices = Choices::from([(first.plus(15), wanted.clone())]);
        let after = publish_with(&library, &mut History::default(), &choices);
        let block: Vec<_> = (0..30).map(|at| after.index.days[&day(at)].clone()).collect();
        assert_eq!(&block[15], wanted);
        assert_eq!(block.iter().collect::<BTreeSet<_>>().len(), 30);
        let changed = (0..30).filter(|at| before.index.days[&day(*at)] != block[*at as usize]).count();
        assert!(changed <= 4, "{changed}");
    }
}

#[test]
fn a_site_with_fewer_cards_than_days_has_a_card_every_day_whatever_is_chosen() {
    let mut library = library();
    let few: BTreeSet<String> = library.cards.keys().take(3).cloned().collect();
    library.cards.retain(|slug, _| few.contains(slug));
    let choices = (0..20).map(|day| (today().plus(day * 2), few.iter().next().unwrap().clone())).collect();
    let publication = publish_with(&library, &mut History::default(), &choices);
    assert_eq!(publication.index.days.len(), 68);
    assert_eq!(card_in(&publication, 2), few.iter().next().unwrap());
}

#[test]
fn what_is_withdrawn_is_nowhere_but_in_the_list_of_what_is_gone() {
    let mut library = library();
    withdraw(&mut library, "q079");
    let publication = publish(&library, &mut History::default());
    assert!(matches!(publication.find("/cards/q079/", today()), Found::Withdrawn(_)));
    assert!(publication.index.is_withdrawn("/cards/q079/"));
    // It stands right before another card's sentence, too.
    let quote = "法治社会是构筑法治国家的基础。";
    for (name, bytes) in &publication.files {
        assert!(!String::from_utf8_lossy(bytes).contains(quote), "{name}");
    }
}

#[test]
fn what_never_was_is_missing() {
    let publication = publish(&library(), &mut History::default());
    for path in ["/cards/nope/", "/nope", "/cards/q010", "//", "/articles/../", ""] {
        assert!(matches!(publication.find(path, today()), Found::Missing(_)), "{path}");
    }
}
