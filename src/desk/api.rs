//! The desk's endpoints, a function each.

use ::api::documents::{PictureMade, Preview};
use ::api::paths;
use ::api::people::{Branch, Branches, Invites, Join, Me, MovePerson, NewBranch, NewInvites, People, Person, SignIn};
use ::api::posts::{Decide, DeskPost, NewReply, PostState, Queue};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::{ApiError, ask, ask_with_picture, done};
use crate::browser::picture::Picture;

/// Signs in.
pub(super) async fn sign_in(sign_in: &SignIn) -> Result<Me, ApiError> {
    read(ask("POST", paths::API_SIGN_IN, json(sign_in)).await?)
}

/// Becomes secretary or admin by an invite.
pub(super) async fn join(join: &Join) -> Result<Me, ApiError> {
    read(ask("POST", paths::API_JOIN, json(join)).await?)
}

/// Signs out, here or wherever one is signed in.
pub(super) async fn sign_out(everywhere: bool) -> Result<(), ApiError> {
    let url = format!("{}?everywhere={everywhere}", paths::API_SIGN_OUT);
    done(ask("POST", &url, None).await?).map(drop)
}

/// Posts in a state; those after a cursor.
pub(super) async fn queue(state: PostState, after: Option<&str>) -> Result<Queue, ApiError> {
    let after = after.map(|cursor| format!("&after={cursor}")).unwrap_or_default();
    read(ask("GET", &format!("{}?state={}{after}", paths::API_DESK_POSTS, state.as_str()), None).await?)
}

/// Approves, returns, removes, or takes that back.
pub(super) async fn decide(id: &str, decide: &Decide) -> Result<DeskPost, ApiError> {
    read(ask("POST", &paths::api_decision(id), json(decide)).await?)
}

/// Answers below a post.
pub(super) async fn reply(id: &str, reply: &NewReply) -> Result<DeskPost, ApiError> {
    read(ask("POST", &paths::api_reply(id), json(reply)).await?)
}

/// Invites there are.
pub(super) async fn invites() -> Result<Invites, ApiError> {
    read(ask("GET", paths::API_DESK_INVITES, None).await?)
}

/// Makes some; only this answer has their codes.
pub(super) async fn make_invites(new: &NewInvites) -> Result<Invites, ApiError> {
    read(ask("POST", paths::API_DESK_INVITES, json(new)).await?)
}

/// An invite is good no more.
pub(super) async fn revoke_invite(id: i64) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_desk_invite(id), None).await?).map(drop)
}

/// Who belongs to the branch.
pub(super) async fn people() -> Result<People, ApiError> {
    read(ask("GET", paths::API_DESK_PEOPLE, None).await?)
}

/// Somebody belongs to it no more.
pub(super) async fn remove_person(id: &str) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_desk_person(id), None).await?).map(drop)
}

/// Somebody belongs to another branch.
pub(super) async fn move_person(id: &str, to: MovePerson) -> Result<Person, ApiError> {
    read(ask("PATCH", &paths::api_desk_person(id), json(&to)).await?)
}

/// Branches there are.
pub(super) async fn branches() -> Result<Branches, ApiError> {
    read(ask("GET", paths::API_DESK_BRANCHES, None).await?)
}

/// A new one.
pub(super) async fn add_branch(branch: &NewBranch) -> Result<Branch, ApiError> {
    read(ask("POST", paths::API_DESK_BRANCHES, json(branch)).await?)
}

/// Makes a link to a draft.
pub(super) async fn make_preview(folder: &str, slug: &str) -> Result<Preview, ApiError> {
    read(ask("POST", &paths::api_preview(folder, slug), None).await?)
}

/// Sends a picture for an article.
pub(super) async fn send_picture(picture: &Picture) -> Result<PictureMade, ApiError> {
    read(ask_with_picture(paths::API_DESK_PICTURES, picture).await?)
}

fn read<T: DeserializeOwned>(text: String) -> Result<T, ApiError> {
    serde_json::from_str(&text).map_err(|_| ApiError::Unexpected)
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
