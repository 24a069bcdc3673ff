//! Numbers that are dialled in a hurry: those that everybody in the country has, the deployer's own, and those of care that says
//! so. The phone dials; nothing is noted anywhere.

use super::numbers::numbers;
use super::places::SAMPLE;
use crate::bundle::escape;
use crate::library::Library;
use crate::numbers::dialled;

/// The same everywhere in the country: when one calls, what it is, and the number.
const EVERYWHERE: [(&str, &str, &str); 6] = [
    ("受了伤、突然病倒", "急救", "120"),
    ("着火了、被困住了", "火警", "119"),
    ("撞了车，有人打人、偷抢、骗钱", "报警", "110"),
    ("不知道该找谁", "政务服务便民热线", "12345"),
    ("工钱、社保、工伤", "人力资源和社会保障", "12333"),
    ("想找工会", "职工维权", "12351"),
];

/// The list, folded away until somebody needs it: from 身边 a call is two taps.
pub(super) fn calls(library: &Library) -> String {
    let care = library.care.values().filter(|care| care.withdrawn.is_none() && !care.urgent.is_empty());
    let care = care.map(|care| {
        let sample = if care.is_sample { SAMPLE } else { "" };
        row(&escape(&care.urgent), &(escape(&care.title) + sample), &care.phone)
    });
    let everywhere = EVERYWHERE.map(|(when, what, number)| row(when, what, number));
    // Those that are the same everywhere first: whoever is hurt dials the first line.
    let rows: String = everywhere.into_iter().chain(care).collect();
    format!(
        "<details class=\"calls\" id=\"calls\" data-folds><summary>急用电话</summary><ul class=\"rows\">{rows}</ul>{own}\
         <p class=\"fine\">有人受伤、起火：先离开危险的地方，再打。电话是手机自己打的，这里不留记录。</p></details>",
        own = numbers(&library.site.numbers),
    )
}

#[cfg(feature = "publish")]
/// Each as a search finds it, by its number, by what it is and by when one calls it.
pub(crate) fn each_call(library: &Library) -> Vec<String> {
    let everywhere = EVERYWHERE.iter().map(|(when, what, number)| format!("急用电话 {number} {what}：{when}"));
    let own = library.site.numbers.iter().map(|own| format!("急用电话 {} {}", own.number, own.name));
    everywhere.chain(own).collect()
}

fn row(when: &str, what: &str, number: &str) -> String {
    let (shown, dialled) = (escape(number), dialled(number));
    format!(
        "<li><a href=\"tel:{dialled}\"><span><b>{when}</b><small>{what}</small></span><span>{shown}</span></a></li>"
    )
}
