//! Coming in, moving to another phone, and leaving a phone.

use std::time::Instant;

use serde_json::json;

use crate::app::{App, Server};
use crate::database::Database;
use crate::phone::{PASSPHRASE, Phone, device};

on_both!(
    an_invite_is_for_one_person,
    a_cut_answer_loses_nobody,
    nobody_passes_for_an_office,
    a_deployer_keeps_names,
    a_member_moves_to_another_phone,
    a_revoked_invite_is_over,
    an_unknown_name_is_answered_like_a_wrong_passphrase,
    signing_out_everywhere_ends_every_session,
    signing_out_everywhere_leaves_no_door_open,
    another_passphrase_ends_every_other_session,
    what_can_be_revoked_is_listed,
    a_removed_member_is_out_with_the_next_request,
    a_moved_secretary_sees_another_branch_with_the_next_request,
    a_secretary_invites_members_of_the_branch_only,
    another_sites_page_changes_nothing,
    the_cookie_is_for_the_browser_alone,
);

fn an_invite_is_for_one_person(app: &mut App) {
    let code = app.invite("member", app.branch);
    for _ in 0..3 {
        // WeChat previews links: looking never uses one up.
        let seen = app.anonymous().get(&format!("/api/invites/{code}")).is(200);
        assert_eq!((seen["role"].as_str(), seen["branch"]["name"].as_str()), (Some("member"), Some("翠微支部")));
    }
    let mut phone = app.anonymous();
    // As typed from a printed card.
    let typed = format!("{}-{}", code[..8].to_uppercase(), &code[8..]);
    let me = phone.join(&typed, Some("  Ｌｉｎ "));
    assert_eq!((me["nickname"].as_str(), me["role"].as_str()), (Some("Lin"), Some("member")));
    assert_eq!(phone.get("/api/me").is(200), me);
    let other = json!({ "code": code, "device": device() });
    app.anonymous().post("/api/join", &other).refuses(410, "used_up");
    app.anonymous()
        .post("/api/join", &json!({ "code": "0000000000000000", "device": device() }))
        .refuses(404, "not_found");
    // Nobody fills anything in for nothing.
    app.anonymous().get(&format!("/api/invites/{code}")).refuses(410, "used_up");
    let fresh = app.invite("member", app.branch);
    app.anonymous().post("/api/join", &json!({ "code": fresh })).refuses(422, "unfit");
    app.anonymous().post("/api/join", &json!({ "code": fresh, "device": "short" })).refuses(422, "unfit");
}

fn a_cut_answer_loses_nobody(app: &mut App) {
    let join = json!({ "code": app.invite("member", app.branch), "device": device(), "nickname": "小陈" });
    let (mut first, mut second) = (app.anonymous(), app.anonymous());
    let me = first.post("/api/join", &join).is(201);
    let answer = second.post("/api/join", &join);
    assert_eq!(second.keep(answer, 201), me);
    second.get("/api/me").is(200);
    let post = json!({ "id": crate::phone::post_id(), "body": "路灯修好了", "signed": "branch" });
    second.post("/api/posts", &post).is(201);
    let people = app.secretary.get("/api/desk/people").is(200);
    let mut named = people["people"].as_array().unwrap().iter().filter(|person| person["nickname"] == "小陈");
    // Whoever removes somebody is told how much goes with them.
    assert_eq!((named.next().map(|person| &person["posts"]), named.next()), (Some(&json!(1)), None));
    first.cookie = None;
    first.get("/api/me").refuses(401, "signed_out");
}

