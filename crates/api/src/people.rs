//! Who may do what: members of a branch, secretaries, admins, and how each comes in. No field of these is a phone
//! number, a real name or a place.

use serde::{Deserialize, Serialize};

/// What somebody signed in may do.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Says something.
    #[default]
    Member,
    /// Looks at what members of the branch say, and invites them.
    Secretary,
    /// Makes branches and secretaries.
    Admin,
}

impl Role {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Secretary => "secretary",
            Self::Admin => "admin",
        }
    }
}

/// A branch (支部).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Branch {
    /// Its id.
    pub id: i64,
    /// Its name, as posts are signed with it.
    pub name: String,
}

/// `POST /api/desk/branches`, by an admin.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewBranch {
    /// Its name.
    pub name: String,
}

/// `PATCH /api/desk/branches/{id}`, by an admin: its name was misspelt. Whatever is signed with it has the new one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameBranch {
    /// Its new name.
    pub name: String,
    /// The name that was looked at.
    pub was: String,
}

/// `GET /api/desk/branches`, for an admin; a secretary gets the own one.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Branches {
    /// By name.
    pub branches: Vec<Branch>,
    /// Names they had before, the last one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renamed: Vec<Renamed>,
}

/// A branch was given another name.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Renamed {
    /// Its id.
    pub branch: i64,
    /// What it was called.
    pub from: String,
    /// What it was called then.
    pub to: String,
    /// By whom, by their own name; none once they have left, and in one's own [`Export`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    pub at: i64,
}

/// `POST /api/join`. A member sends `device` and perhaps `nickname`; secretary and admin `name` and `passphrase`, or the
/// passphrase alone with a code of [`PassphraseReset`].
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The one-time code of an invite or of a transfer.
    pub code: String,
    /// 256 random bits in hexadecimal, made on the phone and kept until a 2xx: the same (code, device) is answered the
    /// same for 24 hours, so that a cut answer loses nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// See [`crate::rules::check_nickname`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// For secretary and admin: the name to sign in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For secretary and admin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passphrase: Option<String>,
}

/// `GET /api/invites/{code}`: what an invite is for. Looking never uses it up.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InviteSeen {
    /// What one becomes.
    pub role: Role,
    /// Of which branch; `None` for an admin.
    pub branch: Option<Branch>,
    /// Whether it moves a member to another phone.
    #[serde(default)]
    pub transfer: bool,
    /// Whose passphrase it sets anew: the name to sign in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resets: Option<String>,
}

/// `POST /api/sign-in`, by secretary and admin.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The name given when joining.
    pub name: String,
    /// The passphrase given when joining.
    pub passphrase: String,
}

/// `PUT /api/me/passphrase`, by secretary and admin. Wherever else they are signed in they are not any more.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassphrase {
    /// The one they have.
    pub old: String,
    /// The one they want.
    pub passphrase: String,
}

/// `GET /api/me`, and the answer of joining and signing in.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Me {
    /// Opaque, and the same for as long as this account lives: whose drafts a phone holds.
    pub id: String,
    /// What one may do.
    pub role: Role,
    /// Of which branch; `None` for an admin.
    pub branch: Option<Branch>,
    /// A member's nickname; a secretary's or admin's name.
    pub nickname: Option<String>,
}

/// `POST /api/me/transfer`: a code that moves this member to another phone or browser, once, within ten minutes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Transfer {
    /// To be opened as `/join/CODE/`.
    pub code: String,
    /// When it ends.
    pub expires_at: i64,
}

/// `POST /api/desk/invites`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvites {
    /// How many, 1 to 40.
    pub count: u32,
    /// Secretaries invite members only.
    pub role: Role,
    /// For an admin; a secretary's own branch otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<i64>,
    /// How many days they can be used, 1 to 60.
    pub days: u32,
}

/// An invite. Its code is shown once, when it is made: the server keeps a hash.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Invite {
    /// Its id.
    pub id: i64,
    /// What one becomes.
    pub role: Role,
    /// Of which branch.
    pub branch: Option<Branch>,
    /// When it was made.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// When somebody used it.
    pub used_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// Only in the answer that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// `GET /api/desk/invites` and the answer of making some: first all that can be used, then the newest 200 others; each
