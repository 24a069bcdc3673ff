//! Pictures of articles: sent as a phone took them, kept as a cheap phone loads them.

use std::fs::File;
use std::io::Cursor;
use std::time::{Duration, SystemTime};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::{Value, json};

use crate::app::App;
use crate::database::Database;
use crate::documents::{publish, save, step};
use crate::phone::Answer;

on_both!(
    a_picture_is_made_small_and_shown_in_an_article,
    with_what_was_withdrawn_its_pictures_are_gone,
    what_is_no_picture_is_refused,
    a_picture_is_seen_as_its_maker_saw_it,
    what_nothing_shows_is_tidied_after_a_month
);

const SEND: &str = "/api/desk/pictures";
const ARTICLE: &str = "/api/desk/documents/articles/a1";

/// A photograph, as far as its size goes: no two pixels alike.
fn photo(width: u32, height: u32) -> RgbImage {
    let mut state = 1_u32;
    RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    })
}

fn bytes(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// What a phone says about where and when, and that it was held sideways (6: to be turned by 90°).
fn with_exif(jpeg: &[u8], secret: &str) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0".to_vec();
    // ImageDescription, behind the directory.
    exif.extend(b"\x01\x0e\0\x02");
    exif.extend((secret.len() as u32).to_be_bytes());
    exif.extend(38_u32.to_be_bytes());
    exif.extend([0; 4]);
    exif.extend(secret.as_bytes());
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend((exif.len() as u16 + 2).to_be_bytes());
    out.extend(exif);
    out.extend(&jpeg[2..]);
    out
}

fn article(picture: &str) -> String {
    format!(
        "---\ntitle: 路口\nsummary: 一句。\ntheme: 青年\ndate: 2026-11-23\n---\n正文。\n\n![路口的热水站]({picture})\n"
    )
}

fn a_picture_is_made_small_and_shown_in_an_article(app: &mut App) {
    let secret = "GPS 118.78 32.04";
    let sent = with_exif(&bytes(&photo(2400, 1200).into(), ImageFormat::Jpeg), secret);
    assert!(sent.windows(secret.len()).any(|part| part == secret.as_bytes()));
    let made = app.secretary.post_bytes(SEND, &sent).is(201);
    let path = made["path"].as_str().unwrap();
    // Turned as it was meant, and no longer than 1600.
    let shape = (made["width"].as_i64().unwrap(), made["height"].as_i64().unwrap());
    assert!(shape.1 <= 1600 && (shape.1 - 2 * shape.0).abs() <= 8, "{shape:?}");
    assert!(path.ends_with(&format!("-{}x{}.jpg", shape.0, shape.1)), "{path}");
    // The same again is the same.
    assert_eq!(app.other_secretary.post_bytes(SEND, &sent).is(201), made);
    publish(app, ARTICLE, &article(path), Value::Null);
    let seen = app.anonymous().get(path);
    assert_eq!((seen.status, seen.header("content-type")), (200, "image/jpeg"));
    assert_eq!(seen.header("cache-control"), "public, max-age=31536000, s-maxage=300, immutable");
    assert_eq!(seen.header("x-content-type-options"), "nosniff");
    assert!(seen.bytes.len() <= 200 * 1024 && seen.bytes.len() as i64 == made["size"].as_i64().unwrap());
    for left in [secret.as_bytes(), b"Exif"] {
        assert!(!seen.bytes.windows(left.len()).any(|part| part == left));
    }
    let read = image::load_from_memory(&seen.bytes).unwrap();
    assert_eq!((i64::from(read.width()), i64::from(read.height())), shape);

    let page = app.anonymous().get("/articles/a1/").text();
    let tag = format!(
        "<img src=\"{path}\" width=\"{}\" height=\"{}\" loading=\"lazy\" alt=\"路口的热水站\">",
        shape.0, shape.1
    );
    assert!(page.contains(&tag), "{page}");
    app.kill_and_restart();
    assert_eq!(app.anonymous().get(path).bytes, seen.bytes);
    // It goes along, and comes back, with the text that shows it.
    let out = app.database.dir.path().join("out");
    let export = crate::app::command(&app.database, &["content", "export", out.to_str().unwrap()]).output().unwrap();
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stdout));
    assert_eq!(std::fs::read(out.join(&path[1..])).unwrap(), seen.bytes);
    let other = Database::sqlite();
    crate::app::prepare(other.dir.path());
    let content = other.dir.path().join("content");
    let content = content.to_str().unwrap();
    let import = ["content", "import", out.to_str().unwrap(), "--content-dir", content];
    assert!(crate::app::command(&other, &import).output().unwrap().status.success());
    let server = crate::app::Server::start(&other, &[("NUANXIN_CONTENT_DIR", content)]);
    assert_eq!(crate::phone::Phone::new(&server.url).get(path).bytes, seen.bytes);
}

