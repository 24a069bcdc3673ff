//! What is said of a slot and of who signed up, on the screen and on paper.

use ::api::activities::{DeskSignUp, DeskSlot};

/// How many seats, and how many of them are free.
pub(super) fn standing(slot: &DeskSlot) -> String {
    let (coming, waiting) = (slot.coming.len(), slot.waiting.len());
    let line = if waiting > 0 { format!("，排着 {waiting} 人") } else { String::new() };
    match slot.seats {
        _ if slot.is_cancelled => format!("不办了，原来报了 {} 个", coming + waiting),
        None => format!("来 {coming} 个，人数不限"),
        Some(seats) if coming as i64 >= seats => format!("满了，{seats} 个位子{line}"),
        Some(seats) => format!("来 {coming} 个，还有 {} 个位子{line}", seats - coming as i64),
    }
}

/// What somebody is called on the list.
pub(super) fn name(who: &DeskSignUp) -> String {
    if who.id.is_empty() {
        return "一位".to_string();
    }
    who.nickname.clone().unwrap_or_else(|| "没写昵称".to_string())
}
