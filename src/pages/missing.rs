//! Any other path. The page that came from the server is taken over as it is; the library knows of no other.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::document::Document;

/// The page.
#[component]
pub fn MissingPage() -> impl IntoView {
    let location = use_location();
    view! { <Document path=location.pathname/> }
}
