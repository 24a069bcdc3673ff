//! Style hints for 读懂: those of its ten rules (`docs/手册/怎么做一张好书签.md`) that can be seen by machine. They are said to
//! whoever writes, and keep nothing from being published: a good gloss may break one of them.

use std::fmt;

/// So many characters read well, marks included.
pub const LENGTH: std::ops::RangeInclusive<usize> = 45..=70;
/// So many words of the quotation may stand between “ and ”.
const QUOTED: usize = 2;

/// What a sentence of the report asks for. One of those in the quotation belongs into the gloss.
const VERBS: [&str; 17] = [
    "提高", "加强", "强化", "健全", "完善", "坚持", "推进", "推动", "加快", "促进", "深化", "保障", "维护", "扩大",
    "增强", "弘扬", "倡导",
];

/// Pictures, by what they are of: two words of one line are one scene.
const SCENES: [&[&str]; 15] = [
    &["红灯", "绿灯", "路口", "斑马线"],
    &["路灯", "台灯", "一盏灯"],
    &["院子", "小院"],
    &["老家", "村口"],
    &["汤", "锅", "灶", "碗", "饭桌", "面条", "腌菜"],
    &["坡"],
    &["餐箱", "车筐", "头盔", "雨衣"],
    &["电动车", "电瓶车"],
    &["门口", "楼道", "电梯"],
    &["屏幕", "手机"],
    &["钥匙", "一把锁"],
    &["沙发", "房子", "砖"],
    &["船", "压舱石"],
    &["种子", "庄稼", "地里"],
    &["水壶", "水瓶", "热水"],
];

/// Words that are not said here, or that fit below every quotation alike.
const AVOIDED: [&str; 14] = [
    "打卡",
    "积分",
    "排名",
    "签到",
    "时长",
    "深刻阐明",
    "深刻揭示",
    "重大意义",
    "认真学习",
    "学习领会",
    "整句",
    "句首",
    "末了",
    "排头",
];

/// Something about a gloss that its writer may want to look at again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Hint {
    /// Fewer characters than [`LENGTH`].
    Short,
    /// More characters than [`LENGTH`].
    Long,
    /// So many quoted words.
    Quoted(usize),
    /// A word of each scene, where there are several.
    Scenes(Vec<&'static str>),
    /// The quotation's verbs, none of which is in the gloss.
    Verb(Vec<&'static str>),
    /// Words to avoid.
    Avoided(Vec<&'static str>),
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (LENGTH.start(), LENGTH.end());
        match self {
            Self::Short => write!(f, "短了一点：{least} 到 {most} 个字最好念"),
            Self::Long => write!(f, "长了一点：{least} 到 {most} 个字最好念"),
            Self::Quoted(count) => write!(f, "引了 {count} 个词，最多引两个"),
            Self::Scenes(words) => write!(f, "用了 {} 个场景（{}），留一个就够", words.len(), quoted(words)),
            Self::Verb(words) => write!(f, "原话说{}，这里还没讲到", quoted(words)),
            Self::Avoided(words) => write!(f, "{}换个说法", quoted(words)),
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("“{word}”")).collect()
}

/// How long a gloss is, in characters as they are read: without white space and the stars of bold.
pub fn length(gloss: &str) -> usize {
    gloss.chars().filter(|c| !c.is_whitespace() && *c != '*').count()
}

/// What can be said of a gloss below its quotation; nothing of one that is not begun.
pub fn hints(quote: &str, gloss: &str) -> Vec<Hint> {
    let count = length(gloss);
    if count == 0 {
        return Vec::new();
    }
    let is_there = |words: &[&'static str]| words.iter().copied().find(|word| gloss.contains(word));
    let all = |words: &[&'static str], text: &str| -> Vec<_> {
        words.iter().copied().filter(|word| text.contains(word)).collect()
    };
    let mut hints = Vec::new();
    if !LENGTH.contains(&count) {
        hints.push(if count < *LENGTH.start() { Hint::Short } else { Hint::Long });
    }
    let marks = gloss.matches('“').count();
    if marks > QUOTED {
        hints.push(Hint::Quoted(marks));
    }
    let scenes: Vec<_> = SCENES.iter().filter_map(|scene| is_there(scene)).collect();
    if scenes.len() > 1 {
        hints.push(Hint::Scenes(scenes));
    }
    let verbs = all(&VERBS, quote);
    if !verbs.is_empty() && is_there(&verbs).is_none() {
        hints.push(Hint::Verb(verbs));
    }
    let avoided = all(&AVOIDED, gloss);
    if !avoided.is_empty() {
        hints.push(Hint::Avoided(avoided));
    }
    hints
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A card's quotation and gloss, as readers have them.
    fn card(slug: &str) -> (String, String) {
        let path = format!("{}/../../content/cards/{slug}.md", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let (head, gloss) = text.trim_start_matches("---\n").split_once("\n---\n").unwrap();
        let quote = head.lines().find_map(|line| line.strip_prefix("quote: ")).unwrap();
        (quote.into(), gloss.into())
    }

    #[test]
    fn the_cards_that_are_the_measure_are_told_little_or_nothing() {
        for slug in ["q010", "q016", "q027", "q028", "q059", "q078", "q088", "q096", "q104", "q108"] {
            let (quote, gloss) = card(slug);
            let said = hints(&quote, &gloss);
            assert!(said.len() <= 2, "{slug}: {said:?}");
            assert!(!said.iter().any(|hint| matches!(hint, Hint::Scenes(_) | Hint::Avoided(_))), "{slug}: {said:?}");
        }
        let quote = "努力提高居民收入在国民收入分配中的比重，提高劳动报酬在初次分配中的比重。";
        let good = "两块都要“提高”：全国的收入里，居民拿到的那一块；头一回分账时，出力干活的人拿到的那一块。头一回分账，就叫“初次分配”。";
        assert_eq!(hints(quote, good), []);
    }

    #[test]
    fn a_bad_gloss_is_told_what_is_wrong_with_it() {
        let quote = "努力提高居民收入在国民收入分配中的比重，提高劳动报酬在初次分配中的比重。";
        let lost = "一份餐卖出去，钱要在出店面的、出平台的、出力气的人之间分。两个“比重”一大一小，看你站在哪一边。";
        assert_eq!(hints(quote, lost), [Hint::Verb(vec!["提高"])]);
        let empty = "这句话深刻阐明了就业的重大意义。广大骑手要认真学习领会，在平凡岗位上作出更大贡献。";
        let said = hints("强化就业优先政策，健全就业促进机制", empty);
        let avoided = Hint::Avoided(vec!["深刻阐明", "重大意义", "认真学习", "学习领会"]);
        assert_eq!(said, [Hint::Short, Hint::Verb(vec!["强化", "健全", "促进"]), avoided]);
        let riddle = "“一”像老家的院子，“二”像锅里的汤，“三”像那道坡，骑着电动车慢慢上。".repeat(2);
        let said = hints("人民民主是社会主义的生命", &riddle);
        assert_eq!(said[..2], [Hint::Long, Hint::Quoted(6)]);
        assert_eq!(said[2].to_string(), "用了 5 个场景（“院子”“老家”“汤”“坡”“电动车”），留一个就够");
    }

    #[test]
    fn one_scene_may_have_several_words_and_nothing_is_said_of_nothing() {
        let gloss = format!("红灯亮了，路口的人停下来。{}", "守住自己那一份。".repeat(5));
        assert_eq!(hints("遵纪守法", &gloss), []);
        assert_eq!(hints("坚持", " \n"), []);
        assert_eq!(length("**好** 的\n"), 2);
    }
}
