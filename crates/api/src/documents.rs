//! Curating: what is published without git. A document is a text, its markdown file; here are its draft, its revisions,
//! and the steps between them.
//!
//! Times are unix milliseconds.

mod addresses;
mod folder;
pub mod permission;
mod picture_made;
mod planned_text;
mod quoting;
mod recording_made;
mod revision_kind;

use serde::{Deserialize, Serialize};

pub use addresses::{FreeSlug, Preview};
pub use folder::Folder;
pub use picture_made::PictureMade;
pub use planned_text::PlannedText;
pub use quoting::Quoting;
pub use recording_made::RecordingMade;
pub use revision_kind::RevisionKind;

/// Where a draft stands.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 草稿: being written.
    #[default]
    Draft,
    /// 待复审: handed to somebody else, and not to be changed meanwhile.
    Review,
}

/// Something that is done with a document.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Hands the draft to somebody else.
    Submit,
    /// Its drafter goes on with it.
    TakeBack,
    /// Whoever looked at it hands it back, with a line.
    Return,
    /// Whoever looked at it publishes it: now, or from a moment on.
    Publish,
    /// Throws the draft away.
    Discard,
    /// What was to be published later is a draft again.
    Unschedule,
    /// Nobody is shown it any more, at once.
    Withdraw,
    /// Makes a draft of an earlier revision.
    Restore,
}

impl Stage {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Draft, Self::Review];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
        }
    }

    /// What people call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Review => "待复审",
        }
    }
}

/// Where a step leads a draft that stands at `from` (`None`: there is none). The only place that says which steps there
/// are; `Err` is a step that does not exist.
///
/// `Ok(None)`: there is no draft afterwards.
///
/// # Errors
///
/// A step that is not possible from there.
pub fn after(from: Option<Stage>, step: Step) -> Result<Option<Stage>, NoSuchStep> {
    use Stage::{Draft, Review};
    match (from, step) {
        (Some(Draft), Step::Submit) => Ok(Some(Review)),
        (Some(Review), Step::TakeBack | Step::Return) => Ok(Some(Draft)),
        (Some(Review), Step::Publish) | (Some(Draft), Step::Discard) => Ok(None),
        (None, Step::Restore) => Ok(Some(Draft)),
        // These do not touch a draft that is there.
        (from, Step::Withdraw) => Ok(from),
        (from, Step::Unschedule) => Ok(from.or(Some(Draft))),
        _ => Err(NoSuchStep),
    }
}

/// See [`after`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoSuchStep;

/// What readers are shown of a document.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The file in the content folder.
    File,
    /// A revision.
    Revision,
    /// That it was withdrawn.
    Withdrawn,
}

impl Shown {
    /// What people call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Nothing => "还没发布",
            Self::File | Self::Revision => "已发布",
            Self::Withdrawn => "已撤下",
        }
    }
}

/// A document in a list. One that is not shown, has no draft and is not planned was put aside.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DocumentRow {
    /// Its folder.
    pub folder: Folder,
    /// Its name.
    pub slug: String,
    /// Its quotation or title.
    pub title: String,
    /// Its theme, where it has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// Of a place: what it is, where, whether it is in use, and when somebody confirmed its hours; of an activity when it is next and how
    /// many come; of care what kind, and when somebody confirmed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Of a place: what riders say is wrong about it and nobody has dealt with, what was said most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubted: Vec<crate::corrections::CorrectionKind>,
    /// What readers are shown.
    pub shown: Shown,
    /// Since when they are shown that, where it was published here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_since: Option<i64>,
    /// Where its draft stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Whether that draft is one's own.
    #[serde(default)]
    pub is_mine: bool,
    /// Whose draft it is, by their own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When its draft was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<i64>,
    /// When a new revision will be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_from: Option<i64>,
    /// Whether its draft came back from review, and was not handed on since.
    #[serde(default)]
    pub came_back: bool,
    /// Whether the file has changed since the shown revision was made from it.
    #[serde(default)]
    pub file_changed: bool,
}

impl DocumentRow {
    /// Whether it was begun and let go: no draft, nothing shown, nothing planned.
    pub fn is_put_aside(&self) -> bool {
        self.shown == Shown::Nothing && self.stage.is_none() && self.publish_from.is_none()
    }
}

/// `GET /api/desk/documents`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Documents {
    /// By slug; activities by when they are next.
    pub documents: Vec<DocumentRow>,
    /// Themes there are, in the site's order.
    pub themes: Vec<String>,
    /// Sources there are: slug and what people call it.
    pub sources: Vec<(String, String)>,
}

