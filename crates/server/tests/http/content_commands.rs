//! The content commands through their door: arguments, standard input and output, exit codes.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/tests")
}

/// A copy of the small good library, which a test may damage.
fn library() -> TempDir {
    let copy = TempDir::new().unwrap();
    copy_folder(&fixtures().join("base"), copy.path());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nuanxin-server"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn check(folder: &TempDir, more: &[&str]) -> (i32, String) {
    let mut arguments = vec!["content", "check", "--content-dir", folder.path().to_str().unwrap()];
    arguments.extend(more);
    let output = run(&arguments, "");
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_good_folder_passes_in_silence() {
    assert_eq!(check(&library(), &[]), (0, String::new()));
}

#[test]
fn hints_are_said_when_asked_for_and_are_no_faults() {
    let folder = library();
    let card = folder.path().join("cards/good.md");
    fs::write(&card, fs::read_to_string(&card).unwrap().trim_end().to_string() + "\n深刻阐明，认真学习。\n").unwrap();
    assert_eq!(check(&folder, &[]), (0, String::new()));
    let (code, printed) = check(&folder, &["--hints"]);
    assert_eq!(code, 0);
    assert!(printed.contains("cards/good.md:8: body: 短了一点：45 到 70 个字最好念"), "{printed}");
    assert!(printed.contains("cards/good.md:8: body: “深刻阐明”“认真学习”换个说法"), "{printed}");
}

#[test]
fn every_fault_of_a_folder_of_broken_files_is_named_and_the_exit_code_is_1() {
    let folder = library();
    copy_folder(&fixtures().join("invalid/cards"), &folder.path().join("cards"));
    let mut expected = Vec::new();
    for entry in fs::read_dir(folder.path().join("cards")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "expected") {
            expected.extend(fs::read_to_string(&path).unwrap().lines().map(String::from));
            fs::remove_file(path).unwrap();
        }
    }
    let (code, printed) = check(&folder, &[]);
    assert_eq!(code, 1);
    // Hints that list what exists depend on the other files of the folder.
    let without_hint = |line: &str| line.split(" (可用").next().unwrap().to_string();
    let printed: Vec<_> = printed.lines().map(without_hint).collect();
    for line in expected.iter().map(|line| without_hint(line)) {
        assert!(printed.contains(&line), "{line}\nis not among\n{}", printed.join("\n"));
    }
    assert_eq!(printed.len(), expected.len());
}

#[test]
fn tools_get_the_faults_as_json() {
    let folder = library();
    fs::write(folder.path().join("cards/bad.md"), "---\nquote：一\n---\n").unwrap();
    let (code, printed) = check(&folder, &["--json"]);
    let faults: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(code, 1);
    assert_eq!(faults[0]["path"], "cards/bad.md");
    assert!(
        faults
            .as_array()
            .unwrap()
            .iter()
            .any(|fault| fault["line"] == 2 && fault["hint"].as_str().unwrap().contains("半角"))
    );
}

