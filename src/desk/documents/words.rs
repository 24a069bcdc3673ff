//! What the desk says of a document: where it stands, when, and what is to be mended.

use ::api::corrections::CorrectionKind;
use ::api::documents::{Document, DocumentRow, Fault, Folder, Shown, Stage};
use content::day::Day;
use content::fields::Fields;

use super::form::Form;

/// `11月30日 08:00` in Beijing.
pub(in crate::desk) fn beijing(ms: i64) -> String {
    let day = Day::at_unix_ms(ms);
    let minutes = (ms - day.start_unix_ms()) / 60_000;
    format!("{} {:02}:{:02}", day.chinese(), minutes / 60, minutes % 60)
}

/// The moment that somebody means in Beijing by `2026-11-30T08:00`, wherever the device thinks it is.
pub(super) fn moment(text: &str) -> Option<i64> {
    let (day, time) = text.split_once('T')?;
    let (hours, minutes) = time.get(..5)?.split_once(':')?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_time = (0..24).contains(&hours) && (0..60).contains(&minutes);
    is_time.then_some(Day::parse(day)?.start_unix_ms() + (hours * 60 + minutes) * 60_000)
}

/// The same moment as a field takes it.
pub(super) fn moment_text(ms: i64) -> String {
    let day = Day::at_unix_ms(ms);
    let minutes = (ms - day.start_unix_ms()) / 60_000;
    format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60)
}

/// What a folder's document is called that there is not yet.
pub(super) fn new_one(folder: Folder) -> String {
    format!("新的一{}", folder.counter())
}

/// Where a document stands, what is most to be done about it first; and how each is to look.
pub(super) fn standing(row: &DocumentRow) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    if row.file_changed {
        all.push(("choose", "文件已改，请选择".to_string()));
    }
    if let Some(stage) = row.stage {
        let words = match stage {
            Stage::Review => review_of(row),
            Stage::Draft if row.came_back => "退回来了".to_string(),
            Stage::Draft => draft_of(row),
        };
        all.push((draft_look(stage, row.came_back), words));
    }
    if let Some(from) = row.publish_from {
        all.push(("later", format!("定时 {}", beijing(from))));
    }
    if row.is_put_aside() {
        all.push(("aside", "丢掉的".to_string()));
    } else if all.is_empty() || row.shown == Shown::Withdrawn {
        let since = row.shown_since.map(|at| format!("，{}", Day::at_unix_ms(at).chinese())).unwrap_or_default();
        all.push((look(row.shown), row.shown.chinese().to_string() + &since));
    }
    if let Some(kind) = row.doubted.first() {
        let words = match kind {
            CorrectionKind::Shut => "有人说没开".to_string(),
            other => format!("有人说“{}”", other.chinese()),
        };
        all.insert(0, ("choose", words));
    }
    all
}

/// How the first of that is to look on a document's own page.
pub(super) fn look_of(document: &Document) -> &'static str {
    match &document.draft {
        _ if document.changed_file.is_some() => "choose",
        Some(draft) => draft_look(draft.stage, draft.note.is_some()),
        None if document.planned.is_some() => "later",
        None if document.put_aside.is_some() => "aside",
        None => look(document.shown),
    }
}

fn draft_look(stage: Stage, came_back: bool) -> &'static str {
    match stage {
        Stage::Review => "review",
        Stage::Draft if came_back => "back",
        Stage::Draft => "draft",
    }
}

/// How what readers are shown is to look: each a shape of its own (style/desk-documents.css).
fn look(shown: Shown) -> &'static str {
    match shown {
        Shown::Nothing => "nothing",
        Shown::File | Shown::Revision => "shown",
        Shown::Withdrawn => "withdrawn",
    }
}

fn review_of(row: &DocumentRow) -> String {
    let by = row.by.as_ref().filter(|_| !row.is_mine).map(|by| format!(" · {by}写的"));
    format!("{}{}", Stage::Review.chinese(), by.unwrap_or_default())
}

fn draft_of(row: &DocumentRow) -> String {
    match &row.by {
        _ if row.is_mine => "我的草稿".into(),
        Some(by) => format!("{by}的草稿"),
        None => Stage::Draft.chinese().into(),
    }
}

