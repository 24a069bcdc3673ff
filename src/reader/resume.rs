//! 接着看: whoever was interrupted is offered to go on where they were, with each visit of a week until they do or decline;
//! where they go on, that page remembers its place anew. One line of the header, which has room for it and covers no card;
//! it goes by itself.

use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::watch::watch;
use crate::browser::{clock, dom};
use crate::reader::reading_position::Places;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::router::Router;

/// How long it stays, in milliseconds.
const STAYS: u32 = 20_000;

/// The offer, when the site was opened at today's card and something else was begun before.
pub fn offer_to_go_on(actions: Actions) {
    let (router, places) = (expect_context::<Router>(), expect_context::<Places>());
    if router.path.get_untracked() != api::paths::HOME {
        return;
    }
    let (Some((place, is_of_today)), Some(note)) = (places.offer(), dom::find("#note")) else { return };
    // A card of the last days, or of another day's minute, has a page of its own; other things open where they were left.
    let is_gone = place.path == api::paths::HOME || place.path == api::paths::MINUTE && !is_of_today;
    let href = if is_gone { api::paths::card(&place.at) } else { place.path };
    let html = [
        "<p class=\"resume\" role=\"status\"><a href=\"",
        &escape(&href),
        "\" data-action=\"resume\">接着看：",
        &escape(&place.name),
        "</a><button type=\"button\" data-action=\"resume\" aria-label=\"不用\">×</button></p>",
    ];
    // Date and status make room for it.
    dom::insert_html_before(&note, &html.concat());
    actions.always("resume", move |tapped| {
        places.decline();
        let is_no = !tapped.has_attribute("href");
        if is_no {
            close();
        }
        is_no
    });
    spawn_local(async {
        clock::sleep(STAYS).await;
        close();
    });
    // To go on elsewhere is answer enough.
    let mut is_first = true;
    watch(move || {
        router.path.track();
        places.moved.track();
        if !std::mem::take(&mut is_first) {
            close();
        }
    });
}

fn close() {
    dom::find(".resume").iter().for_each(dom::remove);
}
