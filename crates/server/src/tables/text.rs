//! Bytes to text. Nearly every sequence of bytes is a text in one of the old encodings, and a wrong one is no text that
//! anybody wrote: a reading counts where its characters are those that people use, and where that is not plain, people are asked.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use api::error::Reading;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874};

use super::unreadable::Unreadable;

const NO_TEXT: Unreadable = Unreadable::said("看不出这是什么文字：用记事本打开，另存为 UTF-8 再拿来");
const WIDE: Unreadable = Unreadable::said("这是没有标记的 UTF-16 文字：用记事本打开，另存为 UTF-8 再拿来");
const WIDER: Unreadable = Unreadable::said("这是 UTF-32 的文字：用记事本或别的编辑软件打开，另存为 UTF-8 再拿来");
/// What is tried beside GB18030, which includes GBK and GB2312.
fn others() -> [&'static Encoding; 6] {
    [UTF_16LE, UTF_16BE, BIG5, SHIFT_JIS, EUC_JP, EUC_KR]
}

/// What people call it.
fn called(encoding: &'static Encoding) -> &'static str {
    match encoding {
        _ if encoding == BIG5 => "繁体 Big5",
        _ if encoding == SHIFT_JIS => "日文 Shift-JIS",
        _ if encoding == EUC_JP => "日文 EUC",
        _ if encoding == EUC_KR => "韩文",
        _ if encoding == WINDOWS_874 => "泰文",
        _ if encoding == GB18030 => "简体 GB18030",
        _ => encoding.name(),
    }
}

/// Of a hundred characters that are not ASCII so many are usual in a text that was read right.
const USUAL: usize = 80;
/// Where so many are, it may still be one.
const POSSIBLE: usize = 60;
/// Fewer letters tell nothing of their language.
const FEWEST: usize = 8;
/// So much is shown to choose by, or to find a place, in characters.
const PREVIEW: usize = 20;

/// The text: in the encoding that somebody has chosen, or else in the one that it plainly is in.
pub(super) fn decode(bytes: &[u8], chosen: &str) -> Result<String, Unreadable> {
    let text = match Encoding::for_label(chosen.as_bytes()) {
        Some(encoding) => read(encoding, bytes).ok_or_else(|| damage(encoding, bytes))?,
        None if chosen.is_empty() => guessed(bytes)?,
        None => return Err(NO_TEXT),
    };
    // What some editors write at the end.
    let text = text.trim_end_matches('\u{1a}');
    if text.contains('\0') {
        return Err(NO_TEXT);
    }
    if text.contains('\u{fffd}') || text.contains("锟斤拷") {
        return Err(damage_in(&text.replace("锟斤拷", "\u{fffd}")));
    }
    if is_twice_encoded(text) {
        return Err(Unreadable::Said(format!("里面是乱码（“{}”）：{MENDED}", preview(text)).into()));
    }
    // What changes the meaning of what follows it is looked at as a code.
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace() && *c != '\u{1b}').count();
    if controls > 1 && controls * 50 > text.chars().count() {
        return Err(NO_TEXT);
    }
    Ok(text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n"))
}

const MENDED: &str = "打开看看，找没坏的那一份，或改好后另存为 UTF-8 再拿来";

fn guessed(bytes: &[u8]) -> Result<String, Unreadable> {
    if is_utf32(bytes) {
        return Err(WIDER);
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return read(encoding, bytes).ok_or_else(|| damage(encoding, bytes));
    }
    if let Some(text) = read(UTF_8, bytes).filter(|text| !text.contains('\0')) {
        return Ok(text);
    }
    if is_mostly_utf8(bytes) {
        return Err(damage(UTF_8, bytes));
    }
    let others = others().into_iter().filter_map(|encoding| {
        let text = read(encoding, bytes).filter(|text| !text.contains('\0'))?;
        Some((usual(&text, encoding), encoding, text))
    });
    let mut others: Vec<(usize, &'static Encoding, String)> = others.filter(|(usual, ..)| *usual >= POSSIBLE).collect();
    others.sort_by_key(|(usual, ..)| std::cmp::Reverse(*usual));
    // Two of Japan's and Korea's put their signs where GB2312 has some of its: they are asked about, but are no doubt.
    let rival = others
        .iter()
        .filter(|(_, encoding, _)| *encoding != EUC_JP && *encoding != EUC_KR)
        .map(|(usual, ..)| *usual)
        .max();
    // Korean is in the half of GB2312's characters that begins its alphabet, Thai in single letters of which few may follow others.
    let foreign = [EUC_KR, WINDOWS_874].into_iter().filter_map(|encoding| Some((encoding, read(encoding, bytes)?)));
    let foreign: Vec<_> = foreign.filter(|(_, text)| is_korean(text) || is_thai(text)).collect();
    if !foreign.is_empty() {
        let gb = read(GB18030, bytes).map(|text| (GB18030, text));
        let is_other = |encoding: &Encoding| foreign.iter().all(|(known, _)| *known != encoding);
        let others: Vec<_> =
            others.into_iter().map(|(_, encoding, text)| (encoding, text)).filter(|one| is_other(one.0)).collect();
        return Err(asked(foreign.into_iter().chain(others).chain(gb)));
    }
    let is_wide = |encoding: &Encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    let gb = read(GB18030, bytes).filter(|text| !text.contains('\0')).map(|text| (usual(&text, GB18030), text));
    match gb {
        Some((usual, text)) if usual >= USUAL && rival.is_none_or(|rival| rival <= usual) => Ok(text),
        // Rare names are written in characters that nothing else can be.
        Some((usual, text)) if usual >= POSSIBLE && others.is_empty() => Ok(text),
        _ if others.first().is_some_and(|(usual, encoding, _)| *usual >= USUAL && is_wide(encoding)) => Err(WIDE),
        Some((_, text)) if others.is_empty() => {
            Err(Unreadable::Said(format!("读出来像乱码（“{}”）：{MENDED}", preview(&text)).into()))
        }
        None if others.is_empty() => Err(damage(GB18030, bytes)),
        gb => {
            let others = others.into_iter().map(|(_, encoding, text)| (encoding, text));
            Err(asked(others.chain(gb.map(|(_, text)| (GB18030, text)))))
        }
    }
}

/// Four bytes a character, of which one is always nothing, and another nearly always.
fn is_utf32(bytes: &[u8]) -> bool {
    let is_wide = |least: usize, most: usize| {
        bytes.len() >= 8
            && bytes.len().is_multiple_of(4)
            && bytes.chunks(4).all(|c| c[most] == 0 && c[least] <= 0x10 && (c[least] == 0 || c[least] <= 3))
    };
    bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) || is_wide(2, 3) || is_wide(1, 0)
}

/// Strictly: nothing where a byte does not fit.
fn read(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _, has_errors) = encoding.decode(bytes);
    (!has_errors).then(|| text.into_owned())
}

