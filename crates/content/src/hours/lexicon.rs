//! The words of opening hours, in both spellings, and what each means.

use super::lexer::Kind;

/// Monday to Sunday are bits 0 to 6.
pub(super) const WEEK: u16 = 0b111_1111;
/// Saturday and Sunday.
pub(super) const WEEKEND: u16 = 0b110_0000;
/// A weekend day that is worked in exchange for a holiday.
pub(super) const SWAPPED: u16 = 1 << 7;
/// A public holiday.
pub(super) const HOLIDAY: u16 = 1 << 8;
const MONDAY_TO_FRIDAY: u16 = 0b001_1111;

const SEASON: &str = "分月份、分季节的时间还写不了，先写现在的；换季时再改";
const FESTIVAL: &str = "写成：节假日休息；某几天关门，填在“休到”一栏";
const SCHOOL: &str = "寒暑假还写不了，先写现在的；放假关门，填在“休到”一栏";
const ONE_DAY_OFF: &str = "写成：周日休息";
const SUN: &str = "写成钟点，例如：9:00-18:00";
const APPOINTMENT: &str = "只写几点到几点；要预约的话，写在说明里";

/// Words, longest match first (the lexer looks); Latin ones in lower case, and only as whole words.
const WORDS: &[(&[&str], Kind)] = &[
    (&["每天", "每日", "天天", "全周", "每周七天", "一周七天"], Kind::Every),
    (
        &["24小时", "二十四小时", "24h", "24/7", "7x24小时", "7x24", "7*24小时", "7*24", "7×24小时", "7×24"],
        Kind::AllDay,
    ),
    (&["全天24小时", "全天候", "全天", "全日", "整天", "昼夜", "24小时全天"], Kind::AllDay),
    (&["工作日", "上班日"], Kind::Days(MONDAY_TO_FRIDAY | SWAPPED)),
    (&["平日"], Kind::Days(MONDAY_TO_FRIDAY)),
    (&["调休上班日", "调休日", "调休", "补班日", "补班"], Kind::Days(SWAPPED)),
    (&["其余时间", "其余", "其他时间", "其它时间", "其他", "其它", "其余日子"], Kind::Others),
    (&["平时", "平常"], Kind::Days(WEEK)),
    (&["周末", "双休日", "休息日"], Kind::Days(WEEKEND)),
    (&["双休"], Kind::WeekendOff),
    (
        &[
            "国家法定节假日",
            "法定节假日",
            "国定节假日",
            "法定假日",
            "法定节日",
            "节假日",
            "公共假期",
            "公众假期",
            "节日",
        ],
        Kind::Days(HOLIDAY),
    ),
    (&["ph"], Kind::PublicHoliday),
    (&["休息", "不营业", "不开放", "不开门", "不上班", "不开", "关门", "关闭", "闭馆", "闭店", "闭门"], Kind::Off),
    (&["停业", "打烊", "休业", "休馆", "放假", "公休", "轮休", "休", "off", "closed"], Kind::Off),
    (
        &["照常", "照常营业", "照常开放", "照常开门", "正常营业", "正常开放", "正常开门", "正常", "照开", "也开"],
        Kind::Same,
    ),
    (&["不休息", "不休", "无休", "不打烊", "不放假", "不关门"], Kind::Same),
    (&["全年无休", "全年不休", "全年开放", "全年营业", "365天"], Kind::YearRound),
    (&["午休", "午间休息", "中午休息", "午休时间", "休息时间"], Kind::Rest),
    (&["中午不休息", "中午不休", "不午休", "午间不休", "午休不关门"], Kind::Noise),
    (&["开门", "开始", "起"], Kind::Opens),
    (
        &["营业时间", "开放时间", "服务时间", "开门时间", "工作时间", "时间", "营业", "开放", "服务", "对外"],
        Kind::Noise,
    ),
    (
        &["上班", "供餐", "供应", "为", "是", "均", "都", "的", "则", "逢", "每逢", "每", "全年", "open", ":"],
        Kind::Noise,
    ),
    (&["除外"], Kind::Except),
    (&["("], Kind::Bracket),
    (&[")"], Kind::BracketEnd),
    (&["含", "包含", "包括"], Kind::Including),
    (&["不含", "不包含", "不包括"], Kind::Excluding),
    (&["除", "除了", "除去"], Kind::Without),
    (&["外", "以外", "之外"], Kind::Outside),
    (&["至", "到", "直到", "-", "to"], Kind::Dash),
    (&["、", "/", "和", "及", "与", "以及", "还有", "加", "&", "and"], Kind::Pause),
    (&[","], Kind::Comma),
    (&[";", "。", "."], Kind::Semicolon),
    (&["sh", "寒暑假", "寒假", "暑假", "暑期", "假期", "开学"], Kind::Refused(SCHOOL)),
    (
        &["春节", "除夕", "过年", "国庆", "五一", "十一", "元旦", "清明", "端午", "中秋", "国庆节", "easter"],
        Kind::Refused(FESTIVAL),
    ),
    (
        &["春季", "夏季", "秋季", "冬季", "夏令时", "冬令时", "夏天", "冬天", "淡季", "旺季", "week"],
        Kind::Refused(SEASON),
    ),
    (
        &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "单周", "双周"],
        Kind::Refused(SEASON),
    ),
    (
        &["sunrise", "sunset", "dawn", "dusk", "日出", "日落", "天黑", "天亮", "上午", "下午", "晚上", "早上", "中午"],
        Kind::Refused(SUN),
    ),
    (&["预约", "电话预约", "需预约", "appointment"], Kind::Refused(APPOINTMENT)),
    (&["单休"], Kind::Refused(ONE_DAY_OFF)),
    (&["unknown", "不定", "不固定", "待定", "视情况"], Kind::Refused("")),
];

/// The longest word that begins at a position of the letters, and its length in characters.
pub(super) fn word_at(letters: &[char]) -> Option<(Kind, usize)> {
    let mut found: Option<(Kind, usize)> = None;
    for (spellings, kind) in WORDS {
        for spelling in *spellings {
            if !starts_with(letters, spelling) {
                continue;
            }
            let length = spelling.chars().count();
            if found.is_some_and(|(_, longest)| longest >= length) {
                continue;
            }
            let latin = letters[length - 1].is_ascii_alphabetic();
            if !(latin && letters.get(length).is_some_and(char::is_ascii_alphabetic)) {
                found = Some((*kind, length));
            }
        }
    }
    found
}

/// Whether the letters begin with a word.
pub(super) fn starts_with(letters: &[char], word: &str) -> bool {
    let mut rest = letters.iter();
    word.chars().all(|expected| rest.next() == Some(&expected))
}

/// The first of the words with which the letters begin; its index and its length in characters.
pub(super) fn first_of(letters: &[char], words: &[&str]) -> Option<(usize, usize)> {
    let at = words.iter().position(|word| starts_with(letters, word))?;
    Some((at, words[at].chars().count()))
}
