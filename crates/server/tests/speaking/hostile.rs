//! What nobody's browser sends.

use serde_json::json;

use crate::app::App;

on_both!(nothing_odd_in_an_address_is_a_fault_of_ours, a_version_beyond_all_numbers_is_stale);

fn nothing_odd_in_an_address_is_a_fault_of_ours(app: &mut App) {
    // A cursor of the queue whose id is one zero byte.
    for path in ["/api/desk/posts?after=AgAAAAAAAAAAAA", "/api/desk/posts?after=Ag", "/api/desk/posts?after=%00"] {
        app.secretary.get(path).refuses(400, "bad_query");
    }
    for query in
        ["card=%00", "card=a%00b", "card=../good", "card=%FF", "branch=x", "limit=-", "before=%00", "before=AQ"]
    {
        app.anonymous().get(&format!("/api/posts?{query}")).refuses(400, "bad_query");
    }
    app.anonymous().get("/api/summary?month=%00").refuses(400, "bad_query");
    for id in ["%00", "a%00", "%FF", "%E4%BA%BA", "nobody"] {
        app.admin.delete(&format!("/api/desk/people/{id}")).refuses(404, "not_found");
        // A refusal before the body is read may end the connection: one of its own.
        let mut admin = app.anonymous();
        admin.cookie.clone_from(&app.admin.cookie);
        admin.patch(&format!("/api/desk/people/{id}"), &json!({ "branch": 1 })).refuses(404, "not_found");
        app.admin.delete(&format!("/api/desk/invites/{id}")).refuses(404, "not_found");
        app.anonymous().get(&format!("/api/posts/{id}")).refuses(404, "not_found");
        app.anonymous().get(&format!("/api/invites/{id}")).refuses(404, "not_found");
    }
    assert!(!app.said().contains("ERROR"), "{}", app.said());
}

fn a_version_beyond_all_numbers_is_stale(app: &mut App) {
    let id = app.member.say("等着看的话");
    for version in [i64::MAX, i64::MIN] {
        app.secretary.decide(&id, "approve", version).refuses(409, "stale");
        app.member
            .patch(&format!("/api/posts/{id}"), &json!({ "body": "改", "signed": "branch", "version": version }))
            .refuses(409, "stale");
        app.member.post(&format!("/api/posts/{id}/appeal"), &json!({ "version": version })).refuses(409, "stale");
    }
    app.secretary.decide(&id, "approve", 1).is(200);
}
