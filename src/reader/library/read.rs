//! The files of a bundle and `version.json`, read by hand as all JSON here is ([`crate::client::json`]).

use std::collections::BTreeMap;

use api::version::Version;
use content::bundle::{Index, Shard, ShardCard, ShardRef, Templates};

use crate::client::json::Json;

/// What is published now.
pub(super) fn version(text: &str) -> Option<Version> {
    let json = Json::parse(text)?;
    let seq = json.number("seq")? as u64;
    Some(Version { seq, bundle: json.text("bundle")?, app: json.text("app")?, api: json.truth("api") })
}

/// The table of contents. The reader does not look at themes and decks.
pub(super) fn index(text: &str) -> Option<Index> {
    let json = Json::parse(text)?;
    let shard = |json: &Json| {
        Some(ShardRef { file: json.text("file")?, first: json.text("first")?, cards: json.number("cards")? as u32 })
    };
    let templates = json.get("templates");
    Some(Index {
        seq: json.number("seq")? as u64,
        site: json.text("site").unwrap_or_default(),
        days: map(&json, "days")?,
        shards: json.list("shards", shard)?,
        pages: map(&json, "pages")?,
        search: json.list("search", Json::as_text)?,
        withdrawn: json.list("withdrawn", Json::as_text)?,
        templates: Templates { card: templates.text("card")?, today: templates.text("today")? },
        ..Index::default()
    })
}

/// Up to some hundred cards.
pub(super) fn shard(text: &str) -> Option<Shard> {
    let card = |json: &Json| {
        Some(ShardCard {
            id: json.text("id")?,
            quote: json.text("quote")?,
            theme: json.text("theme")?,
            html: json.text("html")?,
            prev: json.text("prev")?,
            next: json.text("next")?,
            similar: json.text("similar").unwrap_or_default(),
        })
    };
    Some(Shard { cards: Json::parse(text)?.list("cards", card)? })
}

fn map(json: &Json, name: &str) -> Option<BTreeMap<String, String>> {
    let Json::Object(fields) = json.get(name) else { return None };
    // One by one: collecting would sort, and its code is kilobytes.
    let mut map = BTreeMap::new();
    for (name, value) in fields {
        map.insert(name.clone(), value.as_text()?);
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use serde_json::to_string;

    use super::*;

    #[test]
    fn what_the_publisher_writes_is_read() {
        let of = |name: &str, value: &str| [(name.to_string(), value.to_string())].into();
        let written = Index {
            seq: 1_795_492_800_000,
            site: "暖新".into(),
            days: of("2026-11-24", "q010"),
            shards: vec![ShardRef { file: "cards-1.json".into(), first: "q001".into(), cards: 120 }],
            pages: of("/articles/", "page-1.html"),
            search: vec!["search-1.txt".into()],
            withdrawn: vec!["/cards/q002/".into()],
            templates: Templates { card: "<p class=\"a\">{card}</p>\n".into(), today: "{card}".into() },
            ..Index::default()
        };
        assert_eq!(index(&to_string(&written).unwrap()), Some(written));
        let card = ShardCard {
            id: "q001".into(),
            quote: "江山就是人民".into(),
            theme: "人民".into(),
            html: "<b>\\\"\t</b>".into(),
            prev: "/a/".into(),
            next: "/b/".into(),
            similar: String::new(),
        };
        let written = Shard { cards: vec![card] };
        assert_eq!(shard(&to_string(&written).unwrap()), Some(written));
        let written = Version { seq: 7, bundle: "index-1.json".into(), app: "a".into(), api: true };
        assert_eq!(version(&to_string(&written).unwrap()), Some(written));
        assert_eq!((index("<html>"), shard("{}").map(|shard| shard.cards.len())), (None, Some(0)));
    }
}
