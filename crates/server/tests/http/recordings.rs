//! Recordings of cards and articles: sent as a phone made them, kept as sound and nothing else, played by range, and gone when
//! their speaker takes them back.

use serde_json::{Value, json};

use crate::app::{App, command};
use crate::documents::{publish, save, step};
use crate::phone::Answer;

on_both!(
    a_recording_is_its_sound_alone_and_plays_by_range,
    what_its_speaker_takes_back_is_gone_everywhere,
    what_no_phone_plays_is_refused_by_its_name
);

const SEND: &str = "/api/desk/recordings";
const ARTICLE: &str = "/api/desk/documents/articles/a1";
const SECRET: &[u8] = b"GPS 118.78 32.04";

/// So many frames of silence, 26 milliseconds each, with what players write before and behind them.
pub(crate) fn mp3(frames: usize) -> Vec<u8> {
    let frame = [&[0xff_u8, 0xfb, 0x90, 0xc0][..], &[0; 413]].concat();
    let mut bytes = b"ID3\x04\0\0\0\0\0".to_vec();
    bytes.push(SECRET.len() as u8);
    bytes.extend(SECRET);
    bytes.extend(frame.repeat(frames));
    bytes.extend([b"TAG".as_slice(), SECRET, &[0; 109]].concat());
    bytes
}

/// A box of an .m4a.
fn part(name: &[u8], inner: &[&[u8]]) -> Vec<u8> {
    let inner = inner.concat();
    [&(inner.len() as u32 + 8).to_be_bytes(), name, &inner].concat()
}

/// A box with version and flags, and numbers before what else is in it.
fn table(name: &[u8], numbers: &[u32], inner: &[u8]) -> Vec<u8> {
    let numbers: Vec<u8> = [0].iter().chain(numbers).flat_map(|number| number.to_be_bytes()).collect();
    part(name, &[&numbers, inner])
}

/// The same as an iPhone writes it: the sound first, then its description, with a place in it. `codec` may be another one.
fn m4a(frames: u32, codec: &[u8]) -> Vec<u8> {
    named(frames, codec, 1)
}