#[test]
fn a_folder_that_is_not_there_is_the_machines_fault_and_named() {
    let output = run(&["content", "check", "--content-dir", "/nowhere"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere"));
}

#[test]
fn a_file_that_is_not_utf8_is_named_and_harms_no_other() {
    let folder = library();
    fs::write(folder.path().join("cards/gbk.md"), b"---\nquote: \xc7\xe0\xc4\xea\n---\n").unwrap();
    let (code, printed) = check(&folder, &[]);
    assert_eq!((code, printed.lines().count()), (1, 1));
    assert!(printed.starts_with("cards/gbk.md:1: file: 不是 UTF-8"), "{printed}");
}

#[test]
fn whoever_stops_reading_ends_nothing() {
    let folder = library();
    let broken = "没有头\n".to_string();
    (0..2_000).for_each(|at| fs::write(folder.path().join(format!("cards/c{at}.md")), &broken).unwrap());
    for more in ["", "--json"] {
        let (binary, content) = (env!("CARGO_BIN_EXE_nuanxin-server"), folder.path().display());
        let line = format!("({binary} content check --content-dir {content} {more}; echo $? >&2) | head -1");
        let output = Command::new("sh").args(["-c", &line]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.trim_end().ends_with('1') && !said.contains("panicked"), "{said}");
        assert_eq!(output.stdout.split(|byte| *byte == b'\n').count(), 2);
    }
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read_and_no_terminal_is_told_what_to_do() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (library(), TempDir::new().unwrap());
    let cards = folder.path().join("cards");
    fs::write(elsewhere.path().join("secret.md"), "别处的秘密\n").unwrap();
    symlink(elsewhere.path().join("secret.md"), cards.join("one.md")).unwrap();
    symlink(elsewhere.path(), cards.join("two")).unwrap();
    symlink("/dev/zero", cards.join("three.md")).unwrap();
    assert!(Command::new("mkfifo").arg(cards.join("four.md")).status().unwrap().success());
    // One that stays within is only another name.
    fs::rename(cards.join("long.md"), folder.path().join(".long.md")).unwrap();
    symlink("../.long.md", cards.join("long.md")).unwrap();
    fs::write(cards.join("a\u{1b}]0;b\u{7}.md"), "\u{1b}[31m红\n---\n").unwrap();
    let (code, printed) = check(&folder, &[]);
    assert_eq!(code, 1);
    for name in ["one.md", "two", "three.md", "four.md"] {
        assert!(printed.contains(&format!("cards/{name}:1: file: ")), "{printed}");
    }
    assert!(!printed.contains("秘密") && !printed.contains("long.md"), "{printed}");
    assert!(printed.contains("cards/a<U+001B>]0;b<U+0007>.md:1"), "{printed}");
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
}

#[test]
fn rendering_prints_html_and_leaves_front_matter_out() {
    let card = fixtures().join("base/cards/long.md");
    let output = run(&["content", "render", card.to_str().unwrap()], "");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "<p>一句话。</p>\n");
    let output = run(&["content", "render", "-"], "<script>alert(1)</script>");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
}

#[test]
fn verifying_locks_what_stands_in_the_text_and_says_where_the_rest_departs() {
    let folder = library();
    fs::remove_file(folder.path().join("sources/report.lock")).unwrap();
    assert_eq!(check(&folder, &[]).0, 1);
    let elsewhere = TempDir::new().unwrap();
    let text = elsewhere.path().join("report.txt");
    let heading = "九、增进民生福祉，提高人民生活品质";
    fs::write(&text, format!("{heading}\n一段。江山就是人民，人民就是江山。又一段。\n青年强，则国家更强。\n")).unwrap();
    let arguments =
        ["content", "verify", "--content-dir", folder.path().to_str().unwrap(), "--source", text.to_str().unwrap()];
    let output = run(&arguments, "");

    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        printed.trim(),
        "cards/good.md:3: sentence: 原文里没有这句话 (“…青年强，则国家”之后，卡片写“强。”，原文是“更强。”)"
    );
    let (_, faults) = check(&folder, &[]);
    assert!(faults.starts_with("cards/good.md:2: quote:") && !faults.contains("long.md"), "{faults}");
}

#[test]
fn half_a_sentence_or_a_heading_that_is_not_above_it_is_not_verified() {
    let folder = library();
    fs::remove_file(folder.path().join("sources/report.lock")).unwrap();
    let elsewhere = TempDir::new().unwrap();
    let text = elsewhere.path().join("report.txt");
    fs::write(&text, "江山就是人民，人民就是江山。\n九、增进民生福祉，提高人民生活品质\n常言道青年强，则国家强。\n")
        .unwrap();
    let arguments =
        ["content", "verify", "--content-dir", folder.path().to_str().unwrap(), "--source", text.to_str().unwrap()];
    let printed = String::from_utf8(run(&arguments, "").stdout).unwrap();
    let mut lines = printed.lines();
    assert!(lines.next().unwrap().starts_with("cards/good.md:3: sentence: 这不是完整的一句"), "{printed}");
    assert!(lines.next().unwrap().starts_with("cards/long.md:5: section: 原文在这句话之前没有标题“九、"), "{printed}");
}

