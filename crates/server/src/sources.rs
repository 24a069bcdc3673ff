//! 原文库: source texts made ready for looking quotations up, and which of them has a quotation best.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use api::sources::{Collation, Mark};
use content::card::Card;
use content::collate::SourceText;

use crate::store::sources::TextRow;
use crate::store::{Store, StoreError};

/// So many texts are kept ready: a district has a handful.
const MOST_READY: usize = 32;

/// A text, ready to be looked through.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    /// Which.
    pub(crate) row: TextRow,
    text: Arc<SourceText>,
}

impl Ready {
    /// Whether a card's quotation and sentence stand in it, to the character.
    pub(crate) fn proves(&self, card: &Card) -> bool {
        self.text.proves(card)
    }
}

/// Texts that were made ready once. A text's id is made of it, so none of them can be out of date.
#[derive(Debug, Default)]
pub(crate) struct SourceTexts(Mutex<HashMap<String, Arc<SourceText>>>);

impl SourceTexts {
    /// All texts, or those of one source.
    pub(crate) async fn ready(&self, store: &Store, source: Option<&str>) -> Result<Vec<Ready>, StoreError> {
        let mut texts = Vec::new();
        for row in store.source_texts(source).await? {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&row.id).cloned();
            let text = match known {
                Some(text) => text,
                None => {
                    let text = match store.source_text(&row.id).await {
                        // Somebody has just taken it out.
                        Err(StoreError::Missing) => continue,
                        text => Arc::new(SourceText::new(&text?)),
                    };
                    let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                    if known.len() >= MOST_READY {
                        known.clear();
                    }
                    known.insert(row.id.clone(), text.clone());
                    text
                }
            };
            texts.push(Ready { row, text });
        }
        Ok(texts)
    }
}

/// The text that has a quotation best, and what it says there.
pub(crate) fn find<'a>(texts: impl IntoIterator<Item = &'a Ready>, quote: &str) -> (Option<&'a Ready>, Collation) {
    let mut best: (Option<&Ready>, Collation) = (None, Collation::Nothing);
    for text in texts {
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
