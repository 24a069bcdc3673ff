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

use api::sources::{Collation, Place};

use crate::card::Card;

pub(crate) use fold::{Folded, letters};

/// A source text made ready for many look-ups: a paragraph a line.
#[derive(Debug)]
pub struct SourceText {
    paragraphs: Vec<Paragraph>,
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
    section: String,
    /// Where it stands in the folded text.
    begin: usize,
    end: usize,
}

impl SourceText {
    /// Makes a text ready.
    pub fn new(text: &str) -> Self {
        let mut source =
            Self { paragraphs: Vec::new(), folded: Vec::new(), origins: Vec::new(), pairs: HashMap::new() };
        let mut headings = heading::Headings::default();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            source.add(line, headings.above(line));
        }
        for (at, pair) in source.folded.windows(2).enumerate() {
            source.pairs.entry((pair[0], pair[1])).or_default().push(at);
        }
        source
    }

    fn add(&mut self, line: &str, section: String) {
        let number = self.paragraphs.len();
        if number > 0 {
            self.folded.push('\n');
            self.origins.push((number, 0));
        }
        let begin = self.folded.len();
        let Folded { chars: folded, origins } = Folded::of(line);
        self.folded.extend(folded);
        self.origins.extend(origins.into_iter().map(|at| (number, at)));
        self.paragraphs.push(Paragraph { chars: line.chars().collect(), section, begin, end: self.folded.len() });
    }

    /// Looks a quotation up.
    pub fn collate(&self, quote: &str) -> Collation {
        let folded = Folded::of(quote);
        let places = self.places(&folded.chars);
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
            && self.places(&Folded::of(sentence).chars).iter().any(|place| {
                // A clause behind a semicolon or colon may stand for itself.
                let before = place.sentence.strip_suffix(sentence.as_str());
                place.quote == *sentence
                    && before.is_some_and(|before| before.is_empty() || before.ends_with(['；', '：']))
            })
    }

    /// Every place where the folded quotation stands.
    fn places(&self, quote: &[char]) -> Vec<Place> {
        // The rarest pair leads to the fewest places to look at.
        let nowhere = Vec::new();
        let rarest = quote.windows(2).enumerate().map(|(at, pair)| {
            let begins = self.pairs.get(&(pair[0], pair[1])).unwrap_or(&nowhere);
            (begins, at)
        });
        let Some((begins, at)) = rarest.min_by_key(|(begins, _)| begins.len()) else { return Vec::new() };
        let starts = begins.iter().filter_map(|begin| begin.checked_sub(at));
        let stands = |start: &usize| self.folded.get(*start..start + quote.len()) == Some(quote);
        starts.filter(stands).map(|start| self.place(start, start + quote.len())).collect()
    }

    /// The passage between two places of the folded text, which must not be empty.
    fn place(&self, start: usize, end: usize) -> Place {
        let (number, from) = self.origins[start];
        let to = self.origins[end - 1].1 + 1;
        let paragraph = &self.paragraphs[number];
        let whole = sentence::around(&paragraph.chars, from, to);
        Place {
            paragraph: number,
            text: paragraph.chars.iter().collect(),
            from,
            to,
            quote: paragraph.chars[from..to].iter().collect(),
            sentence: paragraph.chars[whole].iter().collect(),
            section: paragraph.section.clone(),
        }
    }
}
