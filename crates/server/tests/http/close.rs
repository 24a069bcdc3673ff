//! Closing: everything for the deployer, nothing of anybody's left, and plain words for whoever comes later.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use content::day::Day;
use serde_json::{Value, json};

use crate::app::{self, App, Server};
use crate::documents::{card, publish, save};
use crate::phone::Phone;

on_both!(
    closing_takes_everything_along_and_leaves_nothing_of_anybody,
    what_cannot_be_taken_along_is_not_closed,
    nobody_writes_while_it_closes,
);

const CARD: &str = "/api/desk/documents/cards/q001";

fn close(app: &App, more: &[&str]) -> Output {
    let dir = app.database.dir.path().join("out");
    app::command(&app.database, &[&["export-and-close", dir.to_str().unwrap()][..], more].concat()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn closing_takes_everything_along_and_leaves_nothing_of_anybody(app: &mut App) {
    let public = app.approved("大家都看得到的一句<b>");
    app.other_member.put(&format!("/api/posts/{public}/agree")).is(204);
    let reply = json!({ "id": crate::phone::post_id(), "body": "支部回应的一句" });
    app.secretary.post(&format!("/api/desk/posts/{public}/reply"), &reply).is(200);
    let waiting = app.member.say("还没人看的一句");
    publish(app, CARD, &card("发布了的一句。"), json!({ "note": "复审人写的一行" }));
    publish(app, CARD, &card("后来发布的一句。"), Value::Null);
    save(&app.secretary, "/api/desk/documents/cards/q002", &card("还是草稿的一句。"), 0).is(200);
    let preview = app.secretary.send("POST", "/api/desk/documents/cards/q002/preview", None).is(201);
    let source = format!("/api/desk/sources?source=report&name={}", crate::sources::encoded("书记整理的.docx.txt"));
    app.secretary.bring(&source, "原文里的一段。".as_bytes()).is(201);
    let day = Day::at_unix_ms(crate::documents::in_days(5)).to_string();
    let choice = json!({ "card": "good", "version": 0 });
    app.secretary.send("PUT", &format!("/api/desk/calendar/{day}"), Some(&choice)).is(200);
    let person = app.member.get("/api/me").is(200)["id"].as_str().unwrap().to_string();
    let gone = [
        "大家都看得到的一句",
        "支部回应的一句",
        "还没人看的一句",
        "还是草稿的一句",
        "复审人写的一行",
        "发布了的一句",
        "小林",
        "王书记",
        "翠微支部",
        "原文里的一段",
        "书记整理的",
        &public,
        &waiting,
        &person,
    ];
    for text in gone {
        assert!(app.database.holds(text), "{text}");
    }
    app.kill();

    // First it only says what it would do.
    let asked = close(app, &[]);
    assert_eq!(asked.status.code(), Some(1));
    assert!(
        said(&asked).contains("5 个账号、2 条心里话、1 份草稿") && said(&asked).contains("--yes"),
        "{}",
        said(&asked)
    );
    assert!(app.database.holds("还没人看的一句") && !app.database.dir.path().join("out").exists());

    let closed = close(app, &["--yes"]);
    assert!(closed.status.success(), "{}", said(&closed));
    for text in gone {
        assert!(!app.database.holds(text), "{text}");
    }
    let out = crate::archive::read(&app.database.dir.path().join("out"));
    let text = |path: &str| String::from_utf8(out[path].clone()).unwrap();
    assert_eq!(text("content/cards/q001.md"), card("后来发布的一句。"));
    assert!(text("site/cards/q001/index.html").contains("后来发布的一句。"));
    assert!(text("site/posts/index.html").contains("这个站点已经关闭"));
    assert!(text("site/version.json").contains("\"api\":false"));
    let calendar: Value = serde_json::from_slice(&out["calendar.json"]).unwrap();
    assert_eq!(calendar, json!({ day: "good" }));
    assert_eq!(text("source-texts/report/书记整理的.docx.txt"), "原文里的一段。");
    let posts: Value = serde_json::from_slice(&out["words/posts.json"]).unwrap();
    assert_eq!(posts.as_array().unwrap().len(), 1);
    assert_eq!((&posts[0]["nickname"], &posts[0]["agrees"]), (&json!("小林"), &json!(1)));
    let words = text("words/index.html");
    assert!(words.contains("大家都看得到的一句&lt;b&gt;") && words.contains("支部回应的一句"));
    let summaries: Value = serde_json::from_slice(&out["summaries.json"]).unwrap();
    assert_eq!((&summaries[0]["received"], &summaries[0]["approved"]), (&json!(2), &json!(1)));
    // Nobody's name beyond what was public, and nothing that was not.
    for (path, bytes) in &out {
        let text = String::from_utf8_lossy(bytes);
        for private in ["还没人看的一句", "还是草稿的一句", "王书记", "老周", "复审人写的一行", person.as_str()]
        {
            assert!(!text.contains(private), "{private} is in {path}");
        }
    }

    // What is served from now on: content, and plain words.
    let server = Server::start(&app.database, &[]);
    let reader = Phone::new(&server.url);
    let page = reader.get("/cards/q001/");
    assert!(
        page.status == 200 && page.text().contains("后来发布的一句。") && page.text().contains("data-api=\"false\"")
    );
    assert_eq!(reader.get("/version.json").is(200)["api"], false);
    for path in
        ["/posts/", "/posts/new/", "/join/0000000000000000/", "/desk/", "/desk", preview["path"].as_str().unwrap()]
    {
        let page = reader.get(path);
        assert!(page.status == 410 && page.text().contains("这个站点已经关闭"), "{path} {}", page.status);
    }
    reader.get("/api/posts").refuses(410, "closed");
    let mut member = app.member.clone();
    member.move_to(&server.url);
    member.post("/api/posts", &json!({ "id": waiting, "body": "再说一句", "signed": "branch" })).refuses(410, "closed");
    assert!(!server.said.lock().unwrap().contains("管理员从这里进"));
    drop(server);
    for arguments in [&["branch", "add", "新支部"][..], &["invite", "--role", "admin"]] {
        let output = app::command(&app.database, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}

/// A closing that fails leaves everything as it was, and the folder empty.
fn what_cannot_be_taken_along_is_not_closed(app: &mut App) {
    let base = crate::archive::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/tests/base"));
    let content = app.database.dir.path().join("content");
    for (path, bytes) in base {
        fs::create_dir_all(content.join(&path).parent().unwrap()).unwrap();
        fs::write(content.join(&path), bytes).unwrap();
    }
    fs::write(content.join("cards/bad.md"), "没有头").unwrap();
    let out = app.database.dir.path().join("out");
    let nothing = app.database.dir.path().join("nothing");
    for (name, value, status) in [("NUANXIN_CONTENT_DIR", &content, 1), ("NUANXIN_DIST", &nothing, 2)] {
        let mut closing = app::command(&app.database, &["export-and-close", "--yes", out.to_str().unwrap()]);
        let output = closing.env(name, value).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", said(&output));
        assert!(said(&output).contains("没有关，什么也没有删，大家又能写了"), "{}", said(&output));
        assert!(!out.exists());
        app.member.say("接着说的一句");
    }
}

fn nobody_writes_while_it_closes(app: &mut App) {
    app.approved("之前说的");
    // As another process says it that takes everything along.
    app.database.try_run("INSERT INTO counters (name, value) VALUES ('closing', 1)").unwrap();
    // The phone keeps it, and sends it again: the closing may fail.
    let post = json!({ "id": crate::phone::post_id(), "body": "正在关的时候说的", "signed": "branch" });
    app.member.post("/api/posts", &post).refuses(503, "unavailable");
    save(&app.secretary, CARD, &card("正在关的时候写的。"), 0).refuses(503, "unavailable");
    app.admin.post("/api/desk/branches", &json!({ "name": "新支部" })).refuses(503, "unavailable");
    assert_eq!(app.feed().len(), 1);
    // One that was cut off, and a server that starts.
    app.kill_and_restart();
    app.member.post("/api/posts", &post).is(201);
}

#[test]
fn an_old_backup_brings_nobody_back() {
    let mut app = App::start(crate::database::Database::sqlite());
    app.approved("备份里有的一句");
    let copy = app.database.dir.path().join("copy.db");
    let backup = app::command(&app.database, &["backup", copy.to_str().unwrap()]).output().unwrap();
    assert!(backup.status.success());
    app.kill();
    assert!(close(&app, &["--yes"]).status.success());
    let fresh = crate::database::Database::sqlite();
    app::prepare(fresh.dir.path());
    let ledger = app.database.data_dir().join("left.txt");
    let restore = ["restore", copy.to_str().unwrap(), "--ledger", ledger.to_str().unwrap()];
    let restored = app::command(&fresh, &restore).output().unwrap();
    assert!(restored.status.success(), "{}", said(&restored));
    for text in ["备份里有的一句", "小林", "王书记"] {
        assert!(!fresh.holds(text), "{text}");
    }
}

#[test]
fn a_server_that_runs_on_hears_of_it() {
    let app = App::start(crate::database::Database::sqlite());
    // It remembers them from here on.
    let phones = [&app.member, &app.secretary];
    for phone in phones {
        phone.get("/api/me").is(200);
    }
    assert!(close(&app, &["--yes"]).status.success() || app.database.data_dir().join("nuanxin.db-wal").exists());
    // Nobody is signed in any more, long before it looks whether it has closed.
    let closed = Instant::now();
    for phone in phones {
        while phone.get("/api/me").status == 200 {
            assert!(closed.elapsed() < Duration::from_secs(5), "somebody is still signed in");
        }
    }
}
