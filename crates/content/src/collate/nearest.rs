//! Which passage a quotation must have been copied from. Each pair of characters votes for where the quotation would begin
//! if it stood there; the places with most votes, rare pairs counting more, are aligned with care.

use std::collections::HashMap;

use api::sources::{Mark, Place};

use super::align::{Alignment, align};
use super::{Folded, SourceText};

/// So many places are aligned.
const MOST_ALIGNED: usize = 6;
/// Beginnings that lie nearer together than this are one place: what is missing or too much moves the rest.
const APART: usize = 16;
/// More is no quotation, and would take a quadratic time.
const LONGEST: usize = 1_000;
/// So many votes are counted, the rarest pairs' first: in a text of thirty thousand characters a long quotation has a few
/// thousand, while in one that repeats itself for megabytes each pair would have millions.
const MOST_VOTES: usize = 100_000;

impl SourceText {
    /// The nearest passage, if at least half of the quotation stands in it.
    pub(super) fn nearest(&self, quote: &str, folded: &Folded) -> Option<(Place, Vec<Mark>)> {
        let length = folded.chars.len();
        if length > LONGEST {
            return None;
        }
        let mut best: Option<(usize, Alignment)> = None;
        for (number, begin) in self.likely(&folded.chars) {
            let paragraph = &self.paragraphs[number];
            let slack = APART + length / 2;
            let from = begin.saturating_sub(slack).max(paragraph.begin);
            let to = (begin + APART + length + slack).min(paragraph.end);
            if from >= to {
                continue;
            }
            let alignment = align(&folded.chars, &self.folded[from..to]);
            if alignment.matches * 2 >= length && best.as_ref().is_none_or(|(_, best)| alignment.cost < best.cost) {
                best = Some((from, alignment));
            }
        }
        let (from, alignment) = best?;
        let passage = self.passage(from + alignment.begin, from + alignment.end)?;
        let origins = self.origins[from + alignment.begin..from + alignment.end].iter();
        let origins: Vec<usize> = origins.map(|(_, at)| at - passage.range.start).collect();
        let theirs = Pieces { chars: &passage.chars[passage.range.clone()], origins: &origins };
        let chars: Vec<char> = quote.chars().collect();
        let marks = alignment.marks(&Pieces { chars: &chars, origins: &folded.origins }, &theirs);
        Some((self.place(&passage), marks))
    }

    /// Paragraphs, and about where in the folded text the quotation would begin; the likeliest first.
    fn likely(&self, quote: &[char]) -> Vec<(usize, usize)> {
        let mut votes: HashMap<(usize, usize), f32> = HashMap::new();
        let pairs = quote.windows(2).enumerate();
        let mut pairs: Vec<(usize, &Vec<usize>)> =
            pairs.filter_map(|(at, pair)| Some((at, self.pairs.get(&(pair[0], pair[1]))?))).collect();
        pairs.sort_by_key(|(_, begins)| begins.len());
        let mut left = MOST_VOTES;
        for (at, begins) in pairs {
            let weight = 1.0 / (1.0 + begins.len() as f32).ln();
            let counted = begins.len().min(left);
            left -= counted;
            for begin in &begins[..counted] {
                let (paragraph, _) = self.origins[*begin];
                // A beginning may lie before the paragraph's, where the first words are wrong.
                *votes.entry((paragraph, (begin + quote.len() - at) / APART)).or_default() += weight;
            }
        }
        // Neighbours share what a missing character moved across the border between them.
        let both = |(paragraph, slot): (usize, usize)| {
            votes.get(&(paragraph, slot)).copied().unwrap_or(0.0)
                + votes.get(&(paragraph, slot + 1)).copied().unwrap_or(0.0)
        };
        let mut ranked: Vec<((usize, usize), f32)> = votes.keys().map(|place| (*place, both(*place))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let begin = |slot: usize| (slot * APART).saturating_sub(quote.len());
        ranked.into_iter().take(MOST_ALIGNED).map(|((number, slot), _)| (number, begin(slot))).collect()
    }
}

/// A text, and which of its characters each folded one came from.
pub(super) struct Pieces<'a> {
    pub(super) chars: &'a [char],
    pub(super) origins: &'a [usize],
}

impl Pieces<'_> {
    /// The characters of a range of the folded text. What was folded away belongs to what stands before it, so that all
    /// ranges together give the whole text.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        // A character that gave several folded ones belongs to the range with the first of them.
        let first = |at: usize| match (at, self.origins.get(at)) {
            (0, _) => 0,
            (_, None) => self.chars.len(),
            (at, Some(origin)) if self.origins[at - 1] == *origin => origin + 1,
            (_, Some(origin)) => *origin,
        };
        if from >= to { String::new() } else { self.chars[first(from)..first(to).max(first(from))].iter().collect() }
    }
}
