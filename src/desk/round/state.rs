//! State of the page: who is to be asked, in which order, and who did not answer.

use ::api::round::{DueGroup, Round, RoundPlace, StillSo};
use leptos::prelude::*;

use crate::desk::in_sight;
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
    /// Slugs in the order in which they came first: an answer makes a place younger, and it stays under the hand of whoever
    /// has more to ask there.
    order: Memo<Vec<String>>,
    /// Slugs of those where nobody answered, on this page alone; the last one last.
    missed: RwSignal<Vec<String>>,
    /// The last of these by its title, and which place is where it was.
    behind: RwSignal<Option<(String, String)>>,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        let room = Room::new(session, || Box::pin(api::round()));
        let order = Memo::new(move |before: Option<&Vec<String>>| {
            let before = before.cloned().unwrap_or_default();
            room.all.with(|all| followed(before, all.iter().flat_map(|all| &all.places).map(|place| &place.place)))
        });
        Self { room, most: RwSignal::new(MANY), order, missed: RwSignal::new(Vec::new()), behind: RwSignal::new(None) }
    }

    /// Those where nobody answered come last.
    pub(super) fn in_order(self) -> Vec<RoundPlace> {
        let (order, missed) = (self.order.get(), self.missed.get());
        let mut places = self.room.all.get().unwrap_or_default().places;
        places.sort_by_key(|place| (at(&missed, &place.place), at(&order, &place.place)));
        places
    }

    /// A place as it is now; `None` once nothing is to be asked of it.
    pub(super) fn find(self, slug: &str) -> Option<RoundPlace> {
        self.room.all.with(|all| all.iter().flat_map(|all| &all.places).find(|place| place.place == slug).cloned())
    }

    /// Whether nobody has answered just now.
    pub(super) fn is_missed(self, slug: &str) -> bool {
        self.missed.with(|missed| missed.iter().any(|other| other == slug))
    }

    /// What is said where a place was from which nobody answered, above the one that is there now.
    pub(super) fn said_before(self, slug: &str) -> Option<String> {
        let behind = self.behind.get()?;
        (behind.1 == slug).then(|| format!("“{}”没人接，排到最后了。", behind.0))
    }

    /// Nobody answered: it stays, behind the others.
    pub(super) fn miss(self, slug: &str) {
        let before = untrack(|| self.in_order());
        let title =
            before.iter().find(|place| place.place == slug).map(|place| place.title.clone()).unwrap_or_default();
        let next = before.iter().skip_while(|place| place.place != slug).nth(1).map(|place| place.place.clone());
        self.missed.update(|missed| {
            missed.retain(|other| other != slug);
            missed.push(slug.to_string());
        });
        // The last one stays where it is, and says so itself.
        let now = next.clone().unwrap_or_else(|| slug.to_string());
        self.behind.set(next.map(|next| (title, next)));
        in_sight::soon(format!("[data-place=\"{now}\"] .round-due button"), "[data-place] .said:not(:empty)");
    }

    /// What is written in a group is so.
    pub(super) fn still_so(self, slug: String, due: &DueGroup) {
        let still = StillSo { group: due.group, written: due.written.clone() };
        let in_order = untrack(|| self.in_order());
        let title = in_order.iter().find(|place| place.place == slug).map(|place| place.title.clone());
        let said = format!("{}：{}今天确认了。", title.unwrap_or_default(), due.group.chinese());
        let asked = slug.clone();
        self.behind.set(None);
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

/// Where a slug stands among others; `None`, which is before all, where it does not.
fn at(slugs: &[String], slug: &str) -> Option<usize> {
    slugs.iter().position(|other| other == slug)
}

/// What was there before stays where it was; what has come follows.
fn followed<'a>(mut before: Vec<String>, now: impl Iterator<Item = &'a String>) -> Vec<String> {
    for slug in now {
        if !before.contains(slug) {
            before.push(slug.clone());
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_become_younger_stays_where_it_was() {
        let slugs = |slugs: &[&str]| slugs.iter().map(ToString::to_string).collect::<Vec<_>>();
        let before = followed(Vec::new(), slugs(&["a", "b", "c"]).iter());
        assert_eq!(followed(before, slugs(&["b", "c", "d", "a"]).iter()), slugs(&["a", "b", "c", "d"]));
    }
}
