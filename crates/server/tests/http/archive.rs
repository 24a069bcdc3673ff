//! Everything published goes out, by the desk's zip as by the command, and into another deployment.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use crate::app::{self, App, Server};
use crate::database::Database;
use crate::documents::{card, publish, save, step};
use crate::phone::Phone;

on_both!(
    what_two_people_published_comes_out_and_goes_into_another_house,
    one_zip_is_the_same_as_the_folder,
    what_is_asked_for_comes_along_and_is_no_content,
);

const NEW: &str = "/api/desk/documents/cards/q001";
const GOOD: &str = "/api/desk/documents/cards/good";

/// A new card, one without proof, one that is withdrawn, one that is planned, and a draft.
fn fill(app: &App) {
    publish(app, NEW, &card("导出去的一句。"), Value::Null);
    let unproven = card("没有原文的一句。").replace("青年强，则国家强。", "路上慢点。");
    publish(app, "/api/desk/documents/cards/q002", &unproven, json!({ "unverified": "老站长口述，录音在支部" }));
    step(&app.secretary, GOOD, "withdraw", 0, Value::Null).is(200);
    let later = crate::documents::in_days(3);
    publish(app, "/api/desk/documents/cards/q003", &card("还没到时间的一句。"), json!({ "publish_from": later }));
    save(&app.secretary, "/api/desk/documents/cards/q004", &card("还是草稿的一句。"), 0).is(200);
}

/// Every file below a folder, hidden ones too.
pub fn read(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut waiting) = (BTreeMap::new(), vec![dir.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.insert(path.strip_prefix(dir).unwrap().to_str().unwrap().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn run(database: &Database, arguments: &[&str]) -> String {
    let output = app::command(database, arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    said
}

fn what_two_people_published_comes_out_and_goes_into_another_house(app: &mut App) {
    fill(app);
    let out = app.database.dir.path().join("out");
    run(&app.database, &["content", "export", out.to_str().unwrap()]);
    let exported = read(&out);
    let text = |path: &str| String::from_utf8(exported[path].clone()).unwrap();
    assert_eq!(text("cards/q001.md"), card("导出去的一句。"));
    assert!(text("cards/good.md").contains("\nwithdrawn: 20"));
    assert!(text("sources/report.lock").contains(" q002 老站长口述，录音在支部\n"));
    assert!(!exported.contains_key("cards/q003.md") && !exported.contains_key("cards/q004.md"));

    let other = Database::sqlite();
    app::prepare(other.dir.path());
    let content = other.dir.path().join("content");
    let at = ["--content-dir", content.to_str().unwrap()];
    run(&other, &[&["content", "import", out.to_str().unwrap()][..], &at].concat());
    let again = other.dir.path().join("again");
    run(&other, &[&["content", "export", again.to_str().unwrap()][..], &at].concat());
    assert_eq!(read(&again), exported);
    let server = Server::start(&other, &[("NUANXIN_CONTENT_DIR", content.to_str().unwrap())]);
    let reader = Phone::new(&server.url);
    assert!(reader.get("/cards/q001/").text().contains("导出去的一句。"));
    assert_eq!(reader.get("/cards/q002/").status, 200);
    assert_eq!((reader.get("/cards/good/").status, reader.get("/cards/q003/").status), (410, 404));
}

fn one_zip_is_the_same_as_the_folder(app: &mut App) {
    fill(app);
    let out = app.database.dir.path().join("out");
    run(&app.database, &["content", "export", out.to_str().unwrap()]);
    let zip = app.secretary.get("/api/desk/export.zip");
    assert_eq!((zip.status, zip.header("content-type")), (200, "application/zip"));
    assert!(zip.header("content-disposition").starts_with("attachment; filename=\"nuanxin-20"));
    assert_eq!(zip.header("cache-control"), "no-store");
    assert_eq!(unpacked(&zip.bytes), read(&out));
    // The same content is the same file, whoever asks and whenever.
    assert!(app.admin.get("/api/desk/export.zip").bytes == zip.bytes);
}

fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().to_string(), bytes);
    }
    files
}

fn what_is_asked_for_comes_along_and_is_no_content(app: &mut App) {
    fill(app);
    app.approved("=1+1 也是一句\n“好”");
    app.member.say("还没人看的一句");
    let choice = json!({ "card": "long", "version": 0 });
    let day = content::day::Day::at_unix_ms(crate::documents::in_days(2)).to_string();
    app.secretary.send("PUT", &format!("/api/desk/calendar/{day}"), Some(&choice)).is(200);
    let alone = unpacked(&app.secretary.get("/api/desk/export.zip").bytes);
    let mut all = unpacked(&app.secretary.get("/api/desk/export.zip?posts=true&calendar=true").bytes);
    let table = |name: &str| String::from_utf8(all[name].clone()).unwrap();
    let posts = table("tables/posts-1.csv");
    // Nothing becomes a formula, nor is there more of anybody than everybody reads.
    assert!(
        posts.starts_with("\u{feff}日期,") && posts.contains("\"翠微支部\",\"小林\",\"'=1+1 也是一句\n“好”\""),
        "{posts}"
    );
    assert!(!posts.contains("还没人看"));
    let calendar = table("tables/calendar.csv");
    assert!(calendar.contains(&format!("\"{day}\",\"long\",")) && calendar.contains("\"选定\""), "{calendar}");
    assert!(calendar.contains("\"已经给大家看了\""), "{calendar}");
    // What comes along is no content: an import passes it over.
    let brought = app.database.dir.path().join("brought");
    for (path, bytes) in &all {
        let target = brought.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    let content = app.database.dir.path().join("content");
    run(&app.database, &["content", "import", brought.to_str().unwrap(), "--content-dir", content.to_str().unwrap()]);
    all.retain(|path, _| !path.starts_with("tables/"));
    assert_eq!(all, alone);
    app.secretary.get("/api/desk/export.zip?posts=perhaps").refuses(400, "bad_query");
}

#[test]
fn whoever_imports_is_told_where_the_desk_has_another_version() {
    let app = App::start(Database::sqlite());
    publish(&app, GOOD, &card("书记台发布的一句。"), Value::Null);
    let (content, brought) = (app.database.dir.path().join("content"), app.database.dir.path().join("brought"));
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/tests/base");
    for (path, bytes) in read(&base) {
        let target = brought.join(&path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    let import = ["content", "import", brought.to_str().unwrap(), "--content-dir", content.to_str().unwrap()];
    let said = run(&app.database, &import);
    assert!(said.contains("cards/good.md: 书记台发布过别的版本") && !said.contains("cards/long.md:"), "{said}");
}
