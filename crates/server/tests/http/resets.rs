//! A way back for whoever forgot a passphrase.

use serde_json::json;

use crate::app::{self, App};
use crate::phone::{PASSPHRASE, Phone};

on_both!(
    a_link_brings_somebody_back_and_signs_them_out_everywhere,
    a_cut_answer_is_given_again_to_whoever_knows_the_passphrase,
    a_way_back_is_for_one_use_of_one_person,
    a_way_back_is_nobody_elses_business,
    a_shell_helps_the_last_admin,
);

const NEW: &str = "忘了以后重新想的一句话";

fn new_passphrase() -> String {
    format!("{NEW}真的")
}

fn id(phone: &Phone) -> String {
    phone.get("/api/me").is(200)["id"].as_str().unwrap().to_string()
}

/// A code for somebody, made by the admin.
fn reset(app: &App, person: &str) -> String {
    let made = app.admin.send("POST", &format!("/api/desk/people/{person}/reset"), None).is(201);
    made["code"].as_str().unwrap().to_string()
}

fn sign_in(app: &App, passphrase: &str) -> u16 {
    app.anonymous().post("/api/sign-in", &json!({ "name": "王书记", "passphrase": passphrase })).status
}

fn a_link_brings_somebody_back_and_signs_them_out_everywhere(app: &mut App) {
    let code = reset(app, &id(&app.secretary));
    // Looking uses nothing up, and whoever is signed in stays so until the new one is there.
    for _ in 0..2 {
        let seen = app.anonymous().get(&format!("/api/invites/{code}")).is(200);
        assert_eq!((seen["resets"].as_str(), seen["role"].as_str()), (Some("王书记"), Some("secretary")));
    }
    app.secretary.get("/api/me").is(200);
    assert_eq!(sign_in(app, PASSPHRASE), 200);
    // The same rule as everywhere; a refusal uses nothing up.
    for (passphrase, why) in
        [("12345678", "too_short"), ("123456789012", "common"), ("王书记就是不爱喝放凉的茶", "has_name")]
    {
        let join = json!({ "code": code, "passphrase": passphrase });
        assert_eq!(app.anonymous().post("/api/join", &join).refuses(422, why)["field"], "passphrase");
    }
    app.anonymous().post("/api/join", &json!({ "code": code })).refuses(422, "empty");
    let mut phone = app.anonymous();
    let answer = phone.post("/api/join", &json!({ "code": code, "passphrase": new_passphrase() }));
    let me = phone.keep(answer, 201);
    assert_eq!((me["nickname"].as_str(), me["branch"]["name"].as_str()), (Some("王书记"), Some("翠微支部")));
    phone.get("/api/desk/posts").is(200);
    app.secretary.get("/api/me").refuses(401, "signed_out");
    assert_eq!((sign_in(app, PASSPHRASE), sign_in(app, &new_passphrase())), (401, 200));
    app.other_secretary.get("/api/me").is(200);
    assert!(!app.database.holds(&code) && !app.database.holds(NEW));
}

fn a_cut_answer_is_given_again_to_whoever_knows_the_passphrase(app: &mut App) {
    let code = reset(app, &id(&app.secretary));
    let join = json!({ "code": code, "passphrase": new_passphrase() });
    let me = app.anonymous().post("/api/join", &join).is(201);
    let mut again = app.anonymous();
    let answer = again.post("/api/join", &join);
    assert_eq!(again.keep(answer, 201), me);
    again.get("/api/desk/posts").is(200);
    // Whoever finds the link later finds nothing: neither that it was somebody's, nor a way to another one.
    let used = app.anonymous().get(&format!("/api/invites/{code}")).refuses(410, "used_up");
    assert_eq!(used["message"], "这个链接用过了：再要用，请管理员另发一个");
    let other = json!({ "code": code, "passphrase": "另外一个人想出来的一句话" });
    let used = app.anonymous().post("/api/join", &other).refuses(410, "used_up");
    assert_eq!(used["message"], "这个链接用过了：再要用，请管理员另发一个");
    assert_eq!(sign_in(app, &new_passphrase()), 200);
}

fn a_way_back_is_for_one_use_of_one_person(app: &mut App) {
    let person = id(&app.secretary);
    let older = reset(app, &person);
    let code = reset(app, &person);
    // One at a time.
    app.anonymous().get(&format!("/api/invites/{older}")).refuses(404, "not_found");
    app.database.try_run("UPDATE invites SET expires_at = 1 WHERE resets IS NOT NULL").unwrap();
    let late = app.anonymous().get(&format!("/api/invites/{code}")).refuses(410, "expired");
    assert_eq!(late["message"], "这个链接过期了：再要用，请管理员另发一个");
    let join = json!({ "code": code, "passphrase": new_passphrase() });
    app.anonymous().post("/api/join", &join).refuses(410, "expired");
    // Signing out everywhere leaves no door open, nor does a passphrase that was remembered after all.
    let code = reset(app, &person);
    let change = json!({ "old": PASSPHRASE, "passphrase": new_passphrase() });
    app.secretary.send("PUT", "/api/me/passphrase", Some(&change)).is(204);
    app.anonymous().get(&format!("/api/invites/{code}")).refuses(404, "not_found");
    // Nor is there a way back for somebody who has left.
    let code = reset(app, &person);
    app.admin.delete(&format!("/api/desk/people/{person}")).is(204);
    app.anonymous().post("/api/join", &json!({ "code": code, "passphrase": PASSPHRASE })).refuses(404, "not_found");
}

fn a_way_back_is_nobody_elses_business(app: &mut App) {
    let reset_of = |person: &str| format!("/api/desk/people/{person}/reset");
    let (member, secretary, admin) = (id(&app.member), id(&app.secretary), id(&app.admin));
    app.secretary.send("POST", &reset_of(&secretary), None).refuses(403, "forbidden");
    app.admin.send("POST", &reset_of(&member), None).refuses(409, "out_of_place");
    // Whoever found a desk open does not lock its owner out.
    app.admin.send("POST", &reset_of(&admin), None).refuses(403, "same_person");
    let code = reset(app, &secretary);
    for phone in [&app.admin, &app.secretary] {
        let listed = phone.get("/api/desk/invites").is(200);
        let open = listed["invites"].as_array().unwrap().iter().filter(|invite| invite["used_at"].is_null());
        assert_eq!(open.count(), 0, "{listed}");
    }
    // A rider's phone can do nothing with it.
    let join = json!({ "code": code, "device": crate::phone::device(), "nickname": "小林" });
    app.anonymous().post("/api/join", &join).refuses(422, "empty");
}

fn a_shell_helps_the_last_admin(app: &mut App) {
    let run = |arguments: &[&str]| app::command(&app.database, arguments).output().unwrap();
    let output = run(&["reset-passphrase", " 区委 管理员", "--public-url", "https://nuanxin.example"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let link = String::from_utf8(output.stdout).unwrap().trim().to_string();
    assert!(link.starts_with("https://nuanxin.example/desk/join/#"), "{link}");
    let join = json!({ "code": app::code(&link), "passphrase": new_passphrase() });
    assert_eq!(app.anonymous().post("/api/join", &join).is(201)["role"], "admin");
    app.admin.get("/api/me").refuses(401, "signed_out");
    let unknown = run(&["reset-passphrase", "没有这个人"]);
    assert_eq!((unknown.status.code(), unknown.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("成员"));
}
