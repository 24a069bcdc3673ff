//! The secretary's side of posts: what waits, deciding, answering, and hearing of new ones.

use std::convert::Infallible;

use api::error::ErrorBody;
use api::paths;
use api::posts::{Decide, Decision, DeskPost, DraftSaved, NewReply, PostState, Queue, QueueCount, ReasonCode};
use api::rules;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{self, KeepAlive, Sse};
use serde::Deserialize;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::curation::documents;
use crate::store::actor::Actor;
use crate::store::connection::cursor;
use crate::store::documents::by_folder;
use crate::store::{Event, StoreError};
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{JsonBody, PathArg, PostId, QueryArgs, is_uuid, unreadable};
use crate::web::state::AppState;

/// The secretary's side of posts.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_queue))
        .routes(routes!(decide_post))
        .routes(routes!(reply_to_post))
        .routes(routes!(remove_reply))
        .routes(routes!(queue_events))
}

/// A line beside a reason.
const NOTE: usize = 100;

/// A line of a stream.
type Said = Result<sse::Event, Infallible>;

/// Which part of the queue.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct QueueAsked {
    /// `pending` unless asked otherwise; what was reported waits with the pending ones. What one has decided first, and another
    /// is asked about, waits for that other one.
    state: Option<PostState>,
    /// Of `approved` ones nominations that were taken, which nobody else reads; they are not among the others.
    #[serde(default)]
    nominations: bool,
    /// `next` of the part before.
    after: Option<String>,
}

/// Posts of one's branch; for an admin of all.
#[utoipa::path(get, path = paths::API_DESK_POSTS, tag = "desk", params(QueueAsked), security(("secretary" = [])), responses(
    (status = 200, body = Queue), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_queue(
    State(state): State<AppState>,
    secretary: Secretary,
    QueryArgs(asked): QueryArgs<QueueAsked>,
) -> Result<Json<Queue>, ApiError> {
    let after = asked.after.map(|cursor| cursor::parse_queue(&cursor).ok_or_else(unreadable)).transpose()?;
    let which = asked.state.unwrap_or(PostState::Pending);
    Ok(Json(state.store.queue(&secretary.actor(), which, asked.nominations, after).await?))
}

/// Decides: approve, return, remove; or takes one's own last decision back within a minute. What was returned or removed
/// can be approved at any time.
#[utoipa::path(post, path = "/api/desk/posts/{id}/decision", tag = "desk", params(("id" = String, Path)), request_body = Decide, security(("secretary" = [])), responses(
    (status = 200, body = DeskPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "also where another person has to decide"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "it has changed since it was looked at"), (status = 422, body = ErrorBody)))]
pub(crate) async fn decide_post(
    State(state): State<AppState>,
    secretary: Secretary,
    PostId(id): PostId,
    JsonBody(mut decide): JsonBody<Decide>,
) -> Result<Json<DeskPost>, ApiError> {
    check_reason(&mut decide)?;
    Ok(Json(state.store.decide_post(secretary.actor(), id, decide).await?))
}

/// Answers below an approved post.
#[utoipa::path(post, path = "/api/desk/posts/{id}/reply", tag = "desk", params(("id" = String, Path)), request_body = NewReply, security(("secretary" = [])), responses(
    (status = 200, body = DeskPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn reply_to_post(
    State(state): State<AppState>,
    secretary: Secretary,
    PostId(id): PostId,
    JsonBody(reply): JsonBody<NewReply>,
) -> Result<Json<DeskPost>, ApiError> {
    if !is_uuid(&reply.id) {
        return Err(ApiError::field("id", "unfit", "这一条没有准备好，更新一下再试"));
    }
    let body = rules::tidy(&reply.body);
    rules::check_body(&body, true)?;
    Ok(Json(state.store.reply_to_post(secretary.actor(), id, reply, body).await?))
}

/// Takes an answer of one's branch away. Its text is gone.
#[utoipa::path(delete, path = "/api/desk/replies/{id}", tag = "desk", params(("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 200, body = DeskPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn remove_reply(
    State(state): State<AppState>,
    secretary: Secretary,
    PathArg(id): PathArg<String>,
) -> Result<Json<DeskPost>, ApiError> {
    Ok(Json(state.store.remove_reply(secretary.actor(), id).await?))
}

/// How much waits, now and whenever that changes (`event: queue`).
#[utoipa::path(get, path = paths::API_DESK_EVENTS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = QueueCount, content_type = "text/event-stream"), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn queue_events(
    State(state): State<AppState>,
    secretary: Secretary,
) -> Result<impl IntoResponse, ApiError> {
    let stream = state.streams.open(&secretary.me.id)?;
    let (sender, receiver) = mpsc::channel(4);
    // Subscribed before the first count: nothing falls between.
    let events = state.store.subscribe();
    let token = secretary.token.clone();
    tokio::spawn(async move {
        let _stream = stream;
        send_counts(state, secretary.actor(), token, events, sender).await;
    });
    // nginx would hold it back until there is more.
    Ok(([("x-accel-buffering", "no")], Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::default())))
}

