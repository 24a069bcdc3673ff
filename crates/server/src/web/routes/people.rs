//! The secretary's side of people: branches, invites, members.

use api::error::ErrorBody;
use api::paths;
use api::people::{
    Branch, Branches, Invite, Invites, MovePerson, NewBranch, NewInvites, PassphraseReset, People, Person,
    RenameBranch, Role,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::people::names;
use crate::web::auth::{Admin, Secretary};
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, PersonId, QueryArgs};
use crate::web::state::AppState;

/// The secretary's side of people.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_invites, make_invites))
        .routes(routes!(revoke_invite))
        .routes(routes!(list_people))
        .routes(routes!(move_person, remove_person))
        .routes(routes!(reset_passphrase))
        .routes(routes!(list_branches, add_branch))
        .routes(routes!(rename_branch))
}

const DAY: i64 = 86_400_000;

/// All branches for an admin; a secretary's own. With the names they had before, by whom they were changed, and when.
#[utoipa::path(get, path = paths::API_DESK_BRANCHES, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = Branches), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_branches(
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<Json<Branches>, ApiError> {
    let (branches, renamed) =
        (state.store.branches(secretary.branch).await?, state.store.renamed_branches(secretary.branch).await?);
    Ok(Json(Branches { branches, renamed }))
}

/// Makes a branch.
#[utoipa::path(post, path = paths::API_DESK_BRANCHES, tag = "desk", request_body = NewBranch, security(("admin" = [])), responses(
    (status = 201, body = Branch), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
    (status = 409, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn add_branch(
    State(state): State<AppState>,
    _: Admin,
    JsonBody(new): JsonBody<NewBranch>,
) -> Result<(StatusCode, Json<Branch>), ApiError> {
    let name = names::branch_name(&new.name)?;
    Ok((StatusCode::CREATED, Json(state.store.add_branch(name).await?)))
}

/// Corrects a branch's name: what was signed with it has the new one from then on. The old one stays in the list of branches,
/// with whoever changed it.
#[utoipa::path(patch, path = "/api/desk/branches/{id}", tag = "desk", params(("id" = i64, Path)), request_body = RenameBranch, security(("admin" = [])), responses(
    (status = 200, body = Branch), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "another one has that name, or it has changed since it was looked at"), (status = 422, body = ErrorBody)))]
pub(crate) async fn rename_branch(
    State(state): State<AppState>,
    Admin(me): Admin,
    PathArg(id): PathArg<i64>,
    JsonBody(to): JsonBody<RenameBranch>,
) -> Result<Json<Branch>, ApiError> {
    let name = names::branch_name(&to.name)?;
    Ok(Json(state.store.rename_branch(me.id, id, name, to.was).await?))
}

/// Which branch.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct BranchAsked {
    /// For an admin; a secretary has one.
    branch: Option<i64>,
}

/// Invites of one's branch; for an admin all. All that can be used, then the newest others, without their codes.
#[utoipa::path(get, path = paths::API_DESK_INVITES, tag = "desk", params(BranchAsked), security(("secretary" = [])), responses(
    (status = 200, body = Invites), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_invites(
    State(state): State<AppState>,
    secretary: Secretary,
    QueryArgs(asked): QueryArgs<BranchAsked>,
) -> Result<Json<Invites>, ApiError> {
    let (branch, is_for_secretary) = (secretary.branch.or(asked.branch), secretary.branch.is_some());
    Ok(Json(Invites { invites: state.store.invites(branch, is_for_secretary).await? }))
}

