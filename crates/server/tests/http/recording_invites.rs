//! 请一位骑手来念: a link for one recording, sent by a plain form, heard at the desk before anybody else, and used or let go.

use serde_json::{Value, json};

use crate::app::{App, command};
use crate::database::Database;
use crate::documents::{card, publish, save, step};
use crate::phone::{Answer, Phone};
use crate::recordings::mp3;

on_both!(
    what_somebody_was_asked_to_read_is_heard_at_the_desk_and_used,
    a_link_is_used_once_and_the_same_again_is_the_same,
    what_is_no_recording_uses_nothing_up,
    a_link_that_is_over_says_so,
    what_is_used_is_in_nobodys_way,
    of_links_there_is_an_end,
    what_waits_is_let_go_or_goes_by_itself,
    what_is_let_go_stays_where_something_names_it,
    what_was_taken_back_waits_for_nobody,
    there_is_no_place_for_whoever_sent_it,
);

pub const INVITES: &str = "/api/desk/recordings/invites";
pub const CARD: &str = "/api/desk/documents/cards/q001";

/// A link for the card; its draft is made where there is none.
pub fn invite(app: &App) -> String {
    if app.secretary.get(CARD).is(200)["draft"].is_null() {
        save(&app.secretary, CARD, &card("等单的时候想一想。"), 0).is(200);
    }
    let made = ask(&app.secretary, "cards/q001").is(201);
    made["link"].as_str().unwrap().to_string()
}

pub fn ask(phone: &Phone, path: &str) -> Answer {
    phone.post(INVITES, &json!({ "path": path }))
}

pub fn listed(app: &App) -> Value {
    app.secretary.get(&format!("{INVITES}?path=cards/q001")).is(200)
}

/// What came, by its place in the list.
fn offered(app: &App, at: usize) -> Value {
    listed(app)["offered"][at].clone()
}

/// Sends a file by the form of a link, as a browser does.
pub fn send(app: &App, link: &str, file: &[u8]) -> Answer {
    send_by(&app.anonymous(), link, file)
}

fn send_by(phone: &Phone, link: &str, file: &[u8]) -> Answer {
    let mut phone = phone.clone();
    phone.headers.push(("content-type", "multipart/form-data; boundary=----parts".into()));
    phone.bring(link, &form(file))
}

/// A form as a browser sends it.
pub fn form(file: &[u8]) -> Vec<u8> {
    let head = "------parts\r\ncontent-disposition: form-data; name=\"recording\"; filename=\"录音 001.mp3\"\r\ncontent-type: audio/mpeg\r\n\r\n";
    [head.as_bytes(), file, b"\r\n------parts--\r\n"].concat()
}

fn rooms(app: &App) -> Vec<Value> {
    let today = app.secretary.get("/api/desk/today").is(200);
    let rooms = today["rooms"].as_array().unwrap().iter();
    rooms.filter(|room| room["what"].as_str().unwrap().starts_with("有人念好了")).cloned().collect()
}

fn what_somebody_was_asked_to_read_is_heard_at_the_desk_and_used(app: &mut App) {
    save(&app.secretary, CARD, &card("等单的时候想一想。"), 0).is(200);
    let mut other_desk = app.other_secretary.listen("/api/desk/events").filter(|line| line.starts_with("data:"));
    assert!(other_desk.next().is_some());
    let link = invite(app);
    let has_heard = std::thread::spawn(move || other_desk.next().is_some());
    assert!(has_heard.join().unwrap(), "other desks hear of a link");
    assert_eq!(listed(app)["open"].as_array().unwrap().len(), 1);
    let page = app.anonymous().get(&link);
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert!(page.header("x-robots-tag").contains("noindex"));
    let page = page.text();
    // The words and a form alone: no app takes the page over.
    for part in
        ["念一段", "class=\"quote\"", "等单的时候想一想。", "multipart/form-data", "书记听过才放上去", "随时可以收回"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<script async") && !page.contains("type=\"module\""));
    let mut told = app.secretary.counted_in("/desk/cards/");
    assert_eq!(told.next(), Some(0));
    let taken = send(app, &link, &mp3(100));
    assert_eq!(taken.status, 200, "{}", taken.text());
    assert!(taken.text().contains("收到了"));
    assert_eq!(told.next(), Some(1), "whoever sits there hears of it, and it is counted");
    let all = listed(app);
    assert_eq!((all["open"].as_array().unwrap().len(), all["offered"].as_array().unwrap().len()), (0, 1));
    let path = all["offered"][0]["recording"].as_str().unwrap().to_string();
    assert!(path.ends_with("-3s-41k.mp3"), "{path}");
    // The desk hears it, whichever branch's; nobody else does.
    for secretary in [&app.secretary, &app.other_secretary] {
        assert_eq!(secretary.get(&path).status, 200);
    }
    for other in [app.anonymous(), app.member.clone()] {
        other.get(&path).is(404);
    }
    let room = rooms(app).remove(0);
    assert_eq!((&room["path"], &room["count"]), (&json!("/desk/cards/q001/"), &json!(1)));
    assert!(room["what"].as_str().unwrap().contains("青年强") && room["otherwise"].as_str().unwrap().contains("14 天"));
    // 用上 is a change of the draft like any other; from then on nothing waits.
    let version = app.secretary.get(CARD).is(200)["draft"]["version"].as_i64().unwrap();
    let text = card("等单的时候想一想。").replace("theme: ", &format!("recording: {path}\ntheme: "));
    let version = save(&app.secretary, CARD, &text, version).is(200)["draft"]["version"].as_i64().unwrap();
    assert_eq!(rooms(app), [] as [Value; 0]);
    app.anonymous().get(&path).is(404);
    step(&app.secretary, CARD, "submit", version, Value::Null).is(200);
    step(&app.other_secretary, CARD, "publish", version + 1, Value::Null).is(200);
    assert_eq!(app.anonymous().get(&path).status, 200);
    assert_eq!(rooms(app), [] as [Value; 0]);
    assert!(app.anonymous().get("/cards/q001/").text().contains(&format!("data-recording=\"{path}\"")));
}

