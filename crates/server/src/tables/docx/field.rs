//! Fields: a page shows what came of them, not the code they are made of.

use super::symbol;
use crate::tables::unreadable::{BROKEN, Unreadable};

const FORMULA: Unreadable =
    Unreadable::said("文档里有用“域”写成的公式，读不准：在 Word 里选中它，改成普通文字，另存一份再拿来");

const NUMBER: Unreadable =
    Unreadable::said("文档里有用“域”自动编的号，读不出是几：在 Word 里把它改成普通文字，另存一份再拿来");

/// Fields in fields: nobody nests so many.
const DEEPEST: usize = 30;
/// No formula over a character is longer, in bytes.
const LONGEST: usize = 1_000;

/// The fields we are in, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Behind its code.
    is_result: bool,
}

impl Fields {
    /// A field begins, goes from code to result, or ends: then what a page shows of one that has no result.
    pub(super) fn turn(&mut self, how: &str) -> Result<Option<String>, Unreadable> {
        match how {
            "begin" if self.0.len() >= DEEPEST => return Err(BROKEN),
            "begin" => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.is_result = true;
                }
            }
            "end" => return self.0.pop().filter(|field| !field.is_result).map_or(Ok(None), |field| shown(&field.code)),
            _ => {}
        }
        Ok(None)
    }

    /// More of the innermost one's code.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.is_result) {
            field.code.push_str(text);
        }
    }

    /// Whether what stands here is shown. A table of contents says again what the headings say, and is no text.
    pub(super) fn is_shown(&self) -> bool {
        self.0.iter().all(|field| field.is_result && !is_called(&field.code, "TOC"))
    }

    /// Whether one has not ended at the end of all: nobody knows then what was shown.
    pub(super) fn is_open(&self) -> bool {
        !self.is_shown()
    }
}

fn is_called(code: &str, called: &str) -> bool {
    code.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(called))
}

/// What a page shows of a field that keeps no result. `EQ \o\ac(○,字)` draws a circle around a character, `EQ \o\ad(\s\up 9(màn),慢)` pinyin above it. Other fields without a result
/// are entries of an index and the like.
fn shown(code: &str) -> Result<Option<String>, Unreadable> {
    let words = code.trim_start();
    let behind = |count: usize| words.splitn(count + 1, char::is_whitespace).nth(count).unwrap_or_default().trim();
    match words.split_whitespace().next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "EQ" => {}
        // To be clicked on: what it is called, and what is shown.
        "MACROBUTTON" | "GOTOBUTTON" => return Ok(Some(behind(2).to_string())),
        "SYMBOL" => return Ok(Some(symbol::of_field(behind(1)).to_string())),
        "FORMCHECKBOX" => return Ok(Some("□".into())),
        "LISTNUM" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" => return Err(NUMBER),
        _ => return Ok(None),
    }
    if code.len() > LONGEST {
        return Err(FORMULA);
    }
    let over = code.find("\\o").or_else(|| code.find("\\O")).ok_or(FORMULA)?;
    last_of_list(&code[over..]).filter(|text| !text.contains('\\')).map(Some).ok_or(FORMULA)
}

/// The last of a command's parts: what the others are drawn over.
fn last_of_list(command: &str) -> Option<String> {
    let list = &command[command.find('(')? + 1..];
    let (mut depth, mut from) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                let last = list[from..at].trim();
                return if last.starts_with('\\') { last_of_list(last) } else { Some(last.to_string()) };
            }
            ')' => depth -= 1,
            ',' | ';' if depth == 0 => from = at + 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_over_a_character_leaves_the_character() {
        for (code, text) in [
            (r"EQ \o\ac(○,字)", "字"),
            (r#"eq \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(màn),慢)"#, "慢"),
            (r"EQ \o(a;\s\do 2(b))", "b"),
        ] {
            assert_eq!(shown(code).unwrap().unwrap(), text, "{code}");
        }
        for (code, text) in [
            (" MACROBUTTON NoMacro 刹车 要早 ", "刹车 要早"),
            (r#" SYMBOL 9312 \u \f "宋体" "#, "①"),
            (r#"SYMBOL 252 \f "Wingdings""#, "✓"),
            ("symbol 0x41", "A"),
        ] {
            assert_eq!(shown(code).unwrap().unwrap(), text, "{code}");
        }
        assert!(shown(r" LISTNUM NumberDefault \l 4 ").is_err());
        assert_eq!(shown(r#" XE "安全" "#).unwrap(), None);
        for formula in [r"EQ \f(1,2)", r"EQ \o\ac(○", r"EQ \o(a,\f)"] {
            assert!(shown(formula).is_err(), "{formula}");
        }
    }
}
