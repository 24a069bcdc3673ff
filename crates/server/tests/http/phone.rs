//! Somebody's browser: one cookie, and requests as our own pages send them.

use std::io::{BufRead, BufReader};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::http::{Method, Request, Response};

#[derive(Clone, Debug)]
pub struct Phone {
    agent: ureq::Agent,
    base: String,
    pub cookie: Option<String>,
    /// Further headers; an empty value leaves a usual one out.
    pub headers: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// A refusal with this status and code, in words.
    #[track_caller]
    pub fn refuses(self, status: u16, code: &str) -> Value {
        let body = self.is(status);
        assert_eq!(body["code"], code, "{body}");
        assert!(body["message"].as_str().unwrap().chars().any(|c| c > '\u{2e7f}'), "{body}");
        body
    }
}

impl Phone {
    pub fn new(base: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)));
        Self { agent: config.build().into(), base: base.into(), cookie: None, headers: Vec::new() }
    }

    /// The same person at another address of the server.
    pub fn move_to(&mut self, base: &str) {
        self.base = base.into();
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, Some(body))
    }

    pub fn put(&self, path: &str) -> Answer {
        self.send("PUT", path, None)
    }

    pub fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, Some(body))
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, None)
    }

    /// One request; a connection that breaks is a panic.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.try_send(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// A body that is not JSON.
    #[track_caller]
    pub fn post_bytes(&self, path: &str, bytes: &[u8]) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(format!("{}{path}", self.base));
        request = request.header("origin", self.base.clone()).header("content-type", "application/octet-stream");
        request = request.header("cookie", self.cookie.clone().unwrap_or_default());
        let (head, mut body) = self.agent.run(request.body(bytes).unwrap()).unwrap().into_parts();
        Answer { status: head.status.as_u16(), headers: head.headers, bytes: body.read_to_vec().unwrap() }
    }

    pub fn try_send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, ureq::Error> {
        whole(self.run(method, path, body.map(json))?)
    }

    /// Sends a file.
    #[track_caller]
    pub fn bring(&self, path: &str, file: &[u8]) -> Answer {
        let sent = self.run("POST", path, Some(("application/octet-stream", file.to_vec()))).and_then(whole);
        sent.unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    /// Lines of a stream that does not end.
    pub fn listen(&self, path: &str) -> impl Iterator<Item = String> + use<> {
        self.listen_if(200, path).unwrap()
    }

    /// How many things are counted in a room of the desk, now and whenever something changes.
    pub fn counted_in(&self, room: &str) -> impl Iterator<Item = i64> + use<> {
        let room = room.to_string();
        let lines = self.listen("/api/desk/events");
        let counted = lines.filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data:")?.trim()).ok());
        counted.map(move |counted| {
            let rooms = counted["rooms"].as_array().cloned().unwrap_or_default();
            let here = rooms.iter().filter(|known| known["path"].as_str().unwrap().starts_with(&room));
            here.map(|known| known["count"].as_i64().unwrap()).sum()
        })
    }

    /// The same, if that is how it is answered.
    pub fn listen_if(&self, status: u16, path: &str) -> Option<impl Iterator<Item = String> + use<>> {
        let response = self.run("GET", path, None).unwrap();
        let is_so = response.status().as_u16() == status;
        is_so.then(|| BufReader::new(response.into_body().into_reader()).lines().map_while(Result::ok))
    }

    fn run(
        &self,
        method: &str,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<Response<ureq::Body>, ureq::Error> {
        let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap());
        request = request.uri(format!("{}{path}", self.base));
        let own = [("origin", self.base.clone()), ("cookie", self.cookie.clone().unwrap_or_default())];
        let is_replaced = |name: &str| self.headers.iter().any(|(other, _)| *other == name);
        let usual = own.into_iter().filter(|(name, _)| !is_replaced(name));
        for (name, value) in usual.chain(self.headers.clone()).filter(|(_, value)| !value.is_empty()) {
            request = request.header(name, value);
        }
        match body {
            Some((kind, body)) => {
                let request = if is_replaced("content-type") { request } else { request.header("content-type", kind) };
                self.agent.run(request.body(body).unwrap())
            }
            None => self.agent.run(request.body(()).unwrap()),
        }
    }

    /// Takes the cookie of an answer, as a browser does.
    #[track_caller]
    pub fn keep(&mut self, answer: Answer, status: u16) -> Value {
        if let Some(set) = answer.headers.get("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            self.cookie = Some(pair.to_string()).filter(|pair| !pair.ends_with('='));
        }
        answer.is(status)
    }

    /// Joins as a member.
    #[track_caller]
    pub fn join(&mut self, code: &str, nickname: Option<&str>) -> Value {
        let answer = self.post("/api/join", &json!({ "code": code, "device": device(), "nickname": nickname }));
        self.keep(answer, 201)
    }

    /// Joins as secretary or admin.
    #[track_caller]
    pub fn join_desk(&mut self, code: &str, name: &str) -> Value {
        let answer = self.post("/api/join", &json!({ "code": code, "name": name, "passphrase": PASSPHRASE }));
        self.keep(answer, 201)
    }

    /// Says something; its id.
    #[track_caller]
    pub fn say(&self, body: &str) -> String {
        let id = post_id();
        self.post("/api/posts", &json!({ "id": id, "body": body, "signed": "nickname" })).is(201);
        id
    }

    /// Decides on a post as it is in the queue now.
    #[track_caller]
    pub fn decide(&self, id: &str, decision: &str, version: i64) -> Answer {
        let mut body = json!({ "decision": decision, "version": version });
        if matches!(decision, "return" | "remove") {
            body["reason"] = json!({ "code": "unclear", "note": "再说半句就好" });
        }
        self.post(&format!("/api/desk/posts/{id}/decision"), &body)
    }
}

fn json(body: &Value) -> (&'static str, Vec<u8>) {
    ("application/json", serde_json::to_vec(body).unwrap())
}

fn whole(response: Response<ureq::Body>) -> Result<Answer, ureq::Error> {
    let (head, mut body) = response.into_parts();
    Ok(Answer { status: head.status.as_u16(), headers: head.headers, bytes: body.read_to_vec()? })
}

pub const PASSPHRASE: &str = "一句不短的口令，真的不短";

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 256 random bits.
pub fn device() -> String {
    hex(&random::<32>())
}

/// A UUIDv7 of now.
pub fn post_id() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let (time, rest) = (format!("{now:012x}"), hex(&random::<9>()));
    format!("{}-{}-7{}-8{}-{}", &time[..8], &time[8..], &rest[..3], &rest[3..6], &rest[6..18])
}