/// Its path.
fn send(app: &App, width: u32) -> String {
    let made = app.secretary.post_bytes(SEND, &bytes(&photo(width, 20).into(), ImageFormat::Jpeg)).is(201);
    made["path"].as_str().unwrap().to_string()
}

fn with_what_was_withdrawn_its_pictures_are_gone(app: &mut App) {
    let path = send(app, 40);
    let seen_by = |phone: &crate::phone::Phone| phone.get(&path).status;
    let readers = || [seen_by(&app.anonymous()), seen_by(&app.member)];
    // While nothing shows it, the desk alone sees it, and no cache between keeps it.
    assert_eq!(readers(), [404, 404]);
    let seen = app.other_secretary.get(&path);
    assert_eq!((seen.status, seen.header("cache-control")), (200, "no-cache"));
    save(&app.secretary, ARTICLE, &article(&path), 0).is(200);
    assert_eq!(readers(), [404, 404]);
    // Whoever has a link to the draft sees it with the draft.
    app.secretary.send("POST", &format!("{ARTICLE}/preview"), None).is(201);
    assert_eq!(readers(), [200, 200]);
    step(&app.secretary, ARTICLE, "submit", 1, Value::Null).is(200);
    step(&app.other_secretary, ARTICLE, "publish", 2, Value::Null).is(200);
    assert_eq!(readers(), [200, 200]);
    step(&app.secretary, ARTICLE, "withdraw", 2, Value::Null).is(200);
    assert_eq!(readers(), [404, 404]);
    assert_eq!(seen_by(&app.secretary), 200);
    // Nor does it go out with what is published.
    for what in [&["content", "export"][..], &["export"]] {
        let out = app.database.dir.path().join(what[0]);
        let export = crate::app::command(&app.database, &[what, &[out.to_str().unwrap()]].concat()).output().unwrap();
        assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
        assert!(out.join("articles").exists() && !out.join("pictures").exists());
    }
    // It may be shown again.
    step(&app.secretary, ARTICLE, "restore", 3, json!({ "revision": 2 })).is(200);
    step(&app.secretary, ARTICLE, "submit", 1, Value::Null).is(200);
    step(&app.other_secretary, ARTICLE, "publish", 2, Value::Null).is(200);
    assert_eq!(readers(), [200, 200]);
}

