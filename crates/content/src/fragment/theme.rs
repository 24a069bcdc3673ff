//! The cards of one theme, where the list of all cards does not show them all.

use super::{Page, Root, card_rows, length, title};
use crate::bundle::escape;
use crate::card::Card;
use crate::library::Library;

/// So many cards of a theme are listed among all cards; today's content has all of them there.
const SHOWN: usize = 40;
/// So many stand on one page of a theme.
const PAGE: usize = 100;

/// A theme and its cards.
pub struct Shelf<'a> {
    /// As written in `site.md`.
    pub name: &'a str,
    /// For its URL.
    pub slug: String,
    /// In the order of their slugs; at least one.
    pub cards: Vec<&'a Card>,
}

impl Shelf<'_> {
    /// The cards that the list of all cards shows.
    pub(super) fn first(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().take(SHOWN).copied()
    }

    /// Whether there are more than those.
    pub(super) fn has_more(&self) -> bool {
        self.cards.len() > SHOWN
    }
}

/// `/themes/:slug/` and its further pages, for each theme that needs them.
pub fn themes(shelves: &[Shelf], library: &Library) -> Vec<Page> {
    let shelves = shelves.iter().filter(|shelf| shelf.has_more());
    shelves.flat_map(|shelf| (1..=shelf.cards.len().div_ceil(PAGE)).map(move |at| page(shelf, at, library))).collect()
}

fn page(shelf: &Shelf, at: usize, library: &Library) -> Page {
    let path = api::paths::theme(&shelf.slug, at);
    let (name, last) = (escape(shelf.name), shelf.cards.len().div_ceil(PAGE));
    let rows = card_rows(shelf.cards.iter().skip((at - 1) * PAGE).take(PAGE).copied());
    let link = |to: usize, words: &str| match to {
        to if (1..=last).contains(&to) => {
            format!("<a class=\"button quiet\" href=\"{}\">{words}</a>", api::paths::theme(&shelf.slug, to))
        }
        _ => String::new(),
    };
    let (note, title) = (format!("{} 条 · {at} / {last} 页", shelf.cards.len()), title(shelf.name, &library.site.name));
    let root = Root { path: &path, title: &title, heading: &name, note: &note, tab: "home", more: "" };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">{name}</h1>{}<ul class=\"rows\">{rows}</ul><p class=\"pager\">{}{}</p>\
         <p><a class=\"row-link\" href=\"{}\">全部金句</a></p>",
        length::of_each(),
        link(at - 1, "上一页"),
        link(at + 1, "下一页"),
        api::paths::CARDS,
    ));
    let description = format!("{}：{} 条金句书签，每条都注明出处。", shelf.name, shelf.cards.len());
    Page { path, title: shelf.name.to_string(), description, html }
}
