//! Writing documents back to their files: what [`crate::front_matter`] reads. A form in the desk fills in the fields, a row
//! of an import becomes a card; both end as the text that a person would have typed.

use crate::article::Article;
use crate::card::Card;
use crate::deck::Deck;
use crate::front_matter::Item;
use crate::recording::Recorded;
use crate::source::Source;

/// The text of a document, field by field.
#[derive(Debug)]
pub struct Writer(String);

impl Default for Writer {
    fn default() -> Self {
        Self("---\n".into())
    }
}

impl Writer {
    /// Adds a field; one that says nothing is left out. A field is one line: line breaks in it are closed up.
    pub fn field(mut self, key: &str, value: &str) -> Self {
        if !value.is_empty() {
            self.0.push_str(&format!("{key}: {}\n", scalar(value)));
        }
        self
    }

    /// Adds a recording, if there is one.
    fn recorded(self, recorded: Option<&Recorded>) -> Self {
        let Some(Recorded { path, voice }) = recorded else { return self };
        self.field("recording", path).field("voice", voice)
    }

    /// Adds a list; an empty one is left out.
    pub fn list(mut self, key: &str, items: &[Item]) -> Self {
        if !items.is_empty() {
            self.0.push_str(&format!("{key}:\n"));
        }
        for item in items {
            self.0.push_str(&format!("  - {}\n", scalar(&item.text)));
        }
        self
    }

    /// The fields alone.
    pub(crate) fn head(self) -> String {
        self.0["---\n".len()..].to_string()
    }

    /// Ends with the body.
    pub fn body(mut self, body: &str) -> String {
        self.0.push_str("---\n");
        self.0.push_str(body);
        self.0
    }
}

/// A value as the reader takes it: plain where it can be, else in quotation marks.
pub(crate) fn scalar(value: &str) -> String {
    let line = one_line(value);
    let begins_plainly = line.starts_with(|c: char| !c.is_whitespace() && !"\"'&*!{}[]|>%@`?,#-".contains(c));
    let is_plain = begins_plainly
        && !line.ends_with(|c: char| c.is_whitespace() || c == ':')
        && ![": ", ":\t", " #"].iter().any(|part| line.contains(part));
    match is_plain {
        true => line,
        false => format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// A text that was broken into lines, as one: with a space only where words need one.
fn one_line(value: &str) -> String {
    let mut line = String::new();
    for part in value.split(['\n', '\r']).filter(|part| !part.is_empty()) {
        let needs_space = line.ends_with(|c: char| c.is_ascii_alphanumeric())
            && part.starts_with(|c: char| c.is_ascii_alphanumeric());
        line.push_str(if needs_space { " " } else { "" });
        line.push_str(part);
    }
    line
}

impl Card {
    /// Its file.
    pub fn to_text(&self) -> String {
        Writer::default()
            .field("quote", &self.quote)
            .field("sentence", &self.sentence)
            .field("before", &self.before)
            .field("after", &self.after)
            .field("source", &self.source)
            .field("section", &self.section)
            .field("theme", &self.theme)
            .field("part_of", self.part_of.as_deref().unwrap_or_default())
            .recorded(self.recorded.as_ref())
            .field("withdrawn", &self.withdrawn.map(|day| day.to_string()).unwrap_or_default())
            .body(&self.gloss)
    }
}

impl Article {
    /// Its file.
    pub fn to_text(&self) -> String {
        Writer::default()
            .field("title", &self.title)
            .field("summary", &self.summary)
            .field("theme", &self.theme)
            .field("date", &self.date.to_string())
            .recorded(self.recorded.as_ref())
            .list("cards", &self.cards)
            .field("withdrawn", &self.withdrawn.map(|day| day.to_string()).unwrap_or_default())
            .body(&self.body)
    }
}

impl Deck {
    /// Its file.
    pub fn to_text(&self) -> String {
        Writer::default()
            .field("title", &self.title)
            .field("summary", &self.summary)
            .list("cards", &self.cards)
            .field("withdrawn", &self.withdrawn.map(|day| day.to_string()).unwrap_or_default())
            .body("")
    }
}

impl Source {
    /// Its file.
    pub fn to_text(&self) -> String {
        Writer::default()
            .field("title", &self.title)
            .field("short", &self.short)
            .field("author", &self.author)
            .field("date", &self.date.to_string())
            .field("published_in", &self.published_in)
            .body("")
    }
}
