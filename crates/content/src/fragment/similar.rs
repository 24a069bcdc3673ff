//! The cards that speak of nearly the same as one card.

use super::{card_rows, length};
use crate::card::Card;

/// The place below a card; nothing where it has no like.
pub fn similar<'a>(cards: impl Iterator<Item = &'a Card>) -> String {
    match card_rows(cards).as_str() {
        "" => String::new(),
        rows => format!(
            "<section class=\"slot more\"><h2>说的是相近的事</h2>{}<ul class=\"rows\">{rows}</ul></section>",
            length::of_each()
        ),
    }
}