/// The one working copy of a document.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Draft {
    /// The whole file.
    pub text: String,
    /// Grows with each change; what is sent back with the next one.
    pub version: i64,
    /// Where it stands.
    pub stage: Stage,
    /// Whether whoever asks has drafted it.
    pub is_mine: bool,
    /// The drafter's own name; none once they have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The drafter's branch; none for the committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The line it came back with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was changed last.
    pub changed_at: i64,
}

/// In the place of a revision's number: the file in the content folder, before anything was written at the desk.
pub const ORIGINAL: i64 = 0;

/// One entry of a document's past, without its text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Revision {
    /// Counted from 1.
    pub number: i64,
    /// What it was made for.
    pub kind: RevisionKind,
    /// Who did it, by their own name; none once they have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whose branch; none for the committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// When.
    pub at: i64,
    /// The line beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// From when on readers are shown it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_from: Option<i64>,
    /// It was to be shown later, and that was called off.
    #[serde(default)]
    pub cancelled: bool,
}

/// `GET /api/desk/documents/{folder}/{slug}/revisions/{number}`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RevisionText {
    /// The whole file as it was.
    pub text: String,
}

/// Something in a text that keeps it from being published.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Fault {
    /// Counted from 1.
    pub line: i64,
    /// The field, or `body`, or `file`.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// `GET /api/desk/documents/{folder}/{slug}`: all there is of a document; by default of one that nobody has begun.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Document {
    /// Its folder.
    pub folder: Folder,
    /// Its name.
    pub slug: String,
    /// What readers are shown.
    pub shown: Shown,
    /// The whole file that readers are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The file in the content folder, where it has changed since the shown revision was made from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_file: Option<String>,
    /// What is planned; of several, what was planned last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<PlannedText>,
    /// The whole file as it was last, where it is a draft no more, was never shown, and is not planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_aside: Option<String>,
    /// The working copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
    /// What keeps the draft from being published.
    pub faults: Vec<Fault>,
    /// Its past, newest first.
    pub revisions: Vec<Revision>,
    /// Whether the content folder has it, too: before its past, as revision [`ORIGINAL`].
    #[serde(default)]
    pub has_original: bool,
    /// Why the shown quotation went out without being compared with its source; nothing where it was compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unverified: Option<String>,
    /// Of a card: articles that readers are shown and that have words of it in their text. They would keep them if it were
    /// withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quoted_in: Vec<Quoting>,
    /// Whether its drafter may publish it alone: a deployment of one person.
    pub one_person: bool,
}

/// `PUT /api/desk/documents/{folder}/{slug}/draft`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// The whole file.
    pub text: String,
    /// [`Draft::version`] of what was changed; 0 where there was no draft.
    pub version: i64,
    /// Whoever writes has looked at the file there is now: the draft is made of it from here on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub file_seen: bool,
}

/// A saved draft, and what is to be mended in it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Saved {
    /// The draft as it is now.
    pub draft: Draft,
    /// What keeps it from being published.
    pub faults: Vec<Fault>,
    /// The number of the newest revision; 0 where there is none. Saving makes one now and then.
    pub newest: i64,
}

/// `POST /api/desk/documents/{folder}/{slug}/step`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeStep {
    /// What to do.
    pub step: Step,
    /// What was looked at: [`Draft::version`], or the number of the newest revision where there is no draft (0: none).
    pub version: i64,
    /// A line for whoever reads the document's past; needed for [`Step::Return`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// [`Step::Publish`]: from when on; now where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_from: Option<i64>,
    /// [`Step::Publish`]: why a quotation is published that stands in no source text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unverified: Option<String>,
    /// [`Step::Restore`]: which revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_folder_and_a_slug() {
        for folder in Folder::ALL {
            let slug = if folder == Folder::Site { "site" } else { "q001" };
            assert_eq!(Folder::of(&folder.path(slug)), Some((folder, slug)));
        }
        for other in ["q001.md", "cards/q001", "pages/a.md", "site/site.md"] {
            assert_eq!(Folder::of(other), None, "{other}");
        }
    }

    #[test]
    fn nothing_is_published_that_nobody_was_handed() {
        for from in [None, Some(Stage::Draft)] {
            assert_eq!(after(from, Step::Publish), Err(NoSuchStep));
        }
        assert_eq!(after(Some(Stage::Review), Step::Publish), Ok(None));
        assert_eq!(after(Some(Stage::Review), Step::Discard), Err(NoSuchStep));
    }
}
