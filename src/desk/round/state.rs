//! State of the page: who is to be asked, and who did not answer.

use ::api::round::{DueGroup, RoundPlace, StillSo};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::ui::focus;

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
        // The page may be gone by now.
        if self.places.try_with_untracked(|now| now.as_ref() != Some(&places)) == Some(true) {
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

    /// A place as it is now; `None` once nothing is to be asked of it.
    pub(super) fn find(self, slug: &str) -> Option<RoundPlace> {
        self.places.with(|places| places.iter().flatten().find(|place| place.place == slug).cloned())
    }

    /// Whether nobody has answered just now.
    pub(super) fn is_missed(self, slug: &str) -> bool {
        self.missed.with(|missed| missed.iter().any(|other| other == slug))
    }

    /// Nobody answered: it stays, behind the others.
    pub(super) fn miss(self, slug: &str) {
        self.missed.update(|missed| {
            missed.retain(|other| other != slug);
            missed.push(slug.to_string());
        });
    }

    /// What is written in a group is so.
    pub(super) fn still_so(self, slug: String, due: &DueGroup) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(String::new());
        self.said.set(String::new());
        let still = StillSo { group: due.group, written: due.written.clone() };
        let in_order: Vec<RoundPlace> = untrack(|| self.in_order()).into_iter().map(|(place, _)| place).collect();
        let title = in_order.iter().find(|place| place.place == slug).map(|place| place.title.clone());
        let said = format!("{}：{}今天确认了。", title.unwrap_or_default(), due.group.chinese());
        spawn_local(async move {
            match api::still_so(&slug, &still).await {
                Ok(round) => {
                    self.said.set(said);
                    // Whoever uses a keyboard goes on with what is next: of this place, or of the one behind it.
                    let is_left = |place: &&RoundPlace| round.places.iter().any(|left| left.place == place.place);
                    let mut from = in_order.iter().skip_while(|place| place.place != slug);
                    let next = from.find(is_left).or_else(|| round.places.first()).map(|place| place.place.clone());
                    self.show(round.places);
                    match next {
                        Some(next) => focus::soon_if_lost(format!("[data-place=\"{next}\"] .round-due button")),
                        None => focus::soon_if_lost("h1".into()),
                    }
                }
                Err(why) => self.wrong.set(self.session.hear(&why)),
            }
            self.is_busy.set(false);
        });
    }
}