/// newest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Invites {
    /// Of this secretary's branch; for an admin of all.
    pub invites: Vec<Invite>,
}

/// A member or a secretary, as the desk lists people.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Person {
    /// As [`Me::id`].
    pub id: String,
    /// What they may do.
    pub role: Role,
    /// Of which branch.
    pub branch: Option<Branch>,
    /// Nickname or name, where there is one.
    pub nickname: Option<String>,
    /// The day they came, as unix milliseconds of its beginning in 北京时间. No later trace of them is kept.
    pub joined_on: i64,
    /// How many posts of theirs there are, which go with them: said to whoever is about to remove them.
    pub posts: i64,
}

/// `GET /api/desk/people`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct People {
    /// Of this secretary's branch; for an admin of all.
    pub people: Vec<Person>,
}

/// `PATCH /api/desk/people/{id}`, by an admin: another branch, from the next request on.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MovePerson {
    /// Which.
    pub branch: i64,
}

/// `POST /api/desk/people/{id}/reset`, by an admin: a code with which a secretary or another admin chooses another
/// passphrase, once, within a day. Wherever they are signed in they are not any more.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PassphraseReset {
    /// To be opened as `/desk/join/#CODE`, and sent as [`Join`] with the passphrase alone.
    pub code: String,
    /// When it ends.
    pub expires_at: i64,
}

/// `GET /api/me/export`: everything the server has of somebody. `DELETE /api/me` takes it away, but for what was written
/// for a branch, which is the branch's word to others: answers, reasons, drafts and what was published of them stay, by
/// nobody.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Export {
    /// Who.
    pub me: Me,
    /// The day they came.
    pub joined_on: i64,
    /// What they wrote.
    pub posts: Vec<crate::posts::MyPost>,
    /// What they said 同感 to.
    pub agrees: Vec<String>,
    /// What they reported.
    #[serde(default)]
    pub reports: Vec<String>,
    /// Why they did, where they said so.
    #[serde(default)]
    pub report_reasons: Vec<ExportedReport>,
    /// What a secretary or admin answered.
    #[serde(default)]
    pub replies: Vec<crate::posts::Reply>,
    /// What they decided about others' posts, oldest first.
    #[serde(default)]
    pub decisions: Vec<ExportedDecision>,
    /// Names that they gave branches, oldest first.
    #[serde(default)]
    pub renamed: Vec<Renamed>,
    /// Drafts of documents that they have begun or changed last.
    #[serde(default)]
    pub drafts: Vec<ExportedDraft>,
    /// Imports they have made.
    #[serde(default)]
    pub imports: Vec<ExportedImport>,
    /// Slots of activities they want to come to.
    #[serde(default)]
    pub sign_ups: Vec<crate::activities::MySignUp>,
    /// Source texts they have put in.
    #[serde(default)]
    pub source_texts: Vec<ExportedText>,
}

/// Why somebody reported a post.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExportedReport {
    /// The post's id.
    pub post: String,
    /// See [`crate::posts::ReportReason`].
    pub reason: String,
}

/// What somebody has decided about a post.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExportedDecision {
    /// The post's id.
    pub post: String,
    /// Where that brought it.
    pub state: crate::posts::PostState,
    /// Why. The line beside it is there for as long as the post's writer reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<crate::posts::Reason>,
    /// When.
    pub at: i64,
}

/// A draft of a document.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExportedDraft {
    /// Of its file.
    pub path: String,
    /// The whole file.
    pub text: String,
    /// When it was changed last.
    pub changed_at: i64,
}

/// A source text, without its words, which are the source's.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExportedText {
    /// The source's slug.
    pub source: String,
    /// Its file's name, or how it came.
    pub title: String,
    /// When.
    pub at: i64,
}

/// Rows that became drafts together.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExportedImport {
    /// How many.
    pub total: i64,
    /// When.
    pub at: i64,
}
