//! Texts that stand in codes of seven bits: what mail programs, web pages and programs write instead of the characters. They are
//! letters and signs for whoever reads them as text, so that nothing else would notice.

use encoding_rs::{GB18030, UTF_8, UTF_16BE};

use super::unreadable::Unreadable;

const SAVED: &str = "打开看着对了，另存为 UTF-8 的文本再拿来，也可以复制后粘贴";
/// So many codes are no slip, nor a word about codes.
const FEW: usize = 3;
/// So much of a text tells what it is written in, in bytes.
const HEAD: usize = 64 * 1024;

/// Refuses a text that is all codes, by what they are.
pub(super) fn refuse(text: &str) -> Result<(), Unreadable> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let letters = head.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    let is_ascii = letters == 0;
    let called = match () {
        () if ["\u{1b}$B", "\u{1b}$@", "\u{1b}(J"].iter().any(|code| head.contains(code)) => "日文 ISO-2022-JP 编码",
        () if ["\u{1b}$)C", "\u{1b}$)A", "\u{1b}$A"].iter().any(|code| head.contains(code)) => "ISO-2022 编码",
        () if is_ascii && is_hz(head) => "HZ 编码（老的邮件和新闻组用的）",
        () if is_ascii && is_base64(head) => "Base64 编码（邮件里用的）",
        () if is_ascii && is_utf7(head) => "UTF-7 编码",
        () if hex_pairs(head, '=') > letters && is_hidden_text(&quoted(head)) => "quoted-printable 编码（邮件里用的）",
        () if hex_pairs(head, '%') > letters && hex_pairs(head, '%') >= FEW => "网址编码（%E7%BF%A0 这样的）",
        () if references(head) >= FEW => "网页代码（&#x7FE0; 这样的）",
        () if escapes(head) >= FEW => "程序里的代码（\\u7fe0 这样的）",
        () => return Ok(()),
    };
    Err(Unreadable::Said(format!("里面的字是{called}，不是平常的字：用原来的软件{SAVED}").into()))
}

/// Whether bytes are a text that is not ASCII.
fn is_hidden_text(bytes: &[u8]) -> bool {
    let decoded = [UTF_8, GB18030].into_iter().find_map(|encoding| {
        let (text, _, has_errors) = encoding.decode(bytes);
        (!has_errors).then_some(text)
    });
    decoded.is_some_and(|text| {
        let wide = text.chars().filter(|c| is_chinese(*c)).count();
        wide >= FEW && wide * 4 > text.chars().count()
    })
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}')
}

/// `~{<:Ky2;S{~}`: pairs between these.
fn is_hz(text: &str) -> bool {
    let pairs = |part: &str| {
        let inner = part.split("~}").next().unwrap_or_default();
        (inner.len() >= 2 && inner.len().is_multiple_of(2) && inner.bytes().all(|b| b.is_ascii_graphic()))
            .then_some(inner.len() / 2)
    };
    text.split("~{").skip(1).filter_map(pairs).sum::<usize>() >= FEW
}

/// `+g0llYg-`: UTF-16 in base64.
fn is_utf7(text: &str) -> bool {
    let is_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    let wide = |word: &str| {
        let Some((_, code)) = word.split_once('+') else { return 0 };
        // What is left of the last character is filled up with nothing.
        let mut bytes = from_base64(code);
        bytes.truncate(bytes.len() / 2 * 2);
        let (text, has_errors) = UTF_16BE.decode_without_bom_handling(&bytes);
        if has_errors { 0 } else { text.chars().filter(|c| is_chinese(*c)).count() }
    };
    text.split(|c: char| !is_code(c)).map(wide).sum::<usize>() >= FEW
}

/// Nothing but lines of base64.
fn is_base64(text: &str) -> bool {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let body = code.trim_end_matches('=');
    body.len() >= 16
        && body.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
        // A cut may be in the middle of a character.
        && (0..3).any(|cut| {
            let bytes = from_base64(body);
            is_hidden_text(&bytes[..bytes.len().saturating_sub(cut)])
        })
}

fn from_base64(code: &str) -> Vec<u8> {
    let value = |b: u8| match b {
        b'A'..=b'Z' => b - b'A',
        b'a'..=b'z' => b - b'a' + 26,
        b'0'..=b'9' => b - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for b in code.bytes() {
        bits = bits << 6 | u32::from(value(b));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// How many characters stand as `%E7%BF%A0`, each of three such pairs; those of addresses are no words.
fn hex_pairs(text: &str, mark: char) -> usize {
    let count = |word: &str| {
        let is_pair =
            |part: &&str| part.get(..2).is_some_and(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit()) && pair >= "80");
        word.split(mark).skip(1).filter(is_pair).count()
    };
    text.split_whitespace().filter(|word| !word.contains("://") && !word.contains("=?")).map(count).sum::<usize>() / 3
}

/// Quoted-printable without its codes.
fn quoted(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [byte, behind @ ..] = rest {
        let hex = behind.get(..2).filter(|_| *byte == b'=').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    while std::str::from_utf8(&bytes).is_err_and(|error| error.error_len().is_none()) {
        bytes.pop();
    }
    bytes
}

/// `&#x7fe0;`, `&#32704;`, and the names that pages have for marks.
fn references(text: &str) -> usize {
    let is_one = |part: &&str| {
        let Some((code, _)) = part.split_once(';') else { return false };
        let number = code.strip_prefix('#').map(|number| number.strip_prefix(['x', 'X']).unwrap_or(number));
        number.is_some_and(|number| (2..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_hexdigit()))
            || matches!(
                code,
                "nbsp"
                    | "ldquo"
                    | "rdquo"
                    | "lsquo"
                    | "rsquo"
                    | "hellip"
                    | "mdash"
                    | "middot"
                    | "quot"
                    | "ensp"
                    | "emsp"
            )
    };
    text.split('&').skip(1).filter(is_one).count()
}

/// `\u7fe0`.
fn escapes(text: &str) -> usize {
    let is_one = |part: &&str| part.get(..4).is_some_and(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
    text.split("\\u").skip(1).filter(is_one).count()
}