fn a_link_is_used_once_and_the_same_again_is_the_same(app: &mut App) {
    let (first, second) = (invite(app), invite(app));
    assert_ne!(first, second);
    assert_eq!(send(app, &first, &mp3(40)).status, 200);
    // The answer was cut, or the button tapped twice.
    let again = send(app, &first, &mp3(40));
    assert_eq!((again.status, again.text().contains("收到了")), (200, true));
    let other = send(app, &first, &mp3(80));
    assert_eq!((other.status, other.text().contains("传过一次了")), (410, true));
    let page = app.anonymous().get(&first);
    assert_eq!((page.status, page.text().contains("传过一次了")), (410, true));
    assert_eq!(listed(app)["offered"].as_array().unwrap().len(), 1);
    // The other link of the same card goes on.
    assert_eq!(send(app, &second, &mp3(80)).status, 200);
    assert_eq!(listed(app)["offered"].as_array().unwrap().len(), 2);
    assert_eq!(rooms(app)[0]["count"], 2);
    app.kill_and_restart();
    assert_eq!(send(app, &first, &mp3(40)).status, 200);
    assert_eq!(listed(app)["offered"].as_array().unwrap().len(), 2);
}

fn what_is_no_recording_uses_nothing_up(app: &mut App) {
    let link = invite(app);
    let refused = |file: &[u8], status: u16, words: &str| {
        let answer = send(app, &link, file);
        let page = answer.text();
        assert_eq!(answer.status, status, "{page}");
        // Beside the field, with the page standing.
        assert!(
            page.contains("id=\"wrong-recording\"") && page.contains("aria-invalid") && page.contains(words),
            "{words}: {page}"
        );
        assert!(page.contains("等单的时候想一想。"));
    };
    refused(b"", 422, "先选录好的");
    refused(b"#!AMR\n1234567890", 422, "AMR");
    refused("一段话".as_bytes(), 422, "不是录音");
    refused(&vec![0; 3 * 1024 * 1024 + 1], 413, "最大 3 MB");
    refused(&vec![0; 12 * 1024 * 1024], 413, "最大 3 MB");
    let mut plain = app.anonymous();
    plain.headers.push(("content-type", "application/x-www-form-urlencoded".into()));
    assert_eq!(plain.bring(&link, b"recording=x").status, 400);
    assert_eq!(listed(app)["open"].as_array().unwrap().len(), 1);
    assert_eq!(send(app, &link, &mp3(40)).status, 200);
}

