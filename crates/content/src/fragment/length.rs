//! How long it takes to read something: said before anybody begins.

use crate::card::Card;

/// Characters a minute: a calm reader of Chinese on a phone, between two orders.
const PACE: usize = 400;

/// `约 3 分钟`, for a text.
pub(super) fn of_text(text: &str) -> String {
    format!("约 {}", minutes(seconds(text)))
}

/// A card in a row of them: the quotation once or twice, and the plain words.
const SECONDS_A_CARD: usize = 20;

/// `每条读一遍约 20 秒`, above a list of cards. `src/reader/favourites/page.rs` says the same.
pub(super) fn of_each() -> String {
    format!("<p><small>每条读一遍约 {SECONDS_A_CARD} 秒</small></p>")
}

/// `7 条 · 约 3 分钟`, for some cards.
pub(super) fn of_cards<'a>(cards: impl Iterator<Item = &'a Card>) -> String {
    let count = cards.count();
    format!("{count} 条 · 约 {}", minutes(count * SECONDS_A_CARD))
}

fn seconds(text: &str) -> usize {
    (text.chars().filter(|c| c.is_alphanumeric()).count() * 60).div_ceil(PACE)
}

fn minutes(seconds: usize) -> String {
    format!("{} 分钟", seconds.div_ceil(60).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_rounded_up_and_never_nothing() {
        assert_eq!(of_text(""), "约 1 分钟");
        assert_eq!(of_text(&"字".repeat(400)), "约 1 分钟");
        assert_eq!(of_text(&"字，".repeat(401)), "约 2 分钟");
    }
}
