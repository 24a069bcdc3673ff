//! Which cards a quotation is already on: the same words, a part of them, or nearly the same. White space and punctuation
//! are overlooked, because the same words are the same bookmark.

use std::collections::{BTreeMap, HashMap};

use api::imports::{Likeness, Likeness::*, Twin};

use crate::card::Card;
use crate::collate::letters;

/// So many in a hundred of two quotations' pairs of characters must be shared for them to be near. The congress report
/// repeats its turns of phrase: two different ones of our 120 share up to 47; a wrong character leaves 66 of the shortest.
const NEAR: usize = 60;
/// So many of the shorter one's pairs, for it to be nearly a part of the longer one: two different ones share up to 57.
const NEARLY_PART: usize = 65;
/// What is shorter stands in many quotations without being one of them.
const SHORTEST_PART: usize = 6;
/// More would not be read.
const MOST: usize = 3;

type Pair = (char, char);

/// All cards' quotations, made ready for many questions.
#[derive(Debug, Default)]
pub struct Duplicates {
    quotes: Vec<Known>,
    /// Which quotations have a pair, and how often.
    holders: HashMap<Pair, Vec<(usize, usize)>>,
}

#[derive(Debug)]
struct Known {
    slug: String,
    quote: String,
    letters: String,
    pairs: usize,
}

impl Duplicates {
    /// Makes cards ready.
    pub fn of<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Self {
        let mut known = Self::default();
        for card in cards {
            known.add(&card.slug, &card.quote);
        }
        known
    }

    /// Adds one more: an earlier row of the same import has no file yet.
    pub fn add(&mut self, slug: &str, quote: &str) {
        let letters = letters(quote);
        let pairs = pairs(&letters);
        for (pair, count) in &pairs {
            self.holders.entry(*pair).or_default().push((self.quotes.len(), *count));
        }
        let (slug, quote, pairs) = (slug.to_string(), quote.to_string(), pairs.values().sum());
        self.quotes.push(Known { slug, quote, letters: letters.into_iter().collect(), pairs });
    }

    /// The cards it is already on, the likest first.
    pub fn find(&self, quote: &str) -> Vec<Twin> {
        let letters = letters(quote);
        let pairs = pairs(&letters);
        let total: usize = pairs.values().sum();
        let text: String = letters.iter().collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for (pair, count) in &pairs {
            for (holder, theirs) in self.holders.get(pair).into_iter().flatten() {
                *shared.entry(*holder).or_default() += count.min(theirs);
            }
        }
        let mut found: Vec<(usize, Twin)> = Vec::new();
        for (at, count) in shared {
            let other = &self.quotes[at];
            // Dice: twice what both have, of what there is.
            let dice = 200 * count / (total + other.pairs).max(1);
            let shorter = total.min(other.pairs);
            let is_nearly_part = shorter >= SHORTEST_PART && 100 * count >= NEARLY_PART * shorter;
            let percent = if is_nearly_part { dice.max(NEAR) } else { dice };
            if let Some(likeness) = likeness(&text, &other.letters, percent) {
                found.push((percent, Twin { slug: other.slug.clone(), quote: other.quote.clone(), likeness }));
            }
        }
        found.sort_by(|a, b| (a.1.likeness, b.0, &a.1.slug).cmp(&(b.1.likeness, a.0, &b.1.slug)));
        found.into_iter().map(|(_, twin)| twin).take(MOST).collect()
    }
}

fn likeness(ours: &str, theirs: &str, percent: usize) -> Option<Likeness> {
    let is_part = |part: &str, whole: &str| part.chars().count() >= SHORTEST_PART && whole.contains(part);
    match () {
        () if ours == theirs => Some(Same),
        () if is_part(ours, theirs) => Some(Part),
        () if is_part(theirs, ours) => Some(Whole),
        () if percent >= NEAR => Some(Near),
        () => None,
    }
}

/// Pairs of neighbouring characters, and how often each is there.
fn pairs(letters: &[char]) -> BTreeMap<Pair, usize> {
    let mut pairs = BTreeMap::new();
    for pair in letters.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    pairs
}
