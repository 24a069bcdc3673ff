//! 批量导入: a table becomes drafts, all at once, and goes again all at once.

use serde_json::{Value, json};

use crate::app::App;

on_both!(
    a_table_becomes_drafts_and_goes_again,
    a_section_is_named_as_a_card_beside_names_it,
    what_somebody_has_changed_stays,
    an_import_is_its_makers,
    a_table_to_fill_in_comes_back_without_its_example,
    a_districts_table_becomes_places,
    a_table_of_places_is_published_in_one_go_and_one_of_cards_is_not,
    what_an_import_has_published_is_withdrawn_in_one_go,
);

const IMPORTS: &str = "/api/desk/imports";
const TEXT: &str =
    "一、路上\n越是紧，越要看清红灯。一顿饭送得准时，等饭的人就多一段午休。\n二、家里\n敲门轻一点，说话慢一点。";
const TABLE: &str = "金句,主题,出处,解读\n\"越是紧,越要看清红灯\",青年,报告,先停一停。\n敲门轻一点，说话漫一点。,青年,报告,\n青年强，则国家强,青年,报告,\n敲门轻一点说话慢一点,,,\n";

fn read(app: &App) -> Vec<Value> {
    // As Chinese Excel saves it.
    let (bytes, _, _) = encoding_rs::GB18030.encode(TABLE);
    let read = app.secretary.bring(&format!("{IMPORTS}/read?name=a.csv"), &bytes).is(200);
    read["rows"].as_array().unwrap().clone()
}

fn import(app: &App, token: &str, rows: &[Value]) -> Value {
    app.secretary.post(IMPORTS, &json!({ "token": token, "rows": rows })).is(201)
}

fn drafts(app: &App) -> Vec<String> {
    let listed = app.secretary.get("/api/desk/documents?folder=cards").is(200);
    let rows = listed["documents"].as_array().unwrap().iter().filter(|row| row["stage"].is_string());
    rows.map(|row| row["slug"].as_str().unwrap().to_string()).collect()
}

fn a_table_becomes_drafts_and_goes_again(app: &mut App) {
    app.secretary.bring("/api/desk/sources?source=report", TEXT.as_bytes()).is(201);
    let rows = read(app);
    assert_eq!(rows.len(), 4);
    assert_eq!((&rows[0]["row"]["gloss"], &rows[3]["repeats"]), (&json!("先停一停。"), &json!(1)));
    let asked: Vec<Value> = rows.iter().map(|row| row["row"].clone()).collect();
    let checked = app.secretary.post(&format!("{IMPORTS}/check"), &json!({ "rows": asked })).is(200);
    let checked = checked["rows"].as_array().unwrap();
    // In the source's own characters, with all that the table left out.
    let first = &checked[0]["row"];
    assert_eq!((&first["quote"], &first["source"]), (&json!("越是紧，越要看清红灯"), &json!("report")));
    assert_eq!((&first["sentence"], &first["section"]), (&json!("越是紧，越要看清红灯。"), &json!("一、路上")));
    assert_eq!(checked[0]["faults"], json!([]));
    // One wrong character is marked.
    let marks = checked[1]["collation"]["marks"].as_array().unwrap();
    assert!(marks.contains(&json!({ "quote": "漫", "source": "慢", "same": false })));
    assert_eq!(checked[2]["twins"], json!([{ "slug": "good", "quote": "青年强，则国家强。", "likeness": "same" }]));
    assert!(checked[3]["faults"].as_array().unwrap().iter().any(|fault| fault["field"] == "theme"));

    let chosen: Vec<Value> = checked.iter().map(|row| row["row"].clone()).collect();
    let made = import(app, "0123456789abcdef", &chosen[..2]);
    assert_eq!((&made["total"], &made["untouched"]), (&json!(2), &json!(2)));
    assert_eq!(drafts(app), ["q001", "q002"]);
    assert_eq!(
        made["drafts"],
        json!([{ "slug": "q001", "version": 1 }, { "slug": "q002", "version": 1, "is_bare": true }])
    );
    // The answer was cut, and it is sent again.
    let again = app.secretary.post(IMPORTS, &json!({ "token": "0123456789abcdef", "rows": &chosen[..2] })).is(200);
    assert_eq!((again["id"].clone(), drafts(app).len()), (made["id"].clone(), 2));
    // Other rows are not that import, and none of them is taken for made.
    let more = json!({ "token": "0123456789abcdef", "rows": &chosen[..3] });
    app.secretary.post(IMPORTS, &more).refuses(409, "taken");
    assert_eq!(drafts(app).len(), 2);
    let draft = app.secretary.get("/api/desk/documents/cards/q001").is(200);
    let text = draft["draft"]["text"].as_str().unwrap();
    assert!(text.contains("quote: 越是紧，越要看清红灯\n") && text.ends_with("---\n先停一停。\n"), "{text}");
    assert_eq!(draft["faults"], json!([]));
    // Brought again, it is there already.
    let again = app.secretary.post(&format!("{IMPORTS}/check"), &json!({ "rows": &chosen[..1] })).is(200);
    assert_eq!(
        again["rows"][0]["twins"],
        json!([{ "slug": "q001", "quote": "越是紧，越要看清红灯", "likeness": "same" }])
    );
    assert_eq!(import(app, "fedcba9876543210", &chosen[..1])["total"], 1);
    assert_eq!(drafts(app), ["q001", "q002", "q003"]);

    let listed = app.secretary.get(IMPORTS).is(200);
    assert_eq!(listed["imports"].as_array().unwrap().len(), 2);
    let undone = app.secretary.delete(&format!("{IMPORTS}/{}", made["id"])).is(200);
    assert_eq!(undone, json!({ "removed": 2, "kept": 0 }));
    assert_eq!(drafts(app), ["q003"]);
    app.secretary.delete(&format!("{IMPORTS}/{}", made["id"])).refuses(404, "not_found");
}