fn nobody_passes_for_an_office(app: &mut App) {
    let code = app.invite("member", app.branch);
    for nickname in [
        "支部书记",
        "аdmin",
        "書 記",
        "13812345678",
        "张\u{200d}三",
        "官方客服",
        "一二三四五六七八九十一二三",
        "暖新",
        "黨組織",
        "区委的人",
        "紀委",
        "王主任",
        "Secretary",
        "mоderator",
        "试验站",
        "习主席",
        "張 總理",
        "王市长",
        "总書記",
        "委员长",
        "大领导",
        "省長本人",
        "交警老王",
    ] {
        let join = json!({ "code": code, "device": device(), "nickname": nickname });
        let refused = app.anonymous().post("/api/join", &join).is(422);
        assert_eq!(refused["field"], "nickname", "{nickname}");
    }
    let me = app.anonymous().join(&code, Some(" "));
    assert!(me["nickname"].is_null());
}

fn a_deployer_keeps_names(app: &mut App) {
    let own = crate::app::own_content(&app.database);
    let site = std::fs::read_to_string(own.join("site.md")).unwrap();
    let kept = site.replace("themes:", "reserved_names: 风火轮、Sunrise\nthemes:");
    std::fs::write(own.join("site.md"), kept).unwrap();
    app.kill_and_restart_with(&[("NUANXIN_CONTENT_DIR", own.to_str().unwrap())]);
    let code = app.invite("member", app.branch);
    for nickname in ["风火轮", "小风 火轮", "SUNRlSE"] {
        let join = json!({ "code": code, "device": device(), "nickname": nickname });
        app.anonymous().post("/api/join", &join).refuses(422, "office");
    }
    app.anonymous().join(&code, Some("风火"));
}

fn a_member_moves_to_another_phone(app: &mut App) {
    let transfer = app.member.send("POST", "/api/me/transfer", None).is(201);
    let code = transfer["code"].as_str().unwrap();
    assert_eq!(app.anonymous().get(&format!("/api/invites/{code}")).is(200)["transfer"], true);
    let mut other = app.anonymous();
    let me = other.join(code, None);
    assert_eq!(me, app.member.get("/api/me").is(200));
    app.anonymous().post("/api/join", &json!({ "code": code, "device": device() })).refuses(410, "used_up");
    // It is nobody else's business.
    assert!(!app.secretary.get("/api/desk/invites").text().contains("transfer"));
    let first = app.member.send("POST", "/api/me/transfer", None).is(201);
    app.member.send("POST", "/api/me/transfer", None).is(201);
    let older = json!({ "code": first["code"], "device": device() });
    app.anonymous().post("/api/join", &older).refuses(404, "not_found");
}

fn a_revoked_invite_is_over(app: &mut App) {
    let made = json!({ "count": 3, "role": "member", "days": 1 });
    let made = app.secretary.post("/api/desk/invites", &made).is(201)["invites"].clone();
    let (id, code) = (&made[0]["id"], made[0]["code"].as_str().unwrap());
    app.secretary.delete(&format!("/api/desk/invites/{id}")).is(204);
    app.anonymous().get(&format!("/api/invites/{code}")).refuses(410, "used_up");
    app.anonymous().post("/api/join", &json!({ "code": code, "device": device() })).refuses(410, "used_up");
    let listed = app.secretary.get("/api/desk/invites").is(200);
    let listed = listed["invites"].as_array().unwrap();
    assert!(listed.iter().any(|invite| invite["id"] == *id && invite["revoked_at"].is_i64()));
    assert!(listed.iter().all(|invite| invite.get("code").is_none()), "a code is shown once");
    for (count, days) in [(0, 7), (41, 7), (1, 0), (1, 61)] {
        let made = json!({ "count": count, "role": "member", "days": days });
        app.secretary.post("/api/desk/invites", &made).refuses(422, "out_of_range");
    }
}

