//! The pages of what is kept: as a list, and card by card. Only the phone knows that: the list is the app's, and so is what was sent to it behind the
//! `#` of a link.

use super::slots::{End, actions, back, button, end, link, show};
use super::{Page, Root, title};
use crate::site::Site;

/// `/kept/`.
pub fn kept(site: &Site) -> Page {
    let title = title("收藏", &site.name);
    let root = Root { path: api::paths::KEPT, title: &title, heading: "收藏", note: "", tab: "me", more: "" };
    let html = root.wrap(
        "<h1 class=\"visually-hidden\" data-way-back=\"收藏\">收藏</h1>\
         <noscript><p class=\"notice\">收藏要开启脚本才能用。读卡片和文章不需要。</p></noscript>\
         <div data-slot=\"kept\"></div>\
         <section><h2>从另一部手机带过来</h2>\
         <p>在那部手机的“收藏”里点“带到另一部手机”，用这部手机扫码；存成了文件的，在这里打开。</p>\
         <label class=\"button quiet\">打开文件<input class=\"visually-hidden\" type=\"file\" accept=\".txt,text/plain\"></label></section>",
    );
    Page {
        path: api::paths::KEPT.into(),
        title: "收藏".into(),
        description: "收藏的金句只存在自己的手机里，可以带到另一部手机。".into(),
        html,
    }
}

/// `/kept/deck/`: the app puts the cards before the end.
pub fn kept_deck(site: &Site) -> Page {
    let title = title("收藏，一条一条看", &site.name);
    let more = " data-deck=\"kept\"";
    let root = Root { path: api::paths::KEPT_DECK, title: &title, heading: "收藏", note: "", tab: "me", more };
    let end = end(&End {
        heading: "收藏的看完了<br>路上慢点",
        link: (api::paths::KEPT, "回到收藏"),
        quiet: (api::paths::HOME, "看今日金句"),
    });
    let (large, next) = (link("show", "#show", "大字", "show"), back() + &button("next", "下一条", "down"));
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">收藏</h1>\
         <noscript><p class=\"notice\">收藏要开启脚本才能用。读卡片和文章不需要。</p></noscript>\
         <div class=\"deck\">{end}</div>{}{}",
        actions(&large, "", &next),
        show(""),
    ));
    Page {
        path: api::paths::KEPT_DECK.into(),
        title: "收藏，一条一条看".into(),
        description: "收藏的金句，看完就完。".into(),
        html,
    }
}
