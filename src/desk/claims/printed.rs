//! What hangs in the street and on the door.

use ::api::claims::{ClaimedShop, MOST_IN_LINE, OFFERS};
use ::api::paths;
use content::place::around;
use leptos::prelude::*;

use super::state::Page;
use crate::browser::{dom, history};
use crate::client::site_words;
use crate::desk::print::{CodeSheet, is_only_here};
use crate::ui::at_most;

/// The sheet of a street: its code leads to the form, where the street stands already.
#[component]
pub(super) fn StreetSheet(page: Page) -> impl IntoView {
    let street = RwSignal::new(String::new());
    let known = move || {
        let claims = page.room.all.get().unwrap_or_default();
        let of_shops = claims.shops.into_iter().map(|shop| shop.street);
        let mut streets: Vec<String> = of_shops.chain(claims.waiting.into_iter().map(|claim| claim.street)).collect();
        streets.sort_unstable();
        streets.dedup();
        streets.into_iter().map(|street| view! { <option value=street></option> }).collect_view()
    };
    let here = history::origin();
    let warning = is_only_here(&here)
        .then(|| format!("二维码里的地址是 {here}，只有这台机器或这个网里打得开。要贴出去，先从正式网址打开书记台。"));
    let print = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        page.sheet.print(sheet(street.get_untracked().trim()));
    };
    view! {
        <h2 class="section">"街上的码"</h2>
        <form class="desk-form" on:submit=print>
            <label for="claim-street">"哪一带（可以不写）"</label>
            <input id="claim-street" type="text" list="claim-streets" placeholder="科巷" autocomplete="off" on:input=move |event| street.set(at_most(&event, MOST_IN_LINE))/>
            <datalist id="claim-streets">{known}</datalist>
            {warning.map(|warning| view! { <p class="notice">{warning}</p> })}
            <button type="submit" class="button quiet">"印街上的码"</button>
            <p class="hint">"一张 A4，实际大小（100%）、没有边距。微信里打不了，先用浏览器打开。"</p>
        </form>
    }
}

fn sheet(street: &str) -> String {
    let origin = history::origin();
    let link = match street {
        "" => [&origin, paths::CLAIM].concat(),
        street => [&origin, paths::CLAIM, "?street=", &dom::encode(street)].concat(),
    };
    let name = if street.is_empty() {
        "开店的，扫一扫".to_string()
    } else {
        [&around(street), "，开店的扫一扫"].concat()
    };
    let offers = OFFERS.map(|(_, words)| words.to_string());
    CodeSheet {
        heading: "爱“新”商家，来认领",
        name: &name,
        lines: &offers,
        link: &link,
        steps: &["愿意给一样就行，一分钟写完", "不用账号，书记到店里看过就上名单"],
        foot: &site_words::committee(),
    }
    .draw()
}

/// What hangs on a shop's door: what it gives, and the way to its page.
pub(super) fn sticker(shop: &ClaimedShop) -> String {
    let link = history::origin() + &paths::place(&shop.place);
    CodeSheet {
        heading: "爱“新”商家",
        name: &shop.title,
        lines: &shop.offers,
        link: &link,
        steps: &["骑手进来，客气问一声就行", "扫一扫，看几点开门，没网也能看"],
        foot: &site_words::committee(),
    }
    .draw()
}
