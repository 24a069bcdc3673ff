//! What is to be said about a row in a word.

use ::api::documents::Folder;
use ::api::error::ErrorBody;
use ::api::imports::{CheckedRow, Field, Likeness, Twin};
use ::api::sources::Collation;

use crate::desk::collated::differences;

/// The first thing to be mended, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// As the source says it, whole, and new.
    Good,
    /// A place, whole and new, with its hours as they were read.
    Read(String),
    /// So many places are not as the source says it.
    Differs(usize),
    /// No source text has it.
    Unfound,
    /// A card says the same, or nearly.
    Twin(Twin),
    /// An earlier row says the same, or nearly.
    Repeats(usize),
    /// Something is missing or does not do.
    Lacks(String),
}

impl Verdict {
    /// For the row's head.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Good => "✓ 原文一致".into(),
            Self::Read(hours) if hours.is_empty() => "✓ 看得懂，没写开放时间".into(),
            Self::Read(hours) => format!("✓ {hours}"),
            Self::Differs(count) => format!("有 {count} 处和原文不一样"),
            Self::Unfound => "原文库里没找到".into(),
            // Its line says that, with the way to the card.
            Self::Twin(_) => String::new(),
            Self::Repeats(number) => format!("和第 {number} 行重复"),
            Self::Lacks(what) => what.clone(),
        }
    }

    /// Whether nothing is to be mended.
    pub(super) fn is_good(&self) -> bool {
        matches!(self, Self::Good | Self::Read(_))
    }

    /// As the style knows it: what is there already is no mistake.
    pub(super) fn look(&self) -> &'static str {
        match self {
            Self::Good | Self::Read(_) => "good",
            Self::Twin(_) | Self::Repeats(_) => "double",
            _ => "wrong",
        }
    }
}

/// A part of a longer card is a card of its own; the same words twice are not, wherever they stand.
pub(super) fn verdict(checked: &CheckedRow, repeats: Option<usize>) -> Verdict {
    if let Collation::Near { marks, .. } = &checked.collation {
        return Verdict::Differs(differences(marks));
    }
    let is_double = |likeness: Likeness| matches!(likeness, Likeness::Same | Likeness::Near);
    if let Some(twin) = checked.twins.iter().find(|twin| is_double(twin.likeness)) {
        return Verdict::Twin(twin.clone());
    }
    if let Some(number) = repeats {
        return Verdict::Repeats(number);
    }
    match checked.faults.first() {
        _ if checked.collation == Collation::Nothing => Verdict::Unfound,
        Some(fault) if is_absent(&fault.message) => {
            // All of it at once: what is lacking in many rows is filled in above them.
            let absent = checked.faults.iter().filter(|fault| is_absent(&fault.message));
            Verdict::Lacks(format!("还没写{}", absent.map(|fault| name(&fault.field)).collect::<Vec<_>>().join("、")))
        }
        Some(fault) => Verdict::Lacks(lacks(&fault.field, &fault.message)),
        None if checked.row.place.is_empty() => Verdict::Good,
        None => Verdict::Read(checked.read.clone()),
    }
}

fn is_absent(message: &str) -> bool {
    message.contains("少了这个字段")
}

/// A row has no lines and no file: its columns have names.
fn name(field: &str) -> &'static str {
    match field {
        "quote" => "金句",
        "sentence" => "原句",
        "before" => "前一句",
        "after" => "后一句",
        "source" => "出处",
        "section" => "章节",
        "theme" => "主题",
        "gloss" => "读懂",
        // Of a place.
        other => Field::of(Folder::Places)
            .iter()
            .find(|known| known.as_str() == other)
            .map_or("读懂", |known| known.chinese()),
    }
}

/// What is wrong with a column.
pub(super) fn lacks(field: &str, message: &str) -> String {
    let name = name(field);
    if is_absent(message) { format!("还没写{name}") } else { format!("{name}：{message}") }
}

/// Why a draft was not handed on. The server counts lines of its file, which beside a table would be rows of that.
pub(super) fn refused(body: &ErrorBody) -> String {
    match body.field.as_deref().filter(|_| body.code == "faulty") {
        Some(field) => {
            lacks(field, body.message.split_once("行：").map_or(body.message.as_str(), |(_, message)| message))
        }
        None => body.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::api::documents::Fault;
    use ::api::imports::{Row, Twin};
    use ::api::sources::{Mark, Place};

    fn place() -> Place {
        let text = String::new;
        Place {
            paragraph: 0,
            text: text(),
            from: 0,
            to: 1,
            quote: text(),
            sentence: text(),
            before: text(),
            after: text(),
            section: text(),
        }
    }

    fn checked() -> CheckedRow {
        let collation = Collation::Verbatim { places: vec![place()] };
        CheckedRow {
            row: Row::default(),
            collation,
            twins: Vec::new(),
            faults: Vec::new(),
            read: String::new(),
            withdrawn: None,
        }
    }

    #[test]
    fn a_row_is_good_when_nothing_is_to_be_mended() {
        assert_eq!(verdict(&checked(), None), Verdict::Good);
        assert_eq!(verdict(&checked(), Some(3)), Verdict::Repeats(3));
        let twin = |likeness| vec![Twin { slug: "q001".into(), quote: "敲门轻一点".into(), likeness }];
        let double = CheckedRow { twins: twin(Likeness::Near), ..checked() };
        assert_eq!(verdict(&double, None), Verdict::Twin(double.twins[0].clone()));
        let part = CheckedRow { twins: twin(Likeness::Part), ..checked() };
        assert_eq!(verdict(&part, None), Verdict::Good);
    }

    #[test]
    fn what_differs_from_the_source_comes_first() {
        let mark = |same| Mark { quote: "请".into(), source: "清".into(), same };
        let collation = Collation::Near { place: place(), marks: vec![mark(true), mark(false)] };
        let fault =
            Fault {
                line: 1, field: "theme".into(), message: "少了这个字段，或它是空的".into(), hint: String::new()
            };
        let faulty = CheckedRow { collation, faults: vec![fault], ..checked() };
        assert_eq!(verdict(&faulty, None), Verdict::Differs(1));
        let found = CheckedRow { collation: checked().collation, ..faulty.clone() };
        assert_eq!(verdict(&found, None).words(), "还没写主题");
        let absent = |field: &str| Fault { field: field.into(), ..faulty.faults[0].clone() };
        let several = CheckedRow { faults: vec![absent("kind"), absent("street")], ..found };
        assert_eq!(verdict(&several, None).words(), "还没写类型、在哪一带");
        let unfound = CheckedRow { collation: Collation::Nothing, ..faulty };
        assert_eq!(verdict(&unfound, None), Verdict::Unfound);
        // What became a draft all the same is not brought twice.
        let twin = Twin { slug: "q001".into(), quote: "敲门轻一点".into(), likeness: Likeness::Same };
        let made = CheckedRow { twins: vec![twin.clone()], ..unfound };
        assert_eq!(verdict(&made, None), Verdict::Twin(twin));
    }

    #[test]
    fn a_refusal_speaks_of_columns_not_of_lines() {
        let faulty = ErrorBody {
            field: Some("theme".into()),
            ..ErrorBody::new("faulty", "第 5 行：少了这个字段，或它是空的")
        };
        assert_eq!(refused(&faulty), "还没写主题");
        let long = ErrorBody { field: Some("quote".into()), ..ErrorBody::new("faulty", "第 2 行：太长") };
        assert_eq!(refused(&long), "金句：太长");
        assert_eq!(refused(&ErrorBody::new("stale", "它刚刚变过")), "它刚刚变过");
    }
}
