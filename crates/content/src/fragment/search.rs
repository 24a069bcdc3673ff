//! The page for finding something. Searching is the app's: it looks through what this phone has stored.

use super::places::NEEDS;
use super::{Page, Root, title, ways};
use crate::bundle::escape;
use crate::fold::searched;
use crate::library::Library;
use crate::place::SERVICES;

/// Words for the same thing, as people say and mistype them and as content has them; a group each, its words parted by spaces. One that
/// begins with what places have knows its other names as well. Any of them is found where one was typed that is nowhere, or hardly
/// anywhere; so what is asked for in a whole sentence is known by these words, and a word that needs no other is a group as well.
/// Behind a leading space stand needs that say little by themselves: what they are about goes before them (井盖坏了).
const SAME: [&str; 37] = [
    "停驻休憩 歇会 坐会 坐一会 歇歇 睡会 午睡 驿站",
    "手机充电 手机没电 没电 冲电 充宝 充电宝 充上电",
    "更换电瓶 换电池 电池 电瓶 车没电 换电柜 充电柜",
    "热水 水喝 接水 打水 加水 口渴 渴了 水",
    "厕所 方便一下 解手",
    "微波炉 加热 热一下",
    "雨具 下雨 雨天 大雨 暴雨 躲雨 避雨 借伞 淋湿",
    "急救 创可贴 碘伏",
    "空调 高温 中暑 太热 天热 好热 避暑 防暑 凉快 太冷 取暖 暖和",
    "充气 没气 轮胎没气",
    "看书 读书 图书馆",
    "应急救援 抛锚",
    "夜里 夜间 晚上 半夜 深夜 通宵",
    "开着 开门 营业 没关门",
    "有孩子 孩子 子女 小孩 娃娃 娃 托管 寒假 暑假 放假 写作业 没人带 没人接",
    "要体检 体检 看病 医院 医疗 生病 不舒服",
    "牙齿 牙疼 看牙 洗牙",
    "想学一门 学一门 培训 学历 上课 考证 课程 手艺 技能",
    "租房 房租 住房 房子 房东 公寓 宿舍 住哪 押金",
    "受了伤 受伤 伤了 摔伤 摔了 摔倒 摔跤 摔一跤 骨折 流血 工伤 车祸 撞车 撞了 被撞 出事故 交通事故 出事了",
    "心里烦 心烦 心里闷 不痛快 心理 压力 难受 谈心 聊聊 孤单 孤独 想家 说说话 失眠 睡不着 抑郁 想不开",
    "刚来不久 刚来 新来 新手",
    "夜里跑单 跑夜单",
    "工钱 工资 工前 薪水 欠薪 讨薪 拖欠 不发钱 不给钱 报酬 收入",
    "扣款 扣钱 扣我钱 扣我的钱 单子超时 订单超时 超时 罚款 罚单 罚钱 被罚 被扣 差评 申诉",
    "保险 社保 医保 参保 五险一金",
    "合同 劳动合同",
    "法律 打官司 律师 维权 权益",
    "宁食安 食品安全 后厨 不卫生 不干净",
    " 热线 投诉 举报 反映 投诉平台 宁食安 随手拍",
    "热线 交警扣车 扣车 不让进小区 不让进 不让上楼 保安不让进小区",
    "偷抢 电动车被偷 车被偷 被偷 偷了 偷车 小偷 被抢",
    "急用电话 急用 电话 救命",
    "入党 党员 发展对象 申请书",
    " 修车 维修 补胎 坏了",
    "车位 停车 停放",
    "吃饭 套餐 饭馆 面馆 吃的",
];

/// The same as a phone compares them: groups parted by `|`.
pub(crate) fn same() -> String {
    let is_of = |group: &&&str, name: &str| group.split(' ').next() == Some(name);
    let services = SERVICES.iter().map(|(name, others)| {
        let more = SAME.iter().find(|group| is_of(group, name)).and_then(|group| group.split_once(' '));
        [&[*name], *others, more.map(|(_, more)| more).as_slice()].concat().join(" ")
    });
    let is_service = |group: &&&str| SERVICES.iter().any(|(name, _)| is_of(group, name));
    let others = SAME.iter().filter(|group| !is_service(group)).map(|group| group.to_string());
    let compared = |word: &str| word.chars().filter_map(searched).collect::<String>();
    let group = |group: String| group.split(' ').map(compared).collect::<Vec<_>>().join(" ");
    services.chain(others).map(group).collect::<Vec<_>>().join("|")
}

/// What a question is made of beside what it is about; parted by spaces, longer ones first: each is taken out before those it has in it.
const ASKING: &str = "可不可以 怎么办 有没有 能不能 是不是 为什么 去哪里 去哪儿 在哪里 在哪儿 哪里有 哪儿有 哪里能 哪儿能 哪里可以 \
    找哪里 哪里 哪儿 去哪 在哪 咋办 怎么 怎样 如何 什么 多少 找谁 问谁 看不懂 可以 附近 最近 现在 今天 这会儿 中午 早上 冬天 夏天 请问 我想 想要 我要 需要 吗 呢 吧 了 的 着 有 去 被 想 能";

/// What riders look for most, of what places have: one tap away, without typing.
const NEEDED: [&str; 4] = ["手机充电", "更换电瓶", "热水", "厕所"];

/// The list of places that have it, where one has.
fn service(library: &Library, name: &str) -> Option<String> {
    let at = SERVICES.iter().position(|(known, _)| *known == name)?;
    // As the list itself calls it.
    let words = NEEDS.iter().find(|(known, _)| *known == name)?.1;
    library.has_service(name).then(|| format!("<a class=\"chip\" href=\"{}#{at}\">{words}</a>", api::paths::PLACES))
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
         <form class=\"search\" role=\"search\" data-same=\"{same}\" data-asking=\"{ASKING}\"><label for=\"query\">一个词，或拼音</label>\
         <input id=\"query\" type=\"search\" enterkeyhint=\"search\" maxlength=\"60\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" placeholder=\"{}，或 {}\"></form>\
         <p class=\"search-said\" id=\"said\" role=\"status\"></p>\
         <p class=\"search-said\" id=\"ask\" hidden>也可以<a href=\"tel:12345\">打 12345 问一问</a>，或者<a href=\"{contacts}\">问支部</a>。</p>\
         <ul class=\"rows articles\" id=\"found\"></ul>\
         <section id=\"suggested\"><h2>试试这些</h2><div class=\"chips\">{services}{themes}</div>{}</section>",
        escape(library.site.speaker()),
        escape(initials),
        ways(api::paths::SEARCH),
        same = same(),
        contacts = api::paths::CONTACTS,
    ));
    Page {
        path: api::paths::SEARCH.into(),
        title: "搜一搜".into(),
        description: "在金句和文章里找一个词，没有网络也能找。".into(),
        html,
    }
}
