//! Recordings of cards and articles: sent by secretaries, heard by everybody while something shows them, gone once their speakers
//! take them back.

use std::sync::{Mutex, PoisonError};

use api::documents::RecordingMade;
use api::error::ErrorBody;
use api::paths;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use content::recording::Recording;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::infra::asset::{Lifetime, is_known};
use crate::infra::blocking::Less;
use crate::publishing::refresh::refresh;
use crate::recordings::{Clean, Unfit, clean};
use crate::web::auth::Secretary;
use crate::web::error::ApiError;
use crate::web::extract::{PathArg, RawBody};
use crate::web::guard::RECORDING;
use crate::web::routes::pages;
use crate::web::routes::pictures::may_see;
use crate::web::state::AppState;

/// Recordings, as phones make them.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let sent = OpenApiRouter::new().routes(routes!(add_recording)).layer(DefaultBodyLimit::max(RECORDING));
    sent.routes(routes!(take_back))
}

/// One is decoded at a time: those who read come first.
static READING: Mutex<()> = Mutex::new(());

/// What to do with what is not taken.
const DO: &str = "用手机自带的录音机，存成 m4a 或 mp3";

/// Takes an .m4a (AAC) or .mp3 of at most 3 MB and a quarter of an hour, and keeps its sound alone, written anew: no tags, no
/// pictures, nothing else that was in the file.
#[utoipa::path(post, path = paths::API_DESK_RECORDINGS, tag = "desk", request_body(content = Vec<u8>, content_type = "application/octet-stream"), security(("secretary" = [])), responses(
    (status = 201, body = RecordingMade), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 413, body = ErrorBody),
    (status = 422, body = ErrorBody, description = "another kind of sound, none at all, too long, broken, or taken back by its speaker")))]
pub(crate) async fn add_recording(
    State(state): State<AppState>,
    _: Secretary,
    RawBody(bytes): RawBody,
) -> Result<(StatusCode, Json<RecordingMade>), ApiError> {
    Ok((StatusCode::CREATED, Json(keep(&state, bytes).await?)))
}

/// Keeps the sound of a file, whoever has sent it. Until a text names it nobody but the desk hears it.
pub(super) async fn keep(state: &AppState, bytes: Bytes) -> Result<RecordingMade, ApiError> {
    let less = Less { field: "recording", message: "这段录音处理的时间太长：分成几段，再传" };
    let made = state.blocking.run(less, move |cancelled| {
        let _reading = READING.lock().unwrap_or_else(PoisonError::into_inner);
        clean(&bytes, cancelled)
    });
    let Clean { name, bytes, seconds } = made.await?.map_err(refused)?;
    if state.store.is_taken_back(&name).await? {
        let message = "这段录音本人收回过，不再放上来。本人愿意的话，重录一段";
        return Err(ApiError::field("recording", "taken_back", message));
    }
    let size = bytes.len() as i64;
    state.pictures.put(&name, bytes).await.map_err(|error| ApiError::unavailable(&error))?;
    Ok(RecordingMade { path: paths::recording(&name), seconds: i64::from(seconds), size })
}

fn refused(why: Unfit) -> ApiError {
    let message = match why {
        Unfit::Other("") => format!("这不是录音。{DO}，再传"),
        Unfit::Other(name) => format!("这段录音是 {name}，不少手机放不出来。{DO}，再传"),
        Unfit::CutOff => "这段录音只有一半，没有存完整。在手机上放一遍听听，再传一次".into(),
        Unfit::Broken => format!("这段录音坏了，放不出来。{DO}，重录一段"),
        Unfit::Empty => "里面没有声音。在手机上放一遍听听，再传一次".into(),
        Unfit::TooLong => "超过 15 分钟了。分成几段，三分钟一段最好".into(),
    };
    ApiError::field("recording", "unfit_recording", &message)
}

/// Takes a recording out of everything at once, for good: its speaker does not want it heard any more. Its bytes are deleted, the
/// documents that show it go on without it, phones drop it when they next ask, and it is not taken again. Any secretary may; the
/// same again is the same.
#[utoipa::path(delete, path = "/api/desk/recordings/{name}", tag = "desk", params(("name" = String, Path)), security(("secretary" = [])), responses(
    (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)))]
