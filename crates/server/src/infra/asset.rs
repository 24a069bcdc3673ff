//! Bytes that are served as they are, compressed once and not for every phone.

use std::borrow::Cow;
use std::io::Write;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use sha2::{Digest, Sha256};

/// How long whom may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// The name carries a hash of the content: for ever.
    Forever,
    /// The same for a phone; a CDN asks again soon, whether it is still shown.
    Picture,
    /// Icons and the like: a day.
    Day,
    /// Pages: browsers ask each time (304 is cheap), a CDN may answer for a minute, so a withdrawal is soon felt.
    Page,
    /// What everybody reads of posts: as pages, and sooner felt.
    Feed,
    /// Ask each time.
    Never,
}

impl Lifetime {
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Picture => "public, max-age=31536000, s-maxage=300, immutable",
            Self::Day => "public, max-age=86400",
            Self::Page => "public, max-age=0, s-maxage=60, must-revalidate",
            Self::Feed => "public, max-age=0, s-maxage=10, must-revalidate",
            Self::Never => "no-cache",
        })
    }
}

/// An answer's body in up to three encodings.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    content_type: HeaderValue,
    lifetime: Lifetime,
    etag: HeaderValue,
    plain: axum::body::Bytes,
    brotli: Option<axum::body::Bytes>,
    gzip: Option<axum::body::Bytes>,
}

impl Asset {
    /// Takes bytes and compresses them, unless their kind is compressed already. `quality` is brotli's, 0 to 11.
    pub(crate) fn new(content_type: &str, lifetime: Lifetime, bytes: Vec<u8>, quality: i32) -> Self {
        let small = |packed: Vec<u8>| (packed.len() < bytes.len()).then(|| packed.into());
        let packable = content_type.starts_with("text/")
            || ["json", "javascript", "wasm", "svg"].iter().any(|kind| content_type.contains(kind));
        let (brotli, gzip) =
            if packable { (small(brotli(&bytes, quality)), small(gzip(&bytes))) } else { (None, None) };
        Self::with_encodings(content_type, lifetime, bytes, brotli, gzip)
    }

    /// Takes bytes for one answer: only the encoding that this request wants is made.
    pub(crate) fn for_request(
        content_type: &str,
        lifetime: Lifetime,
        bytes: Vec<u8>,
        quality: i32,
        request: &HeaderMap,
    ) -> Self {
        let wanted = wanted(request);
        let packed_brotli = (wanted == Some("br")).then(|| brotli(&bytes, quality).into());
        let packed_gzip = (wanted == Some("gzip")).then(|| gzip(&bytes).into());
        Self::with_encodings(content_type, lifetime, bytes, packed_brotli, packed_gzip)
    }

    /// Takes bytes that the build has compressed.
    pub(crate) fn with_encodings(
        content_type: &str,
        lifetime: Lifetime,
        plain: Vec<u8>,
        brotli: Option<axum::body::Bytes>,
        gzip: Option<axum::body::Bytes>,
    ) -> Self {
        let digest = Sha256::digest(&plain);
        // Weak, because the encodings of one content share it.
        let etag = format!(
            "W/\"{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}\"",
            digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7]
        );
        Self {
            content_type: HeaderValue::from_str(content_type)
                .unwrap_or(HeaderValue::from_static("application/octet-stream")),
            lifetime,
            etag: HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("W/\"0\"")),
            plain: plain.into(),
            brotli,
            gzip,
        }
    }

    /// How many bytes it holds in memory, all encodings together.
    pub(crate) fn size(&self) -> usize {
        let packed = self.brotli.iter().chain(&self.gzip).map(|bytes| bytes.len()).sum::<usize>();
        size_of::<Self>() + self.plain.len() + packed
    }

    /// Its words.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.plain)
    }

    /// The answer to a request with these headers: 304 where the client has it already (success only).
    pub(crate) fn respond(&self, status: StatusCode, request: &HeaderMap) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, self.lifetime.header());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if status.is_success() {
            headers.insert(header::ETAG, self.etag.clone());
            if is_known(request, &self.etag) {
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                return response;
            }
        }
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        let (bytes, encoding) = match (&self.brotli, &self.gzip) {
            (Some(bytes), _) if accepts(request, "br") => (bytes, Some("br")),
            (_, Some(bytes)) if accepts(request, "gzip") => (bytes, Some("gzip")),
            _ => (&self.plain, None),
        };
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        *response.body_mut() = Body::from(bytes.clone());
        response
    }
}

/// Whether the client has it already.
pub(crate) fn is_known(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let given = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|value| value.split(',')).any(|one| one.trim() == "*" || Some(one.trim()) == etag.to_str().ok())
}

/// The encoding that a request is best answered in; none is as it is.
pub(crate) fn wanted(request: &HeaderMap) -> Option<&'static str> {
    ["br", "gzip"].into_iter().find(|encoding| accepts(request, encoding))
}

fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    let given = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').map_or((one, ""), |(name, weight)| (name, weight.trim()));
        name.trim().eq_ignore_ascii_case(encoding) && !matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    // Writing into memory cannot fail; should it, the plain bytes are sent.
    match brotli::BrotliCompress(&mut &*bytes, &mut packed, &params) {
        Ok(_) => packed,
        Err(_) => bytes.to_vec(),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_else(|_| bytes.to_vec())
}
