//! `/desk/print/`: 书签打印. Chosen cards on A4 sheets of bookmarks to cut, or one of them on a poster; printed by the
//! browser, which also makes a PDF of it.

mod bookmark;
mod code_sheet;
mod design;
mod grid;
mod paper;
mod picker;
mod planned;
mod poster;
mod sheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use ::api::paths;
use ::api::people::{Me, Role};
use ::api::rules::tidy;
use leptos::portal::Portal;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::in_sight;
use super::published::Published;
use crate::browser::{clock, dom, history, screen};
use crate::desk::shell::failed::Failed;
use crate::desk::shell::session::Session;
use crate::ui::focus;
use crate::ui::{Skeleton, at_most, close_on_back};
use design::{Design, PIECES};
use grid::{EIGHT, Grid, TEN};
use picker::Picker;
use poster::Poster;
use sheet::SAMPLE;

pub(in crate::desk) use code_sheet::CodeSheet;
pub(in crate::desk) use poster::is_only_here;
pub(in crate::desk) use sheet::{PrintOut, Sheet};

/// Where a poster hangs, in characters.
const PLACE: usize = 20;

/// What is printed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Order {
    is_poster: bool,
    grid: Grid,
    design: Design,
    /// Whether what is chosen is repeated until the last sheet is full.
    is_filled: bool,
    /// Where a poster will hang.
    place: String,
}

/// The page: asks for what is published first, and for what will be.
#[component]
pub(super) fn PrintPage(me: Me) -> impl IntoView {
    let is_admin = me.role == Role::Admin;
    let (published, failed) = (RwSignal::new(None::<Arc<Published>>), RwSignal::new(None::<String>));
    // Why what is planned is not among them.
    let missing = RwSignal::new(String::new());
    let session = expect_context::<Session>();
    // style/desk-print.css: on paper this page's sheets stand alone.
    dom::set_root_data("page", "print");
    let load = move || {
        failed.set(None);
        spawn_local(async move {
            match Published::load().await {
                Ok(mut all) => {
                    if let Err(why) = planned::add(&mut all).await {
                        missing.set(format!("定时发布的句子这次没打开，要印它们再来一次。{}", session.hear(&why)));
                    }
                    published.set(Some(Arc::new(all)));
                }
                Err(why) => failed.set(Some(why.sentence())),
            }
        });
    };
    load();
    move || match (published.get(), failed.get()) {
        (Some(all), _) => {
            view! { <p class="wrong" role="alert">{missing.get()}</p><Room published=all is_admin/> }.into_any()
        }
        (None, None) => view! { <Skeleton/> }.into_any(),
        (None, Some(why)) => view! { <Failed why again=Callback::new(move |()| load())/> }.into_any(),
    }
}

