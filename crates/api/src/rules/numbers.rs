//! Numbers of people, orders and doors in a text.

use std::ops::Range;

use crate::error::Span;

/// Digits in a row, however they are written and whatever thin things stand between them. Never empty.
pub(super) struct Run(Vec<Digit>);

#[derive(Clone, Copy)]
struct Digit {
    /// `0` to `9`, or `X`, the last one of some identity numbers.
    c: char,
    /// Its place in the text, in `char`s.
    at: usize,
    /// Something thin stands before it.
    begins: bool,
}

impl Run {
    /// The first number in it that is somebody's: one group of digits or several that follow each other. What else
    /// stands beside it does not hide it.
    pub(super) fn number(&self) -> Option<Span> {
        /// Of an identity number; a phone number with all that can stand before it is shorter.
        const LONGEST: usize = 18;
        let begins = (0..self.0.len()).filter(|from| self.0[*from].begins);
        begins.flat_map(|from| (from + 1..=self.0.len().min(from + LONGEST)).map(move |to| from..to)).find_map(|part| {
            let is_whole = self.0.get(part.end).is_none_or(|next| next.begins);
            let digits: String = self.0[part.clone()].iter().map(|digit| digit.c).collect();
            if is_whole && (is_phone(&digits) || is_identity(&digits)) { self.span(part) } else { None }
        })
    }

    /// All of it, where there are so many that it may be an order.
    pub(super) fn order(&self) -> Option<Span> {
        const LEAST: usize = 6;
        if self.0.len() < LEAST { None } else { self.span(0..self.0.len()) }
    }

    fn span(&self, part: Range<usize>) -> Option<Span> {
        let part = self.0.get(part)?;
        Some(Span { from: part.first()?.at, to: part.last()?.at + 1 })
    }
}

/// What stands between the digits of one number: spaces, hyphens, dots, brackets, and what makes a key of a digit.
const THIN: &str = " \t\u{a0}\u{3000}-－—\u{2010}\u{2011}\u{2012}\u{2013}−.·_()（）\u{200d}\u{fe0f}\u{20e3}";

pub(super) fn runs_of_digits(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut is_within, mut begins) = (false, true);
    for (at, c) in text.chars().enumerate() {
        let digit = match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
            '0'..='9' => Some(c),
            'x' | 'X' | 'ｘ' | 'Ｘ' => Some('X'),
            thin if THIN.contains(thin) => {
                begins = true;
                continue;
            }
            _ => None,
        };
        let Some(c) = digit.filter(|digit| is_within || *digit != 'X') else {
            is_within = false;
            continue;
        };
        let digit = Digit { c, at, begins: begins || !is_within };
        match runs.last_mut().filter(|_| is_within) {
            Some(run) => run.0.push(digit),
            None => runs.push(Run(vec![digit])),
        }
        // Nothing goes on behind an X.
        (is_within, begins) = (true, c == 'X');
    }
    runs
}

/// A mobile number, with or without 86; a landline with its area code.
fn is_phone(digits: &str) -> bool {
    let digits = digits.trim_end_matches('X');
    let local = digits
        .strip_prefix("0086")
        .or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() == 11))
        .unwrap_or(digits);
    let bytes = local.as_bytes();
    let is_mobile = bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) && !local.contains('X');
    let is_landline = (10..=12).contains(&bytes.len()) && bytes[0] == b'0' && bytes[1] != b'0' && !local.contains('X');
    is_mobile || is_landline
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
            spans.push(Span { from, to: at + door.chars().count() });
        }
    }
    spans
}