fn a_section_is_named_as_a_card_beside_names_it(app: &mut App) {
    let text = "前言\n江山就是人民，人民就是江山。路再长，也是一单一单跑完的。\n日子再难，也是一天一天过好的。";
    app.secretary.bring("/api/desk/sources?source=report", text.as_bytes()).is(201);
    let rows =
        json!({ "rows": [{ "quote": "路再长，也是一单一单跑完的。" }, { "quote": "日子再难，也是一天一天过好的。" }] });
    let checked = app.secretary.post(&format!("{IMPORTS}/check"), &rows).is(200);
    let sections: Vec<_> = checked["rows"].as_array().unwrap().iter().map(|row| &row["row"]["section"]).collect();
    assert_eq!(sections, ["九、增进民生福祉，提高人民生活品质", "前言"]);
}

fn what_somebody_has_changed_stays(app: &mut App) {
    let rows: Vec<Value> = read(app).iter().map(|row| row["row"].clone()).collect();
    let made = import(app, "0123456789abcdef", &rows);
    let at = "/api/desk/documents/cards";
    let text = app.secretary.get(&format!("{at}/q001")).is(200)["draft"]["text"].as_str().unwrap().to_string();
    let changed = json!({ "text": text + "再想想。\n", "version": 1 });
    app.secretary.send("PUT", &format!("{at}/q001/draft"), Some(&changed)).is(200);
    app.secretary.post(&format!("{at}/q002/step"), &json!({ "step": "discard", "version": 1 })).is(200);
    // Mended and handed on; then its drafter goes on with it.
    let quote = "敲门轻一点说话慢一点";
    let mended =
        format!("---\nquote: {quote}\nsentence: {quote}\nsource: report\nsection: 二、家里\ntheme: 青年\n---\n");
    let mended = json!({ "text": mended, "version": 1 });
    app.secretary.send("PUT", &format!("{at}/q004/draft"), Some(&mended)).is(200);
    app.secretary.post(&format!("{at}/q004/step"), &json!({ "step": "submit", "version": 2 })).is(200);
    let listed = || app.secretary.get(IMPORTS).is(200)["imports"][0].clone();
    let draft = |slug: &str, version: i64| json!({ "slug": slug, "version": version, "is_bare": true });
    let whole = json!({ "slug": "q001", "version": 2 });
    assert_eq!(listed()["drafts"], json!([whole, draft("q003", 1)]));
    assert_eq!((&listed()["untouched"], &listed()["in_review"]), (&json!(1), &json!(1)));
    app.secretary.post(&format!("{at}/q004/step"), &json!({ "step": "take_back", "version": 3 })).is(200);
    assert_eq!(listed()["drafts"][2], draft("q004", 4));
    let undone = app.secretary.delete(&format!("{IMPORTS}/{}", made["id"])).is(200);
    assert_eq!(undone, json!({ "removed": 1, "kept": 3 }));
    assert_eq!(drafts(app), ["q001", "q004"]);
}

