//! 我有话儿对党说: what a member says, what becomes of it, and what everybody reads.
//!
//! Times are unix milliseconds. `id` is a UUIDv7 in its usual form, made on the phone.

pub mod about;
mod desk_reply;
mod reason_code;
mod report_reason;
mod summary;
mod waiting;

use serde::{Deserialize, Serialize};

pub use desk_reply::DeskReply;
pub use reason_code::ReasonCode;
pub use report_reason::{ReportCount, ReportReason};
pub use summary::{ReasonCount, Summary};
pub use waiting::{DraftSaved, QueueCount, RoomCount, ToReview, Today, Waiting, WaitingDraft, WaitingRoom};

/// How a post is signed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signed {
    /// Nickname and branch.
    Nickname,
    /// The branch alone.
    #[default]
    Branch,
}

/// What a post's member sends, in `POST /api/posts`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPost {
    /// Made on the phone; the same one sent again is the same post.
    pub id: String,
    /// Plain text; see [`crate::rules::check_body`].
    pub body: String,
    /// What it is about: a card's slug; `activities/` and the slug of a lecture, before which it asks something; or see [`about`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// How it is signed.
    pub signed: Signed,
    /// Its writer was told of possible order numbers or addresses in it, and sends it all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// Who wrote it: [`crate::people::Me::id`]. A phone may send what one person wrote when another has come in on it: from
    /// anybody else it is refused. It is no part of what makes two posts the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}

/// A returned post's new words, in `PATCH /api/posts/{id}`: it is pending again.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EditPost {
    /// The new text.
    pub body: String,
    /// How it is signed from now on.
    pub signed: Signed,
    /// [`MyPost::version`] of what was edited.
    pub version: i64,
    /// As [`NewPost::confirmed`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// As [`NewPost::member`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
}

/// Asks for another secretary's look at a returned or removed post, in `POST /api/posts/{id}/appeal`. Once a post.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// [`MyPost::version`] of what was returned.
    pub version: i64,
}

/// Where a post the server has stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PostState {
    /// 待看: nobody looked at it yet; for its writer also what was taken down and is looked at again.
    Pending,
    /// 请改一改: reason and text are handed back.
    Returned,
    /// 已发布: everybody can read it.
    Approved,
    /// 已撤下: was to be read, and is not any more. At the desk also while somebody is asked to look again.
    Removed,
}

impl PostState {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Removed => "removed",
        }
    }

    /// What people call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Pending => "待看",
            Self::Returned => "请改一改",
            Self::Approved => "已发布",
            Self::Removed => "已撤下",
        }
    }
}

/// A reason and a line beside it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// From the list.
    pub code: ReasonCode,
    /// The secretary's own line; may be empty, but for [`ReasonCode::Other`].
    #[serde(default)]
    pub note: String,
}

/// What a branch's secretary answers below a post.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reply {
    /// Plain text.
    pub body: String,
    /// The name of the secretary's branch: replies are signed with it alone.
    pub branch: String,
    /// When.
    pub at: i64,
}

/// A post as everybody reads it. The same bytes for everyone.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Post {
    /// Its id.
    pub id: String,
    /// Plain text.
    pub body: String,
    /// What it is about: see [`NewPost::card`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// Its writer's nickname, where it is signed with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// The name of its writer's branch.
    pub branch: String,
    /// When it was approved.
    pub at: i64,
    /// How many said 同感.
    pub agrees: i64,
    /// Answers, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

/// `GET /api/posts`: the newest approved first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Feed {
    /// At most `limit`.
    pub posts: Vec<Post>,
    /// To be sent as `before` for older ones; `null` at the end.
    pub next: Option<String>,
}

/// A post as its own member sees it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MyPost {
    /// Its id.
    pub id: String,
    /// Plain text.
    pub body: String,
    /// What it is about: see [`NewPost::card`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// How it is signed.
    pub signed: Signed,
    /// Where it stands.
    pub state: PostState,
    /// Grows with every change; a change of an older version is refused.
    pub version: i64,
    /// Why it came back or was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// When the server first had it.
    pub created_at: i64,
    /// When it came to stand where it does.
    pub changed_at: i64,
    /// Whether another secretary was asked to look; that can be done once.
    #[serde(default)]
    pub appealed: bool,
    /// It had been taken down, and whoever was asked to look has left it so: 维持撤下.
    #[serde(default)]
    pub upheld: bool,
    /// How many said 同感.
    #[serde(default)]
    pub agrees: i64,
    /// Answers, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

/// `GET /api/me/posts`: newest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MyPosts {
    /// The newest 1,000 of them; all are in `GET /api/me/export`.
    pub posts: Vec<MyPost>,
}

/// `GET /api/me/agrees`: the ids of posts one said 同感 to.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Agrees {
    /// Ids.
    pub posts: Vec<String>,
}

/// What a secretary does with a post.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// A pending one goes to the feed; so does one that was returned, and one that was removed is put back there.
    Approve,
    /// A pending one goes back, with a reason.
    Return,
    /// An approved one is taken down, with a reason; a removed one about which its writer asks again stays so.
    Remove,
    /// One's own last decision is taken back, within a minute.
    Undo,
}

/// `POST /api/desk/posts/{id}/decision`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// What.
    pub decision: Decision,
    /// Why; needed for [`Decision::Return`] and [`Decision::Remove`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// [`DeskPost::version`] of what was looked at.
    pub version: i64,
}

/// `POST /api/desk/posts/{id}/reply`: an answer below an approved post.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// Made by the sender, so that one sent again is stored once.
    pub id: String,
    /// Plain text; the rules of a post's.
    pub body: String,
}

/// A post as its branch's secretary sees it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeskPost {
    /// Its id.
    pub id: String,
    /// Plain text.
    pub body: String,
    /// What it is about: see [`NewPost::card`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// Its writer's nickname, where it is signed with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// The name of its writer's branch.
    pub branch: String,
    /// Where it stands.
    pub state: PostState,
    /// To be sent back with a decision.
    pub version: i64,
    /// Why it came back or was taken down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// When the server first had it.
    pub created_at: i64,
    /// When it came to stand where it does.
    pub changed_at: i64,
    /// Since when it asks for somebody's look, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_since: Option<i64>,
    /// Who returned or removed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// Another secretary's decision is asked for, and was not made yet: whoever decided first cannot decide again.
    #[serde(default)]
    pub appealed: bool,
    /// Reports have hidden it from readers until somebody has looked.
    #[serde(default)]
    pub hidden: bool,
    /// How many reported it since it was last looked at.
    #[serde(default)]
    pub reports: i64,
    /// Why they did, the most frequent reason first; whoever gave none is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub report_reasons: Vec<ReportCount>,
    /// Its writer has changed it since it came back: [`DeskPost::reason`] is why it did.
    #[serde(default)]
    pub resent: bool,
    /// Answers, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<DeskReply>,
}

/// Who decided where a post stands, and when.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Decided {
    /// Their name; none where they have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    pub at: i64,
}

/// `GET /api/desk/posts?state=`: pending ones oldest first, others newest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Queue {
    /// At most 50.
    pub posts: Vec<DeskPost>,
    /// How many ask for this person's look.
    pub pending: i64,
    /// A number that changes whenever one of those does: whoever hears the same one again has nothing to ask for.
    #[serde(default)]
    pub stamp: i64,
    /// To be sent as `after` for the next ones.
    pub next: Option<String>,
}
