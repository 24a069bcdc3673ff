//! The page for finding something. Searching is the app's: it looks through what this phone has stored.

use super::{Page, Root, title, ways};
use crate::bundle::escape;
use crate::library::Library;
use crate::place::SERVICES;

/// Words for the same thing, as people say and mistype them and as content has them; a group each, its words parted by spaces.
/// Looked for where the word that was typed is nowhere.
const SAME: &str = "工资 工钱 工前 薪水 报酬 收入|欠薪 讨薪 拖欠工资|厕所 卫生间 洗手间|孩子 子女 小孩 娃娃|充电 冲电 换电 换电瓶 充手机|\
    充手机 充电宝 手机充电|看病 医院 医疗 体检|受伤 工伤 摔伤 车祸|保险 社保 医保 参保|租房 住房 房子 公寓 宿舍|热水 喝水 水喝 开水 饮水|\
    休息 歇脚 歇会 驿站|吃饭 套餐 饭馆 面馆|微波炉 热饭 加热|培训 学历 上课 考证 课程|心理 心烦 压力 难受 谈心|法律 打官司 律师 维权|\
    雨具 雨衣 雨伞 借伞|充气 打气|修车 维修|车位 停车 停放|热线 电话 投诉|入党 党员 发展对象|申诉 罚款 扣钱 罚单";

/// What a question is made of beside what it is about; parted by spaces, longer ones first: each is taken out before those it has in it.
const ASKING: &str = "可不可以 怎么办 有没有 能不能 为什么 在哪里 在哪儿 哪里有 哪儿有 哪里能 哪儿能 哪里 哪儿 在哪 怎么 怎样 如何 什么 可以 附近 最近 \
    请问 我想 想要 我要 被 想 能 吗 呢 了 去";

/// What riders look for most, of what places have: one tap away, without typing.
const NEEDED: [&str; 4] = ["手机充电", "更换电瓶", "热水", "厕所"];

/// The list of places that have it, where one has.
fn service(library: &Library, name: &str) -> Option<String> {
    let at = SERVICES.iter().position(|(known, _)| *known == name)?;
    library.has_service(name).then(|| format!("<a class=\"chip\" href=\"{}#{at}\">{name}</a>", api::paths::PLACES))
}

/// `/search/`. `initials`: the first letters of what this site calls its people, in pinyin, for the hint in the field.
pub fn search(library: &Library, initials: &str) -> Page {
    let themes =
        library.site.themes.iter().filter(|theme| library.current_cards().any(|card| card.theme == theme.text));
    let theme = |theme: &crate::front_matter::Item| {
        let name = escape(&theme.text);
        format!("<button type=\"button\" class=\"chip\" data-action=\"search\" data-query=\"{name}\">{name}</button>")
    };
    let themes: String = themes.map(theme).collect();
    let services: String = NEEDED.iter().filter_map(|name| service(library, name)).collect();
    let title = title("搜一搜", &library.site.name);
    let root =
        Root { path: api::paths::SEARCH, title: &title, heading: "搜一搜", note: "", tab: "articles", more: "" };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">搜一搜</h1>\
         <noscript><p class=\"notice\">搜索要开启脚本才能用。下面的列表不需要。</p></noscript>\
         <form class=\"search\" role=\"search\" data-same=\"{SAME}\" data-asking=\"{ASKING}\"><label for=\"query\">一个词，或拼音</label>\
         <input id=\"query\" type=\"search\" enterkeyhint=\"search\" maxlength=\"60\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" placeholder=\"{}，或 {}\"></form>\
         <p class=\"search-said\" id=\"said\" role=\"status\"></p>\
         <ul class=\"rows articles\" id=\"found\"></ul>\
         <section id=\"suggested\"><h2>试试这些</h2><div class=\"chips\">{services}{themes}</div>{}</section>",
        escape(library.site.speaker()),
        escape(initials),
        ways(api::paths::SEARCH)
    ));
    Page {
        path: api::paths::SEARCH.into(),
        title: "搜一搜".into(),
        description: "在金句和文章里找一个词，没有网络也能找。".into(),
        html,
    }
}
