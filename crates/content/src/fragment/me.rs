//! The page about this phone. Its controls are complete HTML, so that a tap before the app is ready is not lost; what
//! only the phone knows (what is kept, what is stored) the app fills in.

use super::{Page, Root, title};
use crate::site::Site;

/// `/me/`.
pub fn me(site: &Site) -> Page {
    let title = title("我的", &site.name);
    let root = Root { path: api::paths::ME, title: &title, heading: "我的", note: "", tab: "me", more: "" };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">我的</h1>\
         <noscript><p class=\"notice\">收藏和显示设置要开启脚本才能用。读卡片和文章不需要。</p></noscript>\
         <p><a class=\"row-link kept-link\" href=\"{kept}\">收藏 <span data-slot=\"kept\"></span></a></p>\
         <section><h2>显示</h2>{theme}{size}</section>\
         <section><h2>这部手机上</h2><div data-slot=\"stored\"></div></section>\
         <p><a class=\"row-link\" href=\"{about}\">关于{name}</a></p>",
        theme = choice("theme", "光线", &[("", "自动"), ("light", "日间"), ("sun", "日光"), ("dark", "夜间")]),
        size = choice("size", "字号", &[("", "标准"), ("l", "大"), ("xl", "特大")]),
        kept = api::paths::KEPT,
        about = api::paths::ABOUT,
        name = crate::bundle::escape(&site.name),
    ));
    Page {
        path: api::paths::ME.into(),
        title: "我的".into(),
        description: "收藏、字号和这部手机上存了什么。".into(),
        html,
    }
}

fn choice(name: &str, label: &str, options: &[(&str, &str)]) -> String {
    let buttons: String = options
        .iter()
        .map(|(value, text)| {
            format!(
                "<button type=\"button\" data-action=\"set-{name}\" data-value=\"{value}\" aria-pressed=\"false\">{text}</button>"
            )
        })
        .collect();
    format!("<div class=\"choice\" role=\"group\" aria-label=\"{label}\"><span>{label}</span>{buttons}</div>")
}