fn an_import_is_its_makers(app: &mut App) {
    let rows = [json!({ "quote": "一句" })];
    let made = import(app, "0123456789abcdef", &rows);
    app.other_secretary.delete(&format!("{IMPORTS}/{}", made["id"])).refuses(403, "not_yours");
    assert_eq!(app.other_secretary.get(IMPORTS).is(200)["imports"], json!([]));
    let stolen = json!({ "token": "0123456789abcdef", "rows": rows });
    app.other_secretary.post(IMPORTS, &stolen).refuses(409, "taken");
    for (body, status) in [
        (json!({ "token": "short", "rows": rows }), 422),
        (json!({ "token": "1123456789abcdef", "rows": [] }), 422),
        (json!({ "token": "1123456789abcdef", "rows": [{ "quote": "长".repeat(2_001) }] }), 422),
        (json!({ "token": "1123456789abcdef", "rows": vec![json!({ "quote": "一句" }); 2_001] }), 422),
    ] {
        assert_eq!(app.secretary.post(IMPORTS, &body).status, status, "{body:.80}");
    }
    // A table's head is no row.
    let most = format!("金句\t主题\n{}", "一句\t青年\n".repeat(2_000));
    let read = app.secretary.bring(&format!("{IMPORTS}/read"), most.as_bytes()).is(200);
    assert_eq!(read["rows"].as_array().unwrap().len(), 2_000);
    let more = most + "一句\t青年\n";
    app.secretary.bring(&format!("{IMPORTS}/read"), more.as_bytes()).refuses(422, "unreadable");
    let many = json!({ "rows": vec![json!({ "quote": "一句" }); 51] });
    app.secretary.post(&format!("{IMPORTS}/check"), &many).refuses(422, "too_many");
    assert_eq!(app.admin.delete(&format!("{IMPORTS}/{}", made["id"])).is(200)["removed"], 1);
}

fn a_table_to_fill_in_comes_back_without_its_example(app: &mut App) {
    let table = app.secretary.get(&format!("{IMPORTS}/template.xlsx"));
    assert_eq!(table.status, 200);
    assert!(table.header("content-disposition").starts_with("attachment; filename=\"template.xlsx\""));
    let read = app.secretary.bring(&format!("{IMPORTS}/read?name=template.xlsx"), &table.bytes).is(200);
    assert_eq!(read["rows"], json!([]));
}

/// 123 made-up places, as untidy as a district's table: a title and a note above the columns, streets in merged cells, the head once
/// more in the middle, persons and their numbers, hours in nine spellings, two that nobody can read.
const STATIONS: &[u8] = include_bytes!("../../../../e2e/fixtures/stations.xlsx");

fn checked(app: &App, rows: &[Value]) -> Vec<Value> {
    let mut all = Vec::new();
    for some in rows.chunks(50) {
        let asked = json!({ "folder": "places", "rows": some });
        let answer = app.secretary.post(&format!("{IMPORTS}/check"), &asked).is(200);
        all.extend(answer["rows"].as_array().unwrap().iter().cloned());
    }
    all
}