fn a_link_that_is_over_says_so(app: &mut App) {
    let link = invite(app);
    let says = |link: &str, status: u16, words: &str| {
        for answer in [app.anonymous().get(link), send(app, link, &mp3(40))] {
            assert_eq!((answer.status, answer.text().contains(words)), (status, true), "{}", answer.text());
        }
    };
    for never in ["/record/0123456789abcdef0123456789abcdef/", "/record/nothing/", "/record/%00/"] {
        assert_eq!(app.anonymous().get(never).status, 404);
        assert_eq!(send(app, never, &mp3(40)).status, 404);
    }
    // Let go by the desk; twice is once.
    let id = listed(app)["open"][0]["id"].as_str().unwrap().to_string();
    for _ in 0..2 {
        app.other_secretary.delete(&format!("{INVITES}/{id}")).is(204);
    }
    says(&link, 410, "先不念了");
    app.secretary.delete(&format!("{INVITES}/{}", "0".repeat(64))).refuses(404, "not_found");
    let late = invite(app);
    app.database.try_run("UPDATE recording_invites SET open_until = 1").unwrap();
    says(&late, 410, "过期了");
    assert_eq!(listed(app), json!({ "offered": [], "open": [] }));
    app.database.try_run("UPDATE recording_invites SET ends_at = 1").unwrap();
    says(&late, 404, "没有这个链接");
    // A document that readers are shown no more, and nobody writes at, is not read aloud.
    let shown = invite(app);
    let version = app.secretary.get(CARD).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, CARD, "discard", version, Value::Null).is(200);
    says(&shown, 410, "先不念了");
    ask(&app.secretary, "cards/q001").refuses(404, "not_found");
    ask(&app.secretary, "cards/nowhere").refuses(404, "not_found");
    for strange in ["", "cards", "cards/../q001", "cards/q001.md", "nothing/q001"] {
        ask(&app.secretary, strange).refuses(404, "not_found");
    }
    ask(&app.secretary, "decks/morning").refuses(422, "unfit");
}

fn what_is_used_is_in_nobodys_way(app: &mut App) {
    let links: Vec<String> = (0..5).map(|_| invite(app)).collect();
    assert_eq!(send(app, &links[0], &mp3(40)).status, 200);
    ask(&app.secretary, "cards/q001").refuses(409, "full");
    let use_it = |app: &App| {
        let path = offered(app, 0)["recording"].as_str().unwrap().to_string();
        let version = app.secretary.get(CARD).is(200)["draft"]["version"].as_i64().unwrap();
        let text = card("等单的时候想一想。").replace("theme: ", &format!("recording: {path}\ntheme: "));
        save(&app.secretary, CARD, &text, version).is(200)["draft"]["version"].as_i64().unwrap()
    };
    // A draft names it.
    let version = use_it(app);
    ask(&app.secretary, "cards/q001").is(201);
    ask(&app.secretary, "cards/q001").refuses(409, "full");
    // Readers hear it, and nobody writes on.
    step(&app.secretary, CARD, "submit", version, Value::Null).is(200);
    step(&app.other_secretary, CARD, "publish", version + 1, Value::Null).is(200);
    let id = listed(app)["open"][0]["id"].as_str().unwrap().to_string();
    app.secretary.delete(&format!("{INVITES}/{id}")).is(204);
    ask(&app.secretary, "cards/q001").is(201);
    ask(&app.secretary, "cards/q001").refuses(409, "full");
}

fn of_links_there_is_an_end(app: &mut App) {
    let links: Vec<String> = (0..5).map(|_| invite(app)).collect();
    let full = ask(&app.secretary, "cards/q001").refuses(409, "full");
    assert!(full["message"].as_str().unwrap().contains("5 次"), "{full}");
    // What came waits too, until somebody has heard it.
    assert_eq!(send(app, &links[0], &mp3(40)).status, 200);
    ask(&app.secretary, "cards/q001").refuses(409, "full");
    let id = offered(app, 0)["id"].as_str().unwrap().to_string();
    app.secretary.delete(&format!("{INVITES}/{id}")).is(204);
    ask(&app.secretary, "cards/q001").is(201);
    // All of them together have an end as well.
    for at in 0..95 {
        let sql = format!(
            "INSERT INTO recording_invites (id, path, state, open_until, ends_at) \
             SELECT '{at}', 'cards/x{at}.md', 'open', open_until, ends_at FROM recording_invites WHERE state = 'open' LIMIT 1"
        );
        app.database.try_run(&sql).unwrap();
    }
    save(&app.secretary, "/api/desk/documents/cards/q002", &card("又一句。"), 0).is(200);
    ask(&app.secretary, "cards/q002").refuses(409, "full");
}

fn heard(app: &App, path: &str) -> u16 {
    app.secretary.get(path).status
}

fn what_waits_is_let_go_or_goes_by_itself(app: &mut App) {
    let (first, second) = (invite(app), invite(app));
    assert_eq!(send(app, &first, &mp3(40)).status, 200);
    assert_eq!(send(app, &second, &mp3(80)).status, 200);
    let (one, other) = (offered(app, 0), offered(app, 1));
    let [path, left] = [&one, &other].map(|one| one["recording"].as_str().unwrap());
    let id = one["id"].as_str().unwrap();
    app.secretary.delete(&format!("{INVITES}/{id}")).is(204);
    assert_eq!(listed(app)["offered"].as_array().unwrap().len(), 1);
    // No desk hears it any more, and what others wait for is there.
    assert_eq!((heard(app, path), heard(app, left)), (404, 200));
    // Whoever sent it is told the same as before.
    assert_eq!(send(app, &first, &mp3(40)).status, 200);
    assert_eq!(send(app, &first, &mp3(60)).status, 410);
    assert_eq!(listed(app)["offered"].as_array().unwrap().len(), 1);
    app.database.try_run("UPDATE recording_invites SET ends_at = 1").unwrap();
    assert_eq!((listed(app), rooms(app).len()), (json!({ "offered": [], "open": [] }), 0));
    app.kill_and_restart();
    assert_eq!(app.database.ask("SELECT id, path FROM recording_invites"), []);
}

