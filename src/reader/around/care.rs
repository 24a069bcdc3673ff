//! Care, as it stands in a page: can I have it now.

use content::opening::{Calendar, Minute};

use super::deadline;
use super::row::Row;
use super::standing::{Age, Standing};
use crate::browser::dom::{self, Node};

/// One thing, and its element.
pub(super) struct Care {
    pub(super) node: Node,
    row: Row,
    is_full: bool,
    has_hours: bool,
    /// Whether people meet at its hours.
    is_meeting: bool,
    /// The numbers of what it is for, each between spaces.
    suits: String,
}

/// What is said of it.
pub(super) struct Said {
    /// `open`, `soon`, `shut`, `unsure`; empty where nothing can be said.
    pub(super) look: &'static str,
    /// In a few words.
    pub(super) state: String,
    /// As a sentence.
    pub(super) sentence: String,
    /// What stands below it in a row: until when; `None` where that is there already.
    pub(super) till: Option<String>,
    /// Whether it was said by its hours.
    pub(super) is_by_hours: bool,
}

impl Care {
    /// All in a page.
    pub(super) fn all(page: &Node) -> Vec<Self> {
        dom::find_all_in(page, "[data-care]").into_iter().map(Self::read).collect()
    }

    fn read(node: Node) -> Self {
        Self {
            is_full: node.has_attribute("data-full"),
            has_hours: node.has_attribute("data-hours"),
            is_meeting: node.has_attribute("data-meets"),
            suits: [" ", &dom::data(&node, "suits"), " "].concat(),
            row: Row::read(node.clone()),
            node,
        }
    }

    /// Whether it is for somebody of whom one of these is so.
    pub(super) fn suits(&self, chosen: &[String]) -> bool {
        chosen.is_empty() || chosen.iter().any(|suit| self.suits.contains(&[" ", suit, " "].concat()))
    }

    /// Whether it can be had: first that it is full, then its last day, then its hours.
    pub(super) fn said(&self, calendar: &Calendar, now: Minute) -> Said {
        let days = deadline::days_left(&self.node, now);
        let said = |look, state: &str, sentence: String, till| Said {
            look,
            state: state.into(),
            sentence,
            till,
            is_by_hours: false,
        };
        match days {
            _ if self.is_full => said("shut", "名额已满", "名额已满".into(), None),
            Some(days) if days < 0 => said("shut", "报名过了", "报名过了".into(), None),
            // What nobody asked about for long is not promised.
            Some(days) if self.row.age(now).is_none_or(|age| age == Age::Doubtful) => {
                let words = deadline::words(days);
                said("unsure", &words, ["写着", &words, "，先问一声"].concat(), None)
            }
            Some(days) => {
                let (look, words) = (deadline::look(days), deadline::words(days));
                said(look, &words, ["还能报名，", &words].concat(), None)
            }
            None if self.has_hours => {
                let standing = self.standing(calendar, now);
                Said {
                    look: standing.look,
                    state: standing.state.into(),
                    sentence: standing.sentence,
                    till: Some(standing.till),
                    is_by_hours: true,
                }
            }
            None => said("", "", String::new(), None),
        }
    }

    /// How its hours stand, as a sentence.
    pub(super) fn hours_sentence(&self, calendar: &Calendar, now: Minute) -> Option<String> {
        self.has_hours.then(|| self.standing(calendar, now).sentence)
    }

    fn standing(&self, calendar: &Calendar, now: Minute) -> Standing {
        let standing = self.row.standing(calendar, now);
        if self.is_meeting { standing.of_meeting() } else { standing }
    }

    /// Writes into its row how it stands.
    pub(super) fn show(&self, said: &Said, now: Minute) {
        let _ = self.node.set_attribute("data-said", "");
        dom::set_attribute(&self.node, ".state", "data-state", Some(said.look).filter(|look| !look.is_empty()));
        dom::set_text(&self.node, ".state", &said.state);
        if let Some(till) = &said.till {
            dom::set_text(&self.node, ".till", till);
        }
        // What nobody had to ask about has no age.
        let Some(age) = self.row.age(now) else { return };
        dom::set_attribute(&self.node, ".age", "data-age", (age == Age::Doubtful).then_some("old"));
        dom::set_text(&self.node, ".age", &self.row.age_words(now));
    }
}
