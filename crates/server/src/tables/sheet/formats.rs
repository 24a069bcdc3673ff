//! Number formats: a cell keeps a number, and its style says that it is shown as a day, a time or per cent. Days and times are
//! told as a document has them (2026-10-25, 9:00), whatever order a sheet shows them in.

use content::day::Day;

use crate::tables::unreadable::Unreadable;
use crate::tables::work::Work;
use crate::tables::xml::{Xml, attribute, name};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Days from Excel's first to 1970.
const EPOCH: i64 = 25_569;
/// What counts from 1904 is so many days behind.
const FROM_1904: i64 = 1_462;
/// The year 9999 ends here.
const LAST: f64 = 2_958_466.0;
/// Digits of a number that Excel shows.
const DIGITS: i32 = 15;

/// How a cell's number is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// As it is.
    #[default]
    General,
    Moment {
        has_year: bool,
        has_month: bool,
        has_day: bool,
        has_time: bool,
        has_seconds: bool,
        /// Hours go on beyond a day.
        is_elapsed: bool,
    },
    Number {
        before: String,
        behind: String,
        digits: usize,
        decimals: usize,
        has_groups: bool,
        is_percent: bool,
    },
}

/// The formats of a workbook's cells, by the number of their style, and where its days begin.
#[derive(Debug, Default)]
pub(super) struct Formats {
    formats: Vec<Format>,
    is_from_1904: bool,
}

impl Formats {
    /// Reads the part of the styles.
    pub(super) fn read(xml: Option<&str>, is_from_1904: bool, work: &Work) -> Result<Self, Unreadable> {
        let mut formats = Self { formats: Vec::new(), is_from_1904 };
        let Some(xml) = xml else { return Ok(formats) };
        let (mut xml, mut codes) = (Xml::new(xml, work), std::collections::HashMap::new());
        if xml.child()?.is_none() {
            return Ok(formats);
        }
        while let Some(element) = xml.child()? {
            match name(&element).as_str() {
                "numFmts" => {
                    while let Some(element) = xml.child()? {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                        if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                            codes.insert(id, code);
                        }
                        xml.pass(&element)?;
                    }
                }
                "cellXfs" => {
                    while let Some(element) = xml.child()? {
                        let id = attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok()).unwrap_or(0);
                        let code = codes.get(&id).map_or_else(|| built_in(id), String::as_str);
                        formats.formats.push(format(code));
                        xml.pass(&element)?;
                    }
                }
                _ => xml.pass(&element)?,
            }
        }
        Ok(formats)
    }

    /// What a number is shown as in a cell of a style.
    pub(super) fn shown(&self, written: &str, style: Option<&str>) -> String {
        let format = style.and_then(|at| at.parse().ok()).and_then(|at: usize| self.formats.get(at));
        let Ok(number) = written.trim().parse::<f64>() else { return written.to_string() };
        match format.unwrap_or(&Format::General) {
            Format::General => general(written.trim(), number),
            Format::Moment { .. } if !(0.0..LAST).contains(&number) => general(written.trim(), number),
            moment @ Format::Moment { .. } => self.moment(number, moment),
            Format::Number { before, behind, digits, decimals, has_groups, is_percent } => {
                let number = if *is_percent { number * 100.0 } else { number };
                // 38.5 % stays what it is where a sheet shows whole ones alone: a share is a fact.
                let decimals = if *is_percent { needed(number).unwrap_or_default().max(*decimals) } else { *decimals };
                let text = format!("{:.*}", decimals, rounded(number.abs(), decimals));
                let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
                let whole = format!("{}{whole}", "0".repeat(digits.saturating_sub(whole.len())));
                let whole = if *has_groups { grouped(&whole) } else { whole };
                let sign = if number < 0.0 && text.contains(|c: char| ('1'..='9').contains(&c)) { "-" } else { "" };
                let point = if rest.is_empty() { "" } else { "." };
                let percent = if *is_percent { "%" } else { "" };
                format!("{sign}{before}{whole}{point}{rest}{percent}{behind}")
            }
        }
    }

    fn moment(&self, number: f64, format: &Format) -> String {
        let Format::Moment { has_year, has_month, has_day, has_time, has_seconds, is_elapsed } = *format else {
            return String::new();
        };
        let step = if has_seconds { 1 } else { 60 };
        let seconds = (number * DAY as f64 / step as f64).round() as i64 * step;
        let time = |seconds: i64| {
            let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            if rest == 0 { format!("{hours}:{minutes:02}") } else { format!("{hours}:{minutes:02}:{rest:02}") }
        };
        if is_elapsed {
            return time(seconds);
        }
        let (mut days, seconds) = (seconds / DAY, seconds % DAY);
        if self.is_from_1904 {
            days += FROM_1904;
        } else if days < 60 {
            // Excel knows a 29th of February 1900, which never was.
            days += 1;
        }
        let (year, month, day) = Day(i32::try_from(days - EPOCH).unwrap_or_default()).civil();
        let date = match () {
            () if has_day => Some(format!("{year}-{month:02}-{day:02}")),
            () if has_month => Some(format!("{year}-{month:02}")),
            () => has_year.then(|| year.to_string()),
        };
        match date {
            Some(date) if has_time && seconds != 0 => format!("{date} {}", time(seconds)),
            Some(date) => date,
            None => time(seconds),
        }
    }
}

