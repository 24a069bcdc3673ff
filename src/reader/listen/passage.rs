//! What is read: the sentences of a card or an article, and whose turn it is.

use super::RECORDED;
use super::sentences::{Sentence, sentences};
use crate::browser::dom::{self, Node};
use crate::browser::highlight::{self, Block};
use crate::browser::scroll;

/// An article's title and text; a card's quotation and its plain words, without their heading.
const REGIONS: &str = "header h1, .prose, .quote, .gloss > :not(h2)";

/// The sentences of a card or an article.
pub(super) struct Passage {
    blocks: Vec<Block>,
    /// Each with the number of its block.
    sentences: Vec<(usize, Sentence)>,
    at: usize,
    /// Where somebody reads it aloud.
    recording: Option<String>,
    /// What its words scroll in, if anything: a long card, or a page of one card.
    scrollers: [Option<Node>; 2],
}

impl Passage {
    /// What there is to read in a slot or an article; `None` where that is nothing, or nothing yet.
    pub(super) fn of(here: &Node) -> Option<Self> {
        let blocks = highlight::blocks(here, REGIONS);
        let mut all = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            all.extend(sentences(block.text()).into_iter().map(|sentence| (at, sentence)));
        }
        let scrollers = [dom::find_in(here, ".card"), dom::find("[data-deck=card] .deck")];
        let recording = recorded(here).map(|node| dom::data(&node, "recording"));
        let is_something = recording.is_some() || !all.is_empty();
        is_something.then(|| Self { blocks, sentences: all, at: 0, recording, scrollers })
    }

    /// The sentence whose turn it is; behind the last there is none.
    pub(super) fn sentence(&self) -> Option<&str> {
        let (_, sentence) = self.sentences.get(self.at)?;
        Some(&sentence.text)
    }

    /// The recording, where there is one: it is all that is to be heard.
    pub(super) fn recording(&self) -> Option<&str> {
        self.recording.as_deref()
    }

    /// It was heard to its end.
    pub(super) fn end(&mut self) {
        self.at = self.sentences.len();
        self.recording = None;
    }

    /// It cannot be played: its words are still there.
    pub(super) fn give_recording_up(&mut self) {
        self.recording = None;
    }

    /// It is the next one's turn.
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Shows which sentence it is.
    pub(super) fn mark(&self) {
        let Some((at, sentence)) = self.sentences.get(self.at) else { return };
        let Some(block) = self.blocks.get(*at) else { return };
        // Anything else scrolls with the page, and the bar lies over its end.
        match self.scrollers.iter().flatten().find(|scroller| scroll::can_scroll(scroller)) {
            Some(scroller) => block.mark(sentence.from, sentence.to, Some(scroller), None),
            None => block.mark(sentence.from, sentence.to, None, dom::find(".listen").as_ref()),
        }
    }
}

/// What of a slot, a card or an article says where its recording is.
pub(super) fn recorded(here: &Node) -> Option<Node> {
    if dom::data(here, "recording").is_empty() { dom::find_in(here, RECORDED) } else { Some(here.clone()) }
}

/// The next slot of the deck that has a recording.
pub(super) fn next_recorded(here: &Node) -> Option<Node> {
    let mut at = here.clone();
    loop {
        at = dom::next(&at)?;
        if recorded(&at).is_some() {
            return Some(at);
        }
    }
}

/// Whether another card of the deck comes behind a slot.
pub(super) fn has_next(here: &Node) -> bool {
    let slug = here.next_element_sibling().and_then(|next| next.get_attribute("data-card"));
    slug.is_some_and(|slug| !slug.is_empty())
}

/// The slot on screen, or the article.
pub(super) fn on_screen() -> Option<Node> {
    match dom::find(".page:not([data-deck=card]) .deck") {
        Some(deck) if scroll::can_scroll(&deck) => dom::child(&deck, scroll::shown_child(&deck)),
        // One card at a time: before the first turn of the page it is the first.
        Some(deck) => dom::find_in(&deck, "[data-shown=true]").or_else(|| dom::child(&deck, 0)),
        None => dom::find(".page :is(.article, .slot)"),
    }
}