fn an_unknown_name_is_answered_like_a_wrong_passphrase(app: &mut App) {
    let sign_in = |name: &str, passphrase: &str| {
        let start = Instant::now();
        let answer = app.anonymous().post("/api/sign-in", &json!({ "name": name, "passphrase": passphrase }));
        (answer, start.elapsed())
    };
    // In turn, so that whatever else the machine does slows both.
    let rounds = (0..5).map(|_| (sign_in("没有这个人", "不对的口令").1, sign_in("王书记", "不对的口令").1));
    let (unknown, known): (Vec<_>, Vec<_>) = rounds.unzip();
    let wrong = sign_in("王书记", "不对的口令").0.refuses(401, "wrong");
    assert_eq!(sign_in("没有这个人", "不对的口令").0.refuses(401, "wrong"), wrong);
    // A hash takes tens of milliseconds, an answer without one less than a few.
    let (unknown, known) = (unknown.iter().min().unwrap(), known.iter().min().unwrap());
    assert!(*unknown * 3 > *known, "{unknown:?} {known:?}");
    let (right, _) = sign_in(" 王 书记 ", PASSPHRASE);
    let mut phone = app.anonymous();
    assert_eq!(phone.keep(right, 200)["role"], "secretary");
    phone.get("/api/desk/posts").is(200);
}

fn signing_out_everywhere_ends_every_session(app: &mut App) {
    let again = || {
        let mut phone = app.anonymous();
        let answer = phone.post("/api/sign-in", &json!({ "name": "王书记", "passphrase": PASSPHRASE }));
        phone.keep(answer, 200);
        phone
    };
    let (first, second) = (again(), again());
    first.send("POST", "/api/sign-out", None).is(204);
    first.get("/api/me").refuses(401, "signed_out");
    second.get("/api/me").is(200);
    second.send("POST", "/api/sign-out?everywhere=true", None).is(204);
    second.get("/api/me").refuses(401, "signed_out");
    app.secretary.get("/api/me").refuses(401, "signed_out");
}

fn signing_out_everywhere_leaves_no_door_open(app: &mut App) {
    let join = json!({ "code": app.invite("member", app.branch), "device": device() });
    let mut phone = app.anonymous();
    let answer = phone.post("/api/join", &join);
    phone.keep(answer, 201);
    let transfer = phone.send("POST", "/api/me/transfer", None).is(201);
    // Others keep theirs.
    let others = app.member.send("POST", "/api/me/transfer", None).is(201);
    phone.send("POST", "/api/sign-out?everywhere=true", None).is(204);
    app.anonymous().post("/api/join", &join).refuses(410, "used_up");
    let moved = json!({ "code": transfer["code"], "device": device() });
    app.anonymous().post("/api/join", &moved).refuses(404, "not_found");
    app.anonymous().post("/api/join", &json!({ "code": others["code"], "device": device() })).is(201);
    // The invite is used all the same.
    let listed = app.secretary.get("/api/desk/invites").is(200);
    assert!(listed["invites"].as_array().unwrap().iter().all(|invite| invite["used_at"].is_i64()), "{listed}");
}

fn another_passphrase_ends_every_other_session(app: &mut App) {
    let sign_in = |passphrase: &str| {
        let mut phone = app.anonymous();
        let answer = phone.post("/api/sign-in", &json!({ "name": "王书记", "passphrase": passphrase }));
        (answer.status == 200).then(|| phone.keep(answer, 200)).map(|_| phone)
    };
    let other = sign_in(PASSPHRASE).unwrap();
    let change = |old: &str, passphrase: &str| {
        let body = json!({ "old": old, "passphrase": passphrase });
        app.secretary.send("PUT", "/api/me/passphrase", Some(&body))
    };
    const NEW: &str = "另一句也真的不算短的口令";
    assert_eq!(change("不对的口令", NEW).refuses(422, "wrong")["field"], "old");
    assert_eq!(change(PASSPHRASE, "短").refuses(422, "too_short")["field"], "passphrase");
    change(PASSPHRASE, "12345678").refuses(422, "too_short");
    change(PASSPHRASE, "123456789012").refuses(422, "common");
    change(PASSPHRASE, "王书记就是不爱喝放凉的茶").refuses(422, "has_name");
    other.get("/api/me").is(200);
    change(PASSPHRASE, NEW).is(204);
    app.secretary.get("/api/me").is(200);
    other.get("/api/me").refuses(401, "signed_out");
    assert!(sign_in(PASSPHRASE).is_none() && sign_in(NEW).is_some());
    assert!(!app.database.holds(NEW));
    app.other_secretary.get("/api/me").is(200);
}

