//! A shop that was confirmed: until when, whether it wants to go on, and its sticker.

use ::api::claims::{ClaimedShop, ENDS_SOON};
use ::api::documents::Folder;
use ::api::paths;
use content::day::Day;
use content::place::around;
use leptos::prelude::*;

use super::printed::sticker;
use super::state::Page;
use crate::desk::twice::Twice;

/// One of them, by the slug of its place.
#[component]
pub(super) fn Shop(page: Page, of: String) -> impl IntoView {
    let shop = Memo::new(move |_| page.shop(&of));
    view! { <li class="correction">{move || shop.get().map(|shop| view! { <Shown page shop/> })}</li> }
}

#[component]
fn Shown(page: Page, shop: ClaimedShop) -> impl IntoView {
    let standing = standing(&shop);
    let is_due = shop.asks || shop.days_left <= ENDS_SOON;
    let document = paths::desk_document(Folder::Places.as_str(), &shop.place);
    let again = {
        let (place, said) = (shop.place.clone(), format!("{}：再确认了，从今天起 90 天。", shop.title));
        Callback::new(move |()| page.confirm_again(place.clone(), said.clone()))
    };
    let ClaimedShop { title, street, offers, hours, phone, .. } = shop.clone();
    view! {
        <h2><a href=document.clone()>{title}</a>" "<small>{around(&street)}</small></h2>
        <p class="correction-said"><b>{standing}</b></p>
        <p><small>"给骑手"</small>{offers.join("、")}</p>
        <p><small>"几点开门"</small>{hours}</p>
        {(!phone.is_empty()).then(|| view! { <p><small>"电话"</small><a href=format!("tel:{phone}")>{phone.clone()}</a></p> })}
        <div class="correction-deeds">
            {is_due.then(|| view! { <Twice name="再确认" what="又到店里看过，时间、给的东西都没变？从今天起再 90 天。" yes="都没变，再 90 天" is_busy=page.room.is_busy run=again/> })}
            <button type="button" class="button quiet" on:click=move |_| page.sheet.print(sticker(&shop))>"印门贴"</button>
            <a class="button quiet" href=document>"去改"</a>
        </div>
    }
}

/// Until when, in words.
fn standing(shop: &ClaimedShop) -> String {
    let day = Day::parse(&shop.listed_until).map(Day::chinese).unwrap_or_default();
    let until = match shop.days_left {
        0 => "今天到期".to_string(),
        1..=ENDS_SOON => format!("还有 {} 天到期", shop.days_left),
        15.. => format!("到{day}"),
        left if !shop.is_off => format!("到期 {} 天了，名单上写着“可能已变”", -left),
        _ => "到期太久，名单上看不到了".to_string(),
    };
    if shop.asks { format!("{until}；店里说接着来，等你去看一眼") } else { until }
}
