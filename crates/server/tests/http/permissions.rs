//! Who may call what: every endpoint of the document, for every role. One that is not listed here fails.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::App;
use crate::phone::{Phone, device, post_id};

on_both!(every_endpoint_is_for_whom_it_is_listed);

/// Who asks, in this order.
const ROLES: [&str; 6] = ["anonymous", "member", "other member", "secretary", "other secretary", "admin"];

/// An endpoint, what is sent, and what each role gets.
type Line = (&'static str, &'static str, Value, [u16; 6]);

/// `{id}` is a pending post of the member. Whatever a role may do ends in a refusal or changes nothing that matters to the
/// lines below; what would change it is sent in a form that is refused after the question of who asks (400, 404, 409, 422).
fn lines() -> Vec<Line> {
    let nothing = Value::Null;
    let bad = || json!({ "nonsense": true });
    vec![
        ("GET", "/api/invites/{code}", nothing.clone(), [404; 6]),
        ("POST", "/api/join", json!({ "code": "0000000000000000", "device": device() }), [404; 6]),
        ("POST", "/api/sign-in", json!({ "name": "谁", "passphrase": "什么" }), [401; 6]),
        ("GET", "/api/me", nothing.clone(), [401, 200, 200, 200, 200, 200]),
        ("GET", "/api/me/export", nothing.clone(), [401, 200, 200, 200, 200, 200]),
        ("GET", "/api/me/agrees", nothing.clone(), [401, 200, 200, 403, 403, 403]),
        ("GET", "/api/me/posts", nothing.clone(), [401, 200, 200, 403, 403, 403]),
        ("POST", "/api/me/transfer", nothing.clone(), [401, 201, 201, 403, 403, 403]),
        (
            "PUT",
            "/api/me/passphrase",
            json!({ "old": "不对的口令", "passphrase": "另一句也不短的口令" }),
            [401, 403, 403, 422, 422, 422],
        ),
        ("GET", "/api/posts", nothing.clone(), [200; 6]),
        ("POST", "/api/posts", bad(), [401, 400, 400, 403, 403, 403]),
        ("GET", "/api/posts/{id}", nothing.clone(), [404; 6]),
        (
            "PATCH",
            "/api/posts/{id}",
            json!({ "body": "改", "signed": "branch", "version": 9 }),
            [401, 409, 404, 403, 403, 403],
        ),
        ("POST", "/api/posts/{id}/appeal", json!({ "version": 9 }), [401, 409, 404, 403, 403, 403]),
        ("PUT", "/api/posts/{id}/agree", nothing.clone(), [401, 404, 404, 403, 403, 403]),
        ("DELETE", "/api/posts/{id}/agree", nothing.clone(), [401, 204, 204, 403, 403, 403]),
        ("POST", "/api/posts/{id}/report", nothing.clone(), [401, 404, 404, 403, 403, 403]),
        ("GET", "/api/summary", nothing.clone(), [200; 6]),
        ("POST", "/api/places/{slug}/corrections", json!({ "id": post_id(), "kind": "shut" }), [404; 6]),
        ("GET", "/api/activities", nothing.clone(), [200; 6]),
        ("GET", "/api/me/activities", nothing.clone(), [401, 200, 200, 403, 403, 403]),
        ("PUT", "/api/activities/{activity}/{slot}/sign-ups/{id}", bad(), [401, 400, 400, 403, 403, 403]),
        ("DELETE", "/api/activities/{activity}/{slot}/sign-ups/{id}", nothing.clone(), [401, 404, 404, 403, 403, 403]),
        ("POST", "/api/activities/withdrawals", json!({ "code": "23456789" }), [404; 6]),
        ("POST", "/api/readings", bad(), [401, 400, 400, 400, 400, 400]),
        ("GET", "/api/readings/code/{digits}", nothing.clone(), [404; 6]),
        ("GET", "/api/readings/{room}", nothing.clone(), [404; 6]),
        ("GET", "/api/readings/{room}/events", nothing.clone(), [404; 6]),
        ("POST", "/api/readings/{room}/position", json!({ "token": device(), "epoch": 1, "card": 0 }), [404; 6]),
        ("POST", "/api/readings/{room}/offer", json!({ "token": device(), "offered": true }), [404; 6]),
        (
            "POST",
            "/api/readings/{room}/volunteer",
            json!({ "token": device(), "willing": true }),
            [401, 404, 404, 404, 404, 404],
        ),
        ("POST", "/api/readings/{room}/take", json!({ "token": device() }), [404; 6]),
        ("POST", "/api/readings/{room}/end", json!({ "token": device() }), [404; 6]),
        ("GET", "/api/desk/corrections", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/corrections/{place}/{group}", bad(), [401, 403, 403, 400, 400, 400]),
        ("GET", "/api/desk/round", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/round/{place}", bad(), [401, 403, 403, 400, 400, 400]),
        ("GET", "/api/desk/sign-ups", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("PUT", "/api/desk/sign-ups/{activity}/{slot}/line", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/sign-ups/{activity}/{slot}/{id}/seat", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("GET", "/api/desk/claims", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/claims/{id}", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/claims/shops/{place}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("GET", "/api/desk/posts", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        (
            "POST",
            "/api/desk/posts/{id}/decision",
            json!({ "decision": "approve", "version": 9 }),
            [401, 403, 403, 409, 404, 409],
        ),
        (
            "POST",
            "/api/desk/posts/{id}/reply",
            json!({ "id": post_id(), "body": "答" }),
            [401, 403, 403, 409, 404, 409],
        ),
        ("DELETE", "/api/desk/replies/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("GET", "/api/desk/events", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("GET", "/api/desk/waiting", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("GET", "/api/desk/today", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("GET", "/api/desk/invites", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/invites", bad(), [401, 403, 403, 400, 400, 400]),
        ("DELETE", "/api/desk/invites/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("GET", "/api/desk/people", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("DELETE", "/api/desk/people/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("PATCH", "/api/desk/people/{id}", json!({ "branch": 1 }), [401, 403, 403, 403, 403, 404]),
        ("POST", "/api/desk/people/{id}/reset", nothing.clone(), [401, 403, 403, 403, 403, 404]),
        ("GET", "/api/desk/branches", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/branches", bad(), [401, 403, 403, 403, 403, 400]),
        (
            "PATCH",
            "/api/desk/branches/{id}",
            json!({ "name": "没有的支部", "was": "从前的支部" }),
            [401, 403, 403, 403, 403, 404],
        ),
        ("GET", "/api/desk/sources", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/sources", bad(), [401, 403, 403, 422, 422, 422]),
        ("GET", "/api/desk/sources/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("DELETE", "/api/desk/sources/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("POST", "/api/desk/sources/find", bad(), [401, 403, 403, 400, 400, 400]),
        ("GET", "/api/desk/imports", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/imports", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/imports/read", bad(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/imports/check", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/imports/{id}/publish", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/imports/{id}/withdraw", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("DELETE", "/api/desk/imports/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("GET", "/api/desk/documents", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("GET", "/api/desk/documents/free", nothing.clone(), [401, 403, 403, 400, 400, 400]),
        ("GET", "/api/desk/documents/{folder}/{slug}", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("PUT", "/api/desk/documents/{folder}/{slug}/draft", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/documents/{folder}/{slug}/step", bad(), [401, 403, 403, 400, 400, 400]),
        (
            "GET",
            "/api/desk/documents/{folder}/{slug}/revisions/{number}",
            nothing.clone(),
            [401, 403, 403, 404, 404, 404],
        ),
        ("GET", "/api/desk/calendar", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("PUT", "/api/desk/calendar/{day}", bad(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/documents/{folder}/{slug}/preview", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("GET", "/api/desk/export.zip", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("POST", "/api/desk/pictures", bad(), [401, 403, 403, 422, 422, 422]),
        ("POST", "/api/desk/recordings", bad(), [401, 403, 403, 422, 422, 422]),
        ("GET", "/api/desk/recordings/invites", nothing.clone(), [401, 403, 403, 400, 400, 400]),
        ("POST", "/api/desk/recordings/invites", bad(), [401, 403, 403, 400, 400, 400]),
        ("DELETE", "/api/desk/recordings/invites/{id}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        ("DELETE", "/api/desk/recordings/{name}", nothing.clone(), [401, 403, 403, 404, 404, 404]),
        // These end something: last.
        // What is gone is gone for whoever asks: whose it was nobody learns.
        ("DELETE", "/api/posts/{id}", nothing.clone(), [401, 204, 204, 403, 403, 403]),
        // Asked for what cannot be read: it would leave nobody for the last line.
        ("POST", "/api/sign-out", nothing.clone(), [401, 400, 400, 400, 400, 400]),
        ("GET", "/api/desk/imports/template.xlsx", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("GET", "/api/desk/places.xlsx", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("GET", "/api/desk/first-steps", nothing.clone(), [401, 403, 403, 200, 200, 200]),
        ("DELETE", "/api/me", nothing, [401, 204, 204, 204, 204, 204]),
    ]
}

fn every_endpoint_is_for_whom_it_is_listed(app: &mut App) {
    let document = app.anonymous().get("/api/openapi.json").is(200);
    let mut open: BTreeMap<(String, String), Option<String>> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let who = operation["security"][0].as_object().map(|who| who.keys().next().unwrap().clone());
            open.insert((method.to_uppercase(), path.clone()), who);
        }
    }
    let id = app.member.say("矩阵里的一句");
    let phones: [Phone; 6] = [
        app.anonymous(),
        app.member.clone(),
        app.other_member.clone(),
        app.secretary.clone(),
        app.other_secretary.clone(),
        app.admin.clone(),
    ];
    for (method, path, body, expected) in lines() {
        let Some(who) = open.remove(&(method.to_string(), path.to_string())) else {
            panic!("{method} {path} is listed here and not in the document")
        };
        // What the document says of an endpoint is what it does.
        let refused_to = |role: usize| matches!(expected[role], 401 | 403) && path != "/api/sign-in";
        let is_for = (!refused_to(0), !refused_to(1), !refused_to(3), !refused_to(5));
        let said = match who.as_deref() {
            None => (true, true, true, true),
            Some("member") => (false, true, false, false),
            Some("secretary") => (false, false, true, true),
            Some("admin") => (false, false, false, true),
            _ => (false, true, true, true),
        };
        assert!(is_for == said, "{method} {path} is for {who:?}");
        let is_stream = path == "/api/desk/events";
        for (role, (phone, expected)) in phones.iter().zip(expected).enumerate() {
            if is_stream && expected == 200 {
                assert!(phone.listen(path).any(|line| line.starts_with("data:")), "{}", ROLES[role]);
                continue;
            }
            let path = match path {
                "/api/posts/{id}" | "/api/posts/{id}/agree" => path.replace("{id}", &id),
                "/api/sign-out" => format!("{path}?everywhere=maybe"),
                _ if path.contains("/posts/") => path.replace("{id}", &id),
                _ => path
                    .replace("{id}", "999999")
                    .replace("{code}", "0000000000000000")
                    .replace("{folder}", "cards")
                    .replace("{slug}", "q999")
                    .replace("{number}", "1")
                    .replace("{day}", "2026-11-23"),
            };
            let body = Some(&body).filter(|body| !body.is_null());
            let answer = phone.send(method, &path, body);
            assert_eq!(answer.status, expected, "{method} {path} by {}: {}", ROLES[role], answer.text());
        }
    }
    assert!(open.is_empty(), "not listed in permissions.rs: {open:?}");
}
