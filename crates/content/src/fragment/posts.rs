//! The pages of 我有话儿对党说. What members said is the server's and what one wrote is the phone's: both are filled into
//! the slots. The form is complete HTML, so that nobody waits for the app to write.

use super::{Page, Root, icon, title};
use crate::bundle::escape;
use crate::feed;
use crate::site::Site;

/// What stands at the top of each, where the app is off.
const NO_SCRIPT: &str = "<noscript><p class=\"notice\">说话要开启脚本才行。读卡片和文章不需要。</p></noscript>";

/// `/posts/`.
pub fn posts(site: &Site) -> Page {
    let (ways, say) = (ways(api::paths::POSTS), say(""));
    page(
        site,
        api::paths::POSTS,
        ["我有话儿对党说", "我有话儿对党说", &format!("{}说的心里话，支部书记看过、回应。", site.speaker())],
        &format!(
            "{ways}{NO_SCRIPT}<div data-slot=\"waiting\"></div><div data-slot=\"newer\" role=\"status\"></div>{}\
             <p class=\"feed-said\" role=\"status\"></p>{say}",
            feed::SLOT
        ),
    )
}

/// `/posts/new/`.
pub fn new_post(site: &Site) -> Page {
    let sign = |value: &str, name: &str| {
        let pressed = value == "branch";
        format!(
            "<button type=\"button\" data-action=\"say\" data-way=\"sign\" data-id=\"{value}\" aria-pressed=\"{pressed}\">{name}</button>"
        )
    };
    page(
        site,
        api::paths::NEW_POST,
        ["说一句", "说一句", "想到什么，写一句，支部书记会看。"],
        &format!(
            "{NO_SCRIPT}<div class=\"compose-about\" data-slot=\"about\"></div>\
             <label class=\"visually-hidden\" for=\"words\">想说的话</label>\
             <textarea class=\"compose-words\" id=\"words\" rows=\"6\" autocomplete=\"off\" aria-describedby=\"fault\" placeholder=\"{}\"></textarea>\
             <div id=\"fault\" data-slot=\"fault\" role=\"status\"></div>\
             <div class=\"choice compose-sign\" role=\"group\" aria-label=\"署名\"><span>署名</span>{}{}<p class=\"compose-signed\"></p></div>\
             <div class=\"compose-bar\"><span class=\"count\"><span class=\"visually-hidden\">写了</span> <b>0</b> / {}</span>\
             <button type=\"button\" class=\"button\" data-action=\"say\" data-way=\"send\">发出</button></div>\
             <p class=\"compose-saved\" role=\"status\"><span data-when=\"clearable\">手机快满时，浏览器可能清掉草稿，要紧的话先留一份。</span>\
             <span data-when=\"nowhere\">还没发出。这个浏览器不让存，关掉就没了。</span> \
             <button type=\"button\" class=\"button quiet\" data-action=\"say\" data-way=\"copy\">复制文字</button></p>\
             <div class=\"compose-where\"><p>书记看过后公开。发出以前，话只存在这部手机里，只有你看得到；发出以后也随时可以收回。</p>\
             <p data-slot=\"invited\"></p><p><a class=\"row-link\" href=\"{}\">我写的</a></p></div>",
            escape(site.compose_hint()),
            sign("nickname", "昵称和支部"),
            sign("branch", "只署支部"),
            api::rules::MOST_CHARACTERS,
            api::paths::MY_POSTS,
        ),
    )
}

/// `/posts/mine/`.
pub fn my_posts(site: &Site) -> Page {
    // Drafts stand on this page, each with its own way back: here one begins another.
    let (ways, say) = (ways(api::paths::MY_POSTS), say("#d="));
    page(
        site,
        api::paths::MY_POSTS,
        ["我写的", "我写的", "草稿、已经发出的，和每一条到了哪一步。"],
        &format!(
            "{ways}{NO_SCRIPT}<p class=\"feed-said\" role=\"status\"></p><div class=\"feed\" data-slot=\"mine\"></div>{say}"
        ),
    )
}

