//! Numbers of people, orders and doors in a text.

use std::ops::Range;

use crate::error::Span;

/// Digits in a row, however they are written and whatever thin things stand between them. Never empty.
pub(super) struct Run {
    digits: Vec<Digit>,
    /// 编号 and the like stand before it.
    is_order: bool,
}

#[derive(Clone, Copy)]
struct Digit {
    /// `0` to `9`, or `X`, the last one of some identity numbers.
    c: char,
    /// Its place in the text, in `char`s.
    at: usize,
    /// Something thin stands before it, or it is written otherwise than the one before.
    begins: bool,
    /// What stands before it ends a sentence or a line, or parts a list too.
    is_parted: bool,
    /// That is a comma or the end of a line.
    is_listed: bool,
    /// 一 is a digit of a phone, but a text has many others.
    is_word: bool,
}

impl Run {
    /// The first number in it that is somebody's: one group of digits or several that follow each other. What else
    /// stands beside it does not hide it.
    pub(super) fn number(&self) -> Option<Span> {
        self.find(|digits| !is_listed(digits) && self.is_somebodys(digits))
    }

    fn find(&self, is_it: impl Fn(&[Digit]) -> bool) -> Option<Span> {
        /// Of an identity number; a phone number with all that can stand before it is shorter.
        const LONGEST: usize = 18;
        let all = &self.digits;
        let begins = (0..all.len()).filter(|from| all[*from].begins);
        begins.flat_map(|from| (from + 1..=all.len().min(from + LONGEST)).map(move |to| from..to)).find_map(|part| {
            let is_whole = all.get(part.end).is_none_or(|next| next.begins);
            if is_whole && is_it(&all[part.clone()]) { self.span(part) } else { None }
        })
    }

    /// Those of its parts that have so many digits beside those of dates and lists that they may be orders, and what would be
    /// somebody's number if it were no list: 0830、1330、1830.
    pub(super) fn orders(&self) -> Vec<Span> {
        const LEAST: usize = 6;
        // 10，20，300 are several numbers.
        let parts = self.digits.chunk_by(|_, next| !next.is_parted);
        let mut from = 0;
        let order = |part: &[Digit]| {
            let at = from..from + part.len();
            from = at.end;
            let groups = groups(part);
            let left: usize =
                if is_list(&groups) { 0 } else { without_dates(&groups).iter().map(|group| group.len()).sum() };
            let words = part.iter().filter(|digit| digit.is_word).count();
            if left < LEAST + words { None } else { self.span(at) }
        };
        let mut orders: Vec<Span> = parts.filter_map(order).collect();
        if let Some(listed) = self.find(|digits| is_listed(digits) && self.is_somebodys(digits)) {
            orders.retain(|order| order.to <= listed.from || listed.to <= order.from);
            // (The library's sorting is kilobytes of download.)
            let at = orders.iter().position(|order| order.from > listed.from).unwrap_or(orders.len());
            orders.insert(at, listed);
        }
        orders
    }

    fn is_somebodys(&self, digits: &[Digit]) -> bool {
        let text: String = digits.iter().map(|digit| digit.c).collect();
        if is_identity(&text) {
            return true;
        }
        let local = local(&text);
        // 138，0013，8000 and digit by digit, but not 13:30，15:30，9:00.
        let parts = groups(digits).len();
        if parts > 4 && parts < digits.len() && digits.iter().skip(1).any(|digit| digit.is_parted) {
            return false;
        }
        if is_mobile(local) {
            // 1 3 5 7 9 11 13 15 are cupboards.
            return !is_list(&groups(digits));
        }
        is_landline(local) && !self.is_order && {
            let groups = groups(digits);
            groups.len() <= 4 && !is_list(&groups)
        }
    }

    fn span(&self, part: Range<usize>) -> Option<Span> {
        let part = self.digits.get(part)?;
        Some(Span { from: part.first()?.at, to: part.last()?.at + 1 })
    }
}