/// A day as XML writes one: its time is none where it is midnight.
pub(super) fn written_day(text: &str) -> String {
    let text = text.trim().trim_end_matches('Z');
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.split('.').next().unwrap_or_default().trim_end_matches(":00");
    let time = if time == "00" { "" } else { time };
    format!("{day} {time}").trim().to_string()
}

/// Excel's own formats, as a Chinese one has them.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 15 | 29 | 30 | 31 => "yyyy-m-d",
        16 | 28 | 51 | 53 | 54 | 58 => "m-d",
        17 | 27 | 36 | 50 | 52 | 57 => "yyyy-m",
        18 | 20 | 32 | 34 | 55 => "h:mm",
        19 | 21 | 33 | 35 | 56 => "h:mm:ss",
        22 => "yyyy-m-d h:mm",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        _ => "",
    }
}

/// What a format's code says of positive numbers.
fn format(code: &str) -> Format {
    let (mut letters, mut before, mut behind) = (String::new(), String::new(), String::new());
    let (mut digits, mut decimals, mut is_fraction, mut has_groups, mut is_percent) = (0, 0, false, false, false);
    let (mut has_places, mut is_elapsed, mut chars) = (false, false, code.chars().peekable());
    while let Some(c) = chars.next() {
        let mut literal = |c: char| if has_places { behind.push(c) } else { before.push(c) };
        match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(literal),
            '\\' | '!' => chars.next().into_iter().for_each(literal),
            // As wide as the next character; filled with it.
            '_' | '*' => drop(chars.next()),
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let inner = inner.to_ascii_lowercase();
                if !inner.is_empty() && inner.chars().all(|c| "hms".contains(c)) {
                    is_elapsed = true;
                    letters.push_str(&inner);
                }
                // What money is called stands before the dash.
                if let Some(sign) = inner.strip_prefix('$').and_then(|sign| sign.split('-').next()) {
                    sign.chars().for_each(literal);
                }
            }
            '0' | '#' | '?' => {
                has_places = true;
                match is_fraction {
                    true => decimals += 1,
                    false => digits += usize::from(c == '0'),
                }
            }
            '.' => is_fraction = true,
            ',' => has_groups |= has_places,
            '%' => is_percent = true,
            // AM/PM, 上午/下午: told in 24 hours here.
            'A' | 'a' if letters.contains(['h', 'H']) => {}
            // 1.2E+04, 1 1/2: what they leave out of a number is part of it.
            'E' | 'e' | '/' if has_places && letters.is_empty() => return Format::General,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => letters.push(c.to_ascii_lowercase()),
            'G' if code.starts_with("General") => return Format::General,
            '@' => return Format::General,
            '年' | '月' | '日' | '时' | '分' | '秒' => {}
            c if " -+()$￥¥元:/".contains(c) || !c.is_ascii() => literal(c),
            _ => {}
        }
    }
    let has = |c: char| letters.contains(c);
    if letters.is_empty() {
        if !has_places {
            return Format::General;
        }
        // What stands in brackets or at the edge alone is no word of the cell.
        let (before, behind) = (before.trim_start().to_string(), behind.trim_end().to_string());
        return Format::Number { before, behind, digits, decimals, has_groups, is_percent };
    }
    let is_minute = has('h') || has('s');
    Format::Moment {
        has_year: has('y') || has('e'),
        has_month: has('m') && (!is_minute || has('y') || has('d')),
        has_day: has('d'),
        has_time: is_minute,
        has_seconds: has('s'),
        is_elapsed,
    }
}

