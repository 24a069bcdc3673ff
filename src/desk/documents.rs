//! `/desk/cards/`, `/desk/articles/` …: what is published without git. A list of a folder's documents, and a page for each,
//! where it is written, looked at as readers will see it, checked against its source, and handed on.
//!
//! What is typed is on this device at once and on the server a second later (`saving.rs`); what may be done with it is
//! decided by the server, and said here beforehand (`steps.rs`).

mod api;
mod bar;
mod body;
mod choose;
mod choosing;
mod collate;
mod confirming_day;
mod diff;
mod editor;
mod fields;
mod flow;
mod form;
mod gloss;
mod hours_field;
mod illustrated;
mod invited;
mod line;
mod list;
mod local;
mod opened;
mod opening;
mod part;
mod past;
mod picker;
mod place_code;
mod place_services;
mod planning;
mod preview;
mod quoted;
mod recording;
mod saving;

mod several;
mod shelf;
mod slots;
mod steps;
mod taking;
mod toolbar;
mod unsent;
mod withdrawing;
mod words;
mod writing;
mod wrong;

use ::api::documents::Folder;
use ::api::paths;
use ::api::people::Me;
use leptos::prelude::*;

use editor::DocumentPage;
pub(super) use line::Line;
use list::DocumentsPage;
pub(super) use words::{beijing, speaks_of_a_file};

/// Whether this device has words of a document that the server does not have.
pub(super) fn has_unsent(person: &str) -> bool {
    Folder::ALL.into_iter().any(|folder| !local::Local::all(person, folder).is_empty())
}

/// The page at a path; `None` where it is not one of a document. The list of sources is a page of its own.
pub(super) fn page(path: &str, me: &Me) -> Option<AnyView> {
    let me = me.clone();
    let (folder, slug) = place(path)?;
    Some(match slug {
        Some(slug) => view! { <DocumentPage folder slug me/> }.into_any(),
        None => view! { <DocumentsPage folder me/> }.into_any(),
    })
}

fn place(path: &str) -> Option<(Folder, Option<String>)> {
    let of = |folder: &Folder| {
        let list = paths::desk_list(folder.as_str());
        if path == list && *folder != Folder::Sources {
            return Some((*folder, None));
        }
        paths::slug_below(&list, path).map(|slug| (*folder, Some(slug.to_string())))
    };
    Folder::ALL.iter().find_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_its_page() {
        assert_eq!(place("/desk/cards/"), Some((Folder::Cards, None)));
        assert_eq!(place("/desk/cards/q001/"), Some((Folder::Cards, Some("q001".into()))));
        assert_eq!(place("/desk/sources/report-20/"), Some((Folder::Sources, Some("report-20".into()))));
        for other in ["/desk/", "/desk/sources/", "/desk/people/", "/desk/cards/a/b/", "/cards/q001/"] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
