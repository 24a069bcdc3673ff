//! Header and navigation around a page of the desk: tabs on a phone, a bar at the side on a PC.

use ::api::people::Me;
use leptos::prelude::*;

use super::account::Account;
use super::badge::Badge;
use super::live::Live;
use super::session::Session;
use crate::browser::watch::watch;
use crate::browser::{clock, dom, history, in_sight};
use crate::desk::shell::navigation;
use crate::desk::shell::navigation::{GROUPS, Place};
use crate::desk::shell::sign_in::SignInPage;
use crate::ui::close_details_on_back;
use crate::ui::focus;

/// Where one is, and the way to the other pages. Where the session is over, the way in stands in the page's place: the
/// page waits below as it was.
#[component]
pub(crate) fn Frame(me: Me, path: String, children: Children) -> impl IntoView {
    let (session, live) = (expect_context::<Session>(), expect_context::<Live>());
    let here = navigation::place(&path);
    let is_nowhere = navigation::is_nowhere(&path);
    let name = if is_nowhere { "没有这一页" } else { here.name };
    let branch = me.branch.clone().map_or_else(|| "全区".to_string(), |branch| branch.name);
    watch(move || {
        let waiting = live.waiting(::api::paths::DESK);
        let count = if waiting > 0 { format!("({waiting}) ") } else { String::new() };
        dom::set_title(&format!("{count}{name} · 书记台"));
    });
    dom::close_from_outside(".more[open]");
    close_details_on_back(".more[open]");
    dom::on_key(|key, target| key == "Escape" && dom::close_around(target));
    // What had the focus is out of sight, and then the way in is gone.
    watch(move || match (session.is_over.get(), session.resumed.get_untracked()) {
        (true, _) => focus::soon(".door h1", ""),
        (false, 0) => {}
        (false, _) => focus::soon(if dom::find(".now .post").is_some() { ".now .post" } else { "h1" }, ""),
    });
    // A screen may be lower than the bar is long.
    clock::soon(|| {
        if let (Some(rail), Some(here)) = (dom::find(".rail"), dom::find(".rail [aria-current]")) {
            in_sight::show_within(&rail, &here);
        }
    });
    let own = me.id.clone();
    let signed_in = Callback::new(move |me: Me| match me.id == own {
        true => session.resume(),
        // Somebody else: nothing of the other's stays on screen.
        false => history::open(&path),
    });
    let why = "登录过期了，再进来一次。刚才写的还在。";
    view! {
        <header class="head">
            <h1 class="heading">{name}</h1>
            <p class="chip">{branch.clone()}</p>
        </header>
        <main hidden=move || session.is_over.get()>{children()}</main>
        {move || session.is_over.get().then(|| view! { <SignInPage why=why.to_string() signed_in/> })}
        <nav class="tabs" aria-label="书记台">
            <div class="rail">
                <p class="rail-only rail-name">"书记台"<small>{branch}</small></p>
                {GROUPS.iter().map(|group| view! {
                    {(!group.name.is_empty()).then(|| view! { <p class="rail-only rail-group">{group.name}</p> })}
                    {group.places.iter().map(|place| view! { <Tab place is_here={!is_nowhere && place.path == here.path}/> }).collect_view()}
                }).collect_view()}
            </div>
            <Account me here/>
        </nav>
    }
}

#[component]
fn Tab(place: &'static Place, is_here: bool) -> impl IntoView {
    let live = expect_context::<Live>();
    let waiting = move || Some(live.waiting(place.path)).filter(|waiting| *waiting > 0);
    view! {
        <a href=place.path class:rail-only=!place.is_at_hand aria-current=is_here.then_some("page")>
            <svg class="icon" aria-hidden="true"><use href=place.icon/></svg>
            {place.name}
            {move || waiting().map(|waiting| view! { <Badge waiting/> })}
        </a>
    }
}
