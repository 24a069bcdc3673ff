//! `/`: today's card, and the deck of the last days.

use leptos::prelude::*;

use crate::actions::Actions;
use crate::cards::extend_deck;
use crate::document::{Document, Mounted};
use crate::frame::Frame;
use crate::library::Library;

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let library = expect_context::<Library>();
    let actions = expect_context::<Actions>();
    let frame = expect_context::<Frame>();
    let mounted = Mounted::new();
    let shown = Callback::new(move |page| {
        mounted.clear();
        extend_deck(&page, library, actions, frame, mounted);
    });
    view! { <Document path=api::paths::HOME.to_string() shown daily=true/> }
}
