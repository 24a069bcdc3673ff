//! What else there is: for choices in the form, and so that a text is checked here beside the same documents as on the
//! server. Of most of them only name and title are known, which is all that a check across documents asks.

use std::collections::BTreeMap;

use ::api::documents::{DocumentRow, Documents, Fault, Folder, Shown};
use content::check;
use content::day::Day;
use content::document::Kind;
use content::fault::Faults;
use content::fold::has;
use content::front_matter::{FrontMatter, Item};
use content::library::Library;
use content::source::Source;

/// Documents by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shelf {
    /// Cards and places that can be chosen, as they are listed.
    rows: BTreeMap<Folder, Vec<DocumentRow>>,
    /// Sources: slug and what people call it.
    pub(super) sources: Vec<(String, String)>,
    /// Themes, in the site's order.
    pub(super) themes: Vec<String>,
    /// What a check looks at.
    pub(super) library: Library,
    /// Whether all of it has come.
    pub(super) is_whole: bool,
}

impl Shelf {
    /// Puts a folder's documents on it.
    pub(super) fn add(&mut self, folder: Folder, listed: Documents) {
        self.library.site.themes = listed.themes.iter().map(|theme| item(theme)).collect();
        for (slug, short) in &listed.sources {
            self.library.sources.entry(slug.clone()).or_insert_with(|| source(slug, short));
        }
        (self.themes, self.sources) = (listed.themes, listed.sources);
        let there = |row: &&DocumentRow| row.shown != Shown::Nothing;
        for row in listed.documents.iter().filter(there) {
            let withdrawn = (row.shown == Shown::Withdrawn).then_some(Day(0));
            if !matches!(folder, Folder::Sources | Folder::Site) {
                self.library.put_named(folder, &row.slug, &row.title, &row.theme, withdrawn);
            }
        }
        if matches!(folder, Folder::Cards | Folder::Places) {
            let rows = listed.documents.into_iter().filter(|row| there(&row) && row.shown != Shown::Withdrawn);
            self.rows.insert(folder, rows.collect());
        }
    }

    /// What can be chosen of a folder.
    pub(super) fn rows(&self, folder: Folder) -> &[DocumentRow] {
        self.rows.get(&folder).map_or(&[], Vec::as_slice)
    }

    /// A source's own text has come.
    pub(super) fn add_source(&mut self, slug: &str, text: &str) {
        let mut faults = Faults::of("");
        let source = Source::read(slug, FrontMatter::parse(text, &mut faults), &mut faults);
        if faults.is_empty() {
            self.library.sources.insert(slug.to_string(), source);
        }
    }

    /// What keeps a text from being published.
    pub(super) fn faults(&self, path: &str, text: &str) -> Vec<Fault> {
        let said = |fault: content::fault::Fault| Fault {
            line: i64::try_from(fault.line).unwrap_or(1),
            field: fault.field,
            message: fault.message,
            hint: fault.hint,
        };
        check::document(&self.library, path, text).into_iter().map(said).collect()
    }

    /// Whether a source can be chosen.
    pub(super) fn knows_source(&self, slug: &str) -> bool {
        self.sources.iter().any(|(known, _)| known == slug)
    }

    /// The quotation of a card.
    pub(super) fn quote(&self, slug: &str) -> Option<&str> {
        self.library.cards.get(slug).map(|card| card.quote.as_str())
    }

    /// The same, or why there is none to be seen.
    pub(super) fn quote_or_why(&self, slug: &str) -> &str {
        let is_to_come = self.library.cards.is_empty() && !self.is_whole;
        self.quote(slug).unwrap_or(if is_to_come { "正在取……" } else { "找不到这一张" })
    }

    /// What a place is called, or why that is not to be seen.
    pub(super) fn place_or_why(&self, slug: &str) -> &str {
        let place = self.rows(Folder::Places).iter().find(|row| row.slug == slug);
        let is_to_come = !self.is_whole && !self.rows.contains_key(&Folder::Places);
        let why = if is_to_come { "正在取地方……" } else { "还没发布，或撤下了的地方" };
        place.map_or(why, |place| place.title.as_str())
    }
}

/// Documents whose words, theme or name have these in them.
pub(super) fn matching<'a>(rows: &'a [DocumentRow], query: &'a str) -> impl Iterator<Item = &'a DocumentRow> {
    rows.iter().filter(move |row| [&row.title, &row.theme, &row.about, &row.slug].iter().any(|text| has(text, query)))
}

fn item(text: &str) -> Item {
    Item { line: 0, text: text.to_string() }
}

fn source(slug: &str, short: &str) -> Source {
    let (author, published_in) = (String::new(), String::new());
    Source { slug: slug.into(), title: short.into(), short: short.into(), author, date: Day(0), published_in }
}
