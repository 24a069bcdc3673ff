//! 名单: nicknames on paper. There is no box to tick: nobody keeps who was there.

use ::api::activities::{DeskSignUp, DeskSlot};
use content::bundle::escape;

use super::words::{name, standing};
use crate::desk::documents::beijing;

/// The list of a slot.
pub(super) fn list(slot: &DeskSlot) -> String {
    let row = |who: &DeskSignUp| format!("<li>{} <small>{}</small></li>", escape(&name(who)), escape(&who.branch));
    let rows = |all: &[DeskSignUp]| all.iter().map(row).collect::<String>();
    let waiting = match slot.waiting.is_empty() {
        true => String::new(),
        false => format!("<h2>排着的</h2><ol>{}</ol>", rows(&slot.waiting)),
    };
    let line = if slot.line.is_empty() { String::new() } else { format!("<p>{}</p>", escape(&slot.line)) };
    format!(
        "<section class=\"list-sheet\"><h1>{title}</h1><p>{when}，{whereabouts}。{standing}</p>{line}<ul>{coming}</ul>{waiting}\
         <footer>只有昵称，不点名。用完这张纸就撕掉。</footer></section>",
        title = escape(&slot.title),
        when = beijing(slot.starts_at),
        whereabouts = escape(&slot.whereabouts),
        standing = standing(slot),
        coming = rows(&slot.coming),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_nicknames_and_nothing_to_tick() {
        let who = |nickname: Option<&str>| DeskSignUp {
            id: "0".into(),
            nickname: nickname.map(str::to_string),
            branch: "示例支部".into(),
        };
        let slot = DeskSlot {
            activity: "trip".into(),
            slot: "a".into(),
            title: "雕版<b>".into(),
            whereabouts: "院子".into(),
            starts_at: 1_795_363_200_000,
            ends_at: 1_795_366_800_000,
            closes_at: 1_795_363_200_000,
            seats: Some(2),
            is_cancelled: false,
            line: "在西门".into(),
            coming: vec![who(Some("小周")), who(None)],
            waiting: vec![who(Some("小林"))],
        };
        let list = list(&slot);
        for words in
            ["雕版&lt;b&gt;", "小周 <small>示例支部", "没写昵称", "满了，2 个位子，排着 1 人", "在西门", "小林"]
        {
            assert!(list.contains(words), "{words}: {list}");
        }
        assert!(!list.contains("<input") && !list.contains('□'), "{list}");
    }
}
