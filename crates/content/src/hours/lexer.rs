//! Letters into words: full-width forms and the many dashes become one, weekdays and moments are put together.

use super::clock::Clock;
use super::lexicon::{HOLIDAY, first_of, starts_with, word_at};
use super::{Refusal, refusal};

/// What a word does in a line of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Days in Chinese, as bits of the lexicon.
    Days(u16),
    /// Days in OpenStreetMap's letters.
    OsmDays(u16),
    /// OpenStreetMap's `PH`; the lexer makes [`Kind::OsmDays`] of it.
    PublicHoliday,
    /// 每天
    Every,
    /// A moment.
    Clock(Clock),
    /// 24小时
    AllDay,
    /// 休息, also after times: closed then.
    Off,
    /// 除外: like closed, but only of the days just before it.
    Except,
    /// 照常
    Same,
    /// 全年无休
    YearRound,
    /// 午休, before or after times.
    Rest,
    /// 双休
    WeekendOff,
    /// 开门 between two moments.
    Opens,
    /// 其余时间: the weekdays that are not named before.
    Others,
    /// 除 … 外
    Without,
    /// 外
    Outside,
    /// 含
    Including,
    /// 不含
    Excluding,
    /// From … to.
    Dash,
    /// 、
    Pause,
    /// , and ，
    Comma,
    /// ; and 。
    Semicolon,
    /// (
    Bracket,
    /// )
    BracketEnd,
    /// Says nothing of its own.
    Noise,
    /// Is understood and cannot be kept; with its hint.
    Refused(&'static str),
}

/// A word and where it stands, in characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Token {
    pub(super) fn place(&self) -> (usize, usize) {
        (self.from, self.to)
    }
}

/// The text, letter for letter, in one spelling: half-width, lower case, one dash.
pub(super) fn letters(text: &str) -> Vec<char> {
    let letter = |c: char| match c {
        '～' | '~' | '〜' | '∼' | '—' | '–' | '―' | '－' | '‐' | '‑' | '−' | '─' | '﹣' => '-',
        '！'..='｝' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        '　' | '\t' | '\u{a0}' => ' ',
        '\n' | '\r' => ';',
        '點' => '点',
        '時' => '时',
        '週' => '周',
        '禮' => '礼',
        '【' => '(',
        '】' => ')',
        '∶' | '︰' => ':',
        _ => c.to_ascii_lowercase(),
    };
    text.chars().map(letter).collect()
}

/// The words of a line.
///
/// # Errors
/// The first stretch that is no word of opening hours, or one that cannot be kept.
pub(super) fn tokens(letters: &[char]) -> Result<Vec<Token>, Refusal> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if letters[at] == ' ' {
            at += 1;
            continue;
        }
        let Some((kind, length)) = token_at(&letters[at..]) else {
            let unknown = |n: &usize| letters[*n] != ' ' && token_at(&letters[*n..]).is_none_or(|t| t.0 == Kind::Noise);
            let number =
                letters[at..].iter().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')).count();
            let end = (at + number.max(1)..letters.len())
                .take_while(unknown)
                .last()
                .map_or(at + number.max(1), |last| last + 1);
            return refusal((at, end), "看不懂{}", "");
        };
        if let Kind::Refused(hint) = kind {
            return refusal((at, at + length), "看不懂{}", hint);
        }
        tokens.push(Token { kind, from: at, to: at + length });
        at += length;
    }
    Ok(tokens)
}

fn token_at(letters: &[char]) -> Option<(Kind, usize)> {
    let clock = Clock::at(letters);
    let word = word_at(letters);
    if let (Some((Clock { bare: true, .. }, length)), None) = (clock, word)
        && let Some(unit) = unit_at(&letters[length..])
    {
        return Some((Kind::Refused("只写几点到几点；某几天关门，填在“休到”一栏"), length + unit));
    }
    match (clock, word) {
        (Some((clock, length)), word) if !clock.bare || word.is_none() => Some((Kind::Clock(clock), length)),
        (_, Some((Kind::PublicHoliday, length))) => Some((Kind::OsmDays(HOLIDAY), length)),
        (_, word) => days_at(letters).or(word),
    }
}

/// After a number: 10月, 8小时 are no moments.
fn unit_at(letters: &[char]) -> Option<usize> {
    first_of(letters, &["月", "年", "号", "日", "天", "小时", "分钟"]).map(|(_, length)| length)
}

