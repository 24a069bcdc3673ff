//! `/cards/`: all cards.

use leptos::prelude::*;

use crate::document::Document;

/// The page.
#[component]
pub fn CardsPage() -> impl IntoView {
    view! { <Document path=api::paths::CARDS.to_string()/> }
}