fn a_districts_table_becomes_places(app: &mut App) {
    let read = app.secretary.bring(&format!("{IMPORTS}/read?name=a.xlsx&folder=places"), STATIONS).is(200);
    let rows = read["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 123);
    let columns: Vec<(&str, &str)> = (read["columns"].as_array().unwrap().iter())
        .map(|column| (column["heading"].as_str().unwrap(), column["field"].as_str().unwrap_or_default()))
        .collect();
    let told = [
        ("序号", ""),
        ("所在街道", "street"),
        ("站点名称", "title"),
        ("类型", "kind"),
        ("开放时间", "hours"),
        ("服务内容", "services"),
        ("详细地址", "address"),
        ("联系电话", "phone"),
        ("负责人", ""),
        ("备注", "note"),
        ("优惠措施", "offers"),
    ];
    assert_eq!(columns, told);
    // A remark may be nothing for riders: that is asked.
    let asked = read["columns"].as_array().unwrap().iter().filter(|column| column["is_sure"] == false);
    assert_eq!(asked.map(|column| &column["heading"]).collect::<Vec<_>>(), ["备注"]);
    // Of persons nothing is taken, and that is said.
    assert!(!read["rows"].to_string().contains("138 0000") && !read["rows"].to_string().contains("某某"));
    assert!(rows[1]["doubt"].as_str().unwrap().contains("手机号"));
    assert_eq!((&rows[98]["row"]["quote"], &rows[98]["repeats"]), (&rows[8]["row"]["quote"], &json!(8)));
    // A merged cell is in each of its rows.
    assert_eq!(
        (&rows[22]["row"]["place"]["street"], &rows[62]["row"]["place"]["street"]),
        (&json!("示例街一"), &json!("科巷"))
    );
    let rows: Vec<Value> = rows.iter().map(|read| read["row"].clone()).collect();
    let all = checked(app, &rows);
    let faults = |rows: &[Value]| -> Vec<(usize, String)> {
        let of = |row: &Value| row["faults"].as_array().unwrap().clone();
        let named = |(at, row): (usize, &Value)| {
            of(row).into_iter().map(move |fault| (at + 1, format!("{} {}", fault["field"], fault["message"])))
        };
        rows.iter().enumerate().flat_map(named).collect()
    };
    let at: Vec<usize> = faults(&all).iter().map(|(at, _)| *at).collect();
    assert_eq!(at, [17, 40, 58], "{:?}", faults(&all));
    // Some say nothing of holidays: that is said, and a secretary says it once for all of them.
    let lacks = |row: &Value| row["read"].as_str().is_some_and(|read| read.contains("没写节假日"));
    let holidays: Vec<usize> = (0..all.len()).filter(|at| lacks(&all[*at])).collect();
    assert!(holidays.len() > 50, "{holidays:?}");
    let mut mended: Vec<Value> = all.iter().map(|row| row["row"].clone()).collect();
    for at in holidays {
        let hours = format!("{}，节假日照常", mended[at]["place"]["hours"].as_str().unwrap());
        mended[at]["place"]["hours"] = json!(hours);
    }
    // Mended, all become drafts at once, and go again at once.
    mended[16]["place"]["hours"] = json!("每天 9:00-18:00，节假日照常");
    mended[57]["place"]["hours"] = json!("24小时");
    mended[39]["place"]["address"] = json!("示例路 40 号");
    let all = checked(app, &mended);
    assert_eq!((faults(&all), &all[1]["read"]), (Vec::new(), &json!("每天 8:00–22:00")));
    let made = json!({ "token": "0123456789abcdef", "folder": "places", "rows": mended });
    let import = app.secretary.post(IMPORTS, &made).is(201);
    assert_eq!((&import["folder"], &import["total"]), (&json!("places"), &json!(123)));
    let places = || {
        let listed = app.secretary.get("/api/desk/documents?folder=places").is(200);
        listed["documents"].as_array().unwrap().iter().filter(|row| row["stage"] == "draft").count()
    };
    assert_eq!((app.secretary.post(IMPORTS, &made).is(200)["id"].clone(), places()), (import["id"].clone(), 123));
    // One secretary suffices for a place.
    let draft = &import["drafts"][0];
    let at = format!("/api/desk/documents/places/{}", draft["slug"].as_str().unwrap());
    app.secretary.post(&format!("{at}/step"), &json!({ "step": "submit", "version": 1 })).is(200);
    let shown = app.secretary.post(&format!("{at}/step"), &json!({ "step": "publish", "version": 2 })).is(200);
    assert_eq!(shown["shown"], "revision");
    let page = app.anonymous().get(&format!("/places/{}/", draft["slug"].as_str().unwrap()));
    assert!(page.status == 200 && page.text().contains("示例数据"), "{}", page.text());
    // Brought again, it is known by its name.
    assert!(checked(app, &mended[..1])[0]["twins"][0]["slug"].is_string());
    assert_eq!(
        app.secretary.delete(&format!("{IMPORTS}/{}", import["id"])).is(200),
        json!({ "removed": 122, "kept": 1 })
    );
    assert_eq!(places(), 0);
    // Given out again, it is understood as it is.
    let table = app.secretary.get("/api/desk/places.xlsx");
    let back = app.secretary.bring(&format!("{IMPORTS}/read?name=b.xlsx&folder=places"), &table.bytes).is(200);
    let row = back["rows"][0]["row"].clone();
    let first = mended.iter().position(|one| one["quote"] == row["quote"]).unwrap();
    let again = &checked(app, &[row])[0];
    assert_eq!((back["rows"].as_array().unwrap().len(), &again["faults"]), (1, &json!([])));
    assert_eq!(again["read"], all[first]["read"]);
    app.secretary.bring(&format!("{IMPORTS}/read?folder=decks"), b"a").refuses(422, "unfit");
}

/// The same table with what is wrong in it mended, as somebody at the desk does.
fn stations(app: &App) -> Vec<Value> {
    let read = app.secretary.bring(&format!("{IMPORTS}/read?name=a.xlsx&folder=places"), STATIONS).is(200);
    let rows: Vec<Value> = read["rows"].as_array().unwrap().iter().map(|read| read["row"].clone()).collect();
    let mut mended = Vec::new();
    for (at, checked) in checked(app, &rows).into_iter().enumerate() {
        let mut row = checked["row"].clone();
        match at {
            16 => row["place"]["hours"] = json!("每天 9:00-18:00，节假日照常"),
            57 => row["place"]["hours"] = json!("24小时"),
            39 => row["place"]["address"] = json!("示例路 40 号"),
            _ if checked["read"].as_str().is_some_and(|read| read.contains("没写节假日")) => {
                row["place"]["hours"] = json!(format!("{}，节假日照常", row["place"]["hours"].as_str().unwrap()));
            }
            _ => {}
        }
        mended.push(row);
    }
    mended
}

fn a_table_of_places_is_published_in_one_go_and_one_of_cards_is_not(app: &mut App) {
    let made = json!({ "token": "0123456789abcdef", "folder": "places", "rows": stations(app) });
    let import = app.secretary.post(IMPORTS, &made).is(201);
    let at = format!("{IMPORTS}/{}/publish", import["id"]);
    let mut drafts = import["drafts"].as_array().unwrap().clone();
    // Given twice, one counts once; what was never there is not published.
    drafts.extend([drafts[0].clone(), json!({ "slug": "nothing", "version": 1 })]);
    let too_many = json!({ "drafts": vec![drafts[0].clone(); 201] });
    app.secretary.post(&at, &too_many).refuses(422, "too_many");
    let asked = json!({ "drafts": drafts });
    app.other_secretary.post(&at, &asked).refuses(403, "not_yours");
    // One is changed after somebody has looked at all of them.
    let slug = import["drafts"][5]["slug"].as_str().unwrap();
    let draft = format!("/api/desk/documents/places/{slug}");
    let text = app.secretary.get(&draft).is(200)["draft"]["text"].as_str().unwrap().to_string();
    app.secretary
        .send("PUT", &format!("{draft}/draft"), Some(&json!({ "text": text + "再看\n", "version": 1 })))
        .is(200);
    let seq = |app: &App| app.anonymous().get("/version.json").is(200)["seq"].as_i64().unwrap();
    let before = seq(app);
    for _ in 0..2 {
        let done = app.secretary.post(&at, &asked).is(200);
        assert_eq!(done["published"], json!(122), "{done}");
        let faulty: Vec<&Value> = done["faulty"].as_array().unwrap().iter().map(|one| &one["slug"]).collect();
        assert_eq!(faulty, [&json!(slug), &json!("nothing")]);
    }
    // Phones fetch a publication or two, and not a hundred.
    assert!(seq(app) <= before + 2);
    let list = app.anonymous().get("/places/").text();
    let drafts = import["drafts"].as_array().unwrap().iter();
    let shown = drafts.filter(|draft| list.contains(&format!("/places/{}/", draft["slug"].as_str().unwrap())));
    assert_eq!(shown.count(), 122);
    // What is quoted is looked at by somebody else, one by one.
    let rows: Vec<Value> = self::read(app).iter().map(|row| row["row"].clone()).collect();
    let cards = self::import(app, "1123456789abcdef", &rows[..1]);
    let at = format!("{IMPORTS}/{}/publish", cards["id"]);
    app.secretary.post(&at, &json!({ "drafts": cards["drafts"] })).refuses(403, "same_person");
    app.secretary.post(&format!("{IMPORTS}/999/publish"), &asked).refuses(404, "not_found");
}

fn what_an_import_has_published_is_withdrawn_in_one_go(app: &mut App) {
    let made = json!({ "token": "0123456789abcdef", "folder": "places", "rows": stations(app) });
    let import = app.secretary.post(IMPORTS, &made).is(201);
    let at = format!("{IMPORTS}/{}", import["id"]);
    let withdraw = |app: &App| app.secretary.post(&format!("{at}/withdraw"), &Value::Null).is(200);
    assert_eq!(withdraw(app), json!({ "withdrawn": 0, "kept": [], "left": 0 }), "nothing is out yet");
    let mut drafts = import["drafts"].as_array().unwrap().clone();
    // One was to be shown later, and was called off: it comes of the import as before.
    let first = format!("/api/desk/documents/places/{}", drafts[0]["slug"].as_str().unwrap());
    let step = |take: &str, at: i64, more| crate::documents::step(&app.secretary, &first, take, at, more).is(200);
    step("submit", 1, Value::Null);
    let planned = step("publish", 2, json!({ "publish_from": crate::documents::in_days(1) }));
    let called_off = step("unschedule", planned["revisions"][0]["number"].as_i64().unwrap(), Value::Null);
    drafts[0]["version"] = called_off["draft"]["version"].clone();
    let slugs: Vec<&str> = drafts.iter().map(|draft| draft["slug"].as_str().unwrap()).collect();
    app.secretary.post(&format!("{at}/publish"), &json!({ "drafts": drafts[..121] })).is(200);
    // What is still a draft goes; what is out stays to be withdrawn, and the list says of what it is.
    let undone = app.secretary.delete(&at).is(200);
    assert_eq!(undone, json!({ "removed": 2, "kept": 121 }));
    let listed = |app: &App| app.secretary.get(IMPORTS).is(200)["imports"][0].clone();
    let says = |import: &Value| ["folder", "total", "published", "withdrawable"].map(|field| import[field].clone());
    assert_eq!(says(&listed(app)), [json!("places"), json!(121), json!(121), json!(121)]);
    let document = |slug: &str| format!("/api/desk/documents/places/{slug}");
    let step = |app: &App, slug: &str, step: &str, version: i64| {
        let asked = json!({ "step": step, "version": version });
        app.other_secretary.post(&format!("{}/step", document(slug)), &asked).is(200);
    };
    let begin = |app: &App, slug: &str| {
        let text = app.other_secretary.get(&document(slug)).is(200)["text"].as_str().unwrap().to_string();
        let save = json!({ "text": text + "看过了\n", "version": 0 });
        app.other_secretary.send("PUT", &format!("{}/draft", document(slug)), Some(&save)).is(200);
    };
    // Somebody has published other words, somebody is at it, and one was withdrawn alone.
    begin(app, slugs[3]);
    step(app, slugs[3], "submit", 1);
    step(app, slugs[3], "publish", 2);
    begin(app, slugs[7]);
    let newest = app.other_secretary.get(&document(slugs[9])).is(200)["revisions"][0]["number"].as_i64().unwrap();
    step(app, slugs[9], "withdraw", newest);
    assert_eq!(listed(app)["withdrawable"], json!(118));
    app.other_secretary.post(&format!("{at}/withdraw"), &Value::Null).refuses(403, "not_yours");
    let seq = |app: &App| app.anonymous().get("/version.json").is(200)["seq"].as_i64().unwrap();
    let before = seq(app);
    for _ in 0..2 {
        let done = withdraw(app);
        assert_eq!((&done["withdrawn"], &done["left"]), (&json!(119), &json!(0)), "{done}");
        let kept: Vec<&Value> = done["kept"].as_array().unwrap().iter().map(|place| &place["slug"]).collect();
        assert_eq!(kept, [slugs[3], slugs[7]]);
        assert!(!done["kept"][0]["title"].as_str().unwrap().is_empty());
    }
    // Phones fetch a few publications, and not a hundred.
    assert!(seq(app) < before + 10);
    let list = app.anonymous().get("/places/").text();
    let shown: Vec<&str> = slugs.iter().copied().filter(|slug| list.contains(&format!("/places/{slug}/"))).collect();
    assert_eq!(shown, [slugs[3], slugs[7]]);
    assert_eq!(app.anonymous().get(&format!("/places/{}/", slugs[0])).status, 410);
    let past = app.secretary.get(&document(slugs[0])).is(200)["revisions"].clone();
    let withdrawn = past.as_array().unwrap().iter().filter(|revision| revision["kind"] == "withdrawn");
    assert_eq!(withdrawn.count(), 1, "{past}");
    assert_eq!(says(&listed(app)), [json!("places"), json!(121), json!(121), json!(0)]);
    // Brought again, it is said to have been taken down, and may be made all the same.
    let again = &checked(app, &[made["rows"][0].clone()])[0];
    assert!(slugs.iter().any(|slug| again["withdrawn"] == **slug) && again["twins"] == json!([]), "{again}");
    // For an admin as for its maker; of cards nothing is withdrawn together.
    app.admin.post(&format!("{at}/withdraw"), &Value::Null).is(200);
    app.secretary.post(&format!("{IMPORTS}/999/withdraw"), &Value::Null).refuses(404, "not_found");
}
