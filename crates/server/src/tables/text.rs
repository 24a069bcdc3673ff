//! Bytes to text: what Windows and Chinese Excel write is seldom UTF-8.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Unreadable;

const NO_TEXT: Unreadable = Unreadable("看不出这是什么文字：用记事本打开，另存为 UTF-8 再拿来");

/// The text, by its byte order mark; else UTF-8, where it is that; else GB18030, which includes GBK and GB2312.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => GB18030,
    };
    let (text, _, had_errors) = encoding.decode(bytes);
    if had_errors || text.contains('\0') {
        return Err(NO_TEXT);
    }
    Ok(text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n"))
}

/// Markdown without what is not text: marks of emphasis, quotation and lists. Headings keep theirs, which tell how deep they are.
pub(super) fn without_marks(text: &str) -> String {
    let line = |line: &str| -> String {
        let line = line.trim_start().trim_start_matches(['>', ' ']);
        let line = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
        line.replace("**", "").replace("__", "").replace('`', "")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
