//! Whatever is in a content folder comes out of it and back to the byte: many folders of awkward documents, each made
//! from a number, so that a folder that fails can be made again.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use content::lock::hex;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::archive::read;

/// How many folders.
const FOLDERS: u64 = 48;

/// Numbers that look random, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }

    fn text(&mut self, most: usize) -> String {
        const PARTS: [&str; 22] = [
            "人民",
            "，",
            "。",
            "“江山”",
            "𠮷",
            "é",
            "e\u{301}",
            "👩🏽‍🌾",
            "·",
            "——",
            "　",
            "  ",
            "#",
            "：",
            "；",
            "（一）",
            "A-1",
            "'",
            "\\",
            "\"",
            "---",
            "…",
        ];
        (0..=self.roll(most)).map(|_| self.one_of(&PARTS)).filter(|part| !part.contains('\u{200d}')).collect()
    }

    /// A value as a head may have it, and the same as it is written.
    fn value(&mut self) -> (String, String) {
        let text = format!("值{}值", self.text(8));
        let text = if self.roll(2) == 0 { text.replace([':', '#'], "") } else { text };
        let written = match self.roll(3) {
            0 => format!("'{}'", text.replace('\'', "''")),
            1 if !text.contains(" #") && !text.contains(": ") => text.clone(),
            _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        (text, written)
    }

    fn body(&mut self) -> String {
        const LINES: [&str; 14] = [
            "",
            "",
            "一段话。",
            "## 小标题",
            "- 一",
            "  1. 二",
            "> 引",
            "---",
            "| 左 | 右 |",
            "| --- | :-: |",
            "```",
            "    代码",
            "<script>alert(1)</script>",
            "行尾有空格  ",
        ];
        (0..self.roll(20)).map(|_| format!("{}{}\n", self.one_of(&LINES), self.text(3))).collect()
    }

    /// A file's ends and marks: none of them may change on the way.
    fn dressed(&mut self, text: String) -> String {
        let text = match self.roll(3) {
            0 => text.replace('\n', "\r\n"),
            1 => text.trim_end_matches('\n').to_string(),
            _ => text,
        };
        let end = self.one_of(&["", "", "\n\n\n", "\r\n"]);
        let mark = self.one_of(&["", "", "\u{feff}"]);
        format!("{mark}{text}{end}")
    }
}

/// A folder without faults.
fn folder(seed: u64) -> BTreeMap<String, String> {
    let dice = &mut Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut files = BTreeMap::new();
    let site = "---\nname: 站\ntagline: 一句\ndistrict: 区\ncommittee: 会\ncontact: 前台\nthemes:\n  - 青年\n  - 人民\n---\n\n## 我们不做的事\n\n- 不记。\n";
    files.insert("site.md".to_string(), dice.dressed(site.into()));
    let source = "---\ntitle: 报告\nshort: 报告\nauthor: 会\ndate: 2022-10-16\npublished_in: 报\n---\n";
    files.insert("sources/report.md".to_string(), dice.dressed(source.into()));
    let (mut lock, mut slugs) = (String::from("# 锁\n"), Vec::new());
    for number in 0..=dice.roll(6) {
        let (quote, written) = dice.value();
        let digest = hex(&Sha256::digest(format!("{quote}\n{quote}")));
        let slug = format!("q{number}{}", dice.one_of(&["", "-a", "-0123456789-0123456789-0123456789-0123456789"]));
        let withdrawn = dice.one_of(&["", "", "", "withdrawn: 2026-11-23\n"]);
        let head = format!(
            "---\nquote: {written}\nsentence: {written}\nsource: report\nsection: 结束语\ntheme: {}\n{withdrawn}---\n",
            dice.one_of(&["青年", "人民"])
        );
        let body = dice.body();
        files.insert(format!("cards/{slug}.md"), dice.dressed(format!("{head}{body}")));
        lock.push_str(&format!("{digest} {slug}\n"));
        slugs.push(slug);
    }
    files.insert("sources/report.lock".to_string(), lock);
    for number in 0..dice.roll(4) {
        let ((_, title), (_, summary)) = (dice.value(), dice.value());
        let head = format!("---\ntitle: {title}\nsummary: {summary}\ntheme: 青年\ndate: 2026-11-23\n---\n正文\n");
        let body = dice.body();
        files.insert(format!("articles/a{number}.md"), dice.dressed(format!("{head}{body}")));
    }
    for number in 0..dice.roll(3) {
        let ((_, title), (_, summary)) = (dice.value(), dice.value());
        let cards: String = slugs.iter().map(|slug| format!("  - {slug}\n")).collect();
        files.insert(
            format!("decks/d{number}.md"),
            dice.dressed(format!("---\ntitle: {title}\nsummary: {summary}\ncards:\n{cards}---\n")),
        );
    }
    files
}

