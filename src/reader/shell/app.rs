//! Contexts, and what is on screen.

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::browser::{clock, details, dom, network, screen};
use crate::reader::cards::is_on_show;
use crate::reader::favourites::Kept;
use crate::reader::library::{Library, keep_up_to_date};
use crate::reader::listen::Listen;
use crate::reader::parts::parts;
use crate::reader::reading_position::Places;
use crate::reader::resume::offer_to_go_on;
use crate::reader::share::Share;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::document::Document;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::keys::carry_out_keys;
use crate::reader::shell::repair::carry_out_repair;
use crate::reader::shell::root;
use crate::reader::shell::router::Router;
use crate::ui::{close_details_on_back, guard_composing, toast_view};

/// Mounts the app beside the document that came with the page.
pub fn start() {
    console_error_panic_hook::set_once();
    // Not in the task that made the module ready: a tap or a scroll comes in between.
    clock::soon(|| {
        if let Some(main) = dom::find("#first-paint") {
            mount_to(main, App).forget();
        }
    });
}

#[component]
fn App() -> impl IntoView {
    root::keep();
    guard_composing();
    close_details_on_back("details[open], [data-back]");
    let library = Library::new();
    let actions = Actions::listen();
    carry_out_keys(actions);
    provide_context(library);
    provide_context(actions);
    let router = Router::listen();
    provide_context(router);
    provide_context(Places::open());
    let frame = Frame::open(library);
    provide_context(frame);
    // What was open on another page is not open any more.
    watch(move || {
        frame.revision.track();
        details::look_again();
    });
    provide_context(Kept::open(actions));
    carry_out_repair(actions);
    let listen = Listen::open(actions, frame, || &parts().listen);
    provide_context(Share::open(actions, library, router, || &parts().share));
    parts().open(actions);
    keep_up_to_date(library);
    offer_to_go_on(actions);
    network::on_return(|| {
        if is_on_show() {
            screen::keep_lit();
        }
    });
    // The page comes to life in a task of its own: a tap or a scroll comes in between.
    let is_open = RwSignal::new(false);
    clock::soon(move || is_open.set(true));
    view! {
        {move || is_open.get().then(|| view! { <Document/> })}
        {listen.view()}
        {toast_view()}
    }
}
