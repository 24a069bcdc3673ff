//! The secretary's side of posts: what waits, deciding, answering, and hearing of new ones.

use std::convert::Infallible;

use api::error::ErrorBody;
use api::paths;
use api::posts::{
    Decide, Decision, DeskPost, DraftSaved, NewReply, PostState, Queue, QueueCount, ReasonCode, ToReview,
};
use api::rules;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{self, KeepAlive, Sse};
use serde::Deserialize;
use tokio::sync::{broadcast, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use utoipa::IntoParams;

use crate::refusal::Refusal;
use crate::sent::{Asked, Part, PostId, Sent, is_uuid, unreadable};
use crate::shelf;
use crate::speaking::Speaking;
use crate::store::{Event, Judge, StoreError, cursor, documents};
use crate::who::Secretary;

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
    /// `next` of the part before.
    after: Option<String>,
}

/// Posts of one's branch; for an admin of all.
#[utoipa::path(get, path = paths::API_DESK_POSTS, tag = "desk", params(QueueAsked), security(("secretary" = [])), responses(
    (status = 200, body = Queue), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn list_queue(
    State(speaking): State<Speaking>,
    secretary: Secretary,
    Asked(asked): Asked<QueueAsked>,
) -> Result<Json<Queue>, Refusal> {
    let after = asked.after.map(|cursor| cursor::parse_queue(&cursor).ok_or_else(unreadable)).transpose()?;
    let state = asked.state.unwrap_or(PostState::Pending);
    Ok(Json(speaking.store.queue(&secretary.judge(), state, after).await?))
}

/// Decides: approve, return, remove; or takes one's own last decision back within a minute. What was returned or removed
/// can be approved at any time.
#[utoipa::path(post, path = "/api/desk/posts/{id}/decision", tag = "desk", params(("id" = String, Path)), request_body = Decide, security(("secretary" = [])), responses(
    (status = 200, body = DeskPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody, description = "also where another person has to decide"),
    (status = 404, body = ErrorBody), (status = 409, body = ErrorBody, description = "it has changed since it was looked at"), (status = 422, body = ErrorBody)))]
pub(crate) async fn decide_post(
    State(speaking): State<Speaking>,
    secretary: Secretary,
    PostId(id): PostId,
    Sent(mut decide): Sent<Decide>,
) -> Result<Json<DeskPost>, Refusal> {
    check_reason(&mut decide)?;
    Ok(Json(speaking.store.decide_post(secretary.judge(), id, decide).await?))
}

/// Answers below an approved post.
#[utoipa::path(post, path = "/api/desk/posts/{id}/reply", tag = "desk", params(("id" = String, Path)), request_body = NewReply, security(("secretary" = [])), responses(
    (status = 200, body = DeskPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
    (status = 409, body = ErrorBody), (status = 422, body = ErrorBody)))]
pub(crate) async fn reply_to_post(
    State(speaking): State<Speaking>,
    secretary: Secretary,
    PostId(id): PostId,
    Sent(reply): Sent<NewReply>,
) -> Result<Json<DeskPost>, Refusal> {
    if !is_uuid(&reply.id) {
        return Err(Refusal::field("id", "unfit", "这一条没有准备好，更新一下再试"));
    }
    let body = rules::tidy(&reply.body);
    rules::check_body(&body, true)?;
    Ok(Json(speaking.store.reply_to_post(secretary.judge(), id, reply, body).await?))
}

/// Takes an answer of one's branch away. Its text is gone.
#[utoipa::path(delete, path = "/api/desk/replies/{id}", tag = "desk", params(("id" = String, Path)), security(("secretary" = [])), responses(
    (status = 200, body = DeskPost), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn remove_reply(
    State(speaking): State<Speaking>,
    secretary: Secretary,
    Part(id): Part<String>,
) -> Result<Json<DeskPost>, Refusal> {
    Ok(Json(speaking.store.remove_reply(secretary.judge(), id).await?))
}

/// How much waits, now and whenever that changes (`event: queue`).
#[utoipa::path(get, path = paths::API_DESK_EVENTS, tag = "desk", security(("secretary" = [])), responses(
    (status = 200, body = QueueCount, content_type = "text/event-stream"), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
