//! Each file below `tests/invalid` is put into the small good library of `tests/base`; its faults must be those in the
//! `.expected` file beside it, and the good documents must not suffer.
//! `UPDATE_EXPECTED=1` writes what was found, to be read by a person before it is committed.

#![cfg(feature = "publish")]
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use content::folder;
use content::library::Library;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn cases() -> Vec<(String, String)> {
    let (files, faults) = folder::texts(&tests().join("invalid")).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    files.into_iter().filter(|(path, _)| !path.ends_with(".expected")).collect()
}

fn with_base(path: &str, text: &str) -> Vec<(String, String)> {
    let (mut files, _) = folder::texts(&tests().join("base")).unwrap();
    files.retain(|(other, _)| other != path);
    files.push((path.into(), text.into()));
    files
}

#[test]
fn the_good_library_has_no_fault() {
    let (library, faults) = folder::read(&tests().join("base")).unwrap();
    assert_eq!(faults, []);
    assert_eq!(library.cards.len(), 2);
}

#[test]
fn every_broken_file_is_named_with_line_field_and_hint() {
    let mut wrong = Vec::new();
    for (path, text) in cases() {
        let (_, faults) = Library::read(with_base(&path, &text));
        let found: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
        let beside = tests().join("invalid").join(format!("{path}.expected"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found != expected || found.is_empty() {
            wrong.push(format!("{path}\nexpected:\n{expected}found:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_broken_file_harms_no_other() {
    for (path, text) in cases().into_iter().filter(|(path, _)| path != "sources/report.lock") {
        let (library, _) = Library::read(with_base(&path, &text));
        let slug = path.rsplit('/').next().unwrap().trim_end_matches(".md").to_string();
        assert!(library.cards.contains_key("good") && library.cards.contains_key("long"), "{path}");
        assert!(!library.cards.contains_key(&slug) && !library.articles.contains_key(&slug), "{path} was not left out");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = fs::read_to_string(tests().join("base/cards/good.md")).unwrap();
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (library, faults) = Library::read(with_base("cards/good.md", &text));
    assert_eq!(faults, []);
    assert_eq!(library.cards["good"].quote, "青年强，则国家强。");
}

#[test]
fn quoted_values_may_hold_what_plain_ones_may_not() {
    let text = fs::read_to_string(tests().join("base/cards/good.md")).unwrap();
    let text = text.replace("section: 结束语", r#"section: "一: “二” \"三\" # 四""#);
    let (library, faults) = Library::read(with_base("cards/good.md", &text));
    assert_eq!(faults, []);
    assert_eq!(library.cards["good"].section, r#"一: “二” "三" # 四"#);
}
