//! What a request brings, with our own words where it cannot be read. No NUL comes through, however it was written:
//! PostgreSQL has no place for it, and what SQLite keeps may move there.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::web::error::ApiError;

/// A JSON body. Its size is limited by the router, its depth by the parser, its fields by its type.
#[derive(Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let (head, body) = request.into_parts();
        let again = Request::from_parts(head.clone(), body);
        let bytes = Bytes::from_request(again, state).await.map_err(JsonRejection::from)?;
        let has_nul = says_nul(&bytes);
        let sent: Result<Json<T>, JsonRejection> =
            Json::from_request(Request::from_parts(head, Body::from(bytes)), state).await;
        match sent?.0 {
            _ if has_nul => {
                Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "unfit", "里面有看不见的字符，删掉再来"))
            }
            sent => Ok(Self(sent)),
        }
    }
}

/// Whether a string of a JSON text has a NUL: only escaped can it be there.
fn says_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        rest = &rest[at + 1..];
        if rest.starts_with(b"u0000") {
            return true;
        }
        // A backslash that is escaped escapes nothing.
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// The same of a path or a query.
fn names_nul(part: &str) -> bool {
    part.contains("%00")
}

/// A file, or what was pasted. Its size is limited by the router.
#[derive(Debug)]
pub(crate) struct RawBody(pub(crate) Bytes);

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                "文件太大了：表格和文字 10 MB 以内，图片 8 MB 以内",
            ),
            _ => ApiError::new(StatusCode::BAD_REQUEST, "cut_off", "文件没传完，再来一次"),
        })?;
        Ok(Self(bytes))
    }
}

/// The id of a post in a path. What is no id is no post.
#[derive(Debug)]
pub(crate) struct PostId(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for PostId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let PathArg(id) = PathArg::<String>::from_request_parts(parts, state).await?;
        if is_uuid_v7(&id) { Ok(Self(id)) } else { Err(ApiError::missing()) }
    }
}

/// The id of somebody in a path: letters, digits and hyphens. PostgreSQL has no place for every character.
#[derive(Debug)]
pub(crate) struct PersonId(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for PersonId {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let PathArg(id) = PathArg::<String>::from_request_parts(parts, state).await?;
        let is_id = id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_id { Ok(Self(id)) } else { Err(ApiError::missing()) }
    }
}

/// A part of a path; what does not fit is nothing.
#[derive(Debug)]
pub(crate) struct PathArg<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for PathArg<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        if names_nul(parts.uri.path()) {
            return Err(ApiError::missing());
        }
        let part: Result<Path<T>, PathRejection> = Path::from_request_parts(parts, state).await;
        part.map(|Path(part)| Self(part)).map_err(|_| ApiError::missing())
    }
}

/// What stands behind the question mark.
#[derive(Debug)]
pub(crate) struct QueryArgs<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for QueryArgs<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        if parts.uri.query().is_some_and(names_nul) {
            return Err(unreadable());
        }
        let asked: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        asked.map(|Query(asked)| Self(asked)).map_err(|_| unreadable())
    }
}

/// A query that cannot be answered.
pub(crate) fn unreadable() -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, "bad_query", "这个地址看不懂，回上一页再来")
}

/// A UUID in its usual form: small letters, so that an id has one form.
pub(crate) fn is_uuid(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// One whose beginning is a time: those of posts, which are then stored in the order they were written.
pub(crate) fn is_uuid_v7(id: &str) -> bool {
    is_uuid(id) && id.as_bytes().get(14) == Some(&b'7')
}

#[cfg(test)]
mod tests {
    use crate::web::extract::{is_uuid, is_uuid_v7, says_nul};

    #[test]
    fn a_nul_is_one_however_much_stands_before_it() {
        for json in [r#"{"a":"\u0000"}"#, r#"{"\\\u0000":1}"#, r#"["一\n\u0000"]"#] {
            assert!(says_nul(json.as_bytes()), "{json}");
        }
        for json in [r#"{"a":"\\u0000"}"#, r#"{"a":"u0000\u0001"}"#, r"\", ""] {
            assert!(!says_nul(json.as_bytes()), "{json}");
        }
    }

    #[test]
    fn an_id_has_one_form() {
        assert!(is_uuid_v7("0198c5a0-7b3e-7c11-9f00-0123456789ab"));
        assert!(is_uuid("0198c5a0-7b3e-4c11-9f00-0123456789ab"));
        for other in [
            "",
            "0198c5a0-7b3e-4c11-9f00-0123456789ab",
            "0198C5A0-7B3E-7C11-9F00-0123456789AB",
            "0198c5a07b3e7c119f000123456789ab",
            "0198c5a0-7b3e-7c11-1f00-0123456789ab",
        ] {
            assert!(!is_uuid_v7(other), "{other}");
        }
    }
}
