//! The form by which a recording comes, as one that nobody knows may send it: read to its end or to a bound, kept where there is
//! a place for it.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use content::fragment::RECORD_FIELD;
use sha2::{Digest, Sha256};
use tokio::sync::SemaphorePermit;
use tokio_stream::StreamExt;

use crate::infra::secrets;
use crate::web::error::ApiError;
use crate::web::guard::RECORDING;

/// A form is no longer, in bytes: a recording, and what parts it from the rest.
pub(super) const FORM: usize = RECORDING + 16 * 1024;
/// So many parts of a form are looked through: ours has one.
const PARTS: usize = 8;

/// What came of a body.
pub(super) enum Received {
    Whole(Vec<u8>),
    /// None of it was kept.
    Passed,
    CutOff,
}

/// Reads a body, so that whoever sends it hears the answer, and keeps it where there is a place. What is longer than a form gives its
/// place up; beyond `most` nobody listens any more.
pub(super) async fn receive(body: Body, place: &mut Option<SemaphorePermit<'_>>, most: usize) -> Received {
    let mut pieces = body.into_data_stream();
    let (mut bytes, mut count) = (Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let Ok(piece) = piece else { return Received::CutOff };
        count += piece.len();
        if count > FORM {
            bytes = Vec::new();
            *place = None;
        }
        if count > most {
            break;
        }
        if place.is_some() {
            bytes.extend_from_slice(&piece);
        }
    }
    if place.is_some() { Received::Whole(bytes) } else { Received::Passed }
}

/// By which the same file, sent again by the same link, is told from another.
pub(super) fn digest(invite: &str, bytes: &[u8]) -> String {
    secrets::hex(&Sha256::new().chain_update(invite).chain_update(bytes).finalize())
}

/// The same of the file in a form, of which no more than a piece at a time is in the memory.
pub(super) async fn digest_of(invite: &str, request: Request) -> Result<String, ApiError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| cut_off())?;
    let mut digest = Sha256::new().chain_update(invite);
    for _ in 0..PARTS {
        let Some(mut field) = form.next_field().await.map_err(|_| cut_off())? else { break };
        let is_file = field.name() == Some(RECORD_FIELD);
        while let Some(piece) = field.chunk().await.map_err(|_| cut_off())? {
            if is_file {
                digest.update(&piece);
            }
        }
    }
    Ok(secrets::hex(&digest.finalize()))
}

/// The file in a form; nothing where none was chosen.
pub(super) async fn file_of(request: Request) -> Result<Bytes, ApiError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| cut_off())?;
    for _ in 0..PARTS {
        match form.next_field().await.map_err(|_| cut_off())? {
            Some(field) if field.name() == Some(RECORD_FIELD) => return field.bytes().await.map_err(|_| cut_off()),
            Some(_) => {}
            None => break,
        }
    }
    Ok(Bytes::new())
}

pub(super) fn cut_off() -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, "cut_off", "没传完，再选一次，再传")
}

pub(super) fn too_long() -> ApiError {
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "这个文件太大了，最大 3 MB：录短一点，或存成 m4a 再传")
}
