//! The page about this phone. Its controls are complete HTML, so that a tap before the app is ready is not lost; what
//! only the phone knows (what is kept, what is stored) the app fills in.

use super::{Page, Root, title};
use crate::render;
use crate::site::Site;

/// `/me/`.
pub fn me(site: &Site) -> Page {
    let title = title("我的", &site.name);
    let more = super::speaker(site);
    let root = Root { path: api::paths::ME, title: &title, heading: "我的", note: "", tab: "me", more: &more };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">我的</h1>\
         <noscript><p class=\"notice\">收藏和显示设置要开启脚本才能用。读卡片和文章不需要。</p></noscript>\
         <p><a class=\"row-link kept-link\" href=\"{kept}\">收藏 <span data-slot=\"kept\"></span></a></p>\
         <section class=\"account\"><h2>我的账号</h2><div data-slot=\"account\">\
         <p>看不用账号。想说一句，找支部书记要一个邀请：扫码或点开链接就行，不用手机号，不用实名。</p></div>\
         <p><a class=\"row-link\" href=\"{mine}\">我写的</a></p><p><a class=\"row-link\" href=\"{going}\">我要去的</a></p></section>\
         <section><h2>显示</h2>{theme}{size}</section>\
         <section><h2>这部手机上</h2><p class=\"stored\"></p><progress aria-label=\"存了多少\" hidden></progress><p class=\"news\"></p>\
         <p class=\"buttons\">{check}</p></section>\
         <section><h2>出了毛病</h2><p>打不开、字不对、一直转圈，点“修复”：丢掉存好的页面和程序，重新取一份。收藏、草稿和设置不动。</p>\
         <p class=\"buttons\">{repair}</p>\
         <details class=\"clear\"><summary class=\"button quiet\"><span>清空这部手机上的一切</span><span>先不清</span></summary>\
         <p>收藏、看到哪儿、光线和字号、存好的页面，都从这部手机上删掉，找不回来。真要清空吗？</p>\
         <p data-slot=\"unsent\"></p>\
         <p class=\"buttons\"><button type=\"button\" class=\"button\" data-action=\"clear\">全部清空</button></p></details>\
         <p class=\"said\" role=\"status\"></p>\
         <div data-slot=\"voice\" hidden><h2 class=\"section\">听不了？</h2><p>这部手机没有中文的声音，没人念过的就听不了。安卓手机在“设置”里搜“文字转语音”，装上中文的；苹果手机在“设置”里搜“朗读内容”；\
         在微信里打开的，换手机自带的浏览器试试。</p></div></section>\
         {wont}\
         <p><a class=\"row-link\" href=\"{about}\">关于{name}</a></p>",
        theme = choice("theme", "光线", &[("", "自动"), ("light", "日间"), ("sun", "日光"), ("dark", "夜间")]),
        size = choice("size", "字号", &[("", "标准"), ("l", "大"), ("xl", "特大")]),
        kept = api::paths::KEPT,
        mine = api::paths::MY_POSTS,
        going = [api::paths::ACTIVITIES, "#mine"].concat(),
        check = button("check", "现在看看有没有新的"),
        repair = button("repair", "修复"),
        wont = wont(site),
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

fn button(action: &str, text: &str) -> String {
    format!("<button type=\"button\" class=\"button quiet\" data-action=\"{action}\">{text}</button>")
}

/// The promises that the deployer's own text makes, where it makes them.
fn wont(site: &Site) -> String {
    const HEADING: &str = "我们不做的事";
    let text = site.section(HEADING).unwrap_or_default();
    if text.is_empty() {
        String::new()
    } else {
        format!("<section class=\"wont\"><h2>{HEADING}</h2>{}</section>", render::to_html(text))
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
