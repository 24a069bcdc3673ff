//! What a file is, by its bytes: its name says nothing. What cannot be read here is refused by what it truly is, with what to do.

use super::unreadable::{BROKEN, Unreadable};

const OLD: Unreadable = Unreadable::said("这是旧版的 .doc 或 .xls，或加了密码：打开后另存为 .docx 或 .xlsx 再拿来");
const OLD_WORD: Unreadable = Unreadable::said("这是旧版 Word（.doc）：用 Word 或 WPS 打开，另存为 .docx 再拿来");
const OLD_SHEET: Unreadable = Unreadable::said("这是旧版表格（.xls）：用 Excel 或 WPS 打开，另存为 .xlsx 再拿来");
pub(super) const LOCKED: Unreadable = Unreadable::said("这个文件加了密码：打开后去掉密码，另存一份再拿来");
pub(super) const SLIDES: Unreadable = Unreadable::said("这是演示文稿：打开后把要用的字复制出来，粘贴在这里");
const PDF: Unreadable = Unreadable::said("PDF 里的字常有错漏，请找 Word 或网页上的原文，也可以复制后粘贴");
const PICTURE: Unreadable = Unreadable::said("这是图片，里面的字认不出来");
const ARCHIVE: Unreadable = Unreadable::said("这是压缩包：先解压，再拿里面的文件来");
const CAJ: Unreadable = Unreadable::said("这是知网的 CAJ：打开后把要用的字复制出来，粘贴在这里");
const RTF: Unreadable = Unreadable::said("这是 RTF（写字板的格式）：用 Word 或 WPS 打开，另存为 .docx 再拿来");
const MAIL: Unreadable =
    Unreadable::said("这是存下来的网页或邮件（MHTML）：用 Word 或 WPS 打开，另存为 .docx 再拿来，表格另存为 .xlsx");
const HTML: Unreadable = Unreadable::said(
    "这是网页（HTML），改名不算数：用 Word 或 WPS 打开，另存为 .docx 再拿来，表格用 Excel 或 WPS 另存为 .xlsx",
);
const XML_SHEET: Unreadable = Unreadable::said("这是 XML 表格（2003）：用 Excel 或 WPS 打开，另存为 .xlsx 再拿来");
const XML_WORD: Unreadable = Unreadable::said("这是 Word 的 XML 文件：用 Word 或 WPS 打开，另存为 .docx 再拿来");
const XML: Unreadable =
    Unreadable::said("这是 XML，里面是给程序看的代码：用原来的软件打开，另存为 .docx 或 .xlsx 再拿来");

/// So much of a file tells what it is, in bytes.
const HEAD: usize = 4096;
/// So many tags in a text without a beginning are those of a page.
const FEW_TAGS: usize = 3;

/// Refuses what is no zip and no text.
pub(super) fn refuse_others(bytes: &[u8]) -> Result<(), Unreadable> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    let refused = match head {
        // Parts of the old format have names, in a list of their own.
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has("EncryptedPackage") || has("EncryptionInfo") => LOCKED,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has("WordDocument") => OLD_WORD,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has("PowerPoint Document") => SLIDES,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has("Workbook") || has("Book") => OLD_SHEET,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => OLD,
        // Before there was such a list.
        [0x09, 0x00 | 0x02 | 0x04 | 0x08, _, 0x00, ..] => OLD_SHEET,
        [0xdb, 0xa5, ..] => OLD_WORD,
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..]
        | [b'I', b'I', b'*', 0, ..]
        | [b'M', b'M', 0, b'*', ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..]
        | [_, _, _, _, b'f', b't', b'y', b'p', ..] => PICTURE,
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [0x1f, 0x8b, ..] => ARCHIVE,
        [b'C', b'A', b'J', 0, ..] | [b'K', b'D', b'H', b' ', ..] | [b'H', b'N', 0, ..] => CAJ,
        _ if is_pdf(head) => PDF,
        _ => return refuse_codes(&String::from_utf8_lossy(head)),
    };
    Err(refused)
}

/// Some write a few bytes before it.
fn is_pdf(head: &[u8]) -> bool {
    let at =
        head.iter().take(1024).collect::<Vec<_>>().windows(5).position(|window| window.iter().copied().eq(b"%PDF-"));
    at.is_some_and(|at| {
        head[..at].iter().all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii())
            || std::str::from_utf8(head).is_err()
    })
}