fn write(dir: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// One deployment's folders.
struct House(TempDir);

impl House {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn content(&self) -> std::path::PathBuf {
        self.0.path().join("content")
    }

    fn run(&self, what: &str, dir: &Path) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nuanxin-server"));
        command.args(["content", what]).arg(dir).arg("--content-dir").arg(self.content());
        command.arg("--data-dir").arg(self.0.path().join("data")).env_remove("NUANXIN_DATABASE_URL").output().unwrap()
    }
}

#[track_caller]
fn done(output: &Output) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
}

#[test]
fn whatever_goes_out_comes_back_to_the_byte() {
    for seed in 0..FOLDERS {
        let (files, first, second, out) = (folder(seed), House::new(), House::new(), TempDir::new().unwrap());
        write(&first.content(), &files);
        let (exported, again) = (out.path().join("a"), out.path().join("b"));
        let output = first.run("export", &exported);
        assert!(output.status.success(), "folder {seed}: {}", String::from_utf8_lossy(&output.stdout));
        let expected: BTreeMap<_, _> = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        assert_eq!(read(&exported), expected, "folder {seed}");
        done(&second.run("import", &exported));
        assert_eq!(read(&second.content()), expected, "folder {seed}");
        done(&second.run("export", &again));
        assert_eq!(read(&again), expected, "folder {seed}");
        // Once more is the same.
        done(&second.run("import", &exported));
        assert_eq!(read(&second.content()), expected, "folder {seed}");
    }
}

#[test]
fn what_has_faults_is_named_and_nothing_is_changed() {
    let (house, out) = (House::new(), TempDir::new().unwrap());
    let mut files = folder(2);
    write(&house.content(), &files);
    let before = read(&house.content());
    files.insert("cards/bad.md".into(), "---\nquote：一\n---\n".into());
    files.insert("notes.txt".into(), "不是内容".into());
    let broken = files.keys().find(|path| path.starts_with("cards/q")).unwrap().clone();
    // One character that nobody has compared.
    files.insert(broken.clone(), files[&broken].replacen("值", "植", 2));
    write(out.path(), &files);
    let output = house.run("import", out.path());
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in ["cards/bad.md:2:", "notes.txt:1: file:", &format!("{broken}:")] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(read(&house.content()), before);
    // As `content check` says it.
    let check = Command::new(env!("CARGO_BIN_EXE_nuanxin-server"))
        .args(["content", "check", "--content-dir"])
        .arg(out.path())
        .output()
        .unwrap();
    let checked = String::from_utf8(check.stdout).unwrap();
    // It gives advice besides, which keeps nothing from being imported.
    assert!(said.lines().all(|line| checked.lines().any(|other| other == line)), "{said}\nis not in\n{checked}");
}

#[test]
fn an_import_leaves_what_it_does_not_bring() {
    let (house, out) = (House::new(), TempDir::new().unwrap());
    write(&house.content(), &folder(3));
    // What was wrong before, and stays as it was, keeps nobody from mending something else.
    fs::write(house.content().join("articles-old.txt"), "旧的").unwrap();
    let article = "---\ntitle: 新的\nsummary: 一句\ntheme: 青年\ndate: 2026-11-23\n---\n正文\n";
    write(out.path(), &BTreeMap::from([("articles/new.md".to_string(), article.to_string())]));
    let mut expected = read(&house.content());
    done(&house.run("import", out.path()));
    expected.insert("articles/new.md".into(), article.into());
    assert_eq!(read(&house.content()), expected);
}

#[test]
fn only_an_empty_folder_is_exported_into_and_nothing_is_not_imported() {
    let (house, out) = (House::new(), TempDir::new().unwrap());
    write(&house.content(), &folder(4));
    let empty = out.path().join("empty");
    fs::create_dir_all(&empty).unwrap();
    assert_eq!(house.run("import", &empty).status.code(), Some(1));
    fs::write(out.path().join("mine.txt"), "我的").unwrap();
    assert_eq!(house.run("export", out.path()).status.code(), Some(1));
    assert_eq!(house.run("import", Path::new("/nowhere")).status.code(), Some(2));
    assert_eq!(fs::read(out.path().join("mine.txt")).unwrap(), "我的".as_bytes());
}
