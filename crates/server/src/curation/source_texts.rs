//! 原文库: source texts made ready for looking quotations up, and which of them has a quotation best.

use std::sync::{Arc, Mutex, PoisonError};

use api::sources::{Collation, Mark, Place};
use content::card::Card;
use content::collate::SourceText;
use tokio_util::sync::CancellationToken;

use crate::curation::error::CurationError;
use crate::infra::blocking::{Blocking, Less};
use crate::store::documents::source_texts::{MOST_CHARACTERS, TextRow};
use crate::store::{Store, StoreError};

/// Texts that take too long to be made ready.
const FEWER: Less = Less {
    field: "source",
    message: "原文太长，核对不过来：到“原文库”拿掉不用的，长的只留要引用的几章",
};

/// A text, ready to be looked through.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    /// Which.
    pub(crate) row: TextRow,
    text: Arc<SourceText>,
}

impl Ready {
    /// One that was made ready.
    pub(crate) fn new(row: TextRow, text: Arc<SourceText>) -> Self {
        Self { row, text }
    }

    /// Whether a card's quotation and sentence stand in it, to the character.
    pub(crate) fn proves(&self, card: &Card) -> bool {
        self.text.proves(card)
    }

    /// Where a quotation stands in a sentence that is named too.
    pub(crate) fn place_in(&self, quote: &str, sentence: &str) -> Option<Place> {
        self.text.place_in(quote, sentence)
    }
}

/// Texts that were made ready once; those nobody has asked for the longest come first, and go first. A text's id is made of
/// it, so none of them can be out of date. There is room for all that are put in ([`MOST_CHARACTERS`]).
#[derive(Debug, Default)]
pub(crate) struct SourceTexts(Mutex<Vec<Ready>>);

impl SourceTexts {
    /// All texts, or those of one source.
    pub(crate) async fn ready(
        self: &Arc<Self>,
        blocking: &Blocking,
        store: &Store,
        source: Option<&str>,
    ) -> Result<Vec<Ready>, CurationError> {
        let mut texts = Vec::new();
        // All that are known are asked for first: none of them makes room for one that is not.
        let rows: Vec<_> =
            store.source_texts(source).await?.into_iter().map(|row| (self.known(&row.id), row)).collect();
        for (known, row) in rows {
            let text = match known {
                Some(text) => text,
                None => {
                    let text = match store.source_text(&row.id).await {
                        // Somebody has just taken it out.
                        Err(StoreError::Missing) => continue,
                        text => text?,
                    };
                    let (kept, known) = (self.clone(), row.clone());
                    // Kept also where whoever asked has gone meanwhile: it is not made twice.
                    let made = blocking.run(FEWER, move |_| {
                        let text = Arc::new(SourceText::new(&text));
                        kept.keep(Ready::new(known, text.clone()));
                        text
                    });
                    made.await?
                }
            };
            texts.push(Ready::new(row, text));
        }
        Ok(texts)
    }

    fn known(&self, id: &str) -> Option<Arc<SourceText>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|ready| ready.row.id == id)?;
        known[at..].rotate_left(1);
        known.last().map(|ready| ready.text.clone())
    }

    fn keep(&self, made: Ready) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Two may have made it at once.
        known.retain(|ready| ready.row.id != made.row.id);
        known.push(made);
        let mut characters: i64 = known.iter().map(|ready| ready.row.characters).sum();
        let gone = known.iter().take_while(|ready| {
            let is_too_much = characters > MOST_CHARACTERS;
            characters -= ready.row.characters;
            is_too_much
        });
        let gone = ..gone.count();
        known.drain(gone);
    }
}

/// The text that has a quotation best, and what it says there; of those before it was cancelled.
pub(crate) fn find<'a>(
    texts: impl IntoIterator<Item = &'a Ready>,
    quote: &str,
    cancelled: &CancellationToken,
) -> (Option<&'a Ready>, Collation) {
    let mut best: (Option<&Ready>, Collation) = (None, Collation::Nothing);
    for text in texts.into_iter().take_while(|_| !cancelled.is_cancelled()) {
        let found = text.text.collate(quote);
        if distance(&found) < distance(&best.1) {
            best = (Some(text), found);
        }
        if matches!(best.1, Collation::Verbatim { .. }) {
            break;
        }
    }
    best
}

/// How many characters differ.
fn distance(collation: &Collation) -> usize {
    match collation {
        Collation::Verbatim { .. } => 0,
        Collation::Near { marks, .. } => {
            let differs = |mark: &Mark| mark.quote.chars().count().max(mark.source.chars().count());
            marks.iter().filter(|mark| !mark.same).map(differs).sum::<usize>().min(usize::MAX - 1)
        }
        Collation::Nothing => usize::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_that_nobody_has_asked_for_the_longest_goes_first() {
        let ready = |id: &str, characters: i64| {
            let row =
                TextRow { id: id.into(), source: "s".into(), title: "t".into(), characters, ..TextRow::default() };
            Ready::new(row, Arc::new(SourceText::new("一句。")))
        };
        let texts = SourceTexts::default();
        for id in ["a", "b", "c"] {
            texts.keep(ready(id, MOST_CHARACTERS / 3));
        }
        assert!(texts.known("a").is_some());
        texts.keep(ready("d", 2));
        let known = |id: &&str| texts.known(id).is_some();
        assert_eq!(["a", "b", "c", "d"].iter().copied().filter(known).collect::<Vec<_>>(), ["a", "c", "d"]);
    }
}
