//! Documents as the HTML that goes into `<main>`: the same bytes for the first paint, the app and the service worker.
//!
//! Everything the app needs to know of a page is in the `data-*` of its root element; nothing repeats the words.

mod about;
mod activities;
mod around;
mod article;
mod calls;
mod card;
mod care;
mod claims;
mod contacts;
mod corrections;
mod deck;
mod event;
mod kept;
mod length;
mod lists;
mod me;
mod minute;
mod notice;
mod numbers;
mod places;
mod posts;
mod preview;
mod questions;
mod reading;
mod record;
mod recording;
mod roles;
mod search;
mod similar;
mod slots;
mod stories;
mod theme;

pub use about::about;
pub(crate) use activities::whereabouts;
pub use activities::{activities, activity};
pub use around::around;
pub use article::article;
#[cfg(feature = "publish")]
pub(crate) use calls::each_call;
pub use card::{card, card_template, today_template};
pub use care::{care, care_list};
pub use claims::{ClaimFault, ClaimForm, ClaimState, claim_form, claim_review, claim_state, no_claim};
pub use contacts::{agreement, agreements, contact, contacts};
pub use deck::{deck, decks};
pub use kept::{kept, kept_deck};
pub use lists::{articles, cards};
pub use me::me;
pub use minute::minute;
pub use notice::{closed, failed, missing, no_preview, withdrawn};
pub use places::{place, places};
pub use posts::{cut_invite, invite, my_posts, new_post, post, posts};
pub use preview::preview;
pub use questions::questions;
pub use reading::{ReadingFiles, ReadingPage, reading, reading_entry, reading_new};
pub use record::{RECORD_FIELD, RecordEnd, record_end, record_form, to_read};
pub use roles::{role, roles};
#[cfg(feature = "publish")]
pub(crate) use search::same;
pub use search::search;
pub use similar::similar;
pub use stories::{stories, story};
pub use theme::{Shelf, themes};

use crate::bundle::escape;
use crate::card::Card;

/// A page that is not a card: what stands in `<main>`, and what link previews say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its URL's path.
    pub path: String,
    /// For `<title>`, without the site's name.
    pub title: String,
    /// For search results and link previews.
    pub description: String,
    /// The fragment.
    pub html: String,
}

/// What the root element of a page says to the app. Values may be `{slots}` of a template; they must be escaped.
struct Root<'a> {
    path: &'a str,
    /// The whole `<title>`.
    title: &'a str,
    /// In the frame's header.
    heading: &'a str,
    /// The small note beside the heading.
    note: &'a str,
    tab: &'a str,
    /// Further attributes, with a leading space.
    more: &'a str,
}

impl Root<'_> {
    fn wrap(&self, inner: &str) -> String {
        let Self { path, title, heading, note, tab, more } = self;
        format!(
            "<div class=\"page\" data-path=\"{path}\" data-title=\"{title}\" data-heading=\"{heading}\" \
             data-note=\"{note}\" data-tab=\"{tab}\"{more}>{inner}</div>"
        )
    }
}

/// A page of 身边 that lists things under its own name, which those hear who do not see the header.
fn listing(path: &str, name: &str, description: &str, library: &crate::library::Library, inner: &str) -> Page {
    let title = title(name, &library.site.name);
    let root = Root { path, title: &title, heading: name, note: "", tab: "around", more: "" };
    Page {
        path: path.into(),
        title: name.into(),
        description: description.into(),
        html: root.wrap(&format!("<h1 class=\"visually-hidden\">{name}</h1>{inner}")),
    }
}

fn title(document: &str, site: &str) -> String {
    escape(&format!("{document} · {site}"))
}

/// For the app, on pages that say who signs: what whoever speaks is called. An attribute, with a leading space.
fn speaker(site: &crate::site::Site) -> String {
    format!(" data-speaker=\"{}\"", escape(site.speaker()))
}

/// What this is, for whoever was sent here: gone once somebody has read a deck to its end.
fn what(site: &crate::site::Site) -> String {
    format!("<p class=\"what\">{}：{}</p>", escape(&site.name), escape(&site.tagline))
}

fn icon(name: &str) -> String {
    format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-{name}\"/></svg>")
}

/// What a card in a list of results is.
#[cfg(feature = "publish")]
pub(crate) fn card_note(card: &Card) -> String {
    format!("金句 · {}", card.theme)
}

/// What an article in a list is.
pub(crate) fn article_note(article: &crate::article::Article) -> String {
    format!("{} · {}", article.theme, length::of_text(&article.body))
}

/// A list of quotations, each leading to its card.
fn card_rows<'a>(cards: impl Iterator<Item = &'a Card>) -> String {
    cards
        .map(|card| format!("<li><a href=\"{}\">{}</a></li>", api::paths::card(&card.slug), escape(&card.quote)))
        .collect()
}

/// A document in a list: its title, what it is, and a small note such as its length.
fn row(href: &str, title: &str, summary: &str, note: &str) -> String {
    format!(
        "<li><a href=\"{href}\"><strong>{}</strong><span>{}</span><small>{}</small></a></li>",
        escape(title),
        escape(summary),
        escape(note)
    )
}

/// It is always there: where it can play nothing, it says why.
fn listen_button() -> String {
    let icon = icon("listen");
    format!("<button class=\"action\" type=\"button\" data-action=\"listen\">{icon}<span>听</span></button>")
}

/// The ways to find something, except the page one is on.
fn ways(here: &str) -> String {
    let ways = [
        (api::paths::SEARCH, "搜一搜"),
        (api::paths::MINUTE, "一分钟"),
        (api::paths::CARDS, "全部金句"),
        (api::paths::DECKS, "成组看"),
    ];
    let link = |(path, name): &(&str, &str)| format!("<a class=\"chip\" href=\"{path}\">{name}</a>");
    let links: String = ways.iter().filter(|(path, _)| *path != here).map(link).collect();
    format!("<nav class=\"chips ways\" aria-label=\"怎么找\">{links}</nav>")
}

/// `more`: attributes that say what is shared, with a leading space; without any it is the article on screen.
fn share_button(more: &str) -> String {
    let icon = icon("share");
    format!("<button class=\"action\" type=\"button\" data-action=\"share\"{more}>{icon}<span>分享</span></button>")
}