/// The same whose description names its sound so many times.
fn named(frames: u32, codec: &[u8], times: usize) -> Vec<u8> {
    let frame = [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80];
    let head = part(b"ftyp", &[b"M4A \0\0\0\0M4A mp42isom"]);
    let at = head.len() as u32 + 8;
    let all = frames * times as u32;
    let places: Vec<u32> = [times as u32].into_iter().chain(vec![at; times]).collect();
    let mut config = vec![3, 25, 0, 1, 0, 4, 17, 0x40, 0x15];
    config.extend([0; 11]);
    config.extend([5, 2, 0x12, 0x08, 6, 1, 2]);
    let mut entry = vec![0, 0, 0, 0, 0, 0, 0, 1];
    entry.extend([0; 8]);
    entry.extend([0, 1, 0, 16, 0, 0, 0, 0, 0xac, 0x44, 0, 0]);
    let about = if codec == b"mp4a" { table(b"esds", &[], &config) } else { table(codec, &[], &[0; 24]) };
    let entry = part(codec, &[&entry, &about]);
    let samples = part(
        b"stbl",
        &[
            &table(b"stsd", &[1], &entry),
            &table(b"stts", &[1, all, 1024], &[]),
            &table(b"stsc", &[1, 1, frames, 1], &[]),
            &table(b"stsz", &[6, all], &[]),
            &table(b"stco", &places, &[]),
        ],
    );
    let sound = part(b"minf", &[&table(b"smhd", &[0], &[]), &samples]);
    let media = part(
        b"mdia",
        &[
            &table(b"mdhd", &[0, 0, 44_100, frames * 1024, 0], &[]),
            &table(b"hdlr", &[0], b"soun\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            &sound,
        ],
    );
    let mut track = vec![0, 0, 1, 0];
    track.extend([frames * 1024].into_iter().chain([0; 15]));
    let track = part(b"trak", &[&table(b"tkhd", &track, &[]), &media]);
    let mut movie = vec![0, 0, 44_100, frames * 1024, 0x10000];
    movie.extend([0; 19]);
    let about = part(b"udta", &[&part(b"\xa9xyz", &[SECRET])]);
    let movie = part(b"moov", &[&table(b"mvhd", &movie, &[]), &track, &about]);
    [head, part(b"mdat", &[&frame.repeat(frames as usize)]), movie].concat()
}

fn article(recording: &str) -> String {
    format!(
        "---\ntitle: 路口\nsummary: 一句。\ntheme: 青年\ndate: 2026-11-23\nrecording: {recording}\nvoice: 示例老周\n---\n正文。\n"
    )
}

fn range(app: &App, path: &str, range: &str) -> Answer {
    let mut phone = app.anonymous();
    phone.headers.push(("range", range.into()));
    phone.get(path)
}

fn a_recording_is_its_sound_alone_and_plays_by_range(app: &mut App) {
    for (sent, kind, ending, seconds) in
        [(mp3(100), "audio/mpeg", "-3s-41k.mp3", 3), (m4a(100, b"mp4a"), "audio/mp4", "-3s-2k.m4a", 3)]
    {
        assert!(sent.windows(SECRET.len()).any(|part| part == SECRET));
        let made = app.secretary.post_bytes(SEND, &sent).is(201);
        let path = made["path"].as_str().unwrap().to_string();
        assert!(path.ends_with(ending), "{path}");
        assert_eq!(made["seconds"], seconds);
        // The same again is the same; what comes out is taken as it is.
        assert_eq!(app.other_secretary.post_bytes(SEND, &sent).is(201), made);
        app.anonymous().get(&path).is(404);
        publish(app, ARTICLE, &article(&path), Value::Null);
        let page = app.anonymous().get("/articles/a1/").text();
        assert!(page.contains(&format!("data-recording=\"{path}\" data-voice=\"示例老周\"")), "{page}");
        assert!(page.contains(&format!("<audio controls preload=\"none\" src=\"{path}\">")));
        let seen = app.anonymous().get(&path);
        assert_eq!((seen.status, seen.header("content-type"), seen.header("accept-ranges")), (200, kind, "bytes"));
        assert_eq!(seen.header("cache-control"), "public, max-age=31536000, s-maxage=300, immutable");
        assert!(!seen.bytes.windows(SECRET.len()).any(|part| part == SECRET));
        assert_eq!(app.secretary.post_bytes(SEND, &seen.bytes).is(201)["path"], path.as_str());
        let whole = seen.bytes.len();
        let begin = range(app, &path, "bytes=0-1");
        assert_eq!((begin.status, begin.header("content-range")), (206, format!("bytes 0-1/{whole}").as_str()));
        assert_eq!(begin.bytes, seen.bytes[..2]);
        let end = range(app, &path, "bytes=-7");
        assert_eq!((end.status, &end.bytes[..]), (206, &seen.bytes[whole - 7..]));
        assert_eq!(range(app, &path, &format!("bytes={whole}-")).status, 416);
        let mut knows = app.anonymous();
        knows.headers.push(("if-none-match", seen.header("etag").into()));
        assert_eq!(knows.get(&path).status, 304);
    }
    let policy = app.anonymous().get("/").header("content-security-policy").to_string();
    assert!(policy.contains("media-src 'self'"), "{policy}");
}

fn what_its_speaker_takes_back_is_gone_everywhere(app: &mut App) {
    let path = app.secretary.post_bytes(SEND, &mp3(40)).is(201)["path"].as_str().unwrap().to_string();
    publish(app, ARTICLE, &article(&path), Value::Null);
    let seq = |app: &App| app.anonymous().get("/version.json").is(200)["seq"].as_i64().unwrap();
    let before = seq(app);
    let name = path.rsplit('/').next().unwrap();
    let gone = format!("{SEND}/{name}");
    app.secretary.delete(&gone).is(204);
    app.secretary.delete(&gone).is(204);
    // Nobody plays it any more, at the desk neither, and the page goes on without it.
    app.anonymous().get(&path).is(404);
    app.secretary.get(&path).is(404);
    let page = app.anonymous().get("/articles/a1/").text();
    assert!(page.contains("正文") && !page.contains("data-recording") && !page.contains("示例老周"), "{page}");
    assert!(seq(app) > before);
    // Neither sent nor published again.
    let again = app.secretary.post_bytes(SEND, &mp3(40)).is(422);
    assert_eq!((&again["code"], &again["field"]), (&json!("taken_back"), &json!("recording")));
    let version = app.secretary.get(ARTICLE).is(200)["draft"]["version"].as_i64().unwrap_or(0);
    let text = article(&path).replace("一句", "两句");
    let version = save(&app.secretary, ARTICLE, &text, version).is(200)["draft"]["version"].as_i64().unwrap();
    step(&app.secretary, ARTICLE, "submit", version, Value::Null).refuses(422, "taken_back");
    // An old database knows nothing of it.
    app.database.try_run("DELETE FROM recordings_taken_back").unwrap();
    assert!(command(&app.database, &["restore"]).output().unwrap().status.success());
    let known = app.database.ask("SELECT name, name FROM recordings_taken_back");
    assert_eq!(known, [(name.to_string(), name.to_string())]);
}

fn what_no_phone_plays_is_refused_by_its_name(app: &mut App) {
    let refused = |bytes: &[u8]| {
        let body = app.secretary.post_bytes(SEND, bytes).is(422);
        assert_eq!((&body["code"], &body["field"]), (&json!("unfit_recording"), &json!("recording")));
        body["message"].as_str().unwrap().to_string()
    };
    assert!(refused(b"#!AMR\n1234567890").contains("AMR"));
    assert!(refused(b"RIFF\x10\0\0\0WAVEfmt 0123").contains("WAV"));
    assert!(refused(&m4a(10, b"alac")).contains("ALAC"));
    assert!(refused(&m4a(10, b"samr")).contains("AMR"));
    assert!(refused(b"\x89PNG\r\n\x1a\n0000").contains("不是录音"));
    assert!(refused("一段话".as_bytes()).contains("不是录音"));
    // Read as its description says it would be a hundred times as large.
    assert!(refused(&named(60, b"mp4a", 100)).contains("坏了"));
    let cut = m4a(100, b"mp4a");
    assert!(refused(&cut[..300]).contains("录"));
    app.secretary.post_bytes(SEND, &vec![0; 3 * 1024 * 1024 + 1]).is(413);
}
