//! A content folder on a disk.

use std::fs;
use std::io;
use std::path::Path;

use crate::fault::{Fault, Faults};
use crate::library::Library;
use crate::media::{PICTURES, RECORDINGS};

/// Reads a content folder: every good document, every fault, and what could be better. An unreadable folder is an error; an unreadable file
/// is a fault like any other.
pub fn read(folder: &Path) -> io::Result<(Library, Vec<Fault>)> {
    let (files, mut faults) = texts(folder)?;
    let (library, mut found) = Library::read_with_advice(files);
    faults.append(&mut found);
    faults.sort();
    Ok((library, faults))
}

/// Largest file, in bytes: the lock of a hundred thousand quotations.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// In what somebody takes along: tables for people, which are no content and are not taken back.
pub const TABLES: &str = "tables";

/// A path below the content folder, and the text of the file there.
pub type Text = (String, String);

/// Every text below a content folder, sorted by path; what nobody wrote there, pictures, recordings and tables are passed over.
pub fn texts(folder: &Path) -> io::Result<(Vec<Text>, Vec<Fault>)> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let root = folder.canonicalize()?;
    collect(&root, folder, "", &mut files, &mut faults)?;
    files.sort();
    Ok((files, faults))
}

/// What systems and editors leave behind in folders: hidden files, Windows' and macOS's own, backups, locks.
fn is_passed_over(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let named =
        ["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r", "$recycle.bin", "system volume information"];
    let ended = [".bak", ".tmp", ".swp", ".orig", ".old", ".lnk", ".crdownload", "~"];
    lower.starts_with(['.', '~']) || named.contains(&lower.as_str()) || ended.iter().any(|end| lower.ends_with(end))
}

fn collect(root: &Path, folder: &Path, prefix: &str, files: &mut Vec<Text>, faults: &mut Vec<Fault>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if is_passed_over(&name) || [PICTURES, RECORDINGS, TABLES].contains(&path.as_str()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(root, &entry.path(), &format!("{path}/"), files, faults)?;
            continue;
        }
        match text(root, &entry.path()) {
            Ok(text) => files.push((path, text)),
            Err((message, hint)) => {
                let mut noted = Faults::of(path);
                noted.add(1, "file", message, hint);
                faults.append(&mut noted.into_vec());
            }
        }
    }
    Ok(())
}

/// The text of a file; or why there is none, and what to do.
fn text(root: &Path, path: &Path) -> Result<String, (&'static str, String)> {
    let unreadable = |error: io::Error| ("读不了这个文件", error.to_string());
    // A link may lead to a file of this folder by another name; what is elsewhere on this machine is nobody's to read.
    let target = path.canonicalize().map_err(unreadable)?;
    if !target.starts_with(root) {
        return Err(("这是一个链接，指到内容文件夹外面去了", "把那个文件放进来".into()));
    }
    let data = fs::metadata(&target).map_err(unreadable)?;
    if !data.is_file() {
        return Err(("这不是一个文件", "移开它".into()));
    }
    if data.len() > MAX_FILE {
        return Err(("文件太大了", "一篇文章最多 64 KB；别的东西移开".into()));
    }
    let text = String::from_utf8(fs::read(&target).map_err(unreadable)?);
    text.map_err(|_| ("不是 UTF-8 编码的文字", "用编辑器另存为 UTF-8".into()))
}
