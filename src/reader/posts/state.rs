//! What every page about posts needs. One signal tells them all that something changed: each type of signal is kilobytes
//! of download.

use leptos::prelude::*;

use super::account::Account;
use super::drafts::Drafts;
use super::outbox::Outbox;

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
pub(super) struct Here(pub(super) StoredValue<Posts, LocalStorage>);

impl Posts {
    /// What was opened with the first page that needs it.
    pub fn here() -> Self {
        expect_context::<Here>().0.get_value()
    }
}