/// Refuses a zip that is none of Word's or Excel's, by what is in it.
pub(super) fn refuse_zip<'a>(names: impl Iterator<Item = &'a str>, mimetype: Option<&str>) -> Unreadable {
    let names: Vec<&str> = names.collect();
    let has = |name: &str| names.contains(&name);
    let ends = |endings: &[&str]| names.iter().any(|name| endings.iter().any(|ending| name.ends_with(ending)));
    match mimetype.unwrap_or_default() {
        kind if kind.contains("opendocument.text") => {
            Unreadable::said("这是 LibreOffice 的 .odt：打开后另存为 .docx 再拿来")
        }
        kind if kind.contains("opendocument.spreadsheet") => {
            Unreadable::said("这是 LibreOffice 的 .ods：打开后另存为 .xlsx 再拿来")
        }
        kind if kind.contains("epub") => Unreadable::said("这是电子书（EPUB）：打开后把要用的字复制出来，粘贴在这里"),
        _ if has("ofd.xml") => Unreadable::said("这是 OFD 版式文件：请找 Word 或网页上的原文，也可以复制后粘贴"),
        _ if ends(&[".iwa"]) => {
            Unreadable::said("这是苹果的 Pages 或 Numbers：导出为 Word（.docx）或 Excel（.xlsx）再拿来")
        }
        _ if has("ppt/presentation.xml") => SLIDES,
        _ if ends(&[".docx", ".xlsx", ".doc", ".xls", ".csv", ".txt", ".pdf", ".wps", ".et"]) => ARCHIVE,
        _ if names.is_empty() => BROKEN,
        _ => Unreadable::said("这个压缩包里没有 Word 或 Excel 的内容"),
    }
}

/// Refuses a text that is written for programs: its codes are not what people see.
pub(super) fn refuse_codes(text: &str) -> Result<(), Unreadable> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    match () {
        () if text.starts_with("{\\rtf") => Err(RTF),
        () if is_mail(text) => Err(MAIL),
        () => match root(text) {
            Some(root) => Err(of_root(&root, text)),
            None if is_page(text) => Err(HTML),
            None => Ok(()),
        },
    }
}

/// Lines like those above a mail, and what kind it is among them.
fn is_mail(text: &str) -> bool {
    let is_line = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name);
        line.starts_with([' ', '\t'])
            || name.is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic()))
    };
    let mut above = text.lines().take(40).take_while(|line| is_line(line)).map(str::to_ascii_lowercase);
    above.any(|line| {
        let begins = ["mime-version:", "content-type: multipart/", "content-transfer-encoding:"];
        begins.iter().any(|begin| line.starts_with(begin))
    })
}

/// The name of the outermost element, in small letters and without a prefix, where the text begins with one.
fn root(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let behind = match rest {
            _ if rest.starts_with("<!--") => rest.split_once("-->").map(|(_, behind)| behind),
            _ if rest.starts_with("<?") || rest.starts_with("<!") => rest.split_once('>').map(|(_, behind)| behind),
            _ => break,
        };
        match behind {
            Some(behind) => rest = behind,
            // A comment that goes on for long: what is behind it is not known, nor is the text a page for it.
            None => return None,
        }
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !":-_.".contains(c))?;
    let is_tag = end > 0
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name[end..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
    // <https://…> is a link.
    is_tag.then(|| name[..end].rsplit(':').next().unwrap_or_default().to_ascii_lowercase())
}

fn of_root(root: &str, text: &str) -> Unreadable {
    let is_said = |what: &str| text.contains(what);
    match root {
        "workbook" if is_said("office:spreadsheet") => XML_SHEET,
        "worddocument" => XML_WORD,
        "package" if is_said("xmlPackage") => XML_WORD,
        _ if text.starts_with("<?xml") && root != "html" => XML,
        _ => HTML,
    }
}

/// A page without its beginning. A line break or two are no page.
fn is_page(text: &str) -> bool {
    const TAGS: [&str; 16] =
        ["p", "br", "div", "span", "td", "tr", "th", "table", "li", "ul", "ol", "font", "a", "h1", "h2", "strong"];
    let name = |tag: &str| {
        let tag = tag.trim_start_matches('/');
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or_default();
        tag[..end].to_ascii_lowercase()
    };
    let tags = text.split('<').skip(1).filter(|tag| TAGS.contains(&name(tag).as_str()));
    tags.take(FEW_TAGS).count() == FEW_TAGS
}