#[component]
fn Room(published: Arc<Published>, is_admin: bool) -> impl IntoView {
    let known = |slug: &&str| published.cards.contains_key(*slug);
    let chosen = RwSignal::new(history::fragment().split(',').filter(known).map(str::to_string).collect::<Vec<_>>());
    let order = RwSignal::new(Order {
        is_poster: false,
        grid: EIGHT,
        design: Design::Plain,
        is_filled: true,
        place: String::new(),
    });
    let pages = Memo::new({
        let published = published.clone();
        move |_| pages(&published, &chosen.get(), &order.get())
    });
    let summary = move || {
        let (sheets, is_poster) = (pages.with(Vec::len), order.with(|order| order.is_poster));
        match (is_poster, chosen.with(Vec::len)) {
            (true, _) => "一张 A4 海报：印选的第一句，没选就印今天的。".to_string(),
            (_, 0) => "还没选：先选几句，或者选一组。".to_string(),
            (_, cards) => format!("{cards} 句，{sheets} 张 A4 纸"),
        }
    };
    // What stands in the site's file until whoever runs it has put in their own.
    let is_sample = Memo::new(move |_| pages.with(|pages| pages.iter().any(|page| page.contains(SAMPLE))));
    let (is_asked, is_meant) = (RwSignal::new(false), RwSignal::new(false));
    let is_held = move || is_sample.get() && !is_meant.get();
    let go = move |_| match is_held() {
        true => {
            is_asked.set(true);
            focus::soon(".print-sample", ".print-sample");
        }
        false => screen::print(),
    };
    let keep = move || {
        is_asked.set(false);
        focus::soon(".print-go", "");
    };
    close_on_back(move || is_asked.get() && is_held(), keep);
    let mean_it = move |_| {
        is_meant.set(true);
        is_asked.set(false);
        // Once the pages are there to be printed.
        clock::soon(screen::print);
    };
    let see = |_| in_sight::soon(".print-preview", ".print-preview");
    view! {
        <div class="sprite" inner_html=PIECES></div>
        <div class="print-room">
        <div class="print-form">
            <OrderForm order/>
            <Picker published chosen/>
            <p class="hint">"打印时选 A4、实际大小（100%）、没有边距。微信里打不了，先用浏览器打开。"</p>
            <p class="print-links"><a class="button quiet" href=paths::DESK_INVITES>"打印邀请卡"</a></p>
            <Preview pages/>
            // In reach however far the list of quotations goes.
            <div class="print-bar">
            <p class="print-chosen"><span role="status">{summary}</span>
                <button type="button" class="button quiet" hidden=move || chosen.with(Vec::is_empty) on:click=move |_| chosen.set(Vec::new())>"全不选"</button>
            </p>
            {move || (is_asked.get() && is_held()).then(|| view! {
                <div class="twice print-sample" role="alertdialog" tabindex="-1" aria-labelledby="print-sample">
                    <p id="print-sample">"纸上会印出“（示例……）”这几个字：站点里还是示例数据，没换成自己的。"</p>
                    {own_names(is_admin)}
                    <button type="button" class="button quiet" on:click=mean_it>"就这样印"</button>
                    <button type="button" class="button quiet" on:click=move |_| keep()>"先不印"</button>
                </div>
            })}
            <p class="print-do">
                <button type="button" class="button print-go" disabled=move || pages.with(Vec::is_empty) on:click=go>"打印，或存成 PDF"</button>
                // Where the picture is below what is chosen.
                <button type="button" class="button quiet print-see" hidden=move || pages.with(Vec::is_empty) on:click=see>"看样子"</button>
            </p>
            </div>
        </div>
        </div>
        <Portal>
            <div class="print-out" aria-hidden="true">{move || is_held().then(|| view! { <p>"站点里还是示例数据：回到书记台的“打印”，换成自己的，或者点“就这样印”。"</p> })}{move || (!is_held()).then(|| pages.get().into_iter().map(|page| view! { <div inner_html=page></div> }).collect_view())}</div>
        </Portal>
    }
}

/// The sheets as they will be, small.
#[component]
fn Preview(pages: Memo<Vec<String>>) -> impl IntoView {
    let figure = |(at, page): (usize, String)| {
        let name = format!("第 {} 张纸的样子", at + 1);
        view! { <li><div role="img" aria-label=name inner_html=page></div></li> }
    };
    view! {
        <div class="print-look">
            <ol class="print-preview" tabindex="0" aria-label="打出来的样子">{move || pages.get().into_iter().enumerate().map(figure).collect_view()}</ol>
        </div>
    }
}

/// The way to what is this deployment's own, for those who may write it.
fn own_names(is_admin: bool) -> AnyView {
    match is_admin {
        true => view! { <a class="button" href=paths::DESK_SITE>"先去换成自己的"</a> }.into_any(),
        false => view! { <p>"请管理员到“站点”里换成自己的。"</p> }.into_any(),
    }
}