/// Whether digits are rather several numbers of a list than one: with commas or ends of lines between them, and not grouped as a
/// mobile or an identity number is, or digit by digit.
fn is_listed(digits: &[Digit]) -> bool {
    if !digits.iter().skip(1).any(|digit| digit.is_listed) {
        return false;
    }
    let groups: Vec<usize> = groups(digits).iter().map(String::len).collect();
    let is_usual = groups.ends_with(&[3, 4, 4]) || groups == [6, 8, 4] || groups == [6, 4, 4, 4];
    !is_usual && groups.len() < digits.len()
}

/// What stands between the digits of one number: spaces, hyphens, dots, brackets, and what makes a key of a digit.
const THIN: &str = " \t\u{a0}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}-－—\u{2010}\u{2011}\u{2012}\u{2013}−.·_()（）\u{200d}\u{fe0f}\u{20e3}";

/// The same between those who hide one, and between numbers of other kinds.
const PARTS: &str = "\n\r\u{2028}\u{2029}，,、/／～~〜：:・•─━﹣＿|｜*＊+＋。";

/// Those of them that part a list.
const LISTS: &str = "\n\r\u{2028}\u{2029}，,、";

pub(super) fn runs_of_digits(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut is_within, mut begins, mut is_parted, mut is_listed, mut is_word) = (false, true, false, false, false);
    let mut before = String::new();
    for (at, c) in text.chars().enumerate() {
        if THIN.contains(c) || is_within && PARTS.contains(c) {
            is_parted |= PARTS.contains(c);
            is_listed |= LISTS.contains(c);
            begins = true;
            continue;
        }
        let digit = digit(c).filter(|(digit, _)| is_within || *digit != 'X');
        let Some((digit, is_one)) = digit else {
            (is_within, is_parted, is_listed) = (false, false, false);
            before.push(c);
            continue;
        };
        let digit = Digit {
            c: digit,
            at,
            begins: begins || !is_within || is_word != is_one,
            is_parted,
            is_listed,
            is_word: is_one,
        };
        match runs.last_mut().filter(|_| is_within) {
            Some(run) => run.digits.push(digit),
            None => {
                let is_order = ["编号", "单号", "工单", "订单", "运单"]
                    .iter()
                    .any(|word| before.rfind(word).is_some_and(|at| before[at..].chars().count() <= 4));
                runs.push(Run { digits: vec![digit], is_order });
                before.clear();
            }
        }
        // Nothing goes on behind an X.
        (is_within, begins, is_parted, is_listed, is_word) = (true, digit.c == 'X', false, false, is_one);
    }
    runs
}

/// The digit that a character is, and whether it is one of a text's words too.
fn digit(c: char) -> Option<(char, bool)> {
    /// Where one to nine are in circles, brackets, with dots and in keys.
    const NINES: [char; 9] = ['①', '⑴', '⒈', '❶', '➀', '➊', '⓵', '㊀', '㈠'];
    /// Where other alphabets have their nought.
    const NOUGHTS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}'];
    let nth = |first: char, from: u32| {
        (c as u32).checked_sub(first as u32).filter(|at| at + from < 10).and_then(|at| char::from_digit(at + from, 10))
    };
    let word = || {
        let nth = |digits: &str| digits.chars().position(|known| known == c);
        // As money is written, and as it is said on the phone.
        nth("零一二三四五六七八九").or_else(|| nth("〇壹贰叁肆伍陆柒捌玖")).or_else(|| nth("洞幺两    拐 勾"))
    };
    match c {
        // Of mathematics, in five hands.
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((c as u32 - 0x1d7ce) % 10, 10).map(|digit| (digit, false)),
        'x' | 'X' | 'ｘ' | 'Ｘ' => Some(('X', false)),
        '⓪' | '⓿' => Some(('0', false)),
        _ => {
            let digit = nth('0', 0)
                .or_else(|| nth('０', 0))
                .or_else(|| NINES.iter().find_map(|first| nth(*first, 1)))
                .or_else(|| NOUGHTS.iter().find_map(|first| nth(*first, 0)));
            digit.map(|digit| (digit, false)).or_else(|| Some((char::from_digit(word()? as u32, 10)?, true)))
        }
    }
}

/// Digits that nothing stands between.
fn groups(digits: &[Digit]) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for digit in digits {
        match groups.last_mut().filter(|_| !digit.begins) {
            Some(group) => group.push(digit.c),
            None => groups.push(digit.c.into()),
        }
    }
    groups
}

