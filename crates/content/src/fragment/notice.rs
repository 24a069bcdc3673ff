//! The pages for what cannot be shown.

use super::{Page, Root, title};
use crate::bundle::escape;
use crate::site::Site;

/// Nothing was ever at this path.
pub fn missing(site: &str) -> Page {
    notice(site, "没有这一页", "网址可能抄错了，或者这一页改了名字。")
}

/// Something was here and was taken back.
pub fn withdrawn(site: &str) -> Page {
    notice(site, "这一条已经撤下", "这一页暂时不提供。别的金句和文章都在。")
}

/// A link to a draft that is good no more.
pub fn no_preview(site: &str) -> Page {
    notice(site, "这个预览看不了了", "链接过了三天，草稿已经发布或收回，或者还没写成能看的样子。找发给你的人问问。")
}

/// Where people spoke, on a site that has closed.
pub fn closed(site: &Site) -> Page {
    let text = format!(
        "登录、说话都停了，账号和大家留下的话已经删掉，没有留底。金句和文章还可以看。有事联系：{}",
        site.contact
    );
    notice(&site.name, "这个站点已经关闭", &text)
}

/// The server failed.
pub fn failed(site: &str) -> Page {
    notice(site, "这一页没打开", "是我们这边出了错，不是你的手机。过一会儿再试。")
}

fn notice(site: &str, heading: &str, text: &str) -> Page {
    let title_text = title(heading, site);
    let root = Root { path: "", title: &title_text, heading: "", note: "", tab: "none", more: " data-notice" };
    let html = root.wrap(&format!(
        "<section class=\"notice\"><h1>{}</h1><p>{}</p><p><a class=\"button\" href=\"{}\">看今日金句</a> <a class=\"button quiet\" href=\"{}\">全部金句</a></p></section>",
        escape(heading),
        escape(text),
        api::paths::HOME,
        api::paths::CARDS,
    ));
    Page { path: String::new(), title: heading.into(), description: text.into(), html }
}