/// Makes invites, each for one person: the only answer that has their codes.
#[utoipa::path(post, path = paths::API_DESK_INVITES, tag = "desk", request_body = NewInvites, security(("secretary" = [])), responses(
    (status = 201, body = Invites), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn make_invites(
    State(state): State<AppState>,
    secretary: Secretary,
    JsonBody(new): JsonBody<NewInvites>,
) -> Result<(StatusCode, Json<Invites>), ApiError> {
    if !(1..=40).contains(&new.count) {
        return Err(ApiError::field("count", "out_of_range", "一次做 1 到 40 张"));
    }
    if !(1..=60).contains(&new.days) {
        return Err(ApiError::field("days", "out_of_range", "有效期 1 到 60 天"));
    }
    let branch = match (secretary.branch, new.role) {
        (Some(_), Role::Secretary | Role::Admin) => return Err(ApiError::forbidden()),
        (Some(own), Role::Member) if new.branch.is_some_and(|other| other != own) => return Err(ApiError::forbidden()),
        (Some(own), Role::Member) => Some(own),
        (None, Role::Admin) => None,
        (None, Role::Member | Role::Secretary) => match new.branch {
            Some(branch) => Some(branch),
            None => return Err(ApiError::field("branch", "empty", "选一个支部")),
        },
    };
    let branch = match branch {
        Some(id) => match state.store.branches(Some(id)).await?.pop() {
            Some(branch) => Some(branch),
            None => return Err(ApiError::field("branch", "unknown", "没有这个支部")),
        },
        None => None,
    };
    let lasts = i64::from(new.days) * DAY;
    let made = state.store.make_invites(new.role, branch.as_ref().map(|branch| branch.id), new.count, lasts).await?;
    let invite = |made: crate::store::people::invites::MadeInvite| Invite {
        id: made.id,
        role: new.role,
        branch: branch.clone(),
        created_at: made.created_at,
        expires_at: made.expires_at,
        used_at: None,
        revoked_at: None,
        code: Some(made.code),
    };
    Ok((StatusCode::CREATED, Json(Invites { invites: made.into_iter().rev().map(invite).collect() })))
}

/// Ends an invite that nobody used.
#[utoipa::path(delete, path = "/api/desk/invites/{id}", tag = "desk", params(("id" = i64, Path)), security(("secretary" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody), (status = 410, body = ErrorBody)))]
pub(crate) async fn revoke_invite(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(id): PathArg<i64>,
) -> Result<StatusCode, ApiError> {
    state.store.revoke_invite(id, secretary.branch).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// People of one's branch; for an admin all.
#[utoipa::path(get, path = paths::API_DESK_PEOPLE, tag = "desk", params(BranchAsked), security(("secretary" = [])), responses(
    (status = 200, body = People), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_people(
    State(state): State<AppState>,
    secretary: Secretary,
    QueryArgs(asked): QueryArgs<BranchAsked>,
) -> Result<Json<People>, ApiError> {
    Ok(Json(People { people: state.store.people(secretary.branch.or(asked.branch)).await? }))
}

/// Gives a member or a secretary another branch, from their next request on.
#[utoipa::path(patch, path = "/api/desk/people/{id}", tag = "desk", params(("id" = String, Path)), request_body = MovePerson, security(("admin" = [])), responses(
    (status = 200, body = Person), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "an admin has no branch"), (status = 422, body = ErrorBody)))]
pub(crate) async fn move_person(
    State(state): State<AppState>,
    _: Admin,
    PersonId(id): PersonId,
    JsonBody(to): JsonBody<MovePerson>,
) -> Result<Json<Person>, ApiError> {
    Ok(Json(state.store.move_person(id, to.branch).await?))
}

/// A link with which a secretary or another admin chooses another passphrase, once, within a day.
#[utoipa::path(post, path = "/api/desk/people/{id}/reset", tag = "desk", params(("id" = String, Path)), security(("admin" = [])), responses(
    (status = 201, body = PassphraseReset), (status = 401, body = ErrorBody),
    (status = 403, body = ErrorBody, description = "also for oneself: `same_person`"), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody, description = "a member has no passphrase")))]
pub(crate) async fn reset_passphrase(
    State(state): State<AppState>,
    Admin(me): Admin,
    PersonId(id): PersonId,
) -> Result<(StatusCode, Json<PassphraseReset>), ApiError> {
    let made = state.store.make_reset(id, Some(me.id)).await?;
    Ok((StatusCode::CREATED, Json(PassphraseReset { code: made.code, expires_at: made.expires_at })))
}

/// Removes somebody, with everything of theirs: a member of one's branch; for an admin anybody.
#[utoipa::path(delete, path = "/api/desk/people/{id}", tag = "desk", params(("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn remove_person(
    State(state): State<AppState>,
    secretary: Secretary,
    PersonId(id): PersonId,
) -> Result<StatusCode, ApiError> {
    state.store.remove_person(secretary.branch, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