/// What may be another since it was counted last: what is done with posts changes nothing of documents, of which there may be
/// thousands.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Changed {
    /// Posts alone.
    Posts,
    /// And what waits in other rooms.
    Rooms,
    /// And documents.
    Documents,
}

async fn send_counts(
    state: AppState,
    actor: Actor,
    token: String,
    mut events: broadcast::Receiver<Event>,
    sender: mpsc::Sender<Said>,
) {
    // What is news is told even where as many wait as before; a look at the clock is none.
    let (mut told, mut is_news, mut changed) = (None::<QueueCount>, true, Changed::Documents);
    let mut texts = state.site.texts_changed();
    loop {
        // Whoever was signed out, or has another branch now, hears nothing more, and asks again as who they are.
        let is_still = match state.store.signed_in(&token).await {
            Ok(me) => me.is_some_and(|me| me.branch.map(|own| own.id) == actor.branch),
            Err(_) => false,
        };
        let documents = changed == Changed::Documents;
        let Ok(counted) = count(&state, &actor, told.as_ref(), changed).await else { return };
        if !is_still {
            return;
        }
        if (is_news || told.as_ref() != Some(&counted))
            && !tell(&sender, &QueueCount { documents, ..counted.clone() }).await
        {
            return;
        }
        let known = told.insert(counted).clone();
        let look_again = tokio::time::sleep(state.stream_check);
        tokio::pin!(look_again);
        changed = loop {
            let heard = tokio::select! {
                heard = events.recv() => heard,
                // What made the change has said so before it was shown: whoever asked at once saw what was there before.
                Ok(()) = texts.changed() => {
                    is_news = true;
                    break Changed::Documents;
                }
                () = &mut look_again => Ok(Event::People),
                () = sender.closed() => return,
                () = state.stopping.cancelled() => return,
            };
            is_news = !matches!(heard, Ok(Event::People));
            match heard {
                // Nothing is counted anew for each second that somebody writes.
                Ok(Event::Draft(path, version)) => {
                    let said = QueueCount { draft: Some(DraftSaved { path, version }), ..known.clone() };
                    if !tell(&sender, &said).await {
                        return;
                    }
                }
                Ok(Event::Queue(changed)) if actor.branch.is_none_or(|own| own == changed) => break Changed::Posts,
                Ok(Event::Corrections | Event::Claims | Event::Recordings | Event::SignUps) => break Changed::Rooms,
                // Somebody has left, who may be the one who listens.
                Ok(Event::People) => break Changed::Rooms,
                // Missed some: count again.
                Ok(Event::All | Event::Content) | Err(broadcast::error::RecvError::Lagged(_)) => {
                    break Changed::Documents;
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Closed) => return,
            }
        };
    }
}

/// Whether anybody is still there to hear it.
async fn tell(sender: &mpsc::Sender<Said>, counted: &QueueCount) -> bool {
    let data = serde_json::to_string(counted).unwrap_or_default();
    sender.send(Ok(sse::Event::default().event("queue").data(data))).await.is_ok()
}

/// All that waits for somebody, of which only what has changed since `told` is counted anew.
async fn count(
    state: &AppState,
    actor: &Actor,
    told: Option<&QueueCount>,
    changed: Changed,
) -> Result<QueueCount, StoreError> {
    let store = &state.store;
    let (pending, stamp) = store.pending(actor).await?;
    let rooms = match told.filter(|_| changed == Changed::Posts) {
        Some(told) => told.rooms.clone(),
        None => state.room_counts.now(&state.site, store, told.is_none()).await?,
    };
    let file_changed = match told.filter(|_| changed != Changed::Documents) {
        Some(told) => told.file_changed.clone(),
        None => {
            let (now, overlay, drafts) = (state.site.current(), state.site.overlay(), store.drafts().await?);
            let paths = documents::to_choose(&now.texts, &overlay, &drafts, actor);
            by_folder(paths.iter().map(|(path, ..)| *path))
        }
    };
    Ok(QueueCount {
        pending,
        stamp,
        with_others: store.with_others(actor).await?,
        to_review: store.to_review(&actor.id).await?,
        returned: store.returned(&actor.id).await?,
        file_changed,
        rooms,
        documents: false,
        draft: None,
    })
}

/// Returning and removing need a reason; the line beside it is put in one form, and holds nobody's number.
fn check_reason(decide: &mut Decide) -> Result<(), ApiError> {
    if !matches!(decide.decision, Decision::Return | Decision::Remove) {
        decide.reason = None;
        return Ok(());
    }
    let Some(reason) = &mut decide.reason else {
        return Err(ApiError::field("reason", "empty", "选一个原因，写的人才明白"));
    };
    reason.note = rules::tidy(&reason.note);
    if reason.note.is_empty() {
        return match reason.code {
            ReasonCode::Other => Err(ApiError::field("reason", "empty", "写一句原因，写的人才明白")),
            _ => Ok(()),
        };
    }
    if rules::characters(&reason.note) > NOTE {
        return Err(ApiError::field("reason", "too_long", "原因最多 100 个字"));
    }
    rules::check_body(&reason.note, true).map_err(|mut error| {
        error.field = Some("reason".into());
        error.into()
    })
}
