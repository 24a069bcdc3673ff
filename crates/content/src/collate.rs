//! 逐字核对 against a source text: where a quotation stands in it, or which passage it must have been copied from.
//!
//! What [`crate::fold`] says is overlooked, and line ends within a sentence. A passage comes back in the source's own
//! characters, so that a quotation is corrected by taking it over.

mod align;
mod folded;
mod heading;
mod nearest;
mod paragraphs;
mod sentence;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use api::sources::{Collation, Place};

use crate::card::Card;

pub(crate) use folded::{Folded, letters};
pub use heading::UNKNOWN_DEPTH;
pub(crate) use paragraphs::paragraphs;

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
    /// All paragraphs folded, one behind the other.
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
    /// A quotation may go on in the next one.
    may_go_on: bool,
}

/// A stretch of one paragraph, or of several that go on in each other: the characters of all of them, and its place there.
struct Passage<'a> {
    paragraph: usize,
    chars: Cow<'a, [char]>,
    range: Range<usize>,
}

impl SourceText {
    /// Makes a text ready.
    pub fn new(text: &str) -> Self {
        let mut source = Self::default();
        paragraphs(text).iter().for_each(|paragraph| source.add(&paragraph.text, paragraph.may_go_on));
        source.end_headings();
        for (at, pair) in source.folded.windows(2).enumerate() {
            source.pairs.entry((pair[0], pair[1])).or_default().push(at);
        }
        source
    }

    fn add(&mut self, line: &str, may_go_on: bool) {
        let number = self.paragraphs.len();
        let begin = self.folded.len();
        let heading = self.headings.above(line);
        let line = heading::unmarked(line);
        let Folded { chars: folded, origins } = Folded::of(line);
        self.folded.extend(folded);
        self.origins.extend(origins.into_iter().map(|at| (number, at)));
        let (chars, end) = (line.chars().collect(), self.folded.len());
        self.paragraphs.push(Paragraph { chars, heading, begin, end, may_go_on });
    }

