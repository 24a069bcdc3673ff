//! `.br` and `.gz` siblings, made once so that no server compresses them again for each rider.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::Failure;

const QUALITY: u32 = 11;
const WINDOW: u32 = 22;
const KINDS: [&str; 6] = ["js", "wasm", "svg", "webmanifest", "css", "json"];
/// Read by the server, never sent.
const PRIVATE: [&str; 1] = ["app.json"];

/// Writes the siblings of all files below `folder` that gain from it.
pub(crate) fn siblings(folder: &Path) -> Result<(), Failure> {
    for file in files(folder)?.into_iter().filter(|file| worth_it(file)) {
        let bytes = fs::read(&file).map_err(Failure::file("read", &file))?;
        write(&file, "br", &brotli(&bytes)?)?;
        write(&file, "gz", &gzip(&bytes)?)?;
    }
    Ok(())
}

/// As small as brotli gets it.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorReader::new(bytes, 1 << 16, QUALITY, WINDOW);
    encoder.read_to_end(&mut packed).map(|_| packed).map_err(failed)
}

/// All files below a folder, sorted, so that whatever is made of them is the same everywhere.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file("read", folder))? {
        let path = entry.map_err(Failure::file("read", folder))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn worth_it(file: &Path) -> bool {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    KINDS.contains(&kind) && !PRIVATE.contains(&name)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(failed)
}

fn write(file: &Path, kind: &str, bytes: &[u8]) -> Result<(), Failure> {
    let mut name = file.as_os_str().to_os_string();
    name.push(format!(".{kind}"));
    let sibling = PathBuf::from(name);
    fs::write(&sibling, bytes).map_err(Failure::file("write", &sibling))
}

fn failed(error: io::Error) -> Failure {
    Failure::say(format!("compressing failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_phone_fetches_and_gains_from_is_compressed() {
        let worth = ["app-0.js", "app-0.wasm", "icon.svg", "manifest.webmanifest", "x.json"];
        assert!(worth.iter().all(|name| worth_it(Path::new(name))));
        let not = ["shell.html", "app.json", "icon-192.png", "app-0.js.br"];
        assert!(not.iter().all(|name| !worth_it(Path::new(name))));
    }

    #[test]
    fn brotli_packs_and_unpacks() {
        let text = "把人民放在心中最高位置。".repeat(50);
        let packed = brotli(text.as_bytes()).unwrap_or_default();
        assert!(packed.len() < text.len() / 10);
        let mut unpacked = String::new();
        assert!(brotli::Decompressor::new(packed.as_slice(), 4096).read_to_string(&mut unpacked).is_ok());
        assert_eq!(unpacked, text);
    }
}
