//! `/cards/:id/`: one card.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::document::Document;

/// The page.
#[component]
pub fn CardPage() -> impl IntoView {
    let params = use_params_map();
    let path = Signal::derive(move || api::paths::card(&params.read().get("id").unwrap_or_default()));
    view! { <Document path/> }
}
