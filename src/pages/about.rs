//! `/about/`: who runs this.

use leptos::prelude::*;

use crate::document::Document;

/// The page.
#[component]
pub fn AboutPage() -> impl IntoView {
    view! { <Document path=api::paths::ABOUT.to_string()/> }
}