/// Whether all words are Hangul: of Chinese ones, read so, some would be no letters of it.
fn is_korean(text: &str) -> bool {
    let hangul = text.chars().filter(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')).count();
    let others = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() - hangul;
    hangul >= FEWEST && others * 20 <= hangul
}

/// Whether all letters are Thai, with its vowels where they can be: above and below stand only upon consonants.
fn is_thai(text: &str) -> bool {
    let (mut letters, mut wrong, mut before) = (0, 0, ' ');
    for c in text.chars() {
        let is_thai = matches!(c, '\u{e01}'..='\u{e5b}');
        letters += usize::from(is_thai);
        let is_upon = matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
        let may_bear =
            matches!(before, '\u{e01}'..='\u{e2e}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
        // Vowels that are written before their consonant.
        let waits = matches!(before, '\u{e40}'..='\u{e44}') && !matches!(c, '\u{e01}'..='\u{e2e}');
        wrong += usize::from(!c.is_ascii() && !is_thai || is_upon && !may_bear || waits);
        before = c;
    }
    letters >= 2 * FEWEST && wrong * 30 <= letters
}

/// Which readings there are, and how to settle it.
fn asked(readings: impl Iterator<Item = (&'static Encoding, String)>) -> Unreadable {
    let reading = |(encoding, text): (&'static Encoding, String)| Reading {
        encoding: encoding.name().to_ascii_lowercase(),
        called: called(encoding).into(),
        beginning: preview(&text),
    };
    let readings: Vec<Reading> = readings.map(reading).collect();
    let said = readings.iter().map(|one| format!("按{}读是“{}”", one.called, one.beginning));
    let said = said.collect::<Vec<_>>().join("，");
    let said = format!("看不准这是哪种文字编码：{said}。用记事本打开，看着对了，另存为 UTF-8 再拿来");
    Unreadable::Asked(said, readings)
}

/// Of a hundred characters that are not ASCII, how many are usual.
fn usual(text: &str, encoding: &'static Encoding) -> usize {
    let (mut all, mut usual) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        usual += usize::from(is_usual(c, encoding));
    }
    (usual * 100).checked_div(all).unwrap_or(100)
}

/// The more frequent half of GB2312 and of Big5.
static KNOWN: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let trails = (0x40..=0x7e).chain(0xa1..=0xfe);
    let big5 = all(BIG5, 0xa4..=0xc6, trails.clone());
    all(GBK, 0xb0..=0xd7, 0xa1..=0xfe).chain(big5).collect()
});
static KNOWN_IN_JAPAN: LazyLock<HashSet<char>> = LazyLock::new(|| all(SHIFT_JIS, 0x88..=0x97, 0x40..=0xfc).collect());

