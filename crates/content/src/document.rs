//! What all kinds of documents have in common. A kind is its own file that says this of itself, a line in the table of
//! [`crate::library`], and a line in that of [`api::documents::Folder`].

use api::documents::Folder;

use crate::day::Day;
use crate::fault::Faults;
use crate::fields::Fields;
use crate::fragment::Page;
use crate::front_matter::FrontMatter;
use crate::library::Library;

/// A document, whatever its kind.
pub trait Document {
    /// Since when it must no longer be shown.
    fn withdrawn(&self) -> Option<Day> {
        None
    }

    /// When it was written, where that is what its kind is sorted by: newest first.
    fn written(&self) -> Option<Day> {
        None
    }

    /// Notes what is wrong with it beside the others.
    fn check(&self, _library: &Library, _faults: &mut Faults) {}

    /// Its own page as it is on a day, where the publisher makes one; a card's is made of a template on the phone.
    fn page(&self, _library: &Library, _today: Day) -> Option<Page> {
        None
    }

    /// Whether its page is stored as a file of its own: a text that is read at length and changes alone.
    fn is_long(&self) -> bool {
        false
    }

    /// How it is found in a search. `None` for what is not found by itself, and for cards, which share files.
    fn search(&self, _library: &Library) -> Option<Found> {
        None
    }
}

/// A document among the results of a search.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found {
    /// What stands there.
    pub title: String,
    /// What it is, and how long it takes.
    pub note: String,
    /// Further words to look through, without marks.
    pub text: String,
}

/// A kind of documents.
pub trait Kind: Document + Sized {
    /// Where they are.
    const FOLDER: Folder;
    /// What they consist of.
    const FIELDS: Fields;

    /// Reads one; what cannot be read is noted.
    fn read(slug: &str, file: FrontMatter, faults: &mut Faults) -> Self;
}
