//! Where documents were left, on this phone and nowhere else: an incoming order takes the screen away, and afterwards
//! one goes on where one was. Only what was begun and not finished is remembered, and not much of that.

use content::day::Day;
use leptos::prelude::*;

use crate::browser::{clock, storage};

/// Keys of `localStorage`: the places, and the path of the one that the next opening offers, with the day.
const KEY: &str = "places";
const OFFER: &str = "resume";
/// So many are remembered.
const MOST: usize = 8;
/// For so many days going on is offered.
const DAYS: i32 = 7;

/// A document and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document's path.
    pub path: String,
    /// A card's slug, or where in a text: see [`crate::reader::articles`].
    pub at: String,
    /// What people call it.
    pub name: String,
}

/// What was left where; cheap to copy.
#[derive(Clone, Copy)]
pub struct Places {
    places: StoredValue<Vec<Place>>,
    /// Which card of each deck was on screen, the end included; as long as the app runs, for the way back.
    seen: StoredValue<Vec<(String, usize)>>,
    /// Changes when another place is seen or noted.
    pub moved: RwSignal<u32>,
}

impl Places {
    /// Reads what this phone remembers.
    pub fn open() -> Self {
        let places = Self { places: StoredValue::new(stored()), seen: StoredValue::default(), moved: RwSignal::new(0) };
        // Another tab moved on, or everything was cleared.
        storage::on_change_elsewhere(KEY, move || places.places.set_value(stored()));
        places
    }

    /// Where a document was left.
    pub fn of(self, path: &str) -> Option<String> {
        self.places.with_value(|places| Some(places.iter().find(|place| place.path == path)?.at.clone()))
    }

    /// A document is left here, should the phone go dark now.
    pub fn note(self, path: &str, at: &str, name: &str) {
        let place = Place { path: path.to_string(), at: at.to_string(), name: name.to_string() };
        self.places.update_value(|places| {
            places.retain(|known| known.path != path);
            places.insert(0, place);
            places.truncate(MOST);
        });
        self.store();
        storage::set(OFFER, &format!("{path} {}", clock::today()));
        self.moved.update(|moved| *moved += 1);
    }

    /// A deck shows this one now.
    pub fn see(self, path: &str, at: usize) {
        self.seen.update_value(|seen| {
            seen.retain(|(known, _)| known != path);
            seen.push((path.to_string(), at));
        });
        self.moved.update(|moved| *moved += 1);
    }

    /// Which one a deck showed when it was left.
    pub fn seen(self, path: &str) -> Option<usize> {
        self.seen.with_value(|seen| seen.iter().find(|(known, _)| known == path).map(|(_, at)| *at))
    }

    /// A document is at its beginning or its end.
    pub fn forget(self, path: &str) {
        if self.of(path).is_none() {
            return;
        }
        self.places.update_value(|places| places.retain(|known| known.path != path));
        self.store();
        if storage::get(OFFER).is_some_and(|offer| offer.split(' ').next() == Some(path)) {
            storage::set(OFFER, "");
        }
    }

    /// Nobody wants to go on there, or somebody does: it is not offered again, until something is begun or gone on with.
    pub fn decline(self) {
        storage::set(OFFER, "");
    }

    /// What was being read when this site was last left, lately, as long as it was neither finished nor declined; and
    /// whether that was today.
    pub fn offer(self) -> Option<(Place, bool)> {
        let offer = storage::get(OFFER)?;
        let (path, day) = offer.split_once(' ')?;
        let place = self.places.with_value(|places| places.iter().find(|place| place.path == path).cloned())?;
        let age = clock::today().0 - Day::parse(day)?.0;
        (age <= DAYS).then_some((place, age == 0))
    }

    fn store(self) {
        storage::set(KEY, &self.places.with_value(|places| to_text(places)));
    }
}

/// A place a line, its parts by tabs.
fn to_text(places: &[Place]) -> String {
    let line = |Place { path, at, name }: &Place| [path.as_str(), at, name].join("\t");
    places.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn stored() -> Vec<Place> {
    parse(&storage::get(KEY).unwrap_or_default())
}

fn parse(text: &str) -> Vec<Place> {
    let place = |line: &str| {
        let mut parts = line.split('\t').map(str::to_string);
        Some(Place { path: parts.next()?, at: parts.next()?, name: parts.next()? })
    };
    text.lines().filter_map(place).filter(|place| api::paths::is_page(&place.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_being_stored_and_damage_harms_no_other() {
        let place = |path: &str| Place { path: path.into(), at: "q1".into(), name: "早会 2 / 7".into() };
        let places = [place("/decks/a/"), place("/minute/")];
        assert_eq!(parse(&to_text(&places)), places);
        assert_eq!(parse("x\n/a\tb\tc\n/decks/a/\tq1\t早会 2 / 7"), [place("/decks/a/")]);
    }
}
