//! What a document of a kind consists of: the fields of its head, its list, its text. The reader of files refuses every other
//! field, and the desk draws its forms of these.

use api::documents::Folder;

use crate::fault::Faults;
use crate::front_matter::FrontMatter;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Input {
    /// A few words.
    Line,
    /// A sentence or more; line breaks are closed up.
    Words,
    /// One of the sources there are.
    Source,
    /// One of the site's themes.
    Theme,
    /// Another card, or none.
    Card,
    /// One of the places there are, or none.
    Place,
    /// One of the decks there are, or none.
    Deck,
    /// A day.
    Day,
    /// A recording that was sent, or none.
    Recording,
    /// One of these words; an empty one is none.
    Choice(&'static [&'static str]),
}

/// A field of a document's head.
#[derive(Debug, PartialEq)]
pub struct Field {
    /// Its name in the file.
    pub key: &'static str,
    /// Its name on screen.
    pub label: &'static str,
    /// What belongs in it; may be empty.
    pub hint: &'static str,
    /// How it is filled in.
    pub input: Input,
    /// Few fill it in: a form keeps it folded up.
    pub is_rare: bool,
}

impl Field {
    /// The same, folded up in a form.
    pub(crate) const fn rare(self) -> Self {
        Self { is_rare: true, ..self }
    }
}

/// What a list consists of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Items {
    /// Cards, chosen among those there are.
    Cards,
    /// Words, a line each.
    Lines,
    /// Some of what a place may have ([`crate::place::SERVICES`]).
    Services,
    /// Slots of an activity, a line each ([`crate::activity::SlotLine`]).
    Slots,
}

/// The one list that a kind has.
#[derive(Debug, PartialEq)]
pub struct List {
    /// Its name in the file.
    pub key: &'static str,
    /// Its name on screen.
    pub label: &'static str,
    /// What it consists of.
    pub items: Items,
}

/// All of a kind, in the order of its files. The first field is what people call the document.
#[derive(Debug, PartialEq)]
pub struct Fields {
    /// The head.
    pub head: &'static [Field],
    /// Its list.
    pub list: Option<List>,
    /// What the text below the head is called; `None` where there is none.
    pub body: Option<&'static str>,
    /// Whether a document of it can be withdrawn.
    pub is_withdrawn: bool,
}

/// A field, in one line of a table.
pub(crate) const fn field(key: &'static str, label: &'static str, hint: &'static str, input: Input) -> Field {
    Field { key, label, hint, input, is_rare: false }
}

impl Fields {
    /// Of a folder's documents.
    pub fn of(folder: Folder) -> &'static Self {
        crate::library::fields(folder)
    }

    /// What a part of it is called on screen, by its name in the file; the text is `body`.
    pub fn label(&self, key: &str) -> Option<&'static str> {
        let field = self.head.iter().find(|field| field.key == key).map(|field| field.label);
        let list = self.list.iter().find(|list| list.key == key).map(|list| list.label);
        field.or(list).or(self.body.filter(|_| key == "body"))
    }

    /// Notes every field that this kind does not have.
    pub(crate) fn refuse_others(&self, file: &mut FrontMatter, faults: &mut Faults) {
        let head = self.head.iter().map(|field| field.key);
        let list = self.list.iter().map(|list| list.key);
        let known: Vec<&str> = head.chain(list).chain(self.is_withdrawn.then_some("withdrawn")).collect();
        file.refuse_unknown(&known, faults);
    }
}
