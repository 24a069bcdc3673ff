//! Documents that wait for whoever is at the desk, or came back to them, as rows of 今天: one for each thing to be done with a folder's.

use std::collections::BTreeMap;

use ::api::paths;
use ::api::posts::{ToReview, Waiting, WaitingDraft, WaitingRoom};
use leptos::prelude::*;

use crate::desk::shell::live::{Live, list_path};

/// What is to be done, and what becomes of it where nobody does.
type Deed = (&'static str, &'static str);

const RETURNED: Deed = ("退回来了", "不改：停在草稿，读者看不到");
const FILE_CHANGED: Deed = ("文件已改，请选择", "不选：读者看到的还是现在这一份");
const TO_REVIEW: Deed = ("等你复审", "不看：一直不发布");

/// As soon as it is known which they are.
pub(super) fn rows(Waiting { to_review, returned, file_changed }: Waiting) -> Vec<WaitingRoom> {
    let parts = [(returned, RETURNED), (file_changed, FILE_CHANGED), (to_review, TO_REVIEW)];
    parts.into_iter().flat_map(|(drafts, deed)| by_folder(drafts, deed)).collect()
}

fn by_folder(drafts: Vec<WaitingDraft>, (what, otherwise): Deed) -> Vec<WaitingRoom> {
    let mut folders: BTreeMap<&str, Vec<WaitingDraft>> = BTreeMap::new();
    for draft in drafts {
        folders.entry(draft.folder.as_str()).or_default().push(draft);
    }
    let row = |drafts: Vec<WaitingDraft>| {
        let first = drafts.first()?;
        let title = if first.title.is_empty() { "还没有标题" } else { &first.title };
        let (path, more) = match drafts.len() {
            1 => (paths::desk_document(first.folder.as_str(), &first.slug), String::new()),
            many => (list_path(first.folder), format!("等 {many} 份")),
        };
        let note = first.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
        Some(WaitingRoom {
            path,
            what: format!("{}{what}：{title}{more}{note}", first.folder.chinese()),
            otherwise: otherwise.to_string(),
            count: drafts.len() as i64,
            since: drafts.iter().map(|draft| draft.at).min().unwrap_or_default(),
        })
    };
    folders.into_values().filter_map(row).collect()
}

/// As long as nobody knows which they are.
pub(super) fn counted(live: Live) -> Vec<WaitingRoom> {
    let counts = [(live.returned, RETURNED), (live.file_changed, FILE_CHANGED), (live.to_review, TO_REVIEW)];
    let row = |ToReview { folder, count }: ToReview, (what, otherwise): Deed| WaitingRoom {
        path: list_path(folder),
        what: format!("{count} 份{}{what}", folder.chinese()),
        otherwise: otherwise.to_string(),
        count,
        since: 0,
    };
    counts.into_iter().flat_map(|(all, deed)| all.get().into_iter().map(move |waiting| row(waiting, deed))).collect()
}

#[cfg(test)]
mod tests {
    use ::api::documents::Folder;

    use super::*;

    #[test]
    fn one_is_a_tap_away_and_many_are_a_row() {
        let draft = |slug: &str, title: &str, note: Option<&str>, at: i64| WaitingDraft {
            folder: Folder::Cards,
            slug: slug.into(),
            title: title.into(),
            note: note.map(str::to_string),
            at,
        };
        let waiting = Waiting {
            returned: vec![draft("q001", "江山就是人民", Some("再短一点"), 5)],
            to_review: vec![draft("q002", "", None, 3), draft("q003", "青年强", None, 2)],
            file_changed: Vec::new(),
        };
        let rows = rows(waiting);
        let said: Vec<_> = rows.iter().map(|row| (row.path.as_str(), row.what.as_str(), row.since)).collect();
        assert_eq!(
            said,
            [
                ("/desk/cards/q001/", "金句退回来了：江山就是人民（再短一点）", 5),
                ("/desk/cards/", "金句等你复审：还没有标题等 2 份", 2),
            ]
        );
    }
}
