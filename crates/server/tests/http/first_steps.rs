//! What a desk begins with: each step is done when it is done.

use serde_json::{Value, json};

use crate::app::{App, FIRST, Server, code, prepare};
use crate::database::Database;
use crate::phone::Phone;
use crate::sources::encoded;

on_both!(a_branch_of_its_own_is_looked_at,);

/// branch, secretary, source text, member.
fn steps(phone: &Phone) -> [Value; 4] {
    let steps = phone.get("/api/desk/first-steps").is(200);
    ["branch", "secretary", "source_text", "member"].map(|step| steps[step].clone())
}

fn a_branch_of_its_own_is_looked_at(app: &mut App) {
    assert_eq!(steps(&app.secretary), [true, true, false, true]);
    assert_eq!(app.member.delete("/api/me").status, 204);
    assert_eq!(steps(&app.secretary), [true, true, false, false]);
    // The other branch has a member; an admin sees both.
    assert_eq!((steps(&app.other_secretary)[3].clone(), steps(&app.admin)[3].clone()), (json!(true), json!(true)));
    app.secretary
        .bring(&format!("/api/desk/sources?source=report&name={}", encoded("报告.txt")), "一句。".as_bytes())
        .is(201);
    assert_eq!(steps(&app.other_secretary)[2], true);
}

#[test]
fn a_fresh_admin_is_told_all_of_them() {
    for database in [Database::sqlite(), Database::postgres()] {
        prepare(database.dir.path());
        let server = Server::start(&database, &[FIRST]);
        let mut admin = Phone::new(&server.url);
        admin.join_desk(&code(server.admin_link.as_ref().unwrap()), "区委管理员");
        assert_eq!(steps(&admin), [false; 4]);
        let branch = admin.post("/api/desk/branches", &json!({ "name": "翠微支部" })).is(201)["id"].clone();
        assert_eq!(steps(&admin), [true, false, false, false]);
        let invite = |role: &str| {
            let made = json!({ "count": 1, "role": role, "branch": branch, "days": 7 });
            let invites = admin.post("/api/desk/invites", &made).is(201)["invites"].clone();
            invites[0]["code"].as_str().unwrap().to_string()
        };
        // An invite that nobody has taken is nobody.
        let secretary = invite("secretary");
        assert_eq!(steps(&admin), [true, false, false, false]);
        Phone::new(&server.url).join_desk(&secretary, "王书记");
        Phone::new(&server.url).join(&invite("member"), None);
        assert_eq!(steps(&admin), [true, true, false, true]);
    }
}
