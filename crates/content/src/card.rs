//! A card: a quotation to the character, and below it 读懂 in plain words.

use api::documents::Folder;

use crate::check;
use crate::day::Day;
use crate::document::{Document, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, field};
use crate::front_matter::{FrontMatter, Lines};
use crate::library::Library;
use crate::lock::Proof;
use crate::recording::{RECORDING, Recorded, VOICE};

/// Longest quotation, in characters: more does not fit on a bookmark.
const MAX_QUOTE: usize = 120;

/// A card as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The file's name.
    pub slug: String,
    /// The quotation.
    pub quote: String,
    /// The full sentence it stands in, or itself.
    pub sentence: String,
    /// The sentence right before it in the same paragraph; empty where there is none.
    pub before: String,
    /// The one right after it.
    pub after: String,
    /// Slug of its source.
    pub source: String,
    /// What the source's lock says of it; the card's own file says nothing.
    pub proof: Proof,
    /// Part of the source, as its heading says.
    pub section: String,
    /// One of the site's themes.
    pub theme: String,
    /// The longer card it is a short form of.
    pub part_of: Option<String>,
    /// Somebody reads it aloud.
    pub recorded: Option<Recorded>,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// 读懂, markdown; may be empty.
    pub gloss: String,
    /// Where its fields stand, for faults found later.
    pub lines: Lines,
    /// Line on which the gloss begins.
    pub body_line: usize,
}

impl Kind for Card {
    const FOLDER: Folder = Folder::Cards;
    const FIELDS: Fields = Fields {
        head: &[
            field("quote", "金句", "逐字照抄，标点也算", Input::Words),
            field("sentence", "原句", "金句所在的那一整句；金句就是整句的，照写一遍", Input::Words),
            field("before", "前一句", "“看原文”里放在原句前面；原句在段首就空着", Input::Words),
            field("after", "后一句", "放在原句后面；原句在段尾就空着", Input::Words),
            field("source", "出处", "", Input::Source),
            field("section", "哪一部分", "照原文的小标题，如：九、增进民生福祉", Input::Line),
            field("theme", "主题", "", Input::Theme),
            field("part_of", "是哪一张的短版", "不是就空着", Input::Card),
            RECORDING,
            VOICE,
        ],
        list: None,
        body: Some("读懂"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let card = Self {
            slug: slug.to_string(),
            quote: file.required("quote", faults),
            sentence: file.required("sentence", faults),
            before: file.optional("before", faults).unwrap_or_default(),
            after: file.optional("after", faults).unwrap_or_default(),
            source: file.required("source", faults),
            proof: Proof::Missing,
            section: file.required("section", faults),
            theme: file.required("theme", faults),
            part_of: file.optional("part_of", faults),
            recorded: Recorded::read(&mut file, faults),
            withdrawn: withdrawn(&mut file, faults),
            lines: file.lines(),
            body_line: file.body_line,
            gloss: std::mem::take(&mut file.body),
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if card.quote.chars().count() > MAX_QUOTE {
            faults.add(
                card.lines.of("quote"),
                "quote",
                format!("金句超过 {MAX_QUOTE} 个字"),
                "书签上放不下，选其中一句",
            );
        }
        if !card.sentence.is_empty() && !card.sentence.contains(&card.quote) {
            faults.add(card.lines.of("quote"), "quote", "金句不在 sentence 这句原文里", "逐字对照，标点也算");
        }
        card
    }
}

impl Document for Card {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        check::card(library, self, faults);
    }
}

impl Card {
    /// The section as it fits under a quotation: `第九部分`, or the section itself where it has no number.
    pub fn short_section(&self) -> String {
        match self.section.split_once('、') {
            Some((number, _)) if number.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
                format!("第{number}部分")
            }
            _ => self.section.clone(),
        }
    }
}

/// The `withdrawn` field that every kind of document has.
pub(crate) fn withdrawn(file: &mut FrontMatter, faults: &mut Faults) -> Option<Day> {
    let text = file.optional("withdrawn", faults)?;
    let day = Day::parse(&text);
    if day.is_none() {
        faults.add(file.line("withdrawn"), "withdrawn", format!("“{text}”不是日期"), "写成 2026-11-23");
    }
    day
}
