//! 接着看: whoever was interrupted is offered, once, to go on where they were.

use leptos::prelude::*;

use crate::places::Places;
use crate::router::Router;
use crate::watch::watch;

/// The offer, when the site was opened at today's card and something else was begun before.
#[component]
pub fn Resume() -> impl IntoView {
    let (router, places) = (expect_context::<Router>(), expect_context::<Places>());
    let is_home = router.path.get_untracked() == api::paths::HOME;
    let offer = RwSignal::new(is_home.then(|| places.take_offer()).flatten());
    // To go on elsewhere is answer enough.
    let mut is_first = true;
    watch(move || {
        router.path.track();
        places.moved.track();
        if !std::mem::take(&mut is_first) {
            offer.set(None);
        }
    });
    move || {
        offer.get().map(|(place, is_of_today)| {
            // A card of the last days, or of another day's minute, has a page of its own; other things open where they
            // were left.
            let is_gone = place.path == api::paths::HOME || place.path == api::paths::MINUTE && !is_of_today;
            let href = if is_gone { api::paths::card(&place.at) } else { place.path };
            view! {
                <p class="resume" role="status">
                    <a class="button" href=href>"接着看：" {place.name}</a>
                    <button type="button" class="button quiet" on:click=move |_| offer.set(None)>"不用"</button>
                </p>
            }
        })
    }
}
