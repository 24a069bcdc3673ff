//! A place to be called: its number, what is written, and what somebody said of each.

use ::api::corrections::FieldGroup;
use ::api::documents::Folder;
use ::api::paths;
use ::api::round::{DueGroup, RoundPlace};
use content::day::Day;
use leptos::prelude::*;

use super::state::Page;
use crate::desk::twice::Twice;

/// One of them. `missed`: nobody has answered just now.
#[component]
pub(super) fn OnePlace(page: Page, place: RoundPlace, missed: bool) -> impl IntoView {
    let document = paths::desk_document(Folder::Places.as_str(), &place.place);
    let first = place.groups.first().map_or(FieldGroup::Hours, |due| due.group);
    let mend = format!("{document}#field-{}", first.first_field());
    let groups =
        place.groups.iter().map(|due| view! { <Due page place=place.clone() due=due.clone()/> }).collect_view();
    let RoundPlace { place: slug, title, street, keeper, phone, .. } = place;
    let ask = match phone.is_empty() {
        true => view! { <p><small>{keeper}</small>"没写电话，路过看一眼。"</p> }.into_any(),
        false => view! { <p><small>{keeper}</small><a href=format!("tel:{phone}")>{phone.clone()}</a></p> }.into_any(),
    };
    view! {
        <li class="correction">
            <h2><a href=document>{title}</a>" "<small>{street}"一带"</small></h2>
            {ask}
            {missed.then(|| view! { <p><small>"刚才没人接"</small></p> })}
            {groups}
            <div class="correction-deeds">
                <button type="button" class="button quiet" on:click=move |_| page.miss(&slug)>"没人接"</button>
                <a class="button quiet" href=mend>"有变化"</a>
            </div>
        </li>
    }
}

/// What is asked about, with a tap of its own.
#[component]
fn Due(page: Page, place: RoundPlace, due: DueGroup) -> impl IntoView {
    let name = due.group.chinese();
    let confirmed = due.confirmed.as_deref().and_then(Day::parse);
    let confirmed = confirmed.map_or_else(|| "没人确认过".to_string(), |day| format!("{}确认的", day.chinese()));
    let what = format!("问过了，{name}没变？写上今天确认，马上给读者看。");
    let written = due.written.clone();
    let run = Callback::new(move |()| page.still_so(&place, &due));
    view! {
        <div class="round-due">
            <p><small>{format!("{name}，{confirmed}")}</small>{written}</p>
            <Twice name="还是这样" what yes="没变，今天确认" is_busy=page.is_busy run/>
        </div>
    }
}
