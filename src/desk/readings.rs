//! A file whose words may be read in several ways: whoever brought it sees how each begins, and says which is right.

use ::api::error::Reading;
use leptos::prelude::*;

use crate::client::api::ApiError;
use crate::ui::focus;

/// The readings to choose from, where that is why a file was refused.
pub(super) fn asked(why: &ApiError) -> Option<Vec<Reading>> {
    match why {
        ApiError::Rejected { body, .. } if !body.readings.is_empty() => Some(body.readings.clone()),
        _ => None,
    }
}

/// A button for each, as long as there are some; `choose` is told the encoding. They stay until the file was read: a tap
/// after a failure tries again.
#[component]
pub(super) fn Readings(
    readings: RwSignal<Vec<Reading>>,
    is_busy: RwSignal<bool>,
    choose: Callback<String>,
) -> impl IntoView {
    let button = move |Reading { encoding, called, beginning }: Reading| {
        view! {
            <li><button type="button" class="button quiet" disabled=move || is_busy.get() on:click=move |_| choose.run(encoding.clone())>
                <b>{format!("“{beginning}”")}</b>" "<small>{called}</small>
            </button></li>
        }
    };
    move || {
        let found = readings.get();
        (!found.is_empty()).then(|| {
            focus::soon(".readings", ".readings");
            view! {
                <div class="readings" role="group" tabindex="-1" aria-label="哪一种读得通？">
                    <p>"这份文件没写明是哪种文字编码。哪一种读得通，就点哪一种："</p>
                    <ul>{found.into_iter().map(button).collect_view()}</ul>
                    <p class="hint">"都读不通的话，用记事本打开，看着对了，另存为 UTF-8 再拿来。"</p>
                </div>
            }
        })
    }
}
