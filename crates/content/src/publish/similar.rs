//! Which cards speak of nearly the same: those that share rare pairs of characters.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::card::Card;
use crate::library::Library;

/// So many are shown.
const MOST: usize = 3;
/// A pair that more cards have says nothing about any of them; this also keeps the work in proportion to the cards.
const TOO_COMMON: usize = 150;

type Pair = (char, char);

/// The likes of each card, most alike first; where there are too few, the next ones of its theme. A card is not like
/// its own short form: it is the same.
pub(super) fn similar(library: &Library) -> BTreeMap<&str, Vec<&Card>> {
    let cards: Vec<&Card> = library.current_cards().collect();
    let mut holders: HashMap<Pair, Vec<usize>> = HashMap::new();
    for (at, card) in cards.iter().enumerate() {
        for pair in pairs(card) {
            holders.entry(pair).or_default().push(at);
        }
    }
    let mut of_theme: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, card) in cards.iter().enumerate() {
        of_theme.entry(&card.theme).or_default().push(at);
    }
    let likes = |at: usize| {
        let mut scores: BTreeMap<usize, usize> = BTreeMap::new();
        for pair in pairs(cards[at]) {
            let holders = holders.get(&pair).filter(|holders| holders.len() <= TOO_COMMON);
            for other in holders.into_iter().flatten() {
                // What is said of the same thing is more alike than what shares a turn of phrase.
                let weight = if cards[*other].theme == cards[at].theme { 2 * WEIGHT } else { WEIGHT };
                *scores.entry(*other).or_default() += weight / holders.map_or(1, Vec::len);
            }
        }
        let mut ranked: Vec<(usize, usize)> = scores.into_iter().map(|(other, score)| (score, other)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let shelf = of_theme.get(cards[at].theme.as_str()).map_or(&[][..], Vec::as_slice);
        let behind = shelf.iter().skip_while(|other| **other != at).chain(shelf).copied();
        let mut found: Vec<&Card> = Vec::new();
        for other in ranked.into_iter().map(|(_, other)| other).chain(behind) {
            let (card, other) = (cards[at], cards[other]);
            if found.len() < MOST && !found.iter().chain([&card]).any(|seen| is_same(seen, other)) {
                found.push(other);
            }
        }
        found
    };
    (0..cards.len()).map(|at| (cards[at].slug.as_str(), likes(at))).collect()
}

/// A pair that only two cards of different themes have weighs half of this.
const WEIGHT: usize = 10_000;

fn is_same(one: &Card, other: &Card) -> bool {
    one.quote.contains(&other.quote) || other.quote.contains(&one.quote)
}

fn pairs(card: &Card) -> BTreeSet<Pair> {
    let chars: Vec<char> = card.quote.chars().collect();
    let pairs = chars.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric()).collect()
}
