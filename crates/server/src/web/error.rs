//! Every answer of the API that is not a success: a status, and words for the person who caused it.

use api::error::ErrorBody;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::curation::error::CurationError;
use crate::infra::blocking::BlockingError;
use crate::people::passphrase::PassphraseError;
use crate::store::StoreError;
use crate::store::documents::source_texts::MOST_CHARACTERS;
use crate::tables::Unreadable;

/// How long to wait before trying again where something is away or busy, in seconds.
const AGAIN: u64 = 5;

/// Of a question.
const ASKED: &str = "这一场你已经问过一句了，在“我写的”里。想换一句，先收回那一句再发";

/// What is answered instead.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    // In a box: it goes through every function that may refuse, and nearly none does.
    body: Box<ErrorBody>,
    retry_after: Option<u64>,
}

impl ApiError {
    /// Of no field.
    pub(crate) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self { status, body: Box::new(ErrorBody::new(code, message)), retry_after: None }
    }

    /// Something in a field that does not do.
    pub(crate) fn field(field: &str, code: &str, message: &str) -> Self {
        ErrorBody { field: Some(field.into()), ..ErrorBody::new(code, message) }.into()
    }

    /// Nobody is signed in.
    pub(crate) fn signed_out() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "signed_out", "还没有加入支部，或者登录过期了")
    }

    /// Whoever was signed in here has left for good on another phone, or was removed.
    pub(crate) fn left() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "left", "这个账号已经没有了")
    }

    /// Somebody else may do this.
    pub(crate) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "这件事要别的身份才能办")
    }

    /// There is no such thing, or it is nobody's business.
    pub(crate) fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "没有找到，可能已经收回了")
    }

    /// Its status and its words, for a page.
    pub(crate) fn said(&self) -> (StatusCode, String) {
        (self.status, self.body.message.clone())
    }

    /// Too often.
    pub(crate) fn slow_down(seconds: u64) -> Self {
        let message = format!("有点快，等 {seconds} 秒再来");
        Self { retry_after: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS, "slow_down", &message) }
    }

    /// What we rest on does not answer: what it was is for the log alone.
    pub(crate) fn unavailable(what: &dyn std::fmt::Display) -> Self {
        tracing::error!("unavailable: {what}");
        let busy = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "现在存不上，过一会儿再试");
        Self { retry_after: Some(AGAIN), ..busy }
    }

    /// More is asked for than can be done now.
    pub(crate) fn busy() -> Self {
        let busy = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "现在忙不过来，过一会儿再试");
        Self { retry_after: Some(AGAIN), ..busy }
    }

    /// The same in other words, where it is known what was asked for and that it may be asked for again.
    pub(crate) fn said_of_storing(mut self, message: &str) -> Self {
        if self.body.code == "unavailable" {
            self.body.message = message.into();
        }
        self
    }

    /// A fault of ours: what it was is for the log alone.
    pub(crate) fn fault(what: &dyn std::fmt::Display) -> Self {
        tracing::error!("{what}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "这里出错了，不是你的问题，过一会儿再试")
    }
}

impl From<ErrorBody> for ApiError {
    fn from(body: ErrorBody) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, body: Box::new(body), retry_after: None }
    }
}

impl From<BlockingError> for ApiError {
    fn from(error: BlockingError) -> Self {
        match error {
            BlockingError::Busy => Self::busy(),
            BlockingError::TooMuch(less) => Self::field(less.field, "too_much", less.message),
            BlockingError::Fault(what) => Self::fault(&what),
        }
    }
}

impl From<CurationError> for ApiError {
    fn from(error: CurationError) -> Self {
        match error {
            CurationError::Unfit(body) => (*body).into(),
            CurationError::Unreadable(why) => why.into(),
            CurationError::Store(error) => error.into(),
            CurationError::Blocking(error) => error.into(),
        }
    }
}

impl From<PassphraseError> for ApiError {
    fn from(error: PassphraseError) -> Self {
        match error {
            PassphraseError::Unfit(body) => body.into(),
            PassphraseError::Fault => Self::fault(&"a passphrase could not be hashed"),
        }
    }
}

impl From<Unreadable> for ApiError {
    fn from(why: Unreadable) -> Self {
        let said = why.to_string();
        let (code, readings) = match why {
            Unreadable::Said(_) => ("unreadable", Vec::new()),
            Unreadable::Asked(_, readings) => ("which_encoding", readings),
        };
        ErrorBody { field: Some("file".into()), readings, ..ErrorBody::new(code, said) }.into()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        use StatusCode as Is;
        match error {
            StoreError::Missing => Self::missing(),
            StoreError::Asked => Self::field("card", "asked", ASKED),
            StoreError::IdInUse => Self::new(Is::CONFLICT, "taken", "这个编号下已经有别的内容了"),
            StoreError::Gone => Self::new(Is::GONE, "gone", "这一条已经收回了"),
            StoreError::Stale => Self::new(Is::CONFLICT, "stale", "它刚刚变过，看看新的再决定"),
            StoreError::OutOfPlace => Self::new(Is::CONFLICT, "out_of_place", "它现在不能这样办，看看新的状态"),
            StoreError::SamePerson => Self::new(Is::FORBIDDEN, "same_person", "这要另一位来办"),
            StoreError::NotYours => Self::new(Is::FORBIDDEN, "not_yours", "这份草稿是别人起的，只有起草人和管理员能改"),
            StoreError::Committee => Self::forbidden(),
            StoreError::Needed => Self::field("step", "unfit", "这一份别的内容要用，不能撤下"),
            StoreError::TooLate => Self::new(Is::CONFLICT, "too_late", "过了一分钟，收不回来了"),
            StoreError::SignedOut => Self::signed_out(),
            StoreError::UsedUp => Self::new(Is::GONE, "used_up", "这个码用过了，一个码只进一个人"),
            StoreError::ResetUsed => Self::new(Is::GONE, "used_up", "这个链接用过了：再要用，请管理员另发一个"),
            StoreError::ResetExpired => Self::new(Is::GONE, "expired", "这个链接过期了：再要用，请管理员另发一个"),
            StoreError::Revoked => Self::new(Is::GONE, "used_up", "这个码收回了"),
            StoreError::Expired => Self::new(Is::GONE, "expired", "这个码过期了"),
            StoreError::NameTaken => Self {
                status: Is::CONFLICT,
                ..Self::field("name", "name_taken", "这个名字有人用了，换一个")
            },
            StoreError::Unfit(field) => Self::field(field, "unfit", "这一项和邀请对不上"),
            StoreError::NoRoom { there, more } => {
                let [there, more, most] =
                    [there, more, MOST_CHARACTERS].map(|characters| (characters + 9_999) / 10_000);
                let message = format!(
                    "原文库一共放 {most} 万字，已经有 {there} 万字，这一份 {more} 万字，放不下：只留要引用的几章，或者先拿掉不用的"
                );
                Self::field("file", "too_long", &message)
            }
            StoreError::Unavailable(why) | StoreError::ReadOnly(why) => {
                tracing::error!("unavailable: {why}");
                let busy =
                    Self::new(Is::SERVICE_UNAVAILABLE, "unavailable", "现在存不上，过一会儿再试。你写的还在手机里");
                Self { retry_after: Some(AGAIN), ..busy }
            }
            StoreError::Damaged(what) => Self::fault(&what),
            StoreError::Setting(what) => Self::fault(&what),
            StoreError::Fault(what) => Self::fault(&what),
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "太长了，发不出去"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", "这里只收 JSON")
            }
            _ => Self::new(StatusCode::BAD_REQUEST, "bad_json", "发来的内容看不懂，更新一下再试"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
