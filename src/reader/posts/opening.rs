//! Opens what every page about posts needs, and looks after what waits to be sent for as long as the app runs.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{self, Account};
use super::drafts::Drafts;
use super::news;
use super::outbox::Outbox;
use super::state::{Here, Posts};
use crate::browser::watch::watch;
use crate::browser::{clock, history, network, storage};
use crate::reader::shell::root::in_root;

/// Opens it with the first page that needs it.
pub fn open_once() {
    if use_context::<Here>().is_none() {
        in_root(open);
    }
}

fn open() {
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
        account.say_whether_member();
        if account.is_another() {
            history::reload();
        }
    });
    spawn_local(async move {
        clock::sleep(news::FIRST).await;
        outbox.call();
    });
    let posts = Posts { drafts, account, outbox, returned };
    news::keep_up_to_date(posts);
    provide_context(Here(StoredValue::new_local(posts)));
}