fn a_picture_is_seen_as_its_maker_saw_it(app: &mut App) {
    let corner = |path: &str, x: u32, y: u32| {
        let seen = image::load_from_memory(&app.secretary.get(path).bytes).unwrap().to_rgb8();
        let (x, y) = (x * (seen.width() - 1), y * (seen.height() - 1));
        seen.get_pixel(x, y).0.map(|part| part > 127)
    };
    // Black in one corner, wherever the phone's upper edge was.
    let mut picture = RgbImage::from_pixel(64, 32, Rgb([255; 3]));
    (0..16).for_each(|x| (0..16).for_each(|y| picture.put_pixel(x, y, Rgb([0; 3]))));
    let jpeg = bytes(&picture.into(), ImageFormat::Jpeg);
    for (turned, x, y) in [(1, 0, 0), (2, 1, 0), (3, 1, 1), (4, 0, 1), (5, 0, 0), (6, 1, 0), (7, 1, 1), (8, 0, 1)] {
        let mut jpeg = with_exif(&jpeg, "secret");
        assert_eq!(jpeg[31], 6);
        jpeg[31] = turned;
        let made = app.secretary.post_bytes(SEND, &jpeg).is(201);
        assert_eq!(made["width"], if turned > 4 { 32 } else { 64 }, "{turned}");
        assert_eq!(corner(made["path"].as_str().unwrap(), x, y), [false; 3], "{turned}");
        assert_eq!(corner(made["path"].as_str().unwrap(), 1 - x, 1 - y), [true; 3], "{turned}");
    }
    // As print shops have it: light stays light, whether the colours are kept as ink or as light.
    let ink = include_bytes!("brought/cmyk.jpg");
    let made = app.secretary.post_bytes(SEND, ink).is(201);
    let path = made["path"].as_str().unwrap();
    assert_eq!((corner(path, 0, 0), corner(path, 1, 1)), ([true, false, false], [true; 3]));
    // Nothing can be read any more on a long screenshot, and that is said.
    let long = bytes(&photo(300, 4_000).into(), ImageFormat::Jpeg);
    let made = app.secretary.post_bytes(SEND, &long).is(201);
    assert!(made["warning"].as_str().unwrap().contains("120 像素宽"), "{made}");
    let usual = app.secretary.post_bytes(SEND, &bytes(&photo(300, 400).into(), ImageFormat::Jpeg)).is(201);
    assert_eq!(usual["warning"], Value::Null);
    let apple = app.secretary.post_bytes(SEND, b"\0\0\0\x18ftypheic\0\0\0\0").refuses(422, "no_picture");
    assert!(apple["message"].as_str().unwrap().contains("HEIC"));
}

fn what_is_no_picture_is_refused(app: &mut App) {
    let refuses = |bytes: &[u8], code: &str| drop(app.secretary.post_bytes(SEND, bytes).refuses(422, code));
    let good = bytes(&photo(40, 30).into(), ImageFormat::Png);
    for other in [&b""[..], b"GIF89a\x01\0\x01\0\0\0\0;", b"<svg xmlns='http://www.w3.org/2000/svg'/>"] {
        refuses(other, "no_picture");
    }
    // Half of a photograph, which a decoder would fill up with grey; also where a small one in its head is whole.
    let whole = bytes(&photo(400, 300).into(), ImageFormat::Jpeg);
    let thumbnail = String::from_utf8_lossy(b"\xff\xd9").into_owned() + "\u{0}";
    for half in [&whole[..whole.len() / 2], &whole[..whole.len() - 2], &with_exif(&whole, &thumbnail)[..3_000]] {
        refuses(half, "cut_off");
    }
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let whole = bytes(&photo(200, 100).into(), format);
        refuses(&whole[..whole.len() / 2], "cut_off");
    }
    refuses(&good[..60], "cut_off");
    // A few bytes that claim a billion pixels.
    let mut bomb = good.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let mut crc = flate2::Crc::new();
    crc.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    refuses(&bomb, "too_many_pixels");
    app.secretary.post_bytes(SEND, &vec![0; 8 * 1024 * 1024 + 1]).refuses(413, "too_large");
    app.member.post_bytes(SEND, &good).refuses(403, "forbidden");
    // What was drawn stays as sharp as it was, and what one sees through stays so.
    let mut drawn = RgbaImage::from_pixel(300, 200, Rgba([0, 0, 0, 0]));
    drawn.put_pixel(7, 9, Rgba([200, 20, 10, 255]));
    let made = app.secretary.post_bytes(SEND, &bytes(&drawn.clone().into(), ImageFormat::Png)).is(201);
    let path = made["path"].as_str().unwrap();
    let seen: Answer = app.secretary.get(path);
    assert!(path.ends_with("-300x200.webp") && seen.header("content-type") == "image/webp");
    assert!(image::load_from_memory(&seen.bytes).unwrap().to_rgba8() == drawn);
    for nowhere in
        ["/pictures/none.jpg", "/pictures/..%2fnuanxin.db", "/pictures/0123456789abcdef0123456789abcdef-9x9.jpg"]
    {
        app.anonymous().get(nowhere).refuses(404, "not_found");
    }
    // Only what came in this way is shown.
    for (slug, other) in [("a8", "https://example.org/a.png"), ("a9", "/pictures/a.png")] {
        let saved = save(&app.secretary, &format!("/api/desk/documents/articles/{slug}"), &article(other), 0).is(200);
        assert_eq!(saved["faults"][0]["field"], "body", "{saved}");
    }
    // A good name with nothing behind it is not handed on.
    let (gone, at) = ("/pictures/0123456789abcdef0123456789abcdef-9x9.jpg", "/api/desk/documents/articles/a7");
    save(&app.secretary, at, &article(gone), 0).is(200);
    let refusal = step(&app.secretary, at, "submit", 1, Value::Null).refuses(422, "no_picture");
    assert!(refusal["message"].as_str().unwrap().starts_with("第 9 行"), "{refusal}");
}

