//! State of the page: who is to be asked, and who did not answer.

use ::api::round::{DueGroup, Round, RoundPlace, StillSo};
use leptos::prelude::*;

use crate::desk::shell::api;
use crate::desk::shell::room::Room;
use crate::desk::shell::session::Session;
use crate::ui::focus;

/// So many calls are enough for one sitting.
pub(super) const MANY: usize = 20;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) room: Room<Round>,
    /// So many are on the page; the others behind a button.
    pub(super) most: RwSignal<usize>,
    /// Slugs of those where nobody answered, on this page alone; the last one last.
    missed: RwSignal<Vec<String>>,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        Self {
            room: Room::new(session, || Box::pin(api::round())),
            most: RwSignal::new(MANY),
            missed: RwSignal::new(Vec::new()),
        }
    }

    /// Those where nobody answered come last.
    pub(super) fn in_order(self) -> Vec<(RoundPlace, bool)> {
        let (places, missed) = (self.room.all.get().unwrap_or_default().places, self.missed.get());
        let at = |place: &RoundPlace| missed.iter().position(|slug| *slug == place.place);
        let mut rows: Vec<(RoundPlace, Option<usize>)> =
            places.into_iter().map(|place| (place.clone(), at(&place))).collect();
        rows.sort_by_key(|(_, missed)| *missed);
        rows.into_iter().map(|(place, missed)| (place, missed.is_some())).collect()
    }

    /// A place as it is now; `None` once nothing is to be asked of it.
    pub(super) fn find(self, slug: &str) -> Option<RoundPlace> {
        self.room.all.with(|all| all.iter().flat_map(|all| &all.places).find(|place| place.place == slug).cloned())
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
        let still = StillSo { group: due.group, written: due.written.clone() };
        let in_order: Vec<RoundPlace> = untrack(|| self.in_order()).into_iter().map(|(place, _)| place).collect();
        let title = in_order.iter().find(|place| place.place == slug).map(|place| place.title.clone());
        let said = format!("{}：{}今天确认了。", title.unwrap_or_default(), due.group.chinese());
        let asked = slug.clone();
        self.room.run(async move { api::still_so(&asked, &still).await }, move |round| {
            // Whoever uses a keyboard goes on with what is next: of this place, or of the one behind it.
            let is_left = |place: &&RoundPlace| round.places.iter().any(|left| left.place == place.place);
            let mut from = in_order.iter().skip_while(|place| place.place != slug);
            match from.find(is_left).or_else(|| round.places.first()) {
                Some(next) => focus::soon_if_lost(format!("[data-place=\"{}\"] .round-due button", next.place)),
                None => focus::soon_if_lost("h1".into()),
            }
            said
        });
    }
}