const LATIN_DAYS: [[&str; 4]; 7] = [
    ["monday", "mon", "mo", "mo."],
    ["tuesday", "tue", "tu", "tues"],
    ["wednesday", "wed", "we", "wed."],
    ["thursday", "thu", "th", "thur"],
    ["friday", "fri", "fr", "fri."],
    ["saturday", "sat", "sa", "sat."],
    ["sunday", "sun", "su", "sun."],
];

/// `Mo`, `Mo-Fr`, `Mo - Fr`, 周一, 周一至周五, 周一到五, 周一、三、五, 周六日.
fn days_at(letters: &[char]) -> Option<(Kind, usize)> {
    if let Some((first, length)) = latin_day(letters) {
        let dash = skip_dash(letters, length);
        let last = dash.and_then(|at| latin_day(&letters[at..]).map(|(day, length)| (day, at + length)));
        let (last, end) = last.unwrap_or((first, length));
        return Some((Kind::OsmDays(range(first, last)), end));
    }
    let prefix = prefix_at(letters)?;
    let (mut days, mut at) = chinese_range(letters, prefix)?;
    loop {
        // A further day: after 、, or at once (周六日); then 周 may be left out.
        let separators =
            letters[at..].iter().take_while(|c| matches!(c, '、' | '/' | '和' | '及' | '与' | ',' | ' ')).count();
        let next = at + separators;
        let prefix = prefix_at(&letters[next..]).unwrap_or(0);
        match chinese_range(letters, next + prefix) {
            // After a comma, 周 begins days of their own: 周一至周五 …，周日休息.
            Some((more, end)) if !letters[at..next].contains(if prefix > 0 { &',' } else { &' ' }) => {
                (days, at) = (days | more, end);
            }
            _ => return Some((Kind::Days(days), at)),
        }
    }
}

fn prefix_at(letters: &[char]) -> Option<usize> {
    first_of(letters, &["周", "星期", "礼拜"]).map(|(_, length)| length)
}

/// 一, 一至五, 一至周五, where the first day's letter stands at `at`; the days and the end.
fn chinese_range(letters: &[char], at: usize) -> Option<(u16, usize)> {
    let first = chinese_day(letters, at)?;
    let last = skip_dash(letters, at + 1).and_then(|dash| {
        let at = dash + prefix_at(&letters[dash..]).unwrap_or(0);
        chinese_day(letters, at).map(|day| (day, at + 1))
    });
    Some(last.map_or((range(first, first), at + 1), |(last, end)| (range(first, last), end)))
}

/// The weekday whose letter stands at `at`, unless the letter begins a moment (周六、7:00, 周日八点).
fn chinese_day(letters: &[char], at: usize) -> Option<u16> {
    let letter = *letters.get(at)?;
    if letter == '天' || letter == '日' {
        return Some(6);
    }
    let clock = Clock::at(&letters[at..]);
    if clock.is_some_and(|(clock, length)| !clock.bare || length > 1) || word_at(&letters[at..]).is_some() {
        return None;
    }
    let day =
        "一二三四五六".chars().position(|c| c == letter).or_else(|| "1234567".chars().position(|c| c == letter))?;
    Some(day as u16)
}

/// Past a dash and the spaces around it.
fn skip_dash(letters: &[char], at: usize) -> Option<usize> {
    let spaces = |at: usize| at + letters[at..].iter().take_while(|c| **c == ' ').count();
    let at = spaces(at);
    let dashes = letters[at..].iter().take_while(|c| matches!(c, '-' | '至' | '到')).count();
    (dashes > 0).then(|| spaces(at + dashes))
}

fn latin_day(letters: &[char]) -> Option<(u16, usize)> {
    let whole =
        |name: &&str| starts_with(letters, name) && !letters.get(name.len()).is_some_and(char::is_ascii_alphabetic);
    let named = |names: &[&str; 4]| names.iter().find(|name| whole(name)).map(|name| name.len());
    LATIN_DAYS.iter().enumerate().find_map(|(day, names)| named(names).map(|length| (day as u16, length)))
}

/// The days from one to another, over the weekend if need be.
fn range(first: u16, last: u16) -> u16 {
    let count = (last + 7 - first) % 7;
    (0..=count).fold(0, |days, n| days | 1 << ((first + n) % 7))
}