pub(crate) async fn take_back(
    State(state): State<AppState>,
    _: Secretary,
    PathArg(name): PathArg<String>,
) -> Result<StatusCode, ApiError> {
    if Recording::named(&name).is_none() {
        return Err(ApiError::missing());
    }
    // First what keeps it from being shown, also where its file is beside the content.
    state.store.take_recording_back(name.clone()).await?;
    refresh(&state.site, &state.store).await;
    state.pictures.delete(&name).await.map_err(|error| ApiError::unavailable(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// One of them, or a range of it, while something shows it. What is under a name never changes: the name stands for its bytes, and
/// only those that were asked for are read.
pub(crate) async fn recording(
    State(state): State<AppState>,
    Path(name): Path<String>,
    mut request: Parts,
) -> Result<Response<Body>, ApiError> {
    let Some(recording) = Recording::named(&name) else { return Ok(pages::not_found()) };
    let is_shown = state.visible_pictures.has(&state.site, &name);
    if !is_shown && (state.store.is_taken_back(&name).await? || !may_see(&state, &name, &mut request).await?) {
        return Ok(pages::not_found());
    }
    let unavailable = |error| ApiError::unavailable(&error);
    let Some(whole) = state.pictures.size(&name).await.map_err(unavailable)? else { return Ok(pages::not_found()) };
    let mut response = described(recording, if is_shown { Lifetime::Picture } else { Lifetime::Never });
    if response.headers().get(header::ETAG).is_some_and(|etag| is_known(&request.headers, etag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(response);
    }
    // `If-Range` has nothing to ask.
    let asked = request.headers.get(header::RANGE).and_then(|range| part(range.to_str().ok()?, whole));
    let wanted = match asked {
        None => 0..whole,
        Some(Part::Bytes(from, to)) => {
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            say(&mut response, header::CONTENT_RANGE, &format!("bytes {from}-{}/{whole}", to - 1));
            from..to
        }
        Some(Part::Nothing) => {
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            say(&mut response, header::CONTENT_RANGE, &format!("bytes */{whole}"));
            return Ok(response);
        }
    };
    if request.method == Method::HEAD {
        say(&mut response, header::CONTENT_LENGTH, &(wanted.end - wanted.start).to_string());
        return Ok(response);
    }
    if !wanted.is_empty() {
        // It may have been taken back a moment ago.
        let bytes = state.pictures.part(&name, wanted).await.map_err(unavailable)?;
        let Some(bytes) = bytes else { return Ok(pages::not_found()) };
        *response.body_mut() = Body::from(bytes);
    }
    Ok(response)
}

/// An answer without what was asked for. Players on phones want parts, and play nothing from whoever does not offer them.
fn described(recording: Recording<'_>, lifetime: Lifetime) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.headers_mut().insert(header::CACHE_CONTROL, lifetime.header());
    for (name, value) in [(header::CONTENT_TYPE, recording.kind()), (header::ACCEPT_RANGES, "bytes")] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    say(&mut response, header::ETAG, &format!("\"{}\"", recording.name));
    response
}

fn say(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// What of a file was asked for.
#[derive(Debug, Eq, PartialEq)]
enum Part {
    /// From one byte to before another.
    Bytes(u64, u64),
    /// What it does not have.
    Nothing,
}

/// Reads one range; `None` for what is none, or for several, which are answered by the whole.
fn part(range: &str, whole: u64) -> Option<Part> {
    let (from, to) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |digits: &str| digits.trim().parse::<u64>().ok();
    let (from, to) = match (from.trim(), to.trim()) {
        ("", last) => (whole.saturating_sub(number(last)?), if number(last)? == 0 { 0 } else { whole }),
        (from, "") => (number(from)?, whole),
        (from, to) => match (number(from)?, number(to)?) {
            (from, to) if from > to => return None,
            (from, to) => (from, to.saturating_add(1).min(whole)),
        },
    };
    Some(if from < to && from < whole { Part::Bytes(from, to) } else { Part::Nothing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_a_part_of_the_file() {
        assert_eq!(part("bytes=0-1", 10), Some(Part::Bytes(0, 2)));
        assert_eq!(part("bytes=4-", 10), Some(Part::Bytes(4, 10)));
        assert_eq!(part("bytes=-3", 10), Some(Part::Bytes(7, 10)));
        assert_eq!(part("bytes=4-99", 10), Some(Part::Bytes(4, 10)));
        assert_eq!(part("bytes=10-", 10), Some(Part::Nothing));
        assert_eq!(part("bytes=-0", 10), Some(Part::Nothing));
        for other in ["bytes=5-4", "bytes=0-1,3-4", "bytes=a-b", "rows=0-1", "bytes=-"] {
            assert_eq!(part(other, 10), None, "{other}");
        }
    }
}
