//! Which cards the home page shows: today's, then those of the last days, then an end.

use content::bundle::Index;
use content::day::Day;

/// How many days back.
const DAYS: i32 = 7;

/// A card of an earlier day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EarlierCard {
    pub(super) slug: String,
    /// Its day, beside the heading while it is shown.
    pub(super) note: String,
}

/// Cards of the days before today, newest first, each once; today's is on the page already.
pub(super) fn earlier(index: &Index, today: Day, todays: &str) -> Vec<EarlierCard> {
    let mut cards: Vec<EarlierCard> = Vec::new();
    for back in 1..=DAYS {
        let day = today.plus(-back);
        let Some(slug) = index.days.get(&day.to_string()) else { continue };
        if slug != todays && cards.iter().all(|card| card.slug != *slug) {
            cards.push(EarlierCard { slug: slug.clone(), note: day.chinese() });
        }
    }
    cards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deck_goes_back_a_week_and_shows_each_card_once() {
        let today = Day::parse("2026-11-23").unwrap();
        let day = |back: i32, slug: &str| (today.plus(-back).to_string(), slug.to_string());
        let days =
            [day(-1, "tomorrow"), day(0, "a"), day(1, "b"), day(2, "a"), day(3, "c"), day(4, "b"), day(8, "old")];
        let index = Index { days: days.into(), ..Index::default() };
        let cards = earlier(&index, today, "a");
        assert_eq!(cards.iter().map(|card| card.slug.as_str()).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(cards[0].note, "11月22日");
    }
}
