//! Reading what several kinds write alike: one of a few words, words in a row, a day, opening hours, a public number.

use crate::day::Day;
use crate::fault::Faults;
use crate::front_matter::FrontMatter;
use crate::hours;
use crate::numbers;
use crate::opening::Hours;
use crate::parted::{parted, parted_known};

/// One of these words, which must be there.
pub(crate) fn one_of(file: &mut FrontMatter, key: &str, choices: &[&str], faults: &mut Faults) -> Option<String> {
    let text = file.required(key, faults);
    if !text.is_empty() && !choices.contains(&text.as_str()) {
        let hint = format!("可用：{}", choices.join("、"));
        faults.add(file.line(key), key, format!("没有“{text}”这一种"), hint);
        return None;
    }
    Some(text)
}

/// Several in one line.
pub(crate) fn words(file: &mut FrontMatter, key: &str, faults: &mut Faults) -> Vec<String> {
    file.optional(key, faults).map(|text| parted(&text)).unwrap_or_default()
}

/// Some of a few words in one line.
pub(crate) fn known_words(
    file: &mut FrontMatter,
    key: &str,
    is_known: impl Fn(&str) -> bool,
    faults: &mut Faults,
) -> Vec<String> {
    file.optional(key, faults).map(|text| parted_known(&text, is_known)).unwrap_or_default()
}

/// A day.
pub(crate) fn day(file: &mut FrontMatter, key: &str, faults: &mut Faults) -> Option<Day> {
    let text = file.optional(key, faults)?;
    let day = Day::parse(&text);
    if day.is_none() {
        faults.add(file.line(key), key, format!("“{text}”不是日期"), "写成 2026-11-23");
    }
    day
}

/// Opening hours, compiled; what is better said is advised.
pub(crate) fn opening_hours(file: &mut FrontMatter, faults: &mut Faults) -> Option<Hours> {
    let text = file.optional("hours", faults)?;
    match hours::compile(&text) {
        Ok(hours) => {
            for advice in hours::advice(&hours) {
                faults.advise(file.line("hours"), "hours", advice, "");
            }
            Some(hours)
        }
        Err(wrong) => {
            faults.add(file.line("hours"), "hours", wrong.message, wrong.hint);
            None
        }
    }
}

/// A number that everybody is shown; empty where there is none.
pub(crate) fn phone(file: &mut FrontMatter, faults: &mut Faults) -> String {
    phone_by(numbers::wrong, file, faults)
}

/// The same of a shop, which may be a mobile where it hangs on its door.
pub(crate) fn shop_phone(is_on_door: bool, file: &mut FrontMatter, faults: &mut Faults) -> String {
    phone_by(if is_on_door { numbers::no_number } else { numbers::wrong }, file, faults)
}

fn phone_by(wrong: fn(&str) -> Option<(String, &'static str)>, file: &mut FrontMatter, faults: &mut Faults) -> String {
    let text = file.optional("phone", faults).unwrap_or_default();
    if let Some((message, hint)) = wrong(&text).filter(|_| !text.is_empty()) {
        faults.add(file.line("phone"), "phone", message, hint);
    }
    text
}

/// Whether 是 stands there. Anything but 否 and nothing is a fault, and taken for a yes.
pub(crate) fn is_yes(file: &mut FrontMatter, key: &str, faults: &mut Faults) -> bool {
    match file.optional(key, faults).as_deref() {
        None | Some("否") => false,
        Some("是") => true,
        Some(_) => {
            faults.add(file.line(key), key, "只写“是”", "不是就删掉这一行");
            true
        }
    }
}
