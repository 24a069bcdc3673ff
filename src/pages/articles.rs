//! `/articles/`: all articles.

use leptos::prelude::*;

use crate::document::Document;

/// The page.
#[component]
pub fn ArticlesPage() -> impl IntoView {
    view! { <Document path=api::paths::ARTICLES.to_string()/> }
}
