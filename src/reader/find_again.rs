//! How to find this site again: said once, at the end of the first deck that somebody finished.

use crate::browser::dom::{self, Node};
use crate::browser::{install, network, storage};
use crate::reader::shell::actions::Actions;

/// Key of `localStorage`: somebody knows what this is (see the inline script and style/cards.css).
const KEY: &str = "known";

/// Says it below the end that is on screen.
pub fn say_how_to_find_again(end: &Node, actions: Actions) {
    let Some(end) = dom::find_in(end, ".deck-end") else { return };
    // Where nothing is stored it would be said at every end.
    if storage::get(KEY).is_some() || !storage::set(KEY, "1") {
        return;
    }
    let (words, more) = match (network::is_wechat(), install::is_offered()) {
        (true, _) => ("下次怎么找：点右上角 ···，选“浮窗”或“收藏”。", ""),
        (_, true) => (
            "下次一点就开：",
            "<button type=\"button\" class=\"button quiet\" data-action=\"find-again\" data-way=\"install\">添加到桌面</button>",
        ),
        _ => ("下次怎么找：把这一页收藏到浏览器，或者添加到桌面。", ""),
    };
    let html = [
        "<p class=\"find-again\" role=\"status\"><span>",
        words,
        "</span>",
        more,
        "<button type=\"button\" class=\"button quiet\" data-action=\"find-again\">知道了</button></p>",
    ];
    dom::append_html(&end, &html.concat());
    actions.always("find-again", |button| {
        if dom::data(button, "way") == "install" {
            install::ask();
        }
        dom::find(".find-again").iter().for_each(dom::remove);
        true
    });
}
