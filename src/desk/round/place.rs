//! A place to be called: its number, what is written, and what somebody said of each.

use ::api::corrections::FieldGroup;
use ::api::documents::Folder;
use ::api::paths;
use ::api::round::{DueGroup, RoundPlace};
use content::day::Day;
use content::place::around;
use leptos::prelude::*;

use super::state::Page;
use crate::desk::twice::Twice;

/// One of them, by its slug.
#[component]
pub(super) fn OnePlace(page: Page, of: String) -> impl IntoView {
    let (slug, of) = (of.clone(), StoredValue::new(of));
    let place = Memo::new(move |_| page.find(&slug));
    // What is left to ask about is a list of its own: the others stay under somebody's hand.
    let about = Memo::new(move |_| place.get().map(|place| RoundPlace { groups: Vec::new(), ..place }));
    let groups = move || place.get().map(|place| place.groups).unwrap_or_default();
    let first = Memo::new(move |_| groups().first().map_or(FieldGroup::Hours, |due| due.group));
    // Nobody is called where no number is written.
    let has_phone = Memo::new(move |_| place.with(|place| place.as_ref().is_some_and(|place| !place.phone.is_empty())));
    // Words that have changed are asked about anew.
    let key = |due: &DueGroup| (due.group.as_str(), due.written.clone(), due.confirmed.clone());
    let document = paths::desk_document(Folder::Places.as_str(), &of.get_value());
    let mend = {
        let document = document.clone();
        move || format!("{document}#field-{}", first.get().first_field())
    };
    let heading = move || about.get().map(|place| view! { <About place document=document.clone()/> });
    view! {
        <li class="correction" data-place=of.get_value()>
            <p class="said" role="status">{move || of.with_value(|slug| page.said_before(slug))}</p>
            {heading}
            {move || of.with_value(|slug| page.is_missed(slug)).then(|| view! { <p><small>"刚才没人接，排到最后了"</small></p> })}
            <For each=groups key let:due><Due page of due/></For>
            <div class="correction-deeds">
                {move || has_phone.get().then(|| view! { <button type="button" class="button quiet" on:click=move |_| of.with_value(|slug| page.miss(slug))>"没人接"</button> })}
                <a class="button quiet" href=mend>"有变化"</a>
            </div>
        </li>
    }
}

/// Which it is, and whom to ask.
#[component]
fn About(place: RoundPlace, document: String) -> impl IntoView {
    let RoundPlace { title, street, keeper, phone, .. } = place;
    let ask = match phone.is_empty() {
        true => view! { <p><small>{keeper}</small>"没写电话，路过看一眼。"</p> }.into_any(),
        false => view! { <p><small>{keeper}</small><a href=format!("tel:{phone}")>{phone.clone()}</a></p> }.into_any(),
    };
    view! {
        <h2><a href=document>{title}</a>" "<small>{around(&street)}</small></h2>
        {ask}
    }
}

/// What is asked about, with a tap of its own.
#[component]
fn Due(page: Page, of: StoredValue<String>, due: DueGroup) -> impl IntoView {
    let name = due.group.chinese();
    let confirmed = due.confirmed.as_deref().and_then(Day::parse);
    let confirmed = confirmed.map_or_else(|| "没人确认过".to_string(), |day| format!("{}确认的", day.chinese()));
    let what = format!("问过了，{name}没变？写上今天确认，马上给读者看。");
    let written = due.written.clone();
    let run = Callback::new(move |()| page.still_so(of.get_value(), &due));
    view! {
        <div class="round-due">
            <p><small>{format!("{name}，{confirmed}")}</small>{written}</p>
            <Twice name="还是这样" what yes="没变，今天确认" is_busy=page.room.is_busy run/>
        </div>
    }
}
