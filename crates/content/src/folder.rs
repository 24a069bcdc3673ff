//! A content folder on a disk.

use std::fs;
use std::io;
use std::path::Path;

use crate::fault::{Fault, Faults};
use crate::library::Library;

/// Reads a content folder: every good document, and every fault. An unreadable folder is an error; an unreadable file
/// is a fault like any other.
pub fn read(folder: &Path) -> io::Result<(Library, Vec<Fault>)> {
    let (files, mut faults) = texts(folder)?;
    let (library, mut found) = Library::read(files);
    faults.append(&mut found);
    faults.sort();
    Ok((library, faults))
}

/// Below a content folder, and beside everything that is exported: pictures, which are no texts.
pub const PICTURES: &str = "pictures";

/// A path below the content folder, and the text of the file there.
pub type Text = (String, String);

/// Every text below a content folder, sorted by path; hidden files and pictures are passed over.
pub fn texts(folder: &Path) -> io::Result<(Vec<Text>, Vec<Fault>)> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    collect(folder, "", &mut files, &mut faults)?;
    files.sort();
    Ok((files, faults))
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<Text>, faults: &mut Vec<Fault>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if name.starts_with('.') || path == PICTURES {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files, faults)?;
            continue;
        }
        let fault = match fs::read(entry.path()).map(String::from_utf8) {
            Ok(Ok(text)) => {
                files.push((path, text));
                continue;
            }
            Ok(Err(_)) => ("不是 UTF-8 编码的文字", "用编辑器另存为 UTF-8".to_string()),
            Err(error) => ("读不了这个文件", error.to_string()),
        };
        let mut noted = Faults::of(path);
        noted.add(1, "file", fault.0, fault.1);
        faults.append(&mut noted.into_vec());
    }
    Ok(())
}