/// `/posts/:id/`, for every post.
pub fn post(site: &Site) -> Page {
    page(
        site,
        api::paths::A_POST,
        ["一句心里话", "心里话", &format!("{}说的一句话，和支部的回应。", site.speaker())],
        &format!(
            "{NO_SCRIPT}<div class=\"feed\" data-slot=\"post\"><p class=\"empty\" data-opening=\"没打开这一条：刷新再试，或者用手机自带浏览器打开。\">正在取这一条……</p></div>\
             <p class=\"feed-said\" role=\"status\"></p><p><a class=\"row-link\" href=\"{}\">大家说的</a></p>",
            api::paths::POSTS
        ),
    )
}

/// `/join/:code/`, for every invite. Opening it uses nothing up: link previews open it as well.
pub fn invite(site: &Site) -> Page {
    page(
        site,
        api::paths::AN_INVITE,
        ["支部请你来说一句", "邀请", "打开链接，不用手机号，不用实名。"],
        &format!(
            "{NO_SCRIPT}<div class=\"join\" data-slot=\"join\"><h2>支部的邀请</h2><p data-opening=\"没打开，邀请也没有用掉：刷新再试，或者用手机自带浏览器打开。\">正在看这个邀请……</p></div>\
             <p class=\"feed-said\" role=\"status\"></p><p class=\"join-where\" data-wechat=\"你在微信里打开的。以后也从微信里打开，这里才认得你；想换到手机浏览器，在“我的”里点“换手机”。\" \
             data-browser=\"以后就用这个浏览器打开，这里才认得你；想换到微信或别的手机，在“我的”里点“换手机”。\" \
             data-offline=\"链接还在，邀请没有用掉。连上网，这里自己接着来；先关掉也行，有网再点一次链接。\" \
             data-moved=\"原来那部也还登着，没发的草稿在那边。不想留，就在那边的“我的”里点“退出”。\" \
             data-used=\"是你自己用的：回到进来过的那个浏览器，在“我的”里点“换手机”，就能带到这里。不是你，请书记再给一个。\" \
             data-unknown=\"对着卡片看看，是不是少抄了一截、抄错了一个。从旧手机带过来的码，只认最新那个。\" \
             data-over=\"请书记再给一个；“换手机”的码，在原来那部上再点一次就有。\"></p>"
        ),
    )
}

/// `/join/`, and whatever else is left of an invite's link: where it was cut off, what to do.
pub fn cut_invite(site: &Site) -> Page {
    page(
        site,
        api::paths::JOIN,
        ["邀请链接断了一截", "邀请", "邀请链接不完整，打不开。"],
        &format!(
            "<div class=\"join\"><h2>邀请链接断了一截</h2>\
             <p>发来发去，链接少了几个字，或者多带了几个字，打不开。邀请没有用掉。</p>\
             <p>有卡片的，再扫一次上面的码。</p>\
             <p>有原来那条消息的，长按整条复制，粘到浏览器里，从 https 到最后一个字母，后面不带别的字。</p>\
             <p>都没有，请支部书记再发一次。</p>\
             <p class=\"buttons\"><a class=\"button\" href=\"{}\">先看看大家说的</a> <a class=\"button quiet\" href=\"{}\">看今日金句</a></p></div>",
            api::paths::POSTS,
            api::paths::HOME,
        ),
    )
}

/// `names`: title, heading, and what link previews say.
fn page(site: &Site, path: &str, names: [&str; 3], inner: &str) -> Page {
    let [name, heading, description] = names;
    let title = title(name, &site.name);
    let more = format!(" data-posts{}", super::speaker(site));
    let root = Root { path, title: &title, heading, note: "", tab: "posts", more: &more };
    let html = root.wrap(&format!("<h1 class=\"visually-hidden\">{heading}</h1>{inner}"));
    Page { path: path.into(), title: name.into(), description: description.into(), html }
}

/// Everybody's, or one's own.
fn ways(here: &str) -> String {
    let link = |(path, name): (&str, &str)| {
        let current = if path == here { " aria-current=\"page\"" } else { "" };
        format!("<a class=\"chip\" href=\"{path}\"{current}>{name}</a>")
    };
    let links: String = [(api::paths::POSTS, "大家说的"), (api::paths::MY_POSTS, "我写的")].map(link).concat();
    format!("<nav class=\"chips\" aria-label=\"看哪些\">{links}</nav>")
}

fn say(which: &str) -> String {
    let path = api::paths::NEW_POST;
    format!("<p class=\"say\"><a class=\"button\" href=\"{path}{which}\">{}说一句</a></p>", icon("write"))
}
