//! Which cards the home page shows: today's, then those of the last days, then an end.

use content::bundle::Index;
use content::day::Day;

/// How many days back.
const DAYS: i32 = 7;

/// One place in the deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DeckCard {
    pub(super) slug: String,
    /// Beside the heading while it is shown.
    pub(super) note: String,
}

/// Cards of the last days, newest first, each once.
pub(super) fn recent(index: &Index, today: Day) -> Vec<DeckCard> {
    let mut cards: Vec<DeckCard> = Vec::new();
    for back in 0..=DAYS {
        let day = today.plus(-back);
        // Only today may take its turn in an old table: other days were what they were.
        let slug = if back == 0 { index.card_of(day) } else { index.days.get(&day.to_string()).map(String::as_str) };
        let Some(slug) = slug.filter(|slug| cards.iter().all(|card| card.slug != **slug)) else { continue };
        cards.push(DeckCard { slug: slug.to_string(), note: day.chinese() });
    }
    cards
}

/// Whether a place is near enough to the one on screen to be in the document: at most three are.
pub(super) fn is_near(at: usize, shown: usize) -> bool {
    at.abs_diff(shown) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs(index: &Index, today: Day) -> Vec<String> {
        recent(index, today).into_iter().map(|card| card.slug).collect()
    }

    #[test]
    fn the_deck_goes_back_a_week_and_shows_each_card_once() {
        let today = Day::parse("2026-11-23").unwrap();
        let day = |back: i32, slug: &str| (today.plus(-back).to_string(), slug.to_string());
        let days = [day(-1, "tomorrow"), day(0, "a"), day(1, "b"), day(2, "a"), day(3, "c"), day(8, "old")];
        let index = Index { days: days.into(), ..Index::default() };
        assert_eq!(slugs(&index, today), ["a", "b", "c"]);
        assert_eq!(recent(&index, today)[1].note, "11月22日");
    }

    #[test]
    fn a_table_that_ended_long_ago_still_gives_a_card_for_today() {
        let today = Day::parse("2026-11-23").unwrap();
        let index = Index { days: [("2026-01-01".to_string(), "a".to_string())].into(), ..Index::default() };
        assert_eq!(slugs(&index, today), ["a"]);
        assert!(recent(&Index::default(), today).is_empty());
    }
}
