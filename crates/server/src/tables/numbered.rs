//! The numbers and bullets of a list that was pasted: they are the list's, and no words of what is listed. They stand before what
//! is listed, in its first cell.

use super::grid::Grid;

const CHINESE: &str = "一二三四五六七八九十";
const CIRCLED: u32 = '①' as u32;
const BULLETS: &str = "-–—*•·●○■□◆◇▪★☆";

/// Takes them away where every row has the next number, or the same bullet, behind what may stand above all of them; a row alone may
/// begin with a number of its own.
pub(super) fn without_numbers(rows: &mut Grid) {
    let is_filled = |row: &&mut Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
    let mut listed: Vec<&mut Vec<String>> = rows.iter_mut().filter(is_filled).collect();
    if listed.first().is_some_and(|row| mark(&row[0]).is_none()) {
        listed.remove(0);
    }
    let marks: Option<Vec<(Mark, usize)>> = listed.iter().map(|row| mark(&row[0])).collect();
    let goes_on = |pair: &[(Mark, usize)]| match (pair[0].0, pair[1].0) {
        (Mark::Number(one), Mark::Number(next)) => next == one + 1,
        (one, next) => one == next,
    };
    let marks = marks.filter(|marks| marks.len() > 1 && marks.windows(2).all(goes_on));
    for (row, (_, length)) in listed.into_iter().zip(marks.unwrap_or_default()) {
        row[0] = row[0].trim_start()[length..].trim_start().to_string();
    }
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mark {
    Number(u32),
    Bullet(char),
}

/// What a line begins with, and how many bytes of it that is.
fn mark(line: &str) -> Option<(Mark, usize)> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    // **粗** and —— are words of the line.
    if BULLETS.contains(first) && !line[first.len_utf8()..].starts_with(first) {
        return Some((Mark::Bullet(first), first.len_utf8()));
    }
    if ('①'..='⑳').contains(&first) {
        let behind = line[first.len_utf8()..].chars().next().filter(|c| "、.．".contains(*c));
        return Some((Mark::Number(first as u32 - CIRCLED + 1), first.len_utf8() + behind.map_or(0, char::len_utf8)));
    }
    let opened = line.strip_prefix(['（', '(']);
    let inner = opened.unwrap_or(line);
    let numeral = &inner[..inner.find(|c: char| !c.is_ascii_digit() && !CHINESE.contains(c)).unwrap_or(inner.len())];
    let behind = &inner[numeral.len()..];
    let close = behind.chars().next().filter(|c| if opened.is_some() { "）)" } else { "、.．）)" }.contains(*c))?;
    let number = number(numeral)?;
    // 3.5 is one, and no third.
    let is_fraction = behind[close.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
    (!is_fraction).then_some((Mark::Number(number), line.len() - behind.len() + close.len_utf8()))
}

/// Up to 999, or up to 九十九.
fn number(numeral: &str) -> Option<u32> {
    if numeral.len() <= 3 && numeral.bytes().all(|byte| byte.is_ascii_digit()) {
        return numeral.parse().ok();
    }
    let digit = |text: &str, empty| match text {
        "" => Some(empty),
        _ => CHINESE.chars().position(|c| text.chars().eq([c])).map(|at| at as u32 + 1).filter(|digit| *digit < 10),
    };
    match numeral.split_once('十') {
        Some((tens, ones)) => Some(digit(tens, 1)? * 10 + digit(ones, 0)?),
        None => digit(numeral, 0).filter(|digit| *digit > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(lines: &[&str]) -> Vec<String> {
        let mut rows: Grid = lines.iter().map(|line| vec![line.to_string()]).collect();
        without_numbers(&mut rows);
        rows.concat()
    }

    #[test]
    fn the_numbers_of_a_list_are_no_words() {
        for [first, second] in [
            ["1. 甲", "2. 乙"],
            ["9、甲", "10、乙"],
            ["(1)甲", "(2)乙"],
            ["（十）甲", "（十一）乙"],
            ["十九、甲", "二十、乙"],
            ["① 甲", "②乙"],
            ["•甲", "• 乙"],
            ["- 甲", "- 乙"],
        ] {
            assert_eq!(stripped(&[first, "", second]), ["甲", "", "乙"], "{first}");
        }
    }

    #[test]
    fn what_is_no_list_keeps_its_numbers() {
        for lines in [
            &["1. 甲"][..],
            &["1. 甲", "3. 乙"],
            &["1. 甲", "乙"],
            &["3.5 公里", "4.5 公里"],
            &["一切为了人民", "二话不说"],
            &["2024.甲", "2025.乙"],
            &["• 甲", "- 乙"],
            &["**甲**", "**乙**"],
            &["——甲", "——乙"],
        ] {
            assert_eq!(stripped(lines), lines);
        }
    }
}