/// A fault for somebody who fills in a form and sees no file.
pub(super) fn plain(form: &Form, fault: &Fault) -> String {
    if !form.has(&fault.field) {
        return match fault.field.as_str() {
            "cards" => "一张卡片也没有，加上几张".into(),
            "body" => "还没写".into(),
            "source" | "theme" => "还没选".into(),
            _ => "还没填".into(),
        };
    }
    let message = fault.message.replace(" sentence 这句原文", "原句");
    let hint = fault.hint.replace(" part_of", "“是哪一张的短版”");
    if hint.is_empty() || speaks_of_a_file(&hint) { message } else { format!("{message}。{hint}") }
}

/// Whether a hint is for somebody who writes a file.
pub(in crate::desk) fn speaks_of_a_file(hint: &str) -> bool {
    ["加一行", "写成", "每行", "列表", "删掉这一行"].iter().any(|word| hint.starts_with(word))
}

/// What a field is called on screen.
pub(super) fn label(form: &Form, key: &str) -> &'static str {
    Fields::of(form.folder).label(key).unwrap_or("文件")
}

#[cfg(test)]
mod tests {
    use ::api::documents::{Draft, PlannedText};

    use super::*;

    #[test]
    fn a_moment_is_beijings_whatever_the_device_thinks() {
        let at = moment("2026-11-30T08:00").unwrap();
        assert_eq!(at, 1_795_996_800_000); // 2026-11-30T00:00:00Z
        assert_eq!((beijing(at), moment_text(at)), ("11月30日 08:00".into(), "2026-11-30T08:00".into()));
        for wrong in ["", "2026-11-30", "2026-11-30T8:00", "2026-11-30T24:00", "2026-02-30T08:00"] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_document_looks_on_its_own_page_as_it_does_in_the_lists() {
        let draft =
            |stage, note: Option<&str>| Some(Draft { stage, note: note.map(str::to_string), ..Draft::default() });
        let document = |draft| Document { draft, ..Document::default() };
        assert_eq!(look_of(&document(draft(Stage::Draft, None))), "draft");
        assert_eq!(look_of(&document(draft(Stage::Draft, Some("短一点")))), "back");
        // It was handed on since.
        assert_eq!(look_of(&document(draft(Stage::Review, Some("短一点")))), "review");
        let changed_file = Some(String::new());
        assert_eq!(look_of(&Document { changed_file, ..document(draft(Stage::Draft, Some("短一点"))) }), "choose");
        assert_eq!(look_of(&Document { shown: Shown::Revision, ..document(None) }), "shown");
        let planned = Some(PlannedText { text: String::new(), publish_from: 100 });
        assert_eq!(look_of(&Document { planned, ..document(None) }), "later");
    }

    #[test]
    fn what_waits_for_somebody_is_said_first() {
        let row = DocumentRow {
            folder: Folder::Cards,
            slug: "q001".into(),
            title: String::new(),
            theme: String::new(),
            about: String::new(),
            doubted: Vec::new(),
            shown_since: None,
            shown: Shown::Revision,
            stage: Some(Stage::Draft),
            is_mine: true,
            by: Some("王书记".into()),
            changed_at: None,
            publish_from: None,
            came_back: false,
            file_changed: true,
        };
        assert_eq!(standing(&row).iter().map(|(look, _)| *look).collect::<Vec<_>>(), ["choose", "draft"]);
        let back = DocumentRow { came_back: true, file_changed: false, ..row.clone() };
        assert_eq!(standing(&back), [("back", "退回来了".to_string())]);
        let others = DocumentRow { is_mine: false, file_changed: false, ..row.clone() };
        assert_eq!(standing(&others), [("draft", "王书记的草稿".to_string())]);
        let row = DocumentRow { stage: None, file_changed: false, ..row };
        assert_eq!(standing(&row), [("shown", "已发布".to_string())]);
        let row = DocumentRow { shown: Shown::Nothing, ..row };
        assert_eq!(standing(&row), [("aside", "丢掉的".to_string())]);
        let row = DocumentRow { shown: Shown::Withdrawn, ..row };
        assert_eq!(standing(&row), [("withdrawn", "已撤下".to_string())]);
    }
}