/// What pairs of bytes mean.
fn all(
    encoding: &'static Encoding,
    leads: RangeInclusive<u8>,
    trails: impl Iterator<Item = u8> + Clone,
) -> impl Iterator<Item = char> {
    let pairs = leads.flat_map(move |lead| trails.clone().map(move |trail| [lead, trail]));
    pairs.filter_map(move |pair| read(encoding, &pair)).flat_map(|text| text.chars().collect::<Vec<_>>())
}

/// Whether a character is one that people use: the more frequent half of GB2312 or Big5, and Chinese marks; kana and Hangul
/// where they belong.
fn is_usual(c: char, encoding: &'static Encoding) -> bool {
    match c {
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            KNOWN.contains(&c)
                || encoding == SHIFT_JIS && KNOWN_IN_JAPAN.contains(&c)
                // GB18030 writes these with four bytes, which make no other text.
                || encoding == GB18030 && !('\u{4e00}'..='\u{9fff}').contains(&c)
        }
        '\u{3000}'..='\u{301f}' | '\u{ff01}'..='\u{ff5e}' | '\u{2010}'..='\u{2030}' | '\u{2460}'..='\u{249b}' => true,
        '·' | '×' | '÷' | '℃' | '●' | '○' | '★' | '☆' | '■' | '□' | '◆' | '◇' | '→' | '√' | '￥' | '°' => {
            true
        }
        '\u{3041}'..='\u{30ff}' => encoding == SHIFT_JIS || encoding == EUC_JP,
        '\u{ac00}'..='\u{d7a3}' => encoding == EUC_KR,
        _ => false,
    }
}

/// Whether most of what is not ASCII is well-formed UTF-8, of which a byte or some were lost.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let all = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let formed = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()).filter(|c| c.len_utf8() > 2);
    formed.map(char::len_utf8).sum::<usize>() * 10 >= all * 6
}

/// Where a text does not fit its encoding.
fn damage(encoding: &'static Encoding, bytes: &[u8]) -> Unreadable {
    let (text, ..) = encoding.decode(bytes);
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    // One byte that is too many may spoil the rest of its line.
    let is_text = lost * 10 < text.chars().count() && usual(&text.replace('\u{fffd}', ""), encoding) >= POSSIBLE;
    if is_text { damage_in(&text) } else { NO_TEXT }
}

fn damage_in(text: &str) -> Unreadable {
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let beside: Vec<char> = before.rsplit('\n').next().unwrap_or_default().chars().rev().take(8).collect();
    let place = match beside.is_empty() {
        true => "开头".to_string(),
        false => format!("“{}”后面", beside.into_iter().rev().collect::<String>()),
    };
    Unreadable::Said(format!("第 {line} 行{place}有认不出的字，文件坏了：{MENDED}").into())
}

/// Whether somebody has read it wrong before, and kept that: letters with accents, or characters that nobody uses, all over.
fn is_twice_encoded(text: &str) -> bool {
    let (mut latin, mut rare, mut hanzi) = (0, 0, 0);
    for c in text.chars() {
        match c {
            '\u{80}'..='\u{ff}' if c != '·' && c != '×' && c != '°' => latin += 1,
            '\u{3400}'..='\u{9fff}' => {
                hanzi += 1;
                rare += usize::from(!is_usual(c, UTF_8));
            }
            _ => {}
        }
    }
    let is_latin = latin >= 8 && latin > hanzi && text.chars().filter(|c| c.is_ascii_alphabetic()).count() < latin;
    is_latin || hanzi >= 8 && rare * 2 > hanzi
}

/// From the first character that can be read in several ways: numbers and Latin letters are the same in all of them.
fn preview(text: &str) -> String {
    let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    shown.skip_while(|c| c.is_ascii() || c.is_whitespace()).take(PREVIEW).collect()
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
