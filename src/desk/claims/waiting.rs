//! A claim that waits: what the keeper wrote, and what to do about it.

use ::api::claims::{AlikeShop, WaitingClaim};
use ::api::documents::Folder;
use ::api::paths;
use content::place::around;
use leptos::prelude::*;

use super::decline::Decline;
use super::state::Page;
use crate::desk::documents::beijing;
use crate::desk::twice::Twice;

/// One of them, by its id.
#[component]
pub(super) fn Waiting(page: Page, of: String) -> impl IntoView {
    let decline = of.clone();
    let claim = Memo::new(move |_| page.waiting(&of));
    // Whatever has changed is looked at and asked about anew; a reason that is being written stays.
    let confirm = move || {
        let claim = claim.get()?;
        let said = format!("{}：放上名单了，90 天。要门贴，在下面点“印门贴”。", claim.title);
        let run = Callback::new(move |()| page.confirm(&claim, None, said.clone()));
        Some(
            view! { <Twice name="看过了，上名单" what="到店里看过，门、时间、给的东西都对？放上名单 90 天，马上给骑手看。" yes="都对，上名单" is_busy=page.room.is_busy run/> },
        )
    };
    view! {
        <li class="correction">
            {move || claim.get().map(|claim| view! { <Written page claim/> })}
            <div class="correction-deeds">
                {confirm}
                <Decline page of=decline/>
            </div>
        </li>
    }
}

/// What the keeper wrote.
#[component]
fn Written(page: Page, claim: WaitingClaim) -> impl IntoView {
    let WaitingClaim {
        title, street, whereabouts, offers, hours, phone, phone_is_on_door, since, known, alike, ..
    } = claim.clone();
    let known = known.map(|slug| {
        let document = paths::desk_document(Folder::Places.as_str(), &slug);
        view! { <p><a href=document>"名单上已有这一家"</a><small>"确认以后，时间、给的东西和电话换成这里写的"</small></p> }
    });
    let door = phone_is_on_door.then(|| view! { <small>"手机号，店家说贴在门口、谁打都行：去了看一眼是不是"</small> });
    let alike = alike.into_iter().map(|shop| view! { <Alike page claim=claim.clone() shop/> }).collect_view();
    view! {
        <h2>{title}" "<small>{around(&street)}</small></h2>
        <p><small>"门在哪儿"</small>{whereabouts}</p>
        <p><small>"给骑手"</small>{offers.join("、")}</p>
        <p><small>"几点开门"</small>{hours}</p>
        {(!phone.is_empty()).then(|| view! { <p><small>"公开的电话"</small><a href=format!("tel:{phone}")>{phone.clone()}</a>{door}</p> })}
        {known}{alike}
        <p><small>{format!("{} 交来的", beijing(since))}</small></p>
    }
}

/// A shop on the list that it may be, and saying that it is.
#[component]
fn Alike(page: Page, claim: WaitingClaim, shop: AlikeShop) -> impl IntoView {
    let AlikeShop { place, title, street, whereabouts } = shop;
    let document = paths::desk_document(Folder::Places.as_str(), &place);
    let said = format!("{title}：换上新写的了，从今天起 90 天。");
    let run = Callback::new(move |()| page.confirm(&claim, Some(place.clone()), said.clone()));
    let what = format!("到店里看过，就是“{title}”？名字、哪一带照旧，时间、给的东西和电话换成这里写的，再 90 天。");
    view! {
        <div class="correction-alike">
            <p><small>"名单上有一家名字像的"</small><a href=document>{title}</a>" "<small>{[&around(&street), "，", &whereabouts].concat()}</small></p>
            <Twice name="就是这一家" what yes="就是它，换上" is_busy=page.room.is_busy run/>
        </div>
    }
}
