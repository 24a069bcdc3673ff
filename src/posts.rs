//! 我有话儿对党说. `word` is one thing somebody wrote, `drafts` keeps it on this phone, `step` and `outbox` bring it to
//! the server once; `account` knows who is signed in. The rest are pages: HTML in strings, as in [`crate::kept`], and
//! everything that somebody wrote is escaped.

mod account;
mod answers;
mod compose;
mod drafts;
mod feed_page;
mod join;
mod mine;
mod mine_rows;
mod outbox;
mod post_page;
mod step;
mod word;

use api::people::Me;
use leptos::prelude::*;

pub use account::{Account, Session};
pub use compose::enliven as enliven_compose;
pub use drafts::Drafts;
pub use feed_page::enliven as enliven_feed;
pub use join::enliven as enliven_join;
pub use mine::enliven as enliven_mine;
pub use outbox::Outbox;
pub use post_page::enliven as enliven_post;

use crate::browser::dom::{self, Node};
use crate::browser::network;
use crate::library::Library;

/// What a page about posts needs; cheap to copy, lives as long as the app.
#[derive(Clone, Copy)]
pub struct Posts {
    /// What is written on this phone.
    pub drafts: Drafts,
    /// Who is signed in.
    pub account: Account,
    /// What is on its way.
    pub outbox: Outbox,
    /// Changes when somebody comes back to the page, or the network does.
    pub returned: RwSignal<()>,
}

impl Posts {
    /// Starts looking after what waits to be sent.
    pub fn open() -> Self {
        let drafts = Drafts::new();
        let account = Account::new(drafts);
        let returned = RwSignal::new(());
        network::on_return(move || returned.set(()));
        network::on_change(move || returned.set(()));
        Self { drafts, account, outbox: Outbox::open(drafts, account), returned }
    }
}

/// How somebody gets in.
const INVITE: &str = "要发出，先找支部书记要一个邀请：扫码或点开链接就行，不用手机号，不用实名。";

/// A button of these pages: taps on all of them are the action `say`.
fn button(way: &str, id: &str, name: &str, more: &str) -> String {
    let id = content::bundle::escape(id);
    format!("<button type=\"button\" data-action=\"say\" data-way=\"{way}\" data-id=\"{id}\"{more}>{name}</button>")
}

/// What somebody is called: `小林 · 科巷支部`.
pub fn name(me: &Me) -> String {
    let branch = me.branch.as_ref().map_or("", |branch| branch.name.as_str());
    match me.nickname.as_deref() {
        Some(nickname) => format!("{nickname} · {branch}"),
        None => format!("{branch}的一位骑手"),
    }
}

/// What a button has that stands out, and one that does not.
const LOUD: &str = " class=\"button\"";
const QUIET: &str = " class=\"button quiet\"";

/// Fills a slot of a page, if that changes it.
fn fill(page: &Node, slot: &str, html: &str) {
    if let Some(slot) = dom::find_in(page, &format!("[data-slot={slot}]")) {
        dom::show_html(&slot, html);
    }
}

/// Says something in the page's own line for it.
fn say(page: &Node, words: &str) {
    dom::set_text(page, ".feed-said", words);
}

/// The quotations of cards, as far as they can be read on this phone now.
async fn quotes(library: Library, slugs: impl Iterator<Item = &str>) -> Vec<(String, String)> {
    let mut quotes: Vec<(String, String)> = Vec::new();
    for slug in slugs {
        if quotes.iter().all(|(known, _)| known != slug)
            && let Ok(card) = library.card(slug).await
        {
            quotes.push((slug.to_string(), card.quote));
        }
    }
    quotes
}

fn quote_of(quotes: &[(String, String)], slug: &str) -> Option<String> {
    quotes.iter().find(|(known, _)| known == slug).map(|(_, quote)| quote.clone())
}