/// Numbers are kept with digits that nobody typed: 0.30000000000000004.
fn general(written: &str, number: f64) -> String {
    let is_plain = written.len() <= DIGITS as usize && !written.contains(['e', 'E']);
    if is_plain || !number.is_finite() || number == 0.0 || !(1e-9..1e15).contains(&number.abs()) {
        return written.to_string();
    }
    let decimals = (DIGITS - 1 - number.abs().log10().floor() as i32).clamp(0, DIGITS + 9) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_string() } else { text }
}

/// The few decimals without which a number is another one; nothing where it has many.
fn needed(number: f64) -> Option<usize> {
    (0..=2).find(|decimals| (rounded(number.abs(), *decimals) - number.abs()).abs() < 1e-9)
}

/// Half of the last place that is shown goes up, after the digits that Excel keeps: what is stored as 1.4999999999999999 is 1.5.
fn rounded(number: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or_default().min(DIGITS));
    let kept: f64 = format!("{:.*e}", DIGITS as usize - 1, number * scale).parse().unwrap_or(number * scale);
    (kept + 0.5).floor() / scale
}

fn grouped(whole: &str) -> String {
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_style_says() {
        for (code, number, shown) in [
            ("yyyy\"年\"m\"月\"d\"日\"", "46320", "2026-10-25"),
            ("[$-804]yyyy/m/d;@", "46320", "2026-10-25"),
            ("m\"月\"d\"日\"", "46320", "2026-10-25"),
            ("yyyy\"年\"m\"月\"", "46320", "2026-10"),
            ("h:mm", "0.375", "9:00"),
            ("h:mm AM/PM", "0.75", "18:00"),
            ("上午/下午h\"时\"mm\"分\"", "0.35416666666666669", "8:30"),
            ("[h]:mm", "1.5", "36:00"),
            ("yyyy-m-d h:mm", "46320.375", "2026-10-25 9:00"),
            ("0%", "0.385", "38.5%"),
            ("0%", "0.3333333333333333", "33%"),
            ("0.0%", "0.38500000000000001", "38.5%"),
            ("0.00", "2.5", "2.50"),
            ("000000", "12345", "012345"),
            ("#,##0", "1234567", "1,234,567"),
            ("0\"号\"", "7", "7号"),
            ("General", "0.30000000000000004", "0.3"),
            ("", "1.2345E+4", "12345"),
            ("@", "2585551234", "2585551234"),
            ("0_ ", "-3", "-3"),
            ("0.0E+0", "12345", "12345"),
            ("##0.0e-0", "0.00012", "0.00012"),
            ("# ??/??", "1.5", "1.5"),
            ("0\"/天\"", "7", "7/天"),
        ] {
            let formats = Formats { formats: vec![format(code)], is_from_1904: false };
            assert_eq!(formats.shown(number, Some("0")), shown, "{code}");
        }
        let formats = Formats { formats: vec![format(built_in(14))], is_from_1904: true };
        assert_eq!(formats.shown("44858", Some("0")), "2026-10-25");
        assert_eq!(formats.shown("一", Some("0")), "一");
        assert_eq!(written_day("2026-10-25T00:00:00"), "2026-10-25");
        assert_eq!(written_day("2026-10-25T09:30:00"), "2026-10-25 09:30");
    }
}
