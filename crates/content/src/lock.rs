//! The lock beside a source: one SHA-256 for each (quote, sentence) pair that was found in the source text, with the
//! sentences before and after it where the card has them. The text
//! itself need not be in a clone, and still a typo in both fields of a card is caught there. A pair that nobody could
//! compare, because there was no text, has a line with a reviewer's reason behind it.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::card::Card;
use crate::fault::Faults;

/// How it is known that a card says what its source says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proof {
    /// It is not.
    #[default]
    Missing,
    /// Nobody could compare them; a reviewer has said why it is published all the same.
    Reason,
    /// Quotation and sentence stand in the source's text as they are.
    Verbatim,
}

/// The digests of one source, with the reason where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<String, Option<String>>);

/// A line of it: `<sha256> <slug>`, or `<sha256> <slug> <reason>`. The slug is there for people who read a diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// See [`digest`].
    pub digest: String,
    /// The card's.
    pub slug: String,
    /// Why nobody has compared it.
    pub reason: Option<String>,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.digest, self.slug)?;
        match self.reason.as_deref().map(|reason| reason.split_whitespace().collect::<Vec<_>>().join(" ")) {
            None => Ok(()),
            // A reason that was forgotten when the site closed was one all the same.
            Some(reason) if reason.is_empty() => f.write_str(" -"),
            Some(reason) => write!(f, " {reason}"),
        }
    }
}

impl Lock {
    /// Reads the lines.
    pub fn parse(text: &str, faults: &mut Faults) -> Self {
        let mut digests = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let mut words = line.trim().splitn(3, char::is_whitespace);
            let digest = words.next().unwrap_or_default();
            if digest.is_empty() || line.starts_with('#') {
                continue;
            }
            if digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) {
                let reason = words.nth(1).map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_string);
                // A text may come later: what was compared once needs no reason any more.
                let known = digests.entry(digest.to_string()).or_insert_with(|| reason.clone());
                *known = known.take().and(reason);
            } else {
                faults.add(at + 1, "file", "这一行不是校验值", "不要手改这个文件，用 cargo xtask content verify 重写");
            }
        }
        Self(digests)
    }

    /// What is known of a card's quotation and sentence, both exactly as they are now.
    pub fn proof(&self, card: &Card) -> Proof {
        match self.0.get(&digest(card)) {
            None => Proof::Missing,
            Some(Some(_)) => Proof::Reason,
            Some(None) => Proof::Verbatim,
        }
    }

    /// A card's line, where there is one.
    pub fn line(&self, card: &Card) -> Option<Line> {
        let digest = digest(card);
        let reason = self.0.get(&digest)?.clone();
        Some(Line { digest, slug: card.slug.clone(), reason })
    }

    /// The file with these lines.
    pub fn write(lines: impl IntoIterator<Item = Line>) -> String {
        let mut text =
            String::from("# SHA-256 of (quote, sentence), written by `content verify`. Not to be edited by hand.\n");
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

impl Line {
    /// That of a card whose quotation and sentence were found in its source's text.
    pub fn verbatim(card: &Card) -> Self {
        Self { digest: digest(card), slug: card.slug.clone(), reason: None }
    }
}

/// What a lock has of a card whose quotation and sentence were verified, and the sentences around it where it names them.
pub fn digest(card: &Card) -> String {
    let Card { quote, sentence, before, after, .. } = card;
    match before.is_empty() && after.is_empty() {
        true => hex(&Sha256::digest(format!("{quote}\n{sentence}"))),
        false => hex(&Sha256::digest(format!("{quote}\n{sentence}\n{before}\n{after}"))),
    }
}

/// Bytes as small hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Kind;
    use crate::front_matter::FrontMatter;

    #[test]
    fn a_reason_is_kept_and_is_no_comparison() {
        let text = "---\nquote: 一\nsentence: 一\nsource: s\nsection: 一\ntheme: 一\n---\n";
        let card = Card::read("q1", FrontMatter::parse(text, &mut Faults::of("")), &mut Faults::of(""));
        let lock = |reason: Option<&str>| {
            let line = Line { reason: reason.map(str::to_string), ..Line::verbatim(&card) };
            Lock::parse(&Lock::write([line]), &mut Faults::of(""))
        };
        assert_eq!(lock(None).proof(&card), Proof::Verbatim);
        for (said, kept) in [("只有  纸质\n的", "只有 纸质 的"), ("", "-")] {
            assert_eq!(lock(Some(said)).proof(&card), Proof::Reason);
            assert_eq!(lock(Some(said)).line(&card).unwrap().reason.as_deref(), Some(kept));
        }
        assert_eq!(Lock::default().proof(&card), Proof::Missing);
    }
}
