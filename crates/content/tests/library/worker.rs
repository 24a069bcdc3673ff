//! What the service worker says again in its own language: how a stored page is found and put together, and what is sent of
//! words that wait. `e2e/worker.spec.ts` holds `public/sw.js` to the same vectors.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use api::paths;
use api::posts::NewPost;
use content::bundle::{Index, Shard};
use content::day::Day;
use content::pages_file;
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/worker.json")).unwrap()
}

/// The fragment at a path, as the app finds it: of a card, of the day's card, or in a file of pages.
fn fragment(index: &Index, files: &Value, path: &str, day: Day) -> Option<String> {
    let page = paths::template(path);
    if let Some(file) = index.pages.get(page) {
        return pages_file::find(files[file].as_str()?, page).map(str::to_string);
    }
    let is_home = path == paths::HOME;
    let slug = if is_home { index.card_of(day)? } else { path.strip_prefix("/cards/")?.strip_suffix('/')? };
    if index.is_withdrawn(&paths::card(slug)) {
        return None;
    }
    let shard: Shard = serde_json::from_value(files[&index.shard_of(slug)?.file].clone()).unwrap();
    let card = shard.card(slug)?;
    Some(if is_home { card.today(&index.templates, day) } else { card.page(&index.templates) })
}

#[test]
fn a_stored_page_is_what_the_worker_puts_together() {
    let vectors = vectors();
    let index: Index = serde_json::from_value(vectors["index"].clone()).unwrap();
    for page in vectors["pages"].as_array().unwrap() {
        let day = Day::at_unix_ms(page["at"].as_i64().unwrap());
        let html = fragment(&index, &vectors["files"], page["path"].as_str().unwrap(), day);
        assert_eq!(html.as_deref(), page["html"].as_str(), "{}", page["what"]);
    }
}

#[test]
fn what_the_worker_sends_is_a_post() {
    for post in vectors()["posts"].as_array().unwrap() {
        let (sent, stored) = (&post["sent"], &post["stored"]);
        // No field is unknown, and none is written otherwise than we would.
        let read: NewPost = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(&serde_json::to_value(&read).unwrap(), sent);
        assert_eq!((&sent["id"], &sent["body"], &sent["member"]), (&stored["id"], &stored["body"], &stored["owner"]));
    }
}
