//! A claim that waits: what the keeper wrote, and what to do about it.

use ::api::claims::{ClaimDeed, WaitingClaim};
use ::api::documents::Folder;
use ::api::paths;
use leptos::prelude::*;

use super::decline::Decline;
use super::state::Page;
use crate::desk::documents::beijing;
use crate::desk::twice::Twice;

/// One of them.
#[component]
pub(super) fn Waiting(page: Page, claim: WaitingClaim) -> impl IntoView {
    let WaitingClaim { title, street, whereabouts, offers, hours, phone, since, known, .. } = claim.clone();
    let confirm = {
        let (claim, said) = (claim.clone(), format!("{title}：放上名单了，90 天。要门贴，在下面点“印门贴”。"));
        Callback::new(move |()| page.decide(&claim, ClaimDeed::Confirm, String::new(), said.clone()))
    };
    let known = known.map(|slug| {
        let document = paths::desk_document(Folder::Places.as_str(), &slug);
        view! { <p><a href=document>"名单上已有这一家"</a><small>"确认以后，时间、给的东西和电话换成这里写的"</small></p> }
    });
    view! {
        <li class="correction">
            <h2>{title}" "<small>{street}"一带"</small></h2>
            <p><small>"门在哪儿"</small>{whereabouts}</p>
            <p><small>"给骑手"</small>{offers.join("、")}</p>
            <p><small>"几点开门"</small>{hours}</p>
            {(!phone.is_empty()).then(|| view! { <p><small>"公开的电话"</small><a href=format!("tel:{phone}")>{phone.clone()}</a></p> })}
            {known}
            <p><small>{format!("{} 交来的", beijing(since))}</small></p>
            <div class="correction-deeds">
                <Twice name="看过了，上名单" what="到店里看过，门、时间、给的东西都对？放上名单 90 天，马上给骑手看。" yes="都对，上名单" is_busy=page.is_busy run=confirm/>
                <Decline page claim/>
            </div>
        </li>
    }
}
