//! Pictures with whoever speaks S3: here as much of it as keeps bytes under a name.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::app::App;
use crate::database::Database;

type Kept = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// Its address, and what it keeps.
fn bucket() -> (String, Kept) {
    let (listener, kept) = (TcpListener::bind("127.0.0.1:0").unwrap(), Kept::default());
    let (url, keeps) = (format!("http://{}", listener.local_addr().unwrap()), kept.clone());
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let keeps = keeps.clone();
            thread::spawn(move || while answer(&stream, &keeps).is_some() {});
        }
    });
    (url, kept)
}

/// One request; `None` when no other follows.
fn answer(stream: &TcpStream, kept: &Kept) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_ascii_lowercase());
    }
    let header = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::trim));
    assert!(header("authorization").is_some_and(|said| said.contains("credential=the-key/")), "{lines:?}");
    let mut body = vec![0; header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let mut words = lines[0].split(' ');
    let (method, path) = (words.next()?, words.next()?.to_string());
    let mut kept = kept.lock().unwrap();
    let (status, body) = match method {
        "put" => {
            kept.insert(path, body);
            ("200 OK", Vec::new())
        }
        "get" if path.contains('?') => ("200 OK", b"<ListBucketResult></ListBucketResult>".to_vec()),
        "get" => match kept.get(&path) {
            Some(bytes) => ("200 OK", bytes.clone()),
            None => ("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>".to_vec()),
        },
        _ => ("405 Method Not Allowed", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"1\"\r\nlast-modified: Wed, 25 Nov 2026 03:00:00 GMT\r\n\r\n",
        body.len()
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok()
}

#[test]
fn a_picture_is_kept_in_a_bucket_and_comes_from_there() {
    let (url, kept) = bucket();
    let app = App::start_with(
        Database::sqlite(),
        &[
            ("NUANXIN_PICTURES_URL", "s3://bookmarks/place"),
            ("AWS_ENDPOINT", &url),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_REGION", "here"),
            ("AWS_ACCESS_KEY_ID", "the-key"),
            ("AWS_SECRET_ACCESS_KEY", "the-secret"),
        ],
    );
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(30, 20).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let made = app.secretary.post_bytes("/api/desk/pictures", picture.get_ref()).is(201);
    let path = made["path"].as_str().unwrap();
    let name = path.rsplit('/').next().unwrap();
    let stored = kept.lock().unwrap()[&format!("/bookmarks/place/{name}")].clone();
    assert_eq!(app.secretary.get(path).bytes, stored);
    let other = "/pictures/0123456789abcdef0123456789abcdef-9x9.jpg";
    app.secretary.get(other).refuses(404, "not_found");
    // Nothing of it is on this machine.
    assert!(!app.database.data_dir().join(&path[1..]).exists());
    assert!(!app.said().contains("the-secret"));
}