#[test]
fn the_sentences_around_come_from_the_text_and_are_verified_with_the_card() {
    let folder = library();
    let elsewhere = TempDir::new().unwrap();
    let text = elsewhere.path().join("report.txt");
    let heading = "九、增进民生福祉，提高人民生活品质";
    let paragraph = "前头还有一句。一段，说完了。江山就是人民，人民就是江山。又一段。再一段。";
    fs::write(&text, format!("{heading}\n{paragraph}\n青年强，则国家强。\n")).unwrap();
    let verify = |more: &[&str]| {
        let (folder, text) = (folder.path().to_str().unwrap(), text.to_str().unwrap());
        let output = run(&[&["content", "verify", "--content-dir", folder, "--source", text], more].concat(), "");
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let card = |name: &str| fs::read_to_string(folder.path().join("cards").join(name)).unwrap();
    let alone = card("good.md");
    assert_eq!(verify(&["--fill"]), (0, String::new()));
    assert!(card("long.md").contains("\nbefore: 一段，说完了。\nafter: 又一段。\nsource:"), "{}", card("long.md"));
    // A paragraph of one sentence has nothing beside it.
    assert_eq!(card("good.md"), alone);
    assert_eq!(check(&folder, &[]), (0, String::new()));
    let filled = card("long.md");
    assert_eq!(verify(&["--fill"]).0, 0);
    assert_eq!(card("long.md"), filled);
    // What somebody changes is not verified any more, and is named with what stands there.
    fs::write(folder.path().join("cards/long.md"), filled.replace("又一段。", "又是一段。")).unwrap();
    assert!(check(&folder, &[]).1.starts_with("cards/long.md:2: quote:"));
    let (code, said) = verify(&[]);
    assert_eq!(code, 1);
    assert_eq!(said.trim(), "cards/long.md:5: after: 这不是原文里的后一句 (原文的后一句是“又一段。”)");
    let without = filled.replace("before: 一段，说完了。", "before: 前头还有一句。");
    fs::write(folder.path().join("cards/long.md"), without).unwrap();
    assert!(verify(&[]).1.starts_with("cards/long.md:4: before: 这不是原文里的前一句"));
}

/// The least that counts as a built app.
fn app() -> TempDir {
    let dist = TempDir::new().unwrap();
    let shell = "<!--slot:head--><!--slot:heading--><!--slot:note--><!--slot:main-->";
    fs::write(dist.path().join("shell.html"), shell).unwrap();
    fs::write(dist.path().join("app.json"), r#"{"app":"0","script":"sha256-0","style":"sha256-0"}"#).unwrap();
    dist
}

#[test]
fn a_site_without_a_name_is_not_published_and_what_was_published_stays() {
    let (folder, dist, data, out) = (library(), app(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let target = out.path().join("site");
    let path = |folder: &Path| folder.to_str().unwrap().to_string();
    let export = || {
        let (content, dist, data) = (path(folder.path()), path(dist.path()), path(data.path()));
        run(&["export", &path(&target), "--content-dir", &content, "--dist", &dist, "--data-dir", &data], "")
    };
    let first = export();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let home = fs::read(target.join("index.html")).unwrap();

    let site = folder.path().join("site.md");
    let text = fs::read_to_string(&site).unwrap();
    fs::write(&site, text.replace("name: 试验站\n", "")).unwrap();
    let refused = export();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("site.md:1: name"));
    assert_eq!(fs::read(target.join("index.html")).unwrap(), home);
}

#[test]
fn what_systems_leave_in_folders_is_passed_over_and_a_copy_is_named() {
    let folder = library();
    for (name, bytes) in [
        ("Thumbs.db", &b"\xd0\xcf\x11\xe0"[..]),
        ("desktop.ini", &b"\xff\xfe[\x00"[..]),
        (".DS_Store", &b"\x00\x01Bud1"[..]),
        ("__MACOSX/cards/._good.md", &b"\x00\x05\x16\x07"[..]),
        ("cards/good.md.bak", &b"x"[..]),
        ("cards/~$rules.docx", &b"\x06\xff"[..]),
        ("cards/good.md~", &b"x"[..]),
        ("articles/desktop.ini", &b"[.ShellClassInfo]"[..]),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    assert_eq!(check(&folder, &[]), (0, String::new()));
    fs::copy(folder.path().join("cards/good.md"), folder.path().join("cards/good - 副本.md")).unwrap();
    let (code, said) = check(&folder, &[]);
    assert!(code == 1 && said.starts_with("cards/good - 副本.md:1: file: "), "{said}");
}

#[test]
fn what_cannot_be_printed_is_said_and_ends_in_two() {
    let folder = library();
    let content = folder.path().to_str().unwrap();
    let bad = folder.path().join("cards/bad.md");
    fs::write(&bad, "没有开头").unwrap();
    let commands: [&[&str]; 5] = [
        &["content", "render", bad.to_str().unwrap()],
        &["content", "check", "--content-dir", content],
        &["content", "check", "--content-dir", content, "--json"],
        &["--help"],
        &["--version"],
    ];
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let command = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nuanxin-server"));
        command.args(arguments);
        command
    };
    for arguments in commands {
        let output = command(arguments).stdout(full()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert_eq!(said.matches("没有写完").count(), 1, "{arguments:?}: {said}");
    }
    // What is said about it cannot be said either.
    let silent = command(commands[1]).stdout(Stdio::null()).stderr(full()).status().unwrap();
    assert_eq!(silent.code(), Some(2));
}
