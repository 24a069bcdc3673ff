//! 我有话儿对党说. `word` is one thing somebody wrote, `drafts` keeps it on this phone, `step` and `outbox` bring it to
//! the server once; `account` knows who is signed in. The rest are pages: HTML in strings, as in [`crate::reader::favourites`], and
//! everything that somebody wrote is escaped. One signal tells them all that something changed: each type of signal is
//! kilobytes of download.

mod account;
mod answers;
mod compose;
mod drafts;
mod feed_page;
mod join;
mod mine;
mod mine_rows;
mod news;
mod outbox;
mod post_page;
mod step;
mod word;

use api::people::Me;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use account::{Account, LOST, Session};
pub use compose::enliven as enliven_compose;
pub use drafts::Drafts;
pub use feed_page::enliven as enliven_feed;
pub use join::enliven as enliven_join;
pub use mine::enliven as enliven_mine;
pub use outbox::Outbox;
pub use post_page::enliven as enliven_post;

use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{clock, details, history, network, storage};
use crate::reader::library::Library;
use crate::reader::parts::parts;

/// The first look at what waits comes when the first page is quiet, in milliseconds.
const FIRST: u32 = 1_200;

/// What a page about posts needs; cheap to copy, lives as long as the app.
#[derive(Clone, Copy)]
pub struct Posts {
    /// What is written on this phone.
    pub drafts: &'static Drafts,
    /// Who is signed in.
    pub account: &'static Account,
    /// What is on its way.
    pub outbox: &'static Outbox,
    /// Changes when somebody comes back to the page, or the network does.
    pub returned: RwSignal<u32>,
}

/// As a context.
#[derive(Clone, Copy)]
struct Here(StoredValue<Posts, LocalStorage>);

/// Opens it with the first page that needs it.
pub fn open_once() {
    if use_context::<Here>().is_none() {
        parts().in_root(Posts::open);
    }
}

impl Posts {
    /// Starts looking after what waits to be sent.
    pub fn open() {
        let drafts: &'static Drafts = Box::leak(Box::new(Drafts::new()));
        let account: &'static Account = Box::leak(Box::new(Account::new(drafts)));
        let outbox: &'static Outbox = Box::leak(Box::new(Outbox::new(drafts, account)));
        let returned = RwSignal::new(0);
        let came = move || {
            returned.update(|returned| *returned += 1);
            outbox.call();
        };
        network::on_return(came);
        network::on_change(move || {
            if network::is_online() {
                came();
            }
        });
        std::mem::forget(network::on_leave(move || outbox.leave()));
        storage::on_change_elsewhere(account::LEFT, move || {
            if !drafts.is_empty() {
                spawn_local(drafts.open());
            }
        });
        // Whatever is on screen was for somebody else's eyes; so it is on a page that the way back brings to life.
        watch(move || {
            drafts.changed.track();
            if account.is_another() {
                history::reload();
            }
        });
        spawn_local(async move {
            clock::sleep(FIRST).await;
            outbox.call();
        });
        let posts = Self { drafts, account, outbox, returned };
        news::keep_up_to_date(posts);
        provide_context(Here(StoredValue::new_local(posts)));
    }

    /// What [`Posts::open`] opened.
    pub fn here() -> Self {
        expect_context::<Here>().0.get_value()
    }
}

/// How somebody gets in.
const INVITE: &str = "要发出，先找支部书记要一个邀请：扫码或点开链接就行，不用手机号，不用实名。";

/// What somebody is called: `小林 · 科巷支部`; `speaker` is what everybody here is.
pub fn name(me: &Me, speaker: &str) -> String {
    let branch = me.branch.as_ref().map_or("", |branch| branch.name.as_str());
    match me.nickname.as_deref() {
        Some(nickname) => [nickname, " · ", branch].concat(),
        None => content::feed::somebody(branch, speaker),
    }
}

/// What a button has that stands out.
pub const LOUD: &str = " class=\"button\"";
/// And one that does not.
pub const QUIET: &str = " class=\"button quiet\"";

/// A button of these pages: taps on all of them are the action `say`.
pub fn button(way: &str, id: &str, name: &str, more: &str) -> String {
    let id = content::bundle::escape(id);
    format!("<button type=\"button\" data-action=\"say\" data-way=\"{way}\" data-id=\"{id}\"{more}>{name}</button>")
}

/// A line that stands out.
fn note(html: &str) -> String {
    ["<p class=\"mine-note\">", html, "</p>"].concat()
}

/// What is wrong with what stands in a field.
fn wrong(html: &str) -> String {
    ["<p class=\"mine-note wrong\">", html, "</p>"].concat()
}

/// Says something below a field, in place of what was said there; with [`wrong`] in it, the field is.
fn complain(page: &Node, field: &str, html: &str) {
    fill(page, "fault", html);
    details::look_again();
    dom::set_attribute(page, field, "aria-invalid", html.contains("wrong").then_some("true"));
}

/// Fills a slot of a page.
fn fill(page: &Node, slot: &str, html: &str) {
    if let Some(slot) = dom::find_in(page, &["[data-slot=", slot, "]"].concat()) {
        dom::show_html(&slot, html);
    }
}

/// Says something in the page's own line for it.
fn say(page: &Node, words: &str) {
    dom::set_text(page, ".feed-said", words);
}

/// The quotations of cards, as far as they can be read on this phone now.
async fn quotes(library: Library, slugs: Vec<String>) -> Vec<(String, String)> {
    let mut quotes: Vec<(String, String)> = Vec::new();
    for slug in slugs {
        if quote_of(&quotes, &slug).is_none()
            && !slug.is_empty()
            && let Ok(card) = library.card(&slug).await
        {
            quotes.push((slug, card.quote));
        }
    }
    quotes
}

fn quote_of(quotes: &[(String, String)], slug: &str) -> Option<String> {
    quotes.iter().find(|(known, _)| known == slug).map(|(_, quote)| quote.clone())
}