#[component]
fn OrderForm(order: RwSignal<Order>) -> impl IntoView {
    let radio = move |group: &'static str, name: &'static str, is: fn(&Order) -> bool, choose: fn(&mut Order)| {
        view! {
            <label><input type="radio" name=group prop:checked=move || order.with(is) on:change=move |_| order.update(choose)/>{name}</label>
        }
    };
    let designs = Design::ALL.into_iter().map(|design| {
        let is_chosen = move || order.with(|order| order.design == design);
        let choose = move |_| order.update(|order| order.design = design);
        view! { <label><input type="radio" name="design" prop:checked=is_chosen on:change=choose/>{design.name()}</label> }
    });
    let designs = designs.collect_view();
    let is_poster = move || order.with(|order| order.is_poster);
    let set_place = move |typed: String| order.update(|order| order.place = tidy(&typed));
    let here = history::origin();
    let warning = is_only_here(&here)
        .then(|| format!("二维码里的地址是 {here}，只有这台机器或这个网里打得开。要贴出去，先从正式网址打开书记台。"));
    view! {
        <fieldset><legend>"印什么"</legend><div class="print-ways">
            {radio("what", "书签", |order| !order.is_poster, |order| order.is_poster = false)}
            {radio("what", "门口海报", |order| order.is_poster, |order| order.is_poster = true)}
        </div></fieldset>
        <fieldset><legend>"样子"</legend><div class="print-ways">
            {designs}
        </div></fieldset>
        <fieldset hidden=is_poster><legend>"一张纸几条"</legend><div class="print-ways">
            {radio("grid", "8 条（48×138 毫米）", |order| order.grid == EIGHT, |order| order.grid = EIGHT)}
            {radio("grid", "10 条（38×138 毫米）", |order| order.grid == TEN, |order| order.grid = TEN)}
        </div>
        <label class="print-check"><input type="checkbox" prop:checked=move || order.with(|order| order.is_filled) on:change=move |_| order.update(|order| order.is_filled ^= true)/>"空位用选好的句子补满"</label>
        </fieldset>
        <div hidden=move || !is_poster()>
            <label for="place">"贴在哪里（可以不写）"</label>
            <input id="place" type="text" placeholder="某某驿站" on:input=move |event| set_place(at_most(&event, PLACE)) on:change=move |event| set_place(at_most(&event, PLACE))/>
        </div>
        {warning.map(|warning| view! { <p class="notice print-address">{warning}</p> })}
    }
}

/// The sheets of an order.
fn pages(published: &Published, chosen: &[String], order: &Order) -> Vec<String> {
    let origin = history::origin();
    let known = |slug: &&String| published.cards.contains_key(*slug);
    let chosen: Vec<&String> = chosen.iter().filter(known).collect();
    if order.is_poster {
        let slug = chosen.first().copied().or(published.today.as_ref());
        let card = slug.and_then(|slug| published.cards.get(slug)).or_else(|| published.cards.values().next());
        let link = origin + paths::HOME;
        let poster =
            |card| Poster { place: &order.place, link: &link, card, site: published, design: order.design }.draw();
        return card.map(poster).into_iter().collect();
    }
    let mut drawn: BTreeMap<&str, String> = BTreeMap::new();
    for slug in &chosen {
        if let Some(card) = published.cards.get(*slug) {
            let link = format!("{origin}{}", paths::card(slug));
            let draw = || bookmark::bookmark(card, &link, &published.site, order.design, order.grid);
            drawn.entry(slug).or_insert_with(draw);
        }
    }
    let bookmarks = places(chosen.len(), order.grid.count(), order.is_filled).map(|at| {
        let slug = chosen[at];
        (slug.clone(), drawn.get(slug.as_str()).cloned().unwrap_or_default())
    });
    order.grid.sheets(&bookmarks.collect::<Vec<_>>())
}

/// Which of so many cards lies at each place of the sheets.
fn places(cards: usize, on_sheet: usize, is_filled: bool) -> impl Iterator<Item = usize> {
    let places = if is_filled { cards.div_ceil(on_sheet) * on_sheet } else { cards };
    (0..places).map(move |place| place % cards.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_places_are_filled_from_the_beginning() {
        let of = |cards, is_filled| places(cards, 8, is_filled).collect::<Vec<_>>();
        assert_eq!(of(3, true), [0, 1, 2, 0, 1, 2, 0, 1]);
        assert_eq!(of(3, false), [0, 1, 2]);
        assert_eq!(of(9, true).len(), 16);
        assert!(of(0, true).is_empty() && of(0, false).is_empty());
    }
}