fn what_can_be_revoked_is_listed(app: &mut App) {
    let made = |count: u32| {
        let made = json!({ "count": count, "role": "member", "days": 1 });
        app.secretary.post("/api/desk/invites", &made).is(201)["invites"].as_array().unwrap().clone()
    };
    let oldest = made(1)[0]["id"].clone();
    let newer: Vec<_> = (0..6).flat_map(|_| made(40)).collect();
    let first = newer.iter().map(|invite| invite["id"].as_i64().unwrap()).min().unwrap();
    let listed = |phone: &crate::phone::Phone| {
        let listed = phone.get("/api/desk/invites").is(200);
        listed["invites"].as_array().unwrap().iter().map(|invite| invite["id"].clone()).collect::<Vec<_>>()
    };
    // However many can be used.
    assert!(listed(&app.secretary).len() > 240 && listed(&app.secretary).contains(&oldest));
    app.database.try_run(&format!("UPDATE invites SET used_at = created_at WHERE id >= {first}")).unwrap();
    for phone in [&app.secretary, &app.admin] {
        let listed = listed(phone);
        assert_eq!((listed.len(), &listed[0]), (201, &oldest));
        assert!(listed[1..].is_sorted_by_key(|id| -id.as_i64().unwrap()));
    }
    app.secretary.delete(&format!("/api/desk/invites/{oldest}")).is(204);
}

fn a_removed_member_is_out_with_the_next_request(app: &mut App) {
    app.approved("会跟着走的话");
    let id = app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    app.secretary.delete(&format!("/api/desk/people/{id}")).is(204);
    app.member.get("/api/me").refuses(401, "left");
    assert!(app.feed().is_empty());
    let secretary = app.secretary.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    app.secretary.delete(&format!("/api/desk/people/{secretary}")).refuses(404, "not_found");
    app.admin.delete(&format!("/api/desk/people/{secretary}")).is(204);
    app.secretary.get("/api/desk/posts").refuses(401, "left");
}

fn a_moved_secretary_sees_another_branch_with_the_next_request(app: &mut App) {
    app.member.say("翠微的话");
    let other = app.other_member.say("河西的话");
    let id = app.secretary.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let path = format!("/api/desk/people/{id}");
    app.admin.patch(&path, &json!({ "branch": 999 })).refuses(422, "unfit");
    let moved = app.admin.patch(&path, &json!({ "branch": app.other_branch })).is(200);
    assert_eq!(moved["branch"]["name"], "河西支部");
    let queue = app.secretary.get("/api/desk/posts").is(200);
    assert_eq!((queue["posts"][0]["id"].as_str(), queue["pending"].as_i64()), (Some(other.as_str()), Some(1)));
    let admin = app.admin.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    app.admin.patch(&format!("/api/desk/people/{admin}"), &json!({ "branch": 1 })).refuses(409, "out_of_place");
}