fn what_is_let_go_stays_where_something_names_it(app: &mut App) {
    let (first, second) = (invite(app), invite(app));
    for link in [&first, &second] {
        assert_eq!(send(app, link, &mp3(40)).status, 200);
    }
    let path = offered(app, 0)["recording"].as_str().unwrap().to_string();
    let drop = |app: &App| {
        let id = offered(app, 0)["id"].as_str().unwrap().to_string();
        app.secretary.delete(&format!("{INVITES}/{id}")).is(204);
    };
    // The other link has brought the same.
    drop(app);
    assert_eq!(heard(app, &path), 200);
    let version = app.secretary.get(CARD).is(200)["draft"]["version"].as_i64().unwrap();
    let text = card("等单的时候想一想。").replace("theme: ", &format!("recording: {path}\ntheme: "));
    save(&app.secretary, CARD, &text, version).is(200);
    drop(app);
    assert_eq!((listed(app)["offered"].clone(), heard(app, &path)), (json!([]), 200));
}

fn what_was_taken_back_waits_for_nobody(app: &mut App) {
    let (first, second) = (invite(app), invite(app));
    assert_eq!(send(app, &first, &mp3(40)).status, 200);
    let path = offered(app, 0)["recording"].as_str().unwrap().to_string();
    let name = path.rsplit('/').next().unwrap().to_string();
    app.secretary.delete(&format!("/api/desk/recordings/{name}")).is(204);
    assert_eq!(listed(app)["offered"], json!([]));
    app.secretary.get(&path).is(404);
    let again = send(app, &second, &mp3(40));
    assert_eq!((again.status, again.text().contains("本人收回过")), (422, true), "{}", again.text());
    // An old database knows nothing of it, and has the links that were used since.
    app.database.try_run("DELETE FROM recordings_taken_back").unwrap();
    let sql = format!("UPDATE recording_invites SET state = 'offered', recording = '{name}' WHERE digest IS NOT NULL");
    app.database.try_run(&sql).unwrap();
    assert!(command(&app.database, &["restore"]).output().unwrap().status.success());
    let rows = app.database.ask("SELECT state, COALESCE(recording, '') FROM recording_invites");
    assert_eq!(rows, [("dropped".to_string(), String::new())]);
    assert_eq!(app.anonymous().get(&second).status, 404);
}

fn there_is_no_place_for_whoever_sent_it(app: &mut App) {
    let columns = app.database.columns();
    let mut own: Vec<&str> =
        columns.iter().filter(|(table, _)| table == "recording_invites").map(|(_, column)| column.as_str()).collect();
    own.sort_unstable();
    assert_eq!(own, ["digest", "ends_at", "id", "open_until", "path", "recording", "state"]);
    // A member who is signed in leaves no more than anybody else; nor does a file's name.
    let link = invite(app);
    assert_eq!(send_by(&app.member, &link, &mp3(40)).status, 200);
    let id = app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let rows = app.database.ask("SELECT path, id || state || recording || digest FROM recording_invites");
    assert!(rows.len() == 1 && !rows[0].1.contains(&id), "{rows:?}");
    assert!(!app.database.holds("录音 001"));
    // Nor is the key there: a copy of the database sends nothing.
    let key = link.trim_start_matches("/record/").trim_end_matches('/');
    assert!(!app.database.holds(key));
}

#[test]
fn readers_words_come_before_those_of_a_draft() {
    let app = App::start(Database::sqlite());
    publish(&app, CARD, &card("大家看到的。"), Value::Null);
    save(&app.secretary, CARD, &card("还没发布的。"), 0).is(200);
    let page = app.anonymous().get(&invite(&app)).text();
    assert!(page.contains("大家看到的。") && !page.contains("还没发布的。"), "{page}");
}

#[test]
fn one_source_cannot_send_for_ever() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let link = invite(&app);
    let statuses: Vec<u16> = (0..25).map(|_| send(&app, &link, b"#!AMR\n1234567890").status).collect();
    assert!(statuses.iter().filter(|status| **status == 422).count() >= 19 && statuses.contains(&429), "{statuses:?}");
}
