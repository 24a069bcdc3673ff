//! `/articles/:slug/`: one article.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::document::Document;

/// The page.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let params = use_params_map();
    let path = Signal::derive(move || api::paths::article(&params.read().get("slug").unwrap_or_default()));
    view! { <Document path/> }
}
