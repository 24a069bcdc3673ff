//! Taking everything published along, in one file.

use leptos::prelude::*;

/// A link that a browser saves: no answer has to pass through this page. It stands in a list.
#[component]
pub(super) fn ExportLink() -> impl IntoView {
    view! { <a href=::api::paths::API_DESK_EXPORT download="">"带走全部内容（zip）"</a> }
}
