//! The lock beside a source: one SHA-256 for each (quote, sentence) pair that was found in the source text. The text
//! itself need not be in a clone, and still a typo in both fields of a card is caught there.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::card::Card;
use crate::fault::Faults;

/// The digests of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock(BTreeSet<String>);

impl Lock {
    /// Reads `<sha256> <slug>` lines; the slug is there for people who read a diff.
    pub fn parse(text: &str, faults: &mut Faults) -> Self {
        let mut digests = BTreeSet::new();
        for (at, line) in text.lines().enumerate() {
            let digest = line.split_whitespace().next().unwrap_or_default();
            if digest.is_empty() || line.starts_with('#') {
                continue;
            }
            if digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) {
                digests.insert(digest.to_string());
            } else {
                faults.add(at + 1, "file", "这一行不是校验值", "不要手改这个文件，用 cargo xtask content verify 重写");
            }
        }
        Self(digests)
    }

    /// Adds a digest that was made by [`digest`].
    pub fn add(&mut self, digest: &str) {
        self.0.insert(digest.to_string());
    }

    /// Whether a card's quotation and sentence were verified, both exactly as they are now.
    pub fn covers(&self, card: &Card) -> bool {
        self.0.contains(&digest(card))
    }

    /// The file for these verified cards.
    pub fn write<'a>(cards: impl IntoIterator<Item = &'a Card>) -> String {
        let mut text =
            String::from("# SHA-256 of (quote, sentence), written by `content verify`. Not to be edited by hand.\n");
        for card in cards {
            let _ = writeln!(text, "{} {}", digest(card), card.slug);
        }
        text
    }
}

/// What a lock has of a card whose quotation and sentence were verified.
pub fn digest(card: &Card) -> String {
    hex(&Sha256::digest(format!("{}\n{}", card.quote, card.sentence)))
}

/// Bytes as small hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