fn a_secretary_invites_members_of_the_branch_only(app: &mut App) {
    for (role, branch) in [("secretary", app.branch), ("admin", app.branch), ("member", app.other_branch)] {
        let made = json!({ "count": 1, "role": role, "branch": branch, "days": 7 });
        app.secretary.post("/api/desk/invites", &made).refuses(403, "forbidden");
    }
    let made = json!({ "count": 1, "role": "member", "days": 7 });
    app.admin.post("/api/desk/invites", &made).refuses(422, "empty");
    let made = json!({ "count": 1, "role": "member", "branch": 999, "days": 7 });
    app.admin.post("/api/desk/invites", &made).refuses(422, "unknown");
    // An admin sees, and so can revoke, those of a branch's secretaries; the branch does not.
    let made = json!({ "count": 1, "role": "secretary", "branch": app.branch, "days": 7 });
    let made = app.admin.post("/api/desk/invites", &made).is(201)["invites"][0]["id"].clone();
    let path = format!("/api/desk/invites?branch={}", app.branch);
    let sees = |phone: &crate::phone::Phone| {
        phone.get(&path).is(200)["invites"].as_array().unwrap().iter().any(|invite| invite["id"] == made)
    };
    assert_eq!((sees(&app.admin), sees(&app.secretary)), (true, false));
    let name = json!({ "name": "翠微支部" });
    app.admin.post("/api/desk/branches", &name).refuses(409, "name_taken");
    let taken = json!({ "code": app.invite("secretary", app.branch), "name": "王书记", "passphrase": PASSPHRASE });
    app.anonymous().post("/api/join", &taken).refuses(409, "name_taken");
}

fn another_sites_page_changes_nothing(app: &mut App) {
    let post = json!({ "id": crate::phone::post_id(), "body": "不是我说的", "signed": "branch" });
    for headers in [
        vec![("origin", "https://evil.example".to_string())],
        vec![("sec-fetch-site", "cross-site".into())],
        vec![("sec-fetch-site", "same-site".into()), ("origin", String::new())],
        vec![("origin", "null".into())],
        vec![("origin", String::new())],
    ] {
        let mut phone = app.member.clone();
        phone.headers = headers;
        phone.post("/api/posts", &post).refuses(403, "cross_site");
        phone.delete("/api/me").refuses(403, "cross_site");
    }
    assert!(app.waiting().is_empty());
}

#[test]
fn a_page_without_tls_uses_no_invite_up_where_the_cookie_is_for_https() {
    let app = App::start(Database::sqlite());
    // However its operator writes it.
    let other = Server::start(&app.database, &[("NUANXIN_PUBLIC_URL", "https://暖新.Example:443/")]);
    let join = json!({ "code": app.invite("member", app.branch), "device": device() });
    let from = |origin: &str, host: &str| {
        let mut phone = Phone::new(&other.url);
        phone.headers = vec![("origin", origin.to_string()), ("host", host.to_string())];
        phone.headers.retain(|(_, value)| !value.is_empty());
        phone.post("/api/join", &join)
    };
    let said = from(&other.url, "").refuses(403, "not_https");
    assert!(said["message"].as_str().unwrap().contains("https://xn--"), "{said}");
    from("http://evil.example", "").refuses(403, "cross_site");
    Phone::new(&other.url).get(&format!("/api/invites/{}", join["code"].as_str().unwrap())).is(200);
    let host = said["message"].as_str().unwrap().split("https://").nth(1).unwrap().split(' ').next().unwrap();
    // A proxy may write the port, or another host altogether.
    for at in [format!("{}:443", host.to_uppercase()), "inside:8080".into()] {
        assert!(from(&format!("https://{host}"), &at).header("set-cookie").starts_with("__Host-nuanxin="));
    }
}

fn the_cookie_is_for_the_browser_alone(app: &mut App) {
    let join = json!({ "code": app.invite("member", app.branch), "device": device() });
    let answer = app.anonymous().post("/api/join", &join);
    let cookie = answer.header("set-cookie").to_string();
    assert!(cookie.starts_with("nuanxin=") && cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    // A browser keeps it for 400 days: whoever comes sooner is not forgotten, and nothing is written for it.
    assert!(cookie.contains("Max-Age=34560000"), "{cookie}");
    assert!(app.member.get("/api/me").header("set-cookie").starts_with(app.member.cookie.as_ref().unwrap()));
    assert!(!app.database.holds(token) && !app.database.holds(join["code"].as_str().unwrap()));
    assert!(!app.database.holds(join["device"].as_str().unwrap()) && !app.database.holds(PASSPHRASE));
}
