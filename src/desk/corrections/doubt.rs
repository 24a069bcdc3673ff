//! One doubt: what was said, what is written, and what to do about it.

use ::api::corrections::{Doubt, SettleDeed};
use ::api::documents::Folder;
use ::api::paths;
use leptos::prelude::*;

use super::state::Page;
use crate::desk::documents::beijing;
use crate::desk::twice::Twice;

/// What was said about one group of a place's fields.
#[component]
pub(super) fn OneDoubt(page: Page, doubt: Doubt) -> impl IntoView {
    let document = paths::desk_document(Folder::Places.as_str(), &doubt.place);
    let mend = format!("{document}#field-{}", doubt.group.first_field());
    let (title, group) = (doubt.title.clone(), doubt.group.chinese());
    let said = doubt.said.iter().map(|said| format!("{} {} 次", said.kind.chinese(), said.count)).collect::<Vec<_>>();
    let times = doubt.times.iter().map(|at| beijing(*at)).collect::<Vec<_>>().join("、");
    let lines = doubt.lines.iter().map(|line| view! { <li>{format!("“{line}”")}</li> }).collect_view();
    let written = if doubt.written.is_empty() { "还没写".to_string() } else { doubt.written.clone() };
    let confirmed = doubt.confirmed.as_ref().map_or_else(|| "没人确认过".into(), |day| format!("{day} 确认的"));
    let ask =
        (!doubt.phone.is_empty() || !doubt.keeper.is_empty()).then(|| (doubt.keeper.clone(), doubt.phone.clone()));
    let settle = move |deed, words: &str| {
        let (doubt, said) = (doubt.clone(), format!("{}：{words}", doubt.title));
        Callback::new(move |()| page.settle(&doubt, deed, said.clone()))
    };
    let can_confirm = written != "还没写";
    let confirm = settle(SettleDeed::Confirm, &format!("{group}今天确认了，读者那边已经是新的。"));
    let done = settle(SettleDeed::Done, "收掉了，名单没有动。");
    view! {
        <li class="correction">
            <h2><a href=document>{title}</a>" "<small>{group}</small></h2>
            <p class="correction-said"><b>{said.join("，")}</b><small>{times}</small></p>
            <ul class="correction-lines">{lines}</ul>
            <p><small>"名单上写的"</small>{written}" "<small>{confirmed}</small></p>
            {ask.map(|(keeper, phone)| view! { <p><small>"问谁"</small>{keeper}{(!phone.is_empty()).then(|| view! { " "<a href=format!("tel:{phone}")>{phone.clone()}</a> })}</p> })}
            <div class="correction-deeds">
                {can_confirm.then(|| view! { <Twice name="还是对的" what=format!("问过了，{group}没错？写上今天确认，马上给读者看。") yes="没错，今天确认" is_busy=page.room.is_busy run=confirm/> })}
                <a class="button quiet" href=mend>"去改"</a>
                <Twice name="处理了" what="名单不动，只把这几条收掉？收掉就没有了。" yes="收掉" is_busy=page.room.is_busy run=done/>
            </div>
        </li>
    }
}
