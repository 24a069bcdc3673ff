//! The page for finding something. Searching is the app's: it looks through what this phone has stored.

use super::{Page, Root, title, ways};
use crate::bundle::escape;
use crate::library::Library;

/// Words for the same thing, as people say them and as content does; a group each, its words parted by spaces. Looked for where
/// the word that was typed is nowhere.
const SAME: &str = "工资 工钱 薪水 报酬 收入|厕所 卫生间 洗手间|孩子 子女 小孩 娃娃|充电 换电 换电瓶 充手机|看病 医院 医疗 体检|\
    受伤 工伤 摔伤 车祸|保险 社保 医保 参保|租房 住房 房子 公寓 宿舍|喝水 热水 开水 饮水|歇脚 休息 歇会 驿站|吃饭 套餐 饭馆 面馆|\
    热饭 微波炉 加热|培训 学历 上课 考证 课程|心烦 心理 压力 难受 谈心|打官司 法律 律师 维权 欠薪|雨衣 雨具 雨伞|修车 维修|\
    停车 车位 停放|电话 热线|入党 党员 发展对象|罚款 扣钱 申诉";

/// `/search/`. `initials`: the first letters of what this site calls its people, in pinyin, for the hint in the field.
pub fn search(library: &Library, initials: &str) -> Page {
    let themes =
        library.site.themes.iter().filter(|theme| library.current_cards().any(|card| card.theme == theme.text));
    let theme = |theme: &crate::front_matter::Item| {
        let name = escape(&theme.text);
        format!("<button type=\"button\" class=\"chip\" data-action=\"search\" data-query=\"{name}\">{name}</button>")
    };
    let themes: String = themes.map(theme).collect();
    let title = title("搜一搜", &library.site.name);
    let root =
        Root { path: api::paths::SEARCH, title: &title, heading: "搜一搜", note: "", tab: "articles", more: "" };
    let html = root.wrap(&format!(
        "<h1 class=\"visually-hidden\">搜一搜</h1>\
         <noscript><p class=\"notice\">搜索要开启脚本才能用。下面的列表不需要。</p></noscript>\
         <form class=\"search\" role=\"search\" data-same=\"{SAME}\"><label for=\"query\">一个词，或拼音</label>\
         <input id=\"query\" type=\"search\" enterkeyhint=\"search\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" placeholder=\"{}，或 {}\"></form>\
         <p class=\"search-said\" id=\"said\" role=\"status\"></p>\
         <ul class=\"rows articles\" id=\"found\"></ul>\
         <section id=\"suggested\"><h2>试试这些</h2><div class=\"chips\">{themes}</div>{}</section>",
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
