//! Raised and lowered characters: 10⁵ is not 105, and a text has a character for each of them.

use super::properties::Raised;

const ABOVE: (&str, &str) = ("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ");
const BELOW: (&str, &str) = ("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ");
/// Numbers over each other that are a character.
const FRACTIONS: [(&str, &str, char); 18] = [
    ("1", "2", '½'),
    ("1", "3", '⅓'),
    ("2", "3", '⅔'),
    ("1", "4", '¼'),
    ("3", "4", '¾'),
    ("1", "5", '⅕'),
    ("2", "5", '⅖'),
    ("3", "5", '⅗'),
    ("4", "5", '⅘'),
    ("1", "6", '⅙'),
    ("5", "6", '⅚'),
    ("1", "7", '⅐'),
    ("1", "8", '⅛'),
    ("3", "8", '⅜'),
    ("5", "8", '⅝'),
    ("7", "8", '⅞'),
    ("1", "9", '⅑'),
    ("1", "10", '⅒'),
];

/// The character that looks like another above or below the line, if there is one.
pub(super) fn raised(c: char, how: Raised) -> Option<char> {
    let (plain, looks) = match how {
        Raised::No => return Some(c),
        Raised::Above => ABOVE,
        Raised::Below => BELOW,
    };
    looks.chars().nth(plain.chars().position(|one| one == c)?)
}

/// The same of a text, all or nothing.
pub(super) fn all_raised(text: &str, how: Raised) -> Option<String> {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| raised(c, how)).collect()
}

/// The character of a fraction, if there is one.
pub(super) fn fraction(above: &str, below: &str) -> Option<char> {
    let (above, below) = (above.trim(), below.trim());
    FRACTIONS.iter().find(|one| (one.0, one.1) == (above, below)).map(|one| one.2)
}
