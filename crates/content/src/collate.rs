//! 逐字核对 against a source text: where a quotation stands in it, or which passage it must have been copied from.
//!
//! Only white space and the width of punctuation are overlooked. A passage comes back in the source's own characters, so
//! that a quotation is corrected by taking it over. The same code runs in the server and in the desk.

mod align;
mod fold;
mod heading;
mod nearest;
mod sentence;

use std::collections::HashMap;
use std::ops::Range;

use api::sources::{Collation, Place};

use crate::card::Card;

pub(crate) use fold::{Folded, letters};

use heading::Headings;

/// So many places are told.
const MOST_PLACES: usize = 8;
/// So many are looked at for the one that is meant.
const MOST_LOOKED_AT: usize = 1_000;
/// So much of a paragraph is told on either side of a passage, in characters: all of a usual one, while a text that was pasted
/// without its line ends is one paragraph.
const AROUND: usize = 1_000;

/// A source text made ready for many look-ups: a paragraph a line.
#[derive(Debug, Default)]
pub struct SourceText {
    paragraphs: Vec<Paragraph>,
    headings: Headings,
    /// All paragraphs folded, with a line end between them.
    folded: Vec<char>,
    /// Paragraph and character that each folded one came from.
    origins: Vec<(usize, usize)>,
    /// Where each pair of folded characters begins.
    pairs: HashMap<(char, char), Vec<usize>>,
}

#[derive(Debug)]
struct Paragraph {
    chars: Vec<char>,
    /// The innermost heading above it.
    heading: Option<usize>,
    /// Where it stands in the folded text.
    begin: usize,
    end: usize,
}

impl SourceText {
    /// Makes a text ready.
    pub fn new(text: &str) -> Self {
        let mut source = Self::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            source.add(line);
        }
        for (at, pair) in source.folded.windows(2).enumerate() {
            source.pairs.entry((pair[0], pair[1])).or_default().push(at);
        }
        source
    }

    fn add(&mut self, line: &str) {
        let number = self.paragraphs.len();
        if number > 0 {
            self.folded.push('\n');
            self.origins.push((number, 0));
        }
        let begin = self.folded.len();
        let Folded { chars: folded, origins } = Folded::of(line);
        self.folded.extend(folded);
        self.origins.extend(origins.into_iter().map(|at| (number, at)));
        let heading = self.headings.above(line);
        self.paragraphs.push(Paragraph { chars: line.chars().collect(), heading, begin, end: self.folded.len() });
    }

    /// Looks a quotation up.
    pub fn collate(&self, quote: &str) -> Collation {
        let folded = Folded::of(quote);
        let places: Vec<Place> = self.places(&folded.chars).take(MOST_PLACES).collect();
        if !places.is_empty() {
            return Collation::Verbatim { places };
        }
        match self.nearest(quote, &folded) {
            Some((place, marks)) => Collation::Near { place, marks },
            None => Collation::Nothing,
        }
    }

    /// Whether a card's quotation and its sentence stand here to the character, the sentence from its beginning to its end.
    pub fn proves(&self, card: &Card) -> bool {
        let (sentence, quote) = (&card.sentence, &card.quote);
        !quote.is_empty()
            && sentence.contains(quote.as_str())
            && self.passages(&Folded::of(sentence).chars).any(|(number, passage)| {
                let paragraph = &self.paragraphs[number].chars;
                paragraph[passage.clone()].iter().copied().eq(sentence.chars())
                    && sentence::is_whole(paragraph, passage.start, passage.end)
            })
    }

    /// Where a quotation stands in a sentence that is named too, of which the letters alone count.
    pub fn place_in(&self, quote: &str, sentence: &str) -> Option<Place> {
        let named = letters(sentence);
        if named.is_empty() {
            return None;
        }
        let quote = Folded::of(quote).chars;
        self.places(&quote).take(MOST_LOOKED_AT).find(|place| letters(&place.sentence) == named)
    }

    /// Every place where the folded quotation stands.
    fn places(&self, quote: &[char]) -> impl Iterator<Item = Place> {
        self.passages(quote).map(move |(number, passage)| self.place(number, passage))
    }

    /// The same, as paragraphs and parts of them.
    fn passages(&self, quote: &[char]) -> impl Iterator<Item = (usize, Range<usize>)> {
        // The rarest pair leads to the fewest places to look at.
        let rarest = quote.windows(2).enumerate().map(|(at, pair)| {
            let begins = self.pairs.get(&(pair[0], pair[1])).map(Vec::as_slice).unwrap_or_default();
            (begins, at)
        });
        let (begins, at) = rarest.min_by_key(|(begins, _)| begins.len()).unwrap_or_default();
        let starts = begins.iter().filter_map(move |begin| begin.checked_sub(at));
        let stands = move |start: &usize| self.folded.get(*start..start + quote.len()) == Some(quote);
        starts.filter(stands).map(move |start| self.passage(start, start + quote.len()))
    }

    /// The paragraph and the part of it between two places of the folded text, which must not be the same.
    fn passage(&self, start: usize, end: usize) -> (usize, Range<usize>) {
        let (number, from) = self.origins[start];
        (number, from..self.origins[end - 1].1 + 1)
    }

    fn place(&self, number: usize, Range { start: from, end: to }: Range<usize>) -> Place {
        let Paragraph { chars, heading, .. } = &self.paragraphs[number];
        let (begin, end) = (from.saturating_sub(AROUND), chars.len().min(to + AROUND));
        Place {
            paragraph: number,
            text: chars[begin..end].iter().collect(),
            from: from - begin,
            to: to - begin,
            quote: chars[from..to].iter().collect(),
            sentence: chars[sentence::around(chars, from, to)].iter().collect(),
            section: self.headings.section(*heading),
        }
    }
}
