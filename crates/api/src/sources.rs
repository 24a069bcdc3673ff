//! 原文库 and 逐字核对: where a quotation stands in a source text, or how it differs from the nearest passage.
//!
//! Places in a text are counted in characters.

use serde::{Deserialize, Serialize};

/// A passage of a source text, in the source's own characters.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Place {
    /// Which paragraph, from 0.
    pub paragraph: usize,
    /// Its paragraph; of a very long one what stands around the passage.
    pub text: String,
    /// First character of the passage in it.
    pub from: usize,
    /// Behind its last one.
    pub to: usize,
    /// The passage.
    pub quote: String,
    /// The whole sentence or sentences it stands in.
    pub sentence: String,
    /// The sentence right before that in the same paragraph; empty where there is none.
    #[serde(default)]
    pub before: String,
    /// The one right after it.
    #[serde(default)]
    pub after: String,
    /// The headings above it, as far as they can be told from the text; may be empty.
    pub section: String,
}

/// A piece of a quotation beside the same piece of the source. All pieces together give the quotation, and the passage.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Mark {
    /// What the quotation says; empty where something is missing from it.
    pub quote: String,
    /// What the source says; empty where the quotation says too much.
    pub source: String,
    /// They are the same but for white space, the width of punctuation, and what only looks like another character.
    pub same: bool,
}

impl Mark {
    /// The difference in words. What nobody tells apart by looking goes with its number: `“а（U+0430）”在原文里是“a（U+0061）”`.
    pub fn in_words(&self) -> String {
        let Self { quote, source, .. } = self;
        let is_usual = |c: char| {
            c.is_ascii()
                || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
        };
        let is_odd = !quote.chars().chain(source.chars()).all(is_usual);
        let named = |text: &str| {
            let number = |c: char| format!("U+{:04X}", c as u32);
            let numbers: Vec<String> = text.chars().take(2).map(number).collect();
            if is_odd && text.chars().count() < 3 {
                format!("{text}（{}）", numbers.join(" "))
            } else {
                text.to_string()
            }
        };
        match (quote.as_str(), source.as_str()) {
            ("", missing) => format!("少了“{}”", named(missing)),
            (extra, "") => format!("多了“{}”", named(extra)),
            (ours, theirs) => format!("“{}”在原文里是“{}”", named(ours), named(theirs)),
        }
    }
}

/// What became of looking a quotation up in a source text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum Collation {
    /// It stands there, at these places: at least one, and at most eight.
    Verbatim {
        /// In the order of the text.
        places: Vec<Place>,
    },
    /// It does not, but something like it does.
    Near {
        /// The nearest passage.
        place: Place,
        /// Both, piece by piece.
        marks: Vec<Mark>,
    },
    /// Nothing like it stands there.
    Nothing,
}

/// A source that quotations name, and the texts they are looked up in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceRow {
    /// Its document's name.
    pub slug: String,
    /// Full title.
    pub title: String,
    /// What people call it.
    pub short: String,
    /// Who wrote or said it.
    pub author: String,
    /// When: `2022-10-16`.
    pub date: String,
    /// Where it can be looked up.
    pub published_in: String,
    /// Cards may name it: somebody else has looked at it.
    pub is_published: bool,
    /// Where the draft of its document stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<crate::documents::Stage>,
    /// Whether that draft is one's own.
    pub is_mine: bool,
    /// Its texts, oldest first.
    pub texts: Vec<SourceTextRow>,
}

/// A text of a source.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceTextRow {
    /// Made of the text: the same one put in again is the same one.
    pub id: String,
    /// The file's name, or how it came.
    pub title: String,
    /// How many characters it has.
    pub characters: i64,
    /// Who has put it in, by their own name; none once they have left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whose branch has put it in; none for the committee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// When it was put in.
    pub added_at: i64,
}

/// `GET /api/desk/sources`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Sources {
    /// By slug.
    pub sources: Vec<SourceRow>,
}

/// What stands behind the question mark of `POST /api/desk/sources`, whose body is a file or a pasted text. Of a new source
/// all but `source` is needed, and a draft of its document is made and handed on; of one there is, only `source`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AddSource {
    /// The file's name; empty where the text was pasted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How a text is encoded, where that was asked (`which_encoding`): `gb18030`, `big5`, `shift_jis`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// Slug of the source, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Full title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What people call it; the title where it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// Who wrote or said it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// When: `2022-10-16`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Where it can be looked up.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub published_in: String,
}

/// `POST /api/desk/sources/find`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// What is looked up.
    pub quote: String,
    /// Only in texts of this source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What was found, in the text that has it best.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Finding {
    /// Slug of the text's source; none where nothing was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// That text: whoever reviews sees what was compared with what, and who put it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SourceTextRow>,
    /// What became of it.
    pub collation: Collation,
    /// Cards that the quotation may already be on.
    pub twins: Vec<crate::imports::Twin>,
}

/// `GET /api/desk/sources/{id}`: the words of a text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceWords {
    /// A paragraph a line, as they are compared with quotations.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_said_in_words_and_named_where_it_cannot_be_seen() {
        let said =
            |quote: &str, source: &str| Mark { quote: quote.into(), source: source.into(), same: false }.in_words();
        assert_eq!(said("请", "清"), "“请”在原文里是“清”");
        assert_eq!(said("", "清"), "少了“清”");
        assert_eq!(said("、", ""), "多了“、”");
        assert_eq!(said("а", "a"), "“а（U+0430）”在原文里是“a（U+0061）”");
    }
}