pub(crate) async fn queue_events(
    State(speaking): State<Speaking>,
    secretary: Secretary,
) -> Result<impl IntoResponse, Refusal> {
    let stream = speaking.streams.open(&secretary.me.id)?;
    let (sender, receiver) = mpsc::channel(4);
    // Subscribed before the first count: nothing falls between.
    let events = speaking.store.subscribe();
    let token = secretary.token.clone();
    tokio::spawn(async move {
        let _stream = stream;
        send_counts(speaking, secretary.judge(), token, events, sender).await;
    });
    // nginx would hold it back until there is more.
    Ok(([("x-accel-buffering", "no")], Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::default())))
}

async fn send_counts(
    speaking: Speaking,
    judge: Judge,
    token: String,
    mut events: broadcast::Receiver<Event>,
    sender: mpsc::Sender<Said>,
) {
    // What is news is told even where as many wait as before; a look at the clock is none.
    let (mut told, mut is_news, mut documents) = (None::<QueueCount>, true, true);
    let mut texts = speaking.site.texts_changed();
    loop {
        // Whoever was signed out, or has another branch now, hears nothing more, and asks again as who they are.
        let is_still = match speaking.store.signed_in(&token).await {
            Ok(me) => me.is_some_and(|me| me.branch.map(|own| own.id) == judge.branch),
            Err(_) => false,
        };
        // What is done with posts changes nothing of documents, of which there may be thousands.
        let before = told.as_ref().filter(|_| !documents).map(|told| told.file_changed.clone());
        let Ok(counted) = count(&speaking, &judge, before).await else { return };
        if !is_still {
            return;
        }
        if is_news || told.as_ref() != Some(&counted) {
            if !tell(&sender, &QueueCount { documents, ..counted.clone() }).await {
                return;
            }
        }
        let known = told.insert(counted).clone();
        let look_again = tokio::time::sleep(speaking.stream_check);
        tokio::pin!(look_again);
        documents = loop {
            let heard = tokio::select! {
                heard = events.recv() => heard,
                // What made the change has said so before it was shown: whoever asked at once saw what was there before.
                Ok(()) = texts.changed() => {
                    is_news = true;
                    break true;
                }
                () = &mut look_again => Ok(Event::People),
                () = sender.closed() => return,
                () = speaking.stopping.cancelled() => return,
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
                Ok(Event::Queue(changed)) if judge.branch.is_none_or(|own| own == changed) => break false,
                // Somebody has left, who may be the one who listens.
                Ok(Event::People) => break false,
                // Missed some: count again.
                Ok(Event::All | Event::Content) | Err(broadcast::error::RecvError::Lagged(_)) => break true,
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

/// All that waits for somebody; `file_changed` where that is known already.
async fn count(
    speaking: &Speaking,
    judge: &Judge,
    file_changed: Option<Vec<ToReview>>,
) -> Result<QueueCount, StoreError> {
    let store = &speaking.store;
    let (pending, stamp) = store.pending(judge).await?;
    let file_changed = match file_changed {
        Some(known) => known,
        None => {
            let (now, overlay, drafts) = (speaking.site.current(), speaking.site.overlay(), store.drafts().await?);
            let paths = shelf::to_choose(&now.texts, &overlay, &drafts, judge);
            documents::by_folder(paths.iter().map(|(path, ..)| *path))
        }
    };
    Ok(QueueCount {
        pending,
        stamp,
        with_others: store.with_others(judge).await?,
        to_review: store.to_review(&judge.id).await?,
        returned: store.returned(&judge.id).await?,
        file_changed,
        documents: false,
        draft: None,
    })
}

/// Returning and removing need a reason; the line beside it is tidied, and holds nobody's number.
fn check_reason(decide: &mut Decide) -> Result<(), Refusal> {
    if !matches!(decide.decision, Decision::Return | Decision::Remove) {
        decide.reason = None;
        return Ok(());
    }
    let Some(reason) = &mut decide.reason else {
        return Err(Refusal::field("reason", "empty", "选一个原因，写的人才知道怎么改"));
    };
    reason.note = rules::tidy(&reason.note);
    if reason.note.is_empty() {
        return match reason.code {
            ReasonCode::Other => Err(Refusal::field("reason", "empty", "写一句原因，写的人才知道怎么改")),
            _ => Ok(()),
        };
    }
    if rules::characters(&reason.note) > NOTE {
        return Err(Refusal::field("reason", "too_long", "原因最多 100 个字"));
    }
    rules::check_body(&reason.note, true).map_err(|mut error| {
        error.field = Some("reason".into());
        error.into()
    })
}
