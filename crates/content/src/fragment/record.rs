//! 念一段: whoever was asked to read a document aloud has the words here, large, and a plain form for what the phone has recorded.
//! Nobody needs the app or an account. The server makes these pages anew for each who asks.

use api::documents::Folder;
use api::recording_invites::OPEN_DAYS;

use super::card::quote;
use super::{Page, Root, title};
use crate::bundle::escape;
use crate::day::Day;
use crate::library::Library;
use crate::render;
use crate::site::Site;

/// The field of the file.
pub const RECORD_FIELD: &str = "recording";

/// Why there is nothing to be read aloud any more, or yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordEnd {
    /// It came just now.
    Taken,
    /// Something came by this link before.
    Used,
    /// Nobody has used the link in time.
    Late,
    /// The desk has let the link go, or readers are shown the document no more.
    Dropped,
    /// There never was such a link, or it is long over.
    Unknown,
}

/// The words that are read aloud on a day, of a text at a path such as `cards/q010.md`, however unfinished. `None` where there are none,
/// or it is withdrawn.
pub fn to_read(path: &str, text: &str, today: Day) -> Option<String> {
    let (mut alone, _) = Library::parse([(path.to_string(), text.to_string())]);
    alone.end_stories(today);
    let (folder, slug) = Folder::of(path)?;
    if alone.get(folder, slug)?.withdrawn().is_some() {
        return None;
    }
    let prose = |heading: &str, body: &str| {
        let is_there = !heading.is_empty() || !body.trim().is_empty();
        let html = render::to_html(body);
        is_there.then(|| format!("<h2>{}</h2><div class=\"prose\">{html}</div>", escape(heading)))
    };
    match folder {
        Folder::Cards => {
            let card = alone.cards.get(slug).filter(|card| !card.quote.is_empty())?;
            let gloss = render::to_html(&card.gloss);
            let gloss = if gloss.trim().is_empty() {
                gloss
            } else {
                format!("<h2>读懂</h2><div class=\"prose\">{gloss}</div>")
            };
            Some(quote(&card.quote) + &gloss)
        }
        Folder::Articles => alone.articles.get(slug).and_then(|article| prose(&article.title, &article.body)),
        Folder::Stories => alone.stories.get(slug).and_then(|story| prose(&story.title, &story.body)),
        _ => None,
    }
}

/// `/record/KEY/`: the words, how to record them, and the form. `fault`: what is wrong with what was sent; may be empty.
pub fn record_form(site: &Site, key: &str, words: &str, fault: &str) -> Page {
    let (said, marks) = match fault {
        "" => Default::default(),
        fault => (
            format!("<p class=\"wrong\" id=\"wrong-recording\" role=\"alert\">{}</p>", escape(fault)),
            " aria-invalid=\"true\" aria-describedby=\"wrong-recording\"",
        ),
    };
    let inner = format!(
        "<h1 class=\"title\">念一段</h1>\
         <p>支部请你把下面的念出来，录成一段，给骑手们听。平时怎么说话就怎么念，念错了重录就是。</p>\
         <section class=\"record-words\" aria-label=\"要念的\">{words}</section>\
         <p>用手机自带的录音机，找个安静的地方，三分钟以内，存成 m4a 或 mp3。微信里的语音条传不了。</p>\
         <form method=\"post\" action=\"{path}\" enctype=\"multipart/form-data\" novalidate>\
         <label for=\"record-file\">录好的那一段<small>m4a 或 mp3，3 MB 以内</small></label>{said}\
         <input id=\"record-file\" type=\"file\" name=\"{RECORD_FIELD}\" accept=\"audio/*,.m4a,.mp3\"{marks}>\
         <button class=\"button\">传上去</button></form>\
         <p class=\"fine\">书记听过才放上去。传上来只留声音，不记是谁传的；随时可以收回，跟书记说一声。这个链接传一次就用掉了。</p>",
        path = escape(&api::paths::record(key)),
    );
    page(site, &inner)
}

/// The page of a link that has nothing to be read aloud.
pub fn record_end(site: &Site, end: RecordEnd) -> Page {
    let late = format!("发出来 {OPEN_DAYS} 天没有用上，就过期了。还想念，请书记再发一个。");
    let (heading, text) = match end {
        RecordEnd::Taken => ("收到了", "谢谢你。书记听过才放上去；不想放了，随时跟书记说一声，就从所有地方删掉。"),
        RecordEnd::Used => ("这个链接传过一次了", "一个链接只传一次。想换一段，请书记再发一个。"),
        RecordEnd::Late => ("这个链接过期了", late.as_str()),
        RecordEnd::Dropped => ("这一段先不念了", "书记把链接收回了，或者这一篇已经撤下。想念别的，跟书记说。"),
        RecordEnd::Unknown => ("没有这个链接，或者早就过期了", "对一对网址，还不行就请书记再发一个。"),
    };
    let inner = format!(
        "<h1 class=\"title\">{heading}</h1><p>{text}</p>\
         <p class=\"buttons\"><a class=\"button quiet\" href=\"{}\">看今日金句</a></p>",
        api::paths::HOME
    );
    page(site, &inner)
}

fn page(site: &Site, inner: &str) -> Page {
    let title = title("念一段", &site.name);
    let root = Root { path: "", title: &title, heading: "录音", note: "", tab: "none", more: "" };
    let html = root.wrap(&format!("<section class=\"claim\">{inner}</section>"));
    let description = "支部请你念一段，给骑手们听。".to_string();
    Page { path: String::new(), title: "念一段".into(), description, html }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As on a day of 2026.
    fn to_read(path: &str, text: &str) -> Option<String> {
        super::to_read(path, text, Day::parse("2026-06-01").unwrap())
    }

    #[test]
    fn what_is_read_aloud_is_words_and_nothing_else() {
        let card = "---\nquote: 江山就是人民 <b>\nsource: nowhere\nrecording: /recordings/x\n---\n\n一句<script>。\n";
        let words = to_read("cards/q1.md", card).unwrap();
        assert!(words.contains("class=\"quote\"") && words.contains("&lt;b&gt;") && words.contains("读懂"), "{words}");
        assert!(!words.contains("<script") && !words.contains("nowhere"), "{words}");
        let article = to_read("articles/a.md", "---\ntitle: 路口\nsummary: 不念\n---\n正文。\n").unwrap();
        assert!(
            article.contains("<h2>路口</h2>") && article.contains("正文。") && !article.contains("不念"),
            "{article}"
        );
        assert!(to_read("stories/a.md", "---\ntitle: 连廊\n---\n一天。\n").is_some());
        let over = "---\ntitle: 老周\nabout: 人\nuntil: 2026-05-31\n---\n一天。\n";
        for (path, nothing) in [
            ("stories/a.md", over),
            ("cards/q1.md", "---\nquote: \n---\n"),
            ("articles/a.md", "没有头"),
            ("decks/a.md", article.as_str()),
        ] {
            assert_eq!(to_read(path, nothing), None, "{path}");
        }
    }
}