    /// Whoever turns to the listeners behind the last heading ends: those words belong to no heading, and least of all to that one.
    fn end_headings(&mut self) {
        let last = self.paragraphs.last().and_then(|paragraph| paragraph.heading);
        let below = self.paragraphs.iter().rposition(|paragraph| paragraph.heading != last).map_or(0, |at| at + 1);
        let behind = self.paragraphs.iter().skip(below + 1).position(|paragraph| turns_to_listeners(&paragraph.chars));
        if let Some(behind) = behind.filter(|_| last.is_some()) {
            self.paragraphs[below + 1 + behind..].iter_mut().for_each(|paragraph| paragraph.heading = None);
        }
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

    /// Whether a card's quotation and its sentence stand here to the character, the sentence from its beginning to its end,
    /// and between those that the card names as its neighbours.
    pub fn proves(&self, card: &Card) -> bool {
        let stands_between = |(before, after): (String, String)| {
            (card.before.is_empty() || card.before == before) && (card.after.is_empty() || card.after == after)
        };
        !card.quote.is_empty()
            && card.sentence.contains(card.quote.as_str())
            && self.beside(&card.sentence).any(|(_, beside)| stands_between(beside))
    }

    /// The sentences before and after a sentence that stands here to the character, empty where its paragraph has none; of
    /// several places the one below the headings that are named.
    pub fn beside_in(&self, sentence: &str, section: &str) -> Option<(String, String)> {
        let mut all: Vec<_> = self.beside(sentence).collect();
        let at = all.iter().position(|(heading, _)| self.headings.section(*heading) == section);
        (!all.is_empty()).then(|| all.swap_remove(at.unwrap_or_default()).1)
    }

    /// The same of every place, with the heading above it.
    fn beside(&self, sentence: &str) -> impl Iterator<Item = (Option<usize>, (String, String))> {
        let passages = self.passages(&Folded::of(sentence).chars).collect::<Vec<_>>().into_iter();
        passages.filter_map(move |Passage { paragraph, chars, range }| {
            let is_it = chars[range.clone()].iter().copied().eq(sentence.chars())
                && sentence::is_whole(&chars, range.start, range.end);
            is_it.then(|| (self.paragraphs[paragraph].heading, beside(&chars, range)))
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
        self.passages(quote).map(|passage| self.place(&passage))
    }

    /// The same, as parts of their paragraphs: those within one paragraph first.
    fn passages(&self, quote: &[char]) -> impl Iterator<Item = Passage<'_>> {
        // The rarest pair leads to the fewest places to look at.
        let rarest = quote.windows(2).enumerate().map(|(at, pair)| {
            let begins = self.pairs.get(&(pair[0], pair[1])).map(Vec::as_slice).unwrap_or_default();
            (begins, at)
        });
        let (begins, at) = rarest.min_by_key(|(begins, _)| begins.len()).unwrap_or_default();
        let starts = begins.iter().filter_map(move |begin| begin.checked_sub(at));
        let stands = move |start: &usize| self.folded.get(*start..start + quote.len()) == Some(quote);
        let starts: Vec<usize> = starts.filter(stands).collect();
        let is_one = move |start: usize| self.origins[start].0 == self.origins[start + quote.len() - 1].0;
        let within: Vec<usize> = starts.iter().copied().filter(|start| is_one(*start)).collect();
        let across = if within.is_empty() { starts } else { within };
        across.into_iter().filter_map(move |start| self.passage(start, start + quote.len()))
    }

    /// The stretch between two places of the folded text, which must not be the same; `None` where it leads from one
    /// paragraph into another that is none of its lines.
    fn passage(&self, start: usize, end: usize) -> Option<Passage<'_>> {
        let ((first, from), (last, to)) = (self.origins[start], self.origins[end - 1]);
        if first == last {
            let chars = Cow::Borrowed(self.paragraphs[first].chars.as_slice());
            return Some(Passage { paragraph: first, chars, range: from..to + 1 });
        }
        if !self.paragraphs[first..last].iter().all(|paragraph| paragraph.may_go_on) {
            return None;
        }
        let (mut chars, mut before) = (Vec::new(), 0);
        for paragraph in &self.paragraphs[first..=last] {
            if paragraphs::needs_space(chars.last().copied(), paragraph.chars.first().copied()) {
                chars.push(' ');
            }
            before = chars.len();
            chars.extend(&paragraph.chars);
        }
        Some(Passage { paragraph: first, chars: Cow::Owned(chars), range: from..before + to + 1 })
    }

    fn place(&self, Passage { paragraph: number, chars, range }: &Passage<'_>) -> Place {
        let (number, from, to) = (*number, range.start, range.end);
        let heading = &self.paragraphs[number].heading;
        let (begin, end) = (from.saturating_sub(AROUND), chars.len().min(to + AROUND));
        let sentence = sentence::around(chars, from, to);
        let (before, after) = beside(chars, sentence.clone());
        Place {
            paragraph: number,
            text: chars[begin..end].iter().collect(),
            from: from - begin,
            to: to - begin,
            quote: chars[from..to].iter().collect(),
            sentence: chars[sentence].iter().collect(),
            before,
            after,
            section: self.headings.section(*heading),
        }
    }
}

/// Whether a paragraph begins with 同志们！ or the like.
fn turns_to_listeners(paragraph: &[char]) -> bool {
    const LISTENERS: [&str; 5] = ["同志们", "朋友们", "同胞们", "各位代表", "各位委员"];
    let behind = |words: &str| paragraph.iter().copied().take(words.chars().count()).eq(words.chars());
    let is_called = |words: &str| paragraph.get(words.chars().count()).is_some_and(|c| "！，、：!,:".contains(*c));
    LISTENERS.into_iter().any(|words| behind(words) && is_called(words))
}

/// The sentences before and after one of a paragraph.
fn beside(paragraph: &[char], sentence: Range<usize>) -> (String, String) {
    let (before, after) = sentence::beside(paragraph, sentence.start, sentence.end);
    let text = |part: Range<usize>| paragraph[part].iter().collect::<String>().trim().to_string();
    (text(before), text(after))
}