/// Short numbers that grow: 03 04 05 06 07.
fn is_list(groups: &[String]) -> bool {
    let value = |group: &String| group.parse::<u16>().ok().filter(|_| group.len() <= 3);
    let grows = |pair: &[String]| value(&pair[0]).zip(value(&pair[1])).is_some_and(|(one, next)| one < next);
    groups.len() >= 4 && groups.windows(2).all(grows)
}

/// Groups but for those of dates: 2026-11-24, 20261124, 2026.11.24-11.30.
fn without_dates(groups: &[String]) -> Vec<&String> {
    let is_within =
        |text: &str, from: u32, to: u32| text.parse::<u32>().is_ok_and(|value| (from..=to).contains(&value));
    let is_year = |text: &str| text.len() == 4 && is_within(text, 1900, 2099);
    let is_day = |text: &str| matches!(text.len(), 1 | 2) && is_within(text, 1, 31);
    let (mut left, mut is_dated) = (Vec::new(), false);
    for group in groups {
        // A group may hold Chinese digits, whose bytes are ASCII here all the same.
        let whole = matches!(group.len(), 6 | 8)
            && is_year(&group[..4])
            && is_within(&group[4..6], 1, 12)
            && (group.len() == 6 || is_within(&group[6..], 1, 31));
        is_dated |= is_year(group) || whole;
        if !(is_year(group) || whole || is_dated && is_day(group)) {
            left.push(group);
        }
    }
    left
}

/// A number without what stands before it abroad.
fn local(digits: &str) -> &str {
    let digits = digits.trim_end_matches('X');
    digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() == 11)).unwrap_or(digits)
}

fn is_mobile(local: &str) -> bool {
    let bytes = local.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) && !local.contains('X')
}

/// With its area code.
fn is_landline(local: &str) -> bool {
    let bytes = local.as_bytes();
    (10..=12).contains(&bytes.len()) && bytes[0] == b'0' && bytes[1] != b'0' && !local.contains('X')
}

/// An identity number: 18 characters whose check digit is right (GB 11643-1999).
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let bytes = digits.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    bytes[17] == b"10X98765432"[sum as usize % 11]
}

/// Where something looks like a door: a number before 号楼, 单元, 室, 栋, 幢.
pub(super) fn addresses(text: &str) -> Vec<Span> {
    const DOORS: [&str; 6] = ["号楼", "单元", "室", "栋", "幢", "弄"];
    let chars: Vec<char> = text.chars().collect();
    let is_number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".contains(c);
    let mut spans: Vec<Span> = Vec::new();
    for at in 1..chars.len() {
        let Some(door) =
            DOORS.iter().find(|door| chars[at..].iter().take(door.chars().count()).copied().eq(door.chars()))
        else {
            continue;
        };
        let from = chars[..at].iter().rposition(|c| !is_number(*c)).map_or(0, |before| before + 1);
        // 教室, 一室: a room alone is an address only behind digits.
        let is_enough =
            *door != "室" || chars[from..at].iter().filter(|c| !"一二三四五六七八九十百".contains(**c)).count() >= 2;
        if from < at && is_enough {
            let mut to = at + door.chars().count();
            // The room behind it: 2单元401, and not 2单元的5个人.
            let room = chars[to..].iter().take_while(|c| is_number(**c)).count();
            to += if room >= 3 { room } else { 0 };
            match spans.last_mut().filter(|before| before.to >= from) {
                // What follows each other is one address, and is taken out as one: 52号3幢2单元401.
                Some(before) => before.to = before.to.max(to),
                None => spans.push(Span { from: house(&chars, from, is_number), to }),
            }
        }
    }
    spans
}

/// Where an address begins whose door begins there: with the number of the house, if that stands before it.
fn house(chars: &[char], door: usize, is_number: impl Fn(char) -> bool) -> usize {
    let Some(before) = door.checked_sub(1).filter(|at| chars[*at] == '号') else { return door };
    let from = chars[..before].iter().rposition(|c| !is_number(*c)).map_or(0, |at| at + 1);
    if from < before { from } else { door }
}
