//! State of the page: who is to be asked, and who did not answer.

use ::api::round::{DueGroup, RoundPlace, StillSo};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// So many calls are enough for one sitting.
pub(super) const MANY: usize = 20;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// `None` until the first answer.
    pub(super) places: RwSignal<Option<Vec<RoundPlace>>>,
    pub(super) failed: RwSignal<Option<String>>,
    /// What was done last.
    pub(super) said: RwSignal<String>,
    /// Why something was not.
    pub(super) wrong: RwSignal<String>,
    pub(super) is_busy: RwSignal<bool>,
    /// So many are on the page; the others behind a button.
    pub(super) most: RwSignal<usize>,
    /// Slugs of those where nobody answered, on this page alone; the last one last.
    missed: RwSignal<Vec<String>>,
    session: Session,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        Self {
            places: RwSignal::new(None),
            failed: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            wrong: RwSignal::new(String::new()),
            is_busy: RwSignal::new(false),
            most: RwSignal::new(MANY),
            missed: RwSignal::new(Vec::new()),
            session,
        }
    }

    pub(super) fn load(self) {
        spawn_local(async move {
            match api::round().await {
                Ok(round) => {
                    self.failed.set(None);
                    self.show(round.places);
                }
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }

    /// The same answer again leaves the list as it is.
    fn show(self, places: Vec<RoundPlace>) {
        if self.places.with_untracked(|now| now.as_ref() != Some(&places)) {
            self.places.set(Some(places));
        }
    }

    /// Those where nobody answered come last.
    pub(super) fn in_order(self) -> Vec<(RoundPlace, bool)> {
        let (places, missed) = (self.places.get().unwrap_or_default(), self.missed.get());
        let at = |place: &RoundPlace| missed.iter().position(|slug| *slug == place.place);
        let mut rows: Vec<(RoundPlace, Option<usize>)> =
            places.into_iter().map(|place| (place.clone(), at(&place))).collect();
        rows.sort_by_key(|(_, missed)| *missed);
        rows.into_iter().map(|(place, missed)| (place, missed.is_some())).collect()
    }

    /// Nobody answered: it stays, behind the others.
    pub(super) fn miss(self, slug: &str) {
        self.missed.update(|missed| {
            missed.retain(|other| other != slug);
            missed.push(slug.to_string());
        });
    }

    /// What is written in a group is so.
    pub(super) fn still_so(self, place: &RoundPlace, due: &DueGroup) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        let (slug, still) = (place.place.clone(), StillSo { group: due.group, written: due.written.clone() });
        let said = format!("{}：{}今天确认了。", place.title, due.group.chinese());
        spawn_local(async move {
            match api::still_so(&slug, &still).await {
                Ok(round) => {
                    self.said.set(said);
                    self.show(round.places);
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }
}