fn what_nothing_shows_is_tidied_after_a_month(app: &mut App) {
    let (published, drafted, thrown_away, new) = (send(app, 41), send(app, 42), send(app, 43), send(app, 44));
    publish(app, ARTICLE, &article(&published), Value::Null);
    // Shown once and withdrawn: it may be restored.
    step(&app.secretary, ARTICLE, "withdraw", 2, Value::Null).is(200);
    save(&app.secretary, "/api/desk/documents/articles/a2", &article(&thrown_away), 0).is(200);
    save(&app.secretary, "/api/desk/documents/articles/a2", &article(&drafted), 1).is(200);
    let month = SystemTime::now() - Duration::from_secs(31 * 86_400);
    for path in [&published, &drafted, &thrown_away] {
        let file = app.database.data_dir().join(&path[1..]);
        File::options().write(true).open(file).unwrap().set_modified(month).unwrap();
    }
    // The server tidies when it starts.
    app.kill_and_restart();
    assert!((0..5_000).any(|_| app.secretary.get(&thrown_away).status == 404));
    for kept in [&published, &drafted, &new] {
        assert_eq!(app.secretary.get(kept).status, 200);
    }
}

#[test]
fn a_picture_is_never_taken_from_outside_the_folder() {
    let database = Database::sqlite();
    let content = crate::app::own_content(&database);
    let (secret, pictures) = (database.dir.path().join("secret"), content.join("pictures"));
    std::fs::write(&secret, "别处的秘密").unwrap();
    std::fs::create_dir_all(&pictures).unwrap();
    let [link, file, name] = ["a", "b", "c"].map(|letter| format!("{}-9x9.jpg", letter.repeat(32)));
    std::os::unix::fs::symlink(&secret, pictures.join(&link)).unwrap();
    std::fs::copy(&secret, pictures.join(&file)).unwrap();
    // One that stays within is only another name.
    std::fs::rename(pictures.join(&file), content.join(".data")).unwrap();
    std::os::unix::fs::symlink("../.data", pictures.join(&name)).unwrap();
    std::fs::copy(&secret, pictures.join(&file)).unwrap();
    let app = App::start_with(database, &[("NUANXIN_CONTENT_DIR", content.to_str().unwrap())]);
    for file in [file, name] {
        assert_eq!(app.secretary.get(&format!("/pictures/{file}")).status, 200);
    }
    app.secretary.get(&format!("/pictures/{link}")).refuses(404, "not_found");
}
