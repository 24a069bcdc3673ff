//! A place to be called: its number, what is written, and what somebody said.

use ::api::corrections::FieldGroup;
use ::api::documents::Folder;
use ::api::paths;
use ::api::round::RoundPlace;
use content::day::Day;
use leptos::prelude::*;

use super::state::Page;
use crate::desk::twice::Twice;

/// One of them. `missed`: nobody has answered just now.
#[component]
pub(super) fn OnePlace(page: Page, place: RoundPlace, missed: bool) -> impl IntoView {
    let document = paths::desk_document(Folder::Places.as_str(), &place.place);
    let mend = format!("{document}#field-{}", FieldGroup::Hours.first_field());
    let confirmed = place.confirmed.as_deref().and_then(Day::parse);
    let confirmed = confirmed.map_or_else(|| "没人确认过".to_string(), |day| format!("{}确认的", day.chinese()));
    let still = {
        let place = place.clone();
        Callback::new(move |()| page.still_so(&place))
    };
    let RoundPlace { place: slug, title, street, hours, keeper, phone, .. } = place;
    let ask = match phone.is_empty() {
        true => view! { <p><small>{keeper}</small>"没写电话，路过看一眼。"</p> }.into_any(),
        false => view! { <p><small>{keeper}</small><a href=format!("tel:{phone}")>{phone.clone()}</a></p> }.into_any(),
    };
    view! {
        <li class="correction">
            <h2><a href=document>{title}</a>" "<small>{street}"一带"</small></h2>
            {ask}
            <p><small>"名单上写的"</small>{hours}" "<small>{confirmed}</small></p>
            {missed.then(|| view! { <p><small>"刚才没人接"</small></p> })}
            <div class="correction-deeds">
                <Twice name="还是这样" what="问过了，开放时间没变？写上今天确认，马上给读者看。" yes="没变，今天确认" is_busy=page.is_busy run=still/>
                <button type="button" class="button quiet" on:click=move |_| page.miss(&slug)>"没人接"</button>
                <a class="button quiet" href=mend>"有变化"</a>
            </div>
        </li>
    }
}
