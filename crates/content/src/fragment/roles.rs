//! Roles: the list, and the page of each, with what a letter of appointment is drawn of on the phone.

use super::{Page, Root, card_rows, listing, row, title};
use crate::bundle::escape;
use crate::library::Library;
use crate::render;
use crate::role::{KINDS, Role};

/// What stands above each kind in the list, and above the two lists and the last words of a page of it.
const HEADINGS: [(&str, &str, &str, &str); 3] = [
    ("聘书", "看什么", "不做什么", "看见了找谁"),
    ("怎么报", "怎么做", "不做什么", "急的时候"),
    ("倡议书", "我们想到的几条", "放心", "想做点什么"),
];

fn headings(role: &Role) -> (&'static str, &'static str, &'static str, &'static str) {
    HEADINGS[KINDS.iter().position(|kind| *kind == role.kind).unwrap_or_default()]
}

/// `/roles/`: kind by kind.
pub fn roles(library: &Library) -> Page {
    let section = |(kind, headings): (&&str, &(&str, &str, &str, &str))| {
        let roles = library.roles.values().filter(|role| role.withdrawn.is_none() && role.kind == **kind);
        let rows: String = roles
            .map(|role| row(&api::paths::below(api::paths::ROLES, &role.slug), &role.title, &role.summary, ""))
            .collect();
        match rows.is_empty() {
            true => rows,
            false => format!("<section><h2>{}</h2><ul class=\"rows articles\">{rows}</ul></section>", headings.0),
        }
    };
    let sections: String = KINDS.iter().zip(&HEADINGS).map(section).collect();
    let empty = if sections.is_empty() { "<p class=\"empty\">还没有写。</p>" } else { "" };
    listing(
        api::paths::ROLES,
        "聘书手册",
        "聘书各看什么、不做什么、找谁；随手拍、宁食安怎么报。",
        library,
        &format!("{empty}{sections}<p class=\"fine\">没有数量，不比谁多。想停随时停，不用说理由。</p>"),
    )
}

/// `/roles/:slug/`: all of it on one page.
pub fn role(role: &Role, library: &Library) -> Page {
    let path = api::paths::below(api::paths::ROLES, &role.slug);
    let title = title(&role.title, &library.site.name);
    let root = Root { path: &path, title: &title, heading: &role.kind, note: "", tab: "around", more: "" };
    let (_, look, avoid, call) = headings(role);
    let things =
        |things: &[String]| things.iter().map(|thing| format!("<li>{}</li>", escape(thing))).collect::<String>();
    let cards = match card_rows(library.cards_of(&role.cards)) {
        rows if rows.is_empty() => rows,
        rows => format!("<section class=\"rests-on\"><h2>相关的句子</h2><ul class=\"rows\">{rows}</ul></section>"),
    };
    let html = root.wrap(&format!(
        "<article class=\"paper-page\"><h1 class=\"title\">{name}</h1><p class=\"hint\">{summary}</p><p>{purpose}</p>\
         <h2 class=\"section\">{look}</h2><ul class=\"look\">{looks}</ul><h2 class=\"section\">{avoid}</h2><ul class=\"look not\">{avoids}</ul>\
         <h2 class=\"section\">{call}</h2><p>{calls}</p>{body}<p class=\"fine\">{whose}</p>{deed}{cards}</article>",
        name = escape(&role.title),
        summary = escape(&role.summary),
        purpose = escape(&role.purpose),
        looks = things(&role.look),
        avoids = things(&role.avoid),
        calls = escape(&role.call),
        body = match role.body.trim() {
            "" => String::new(),
            _ => format!("<div class=\"prose\">{}</div>", render::to_html(&role.body)),
        },
        whose = match role.kind == KINDS[0] {
            true => "名称出自报道；看什么、不做什么是我们写的，以发聘书的人说的为准。没有数量，不比谁多。",
            false => "这一页是我们写的。没有数量，不比谁多。",
        },
        deed = deed(role, library),
    ));
    Page { path, title: role.title.clone(), description: role.summary.clone(), html }
}

/// Where a letter is made: the app draws it, and the name goes nowhere else.
fn deed(role: &Role, library: &Library) -> String {
    if role.deed.is_empty() {
        return String::new();
    }
    // What stands in brackets behind a name is a note to readers.
    let committee = library.site.committee.split('（').next().unwrap_or_default();
    let button = |shape: &str, words: &str, more: &str| {
        format!(
            "<button type=\"button\" class=\"chip\" data-action=\"deed\" data-shape=\"{shape}\"{more}>{words}</button>"
        )
    };
    let choice = |shape: &str, words: &str| button(shape, words, " aria-pressed=\"false\"");
    let (heading, label, buttons, after) = match role.kind == KINDS[2] {
        true => ("签一张留念", "签上的名字（不写也行）", button("keepsake", "画出来", ""), "只留给自己看，没有名单。"),
        false => (
            "做一张聘书",
            "聘书上的名字（不写也行）",
            choice("sheet", "整张") + &choice("card", "钱包卡"),
            "到支部盖了章才算数。",
        ),
    };
    format!(
        "<section class=\"deed\" data-role=\"{title}\" data-deed=\"{deed}\" data-looks=\"{looks}\" data-by=\"{by}\"><h2 class=\"section\">{heading}</h2>\
         <label for=\"deed-name\">{label}</label><input id=\"deed-name\" maxlength=\"12\" autocomplete=\"off\"><p class=\"fine\">只在这部手机里画成图，不上传，关掉就没了。{after}</p>\
         <p class=\"chips\">{buttons}</p><div id=\"deed-picture\" role=\"status\"></div>\
         <div class=\"deed-do\" hidden><p class=\"buttons\"><button type=\"button\" class=\"button quiet\" data-action=\"deed\" data-shape=\"print\">打印</button> \
         <a class=\"button\" download=\"{file}.png\">保存图片</a></p><p class=\"fine\">长按图片也能保存，微信里也行。</p></div></section>",
        file = if role.kind == KINDS[2] { "留念" } else { "聘书" },
        title = escape(&role.title),
        deed = escape(&role.deed),
        looks = escape(&role.look.join("；")),
        by = escape(committee),
    )
}
