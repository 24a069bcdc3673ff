//! The head of a content file: a small, strict subset of YAML between two `---` lines.
//!
//! `key: value`, `"quoted"` and `'quoted'` strings, and lists of `- ` lines. What YAML would read in a surprising way
//! (anchors, tags, nested maps, flow collections, block strings, a value with `: ` or ` #` in it) is a fault with a
//! hint, never a guess. A library would accept those, and would not know the line of each field.

mod edit;

use crate::fault::Faults;
use crate::fold::{self, Unseen};

pub use edit::{with_field, with_list, without_field};

/// Largest body in bytes; a longer text is a book, not an article for a phone.
pub const MAX_BODY: usize = 64 * 1024;

/// Most items of a list.
const MAX_ITEMS: usize = 500;

/// Longest value of a field, in characters: what fits where readers are shown it, with room to spare. A quotation has a limit
/// of its own, see [`crate::card`].
fn longest(key: &str) -> usize {
    match key {
        "quote" | "sentence" | "before" | "after" => 2_000,
        "summary" | "contact" | "published_in" | "reserved_names" | "hours" | "offers" | "steps" | "alert"
        | "bring" | "safety" | "insurance" | "slots" | "promises" | "parties" | "purpose" | "look" | "avoid"
        | "call" => 200,
        "title" | "section" | "author" | "address" | "landmark" | "entrance" | "who" | "where" | "papers" => 100,
        "deed" => 40,
        _ => 64,
    }
}

/// Fields that hold lists.
const LISTS: [&str; 6] = ["cards", "promises", "services", "slots", "steps", "themes"];

/// A content file, taken apart.
#[derive(Debug, Default)]
pub struct FrontMatter {
    fields: Vec<Field>,
    /// Everything after the second `---`, with `\n` line ends.
    pub body: String,
    /// Line of the file on which the body begins; 0 where no fields could be told from it.
    pub body_line: usize,
}

#[derive(Debug)]
struct Field {
    key: String,
    line: usize,
    value: Value,
    used: bool,
}

#[derive(Debug)]
enum Value {
    Text(String),
    List(Vec<Item>),
    /// Could not be read; that was noted, and nobody needs to hear that it is missing as well.
    Faulty,
}

/// On which line each field stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(Vec<(String, usize)>);

impl Lines {
    /// Line of a field; 1 where it is missing.
    pub fn of(&self, field: &str) -> usize {
        self.0.iter().find(|(key, _)| key == field).map_or(1, |(_, line)| *line)
    }
}

/// One `- ` line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its line in the file.
    pub line: usize,
    /// Its value.
    pub text: String,
}

impl FrontMatter {
    /// Takes a file apart; every fault is noted and reading goes on behind it.
    pub fn parse(text: &str, faults: &mut Faults) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = text.split('\n').enumerate().map(|(at, line)| (at + 1, line));
        if lines.next().map(|(_, line)| line.trim_end()) != Some("---") {
            let (message, hint) = no_head(&text);
            faults.add(1, "file", message, hint);
            return Self { body: text, ..Self::default() };
        }
        let mut parsed = Self::default();
        let mut closed = None;
        for (number, line) in lines.by_ref() {
            if line.trim_end() == "---" {
                closed = Some(number);
                break;
            }
            parsed.read_line(number, line, faults);
        }
        let Some(closed) = closed else {
            faults.add(1, "file", "字段后面少了一行 ---", "字段写完，另起一行写三个减号，再写正文");
            return parsed;
        };
        parsed.body_line = closed + 1;
        parsed.body = lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        parsed.check_body(faults);
        parsed
    }

    fn read_line(&mut self, number: usize, line: &str, faults: &mut Faults) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return;
        }
        if let Some(item) = trimmed.strip_prefix("- ").or((trimmed == "-").then_some("")) {
            return self.read_item(number, item.trim(), faults);
        }
        if line.starts_with([' ', '\t']) {
            if let Some(Field { value: value @ Value::List(_), .. }) = self.fields.last_mut() {
                *value = Value::Faulty;
            }
            return faults.add(number, "file", "这一行缩进了", "字段从行首写起；列表的每一项以 - 加空格开头");
        }
        let Some((key, value)) = split_key(line) else {
            let hint =
                if line.contains('：') { "冒号要用半角的 : ，后面空一格" } else { "写成 字段: 值" };
            if let Some((key, _)) = line.split_once('：') {
                self.fields.push(Field { key: key.trim().into(), line: number, value: Value::Faulty, used: true });
            }
            return faults.add(number, "file", format!("看不懂这一行：{}", shorten(line)), hint);
        };
        if !key.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            return faults.add(number, key, "字段名只能用小写英文字母和下划线", "");
        }
        if let Some(earlier) = self.fields.iter().find(|field| field.key == key) {
            return faults.add(number, key, format!("这个字段在第 {} 行已经写过", earlier.line), "只留一个");
        }
        let value = match value {
            "" => Value::List(Vec::new()),
            text => fitting(text, number, key, faults).map_or(Value::Faulty, Value::Text),
        };
        self.fields.push(Field { key: key.to_string(), line: number, value, used: false });
    }

    fn read_item(&mut self, number: usize, item: &str, faults: &mut Faults) {
        let Some(field) = self.fields.last_mut() else {
            return faults.add(number, "file", "列表项前面没有字段名", "先写一行 字段: ，再写 - 开头的各项");
        };
        let key = field.key.clone();
        match &mut field.value {
            Value::List(_) if item.is_empty() => faults.add(number, &key, "列表里有一个空项", "写上内容，或删掉这一行"),
            Value::List(items) if items.len() >= MAX_ITEMS => {
                faults.add(number, &key, format!("这个列表超过 {MAX_ITEMS} 项"), "分成几份");
                field.value = Value::Faulty;
            }
            Value::List(items) => {
                items.extend(fitting(item, number, &key, faults).map(|text| Item { line: number, text }));
            }
            Value::Faulty => {}
            Value::Text(_) => faults.add(number, &key, "这个字段已经有值，后面不能再跟列表", "二者留一"),
        }
    }

    fn check_body(&self, faults: &mut Faults) {
        if self.body.len() > MAX_BODY {
            faults.add(self.body_line, "body", format!("正文有 {} 字节，最多 {MAX_BODY}", self.body.len()), "分成几篇");
        }
        for (at, line) in self.body.split('\n').enumerate() {
            note_unseen(line, self.body_line + at, "body", faults);
        }
    }

    /// The text of a field that must be there and must say something.
    pub fn required(&mut self, key: &str, faults: &mut Faults) -> String {
        match self.optional(key, faults) {
            Some(text) => text,
            None => {
                let field = self.fields.iter().find(|field| field.key == key);
                let is_missing = field.is_none_or(|field| match &field.value {
                    Value::Text(_) => true,
                    Value::List(items) => items.is_empty(),
                    Value::Faulty => false,
                });
                if is_missing {
                    faults.add(self.line(key), key, "少了这个字段，或它是空的", format!("加一行 {key}: …"));
                }
                String::new()
            }
        }
    }

    /// The text of a field, if it is there and says something.
    pub fn optional(&mut self, key: &str, faults: &mut Faults) -> Option<String> {
        let field = self.fields.iter_mut().find(|field| field.key == key)?;
        field.used = true;
        match &field.value {
            Value::Text(text) if text.is_empty() => None,
            Value::Text(text) => Some(text.clone()),
            Value::List(items) if items.is_empty() => None,
            Value::Faulty => None,
            Value::List(_) => {
                faults.add(field.line, key, "这里要一个值，不是列表", format!("写成 {key}: …"));
                None
            }
        }
    }

    /// The items of a list; empty where the field is missing.
    pub fn list(&mut self, key: &str, faults: &mut Faults) -> Vec<Item> {
        let Some(field) = self.fields.iter_mut().find(|field| field.key == key) else { return Vec::new() };
        field.used = true;
        match &field.value {
            Value::List(items) => items.clone(),
            Value::Faulty => Vec::new(),
            Value::Text(_) => {
                faults.add(field.line, key, "这里要一个列表", format!("{key}: 后面换行，每项一行，以 - 加空格开头"));
                Vec::new()
            }
        }
    }

    /// Line of a field; 1 where it is missing.
    pub fn line(&self, key: &str) -> usize {
        self.fields.iter().find(|field| field.key == key).map_or(1, |field| field.line)
    }

    /// Line of every field.
    pub fn lines(&self) -> Lines {
        Lines(self.fields.iter().map(|field| (field.key.clone(), field.line)).collect())
    }

    /// To be called last: a field that nobody asked for is a fault, with the nearest known name as the hint.
    pub fn refuse_unknown(&self, known: &[&str], faults: &mut Faults) {
        for field in self.fields.iter().filter(|field| !field.used) {
            faults.add(field.line, &field.key, "没有这个字段", did_you_mean(&field.key, known));
        }
    }
}

/// More than this many names are no help.
const MAX_CHOICES: usize = 16;

/// `是不是想写 …？`, where something known is near enough, else the whole list, if it is short.
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    let nearest = known.iter().map(|k| (strsim::damerau_levenshtein(word, k), k)).min();
    match nearest {
        Some((distance, near)) if distance <= 2 && distance < near.chars().count() => format!("是不是想写 {near}？"),
        _ if known.len() <= MAX_CHOICES => format!("可用：{}", known.join("、")),
        _ => String::new(),
    }
}

fn split_key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    (value.is_empty() || value.starts_with([' ', '\t'])).then(|| (key.trim_end(), value.trim()))
}

/// A value that is not too long.
fn fitting(text: &str, line: usize, key: &str, faults: &mut Faults) -> Option<String> {
    let (value, longest) = (scalar(text, line, key, faults)?, longest(key));
    if value.chars().count() <= longest {
        return Some(value);
    }
    faults.add(line, key, format!("有 {} 个字，最多 {longest}", value.chars().count()), "写短一点，其余的写进正文");
    None
}

fn scalar(text: &str, line: usize, key: &str, faults: &mut Faults) -> Option<String> {
    note_unseen(text, line, key, faults);
    let quoted = match text.chars().next() {
        Some('"') => Some(double_quoted(&text[1..])),
        Some('\'') => Some(single_quoted(&text[1..])),
        Some(c) if "&*!{}[]|>%@`?,".contains(c) => {
            let is_list = c == '[' && LISTS.contains(&key);
            let hint = if is_list {
                "每项另起一行，以 - 加空格开头"
            } else {
                "用英文双引号把整个值括起来"
            };
            faults.add(line, key, format!("值不能以 {c} 开头"), hint);
            None
        }
        _ if text.contains(": ") || text.ends_with(':') || text.contains(" #") => {
            faults.add(line, key, "值里有“: ”或“ #”，会被读错", "用英文双引号把整个值括起来");
            None
        }
        _ => return Some(text.to_string()),
    };
    if quoted == Some(None) {
        faults.add(line, key, "引号没有配对，或引号后面还有字", "整个值放在一对英文引号里，里面的引号写成 \\\"");
    }
    quoted.flatten()
}

fn double_quoted(rest: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return chars.as_str().is_empty().then_some(out),
            '\\' => match chars.next()? {
                c @ ('"' | '\\') => out.push(c),
                _ => return None,
            },
            c => out.push(c),
        }
    }
}

fn single_quoted(rest: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = rest.chars().peekable();
    loop {
        match chars.next()? {
            '\'' if chars.peek() == Some(&'\'') => {
                chars.next();
                out.push('\'');
            }
            '\'' => return chars.next().is_none().then_some(out),
            c => out.push(c),
        }
    }
}

/// The first character that changes what a reader finds or sees without being seen.
fn note_unseen(text: &str, line: usize, field: &str, faults: &mut Faults) {
    match fold::unseen(text) {
        Some(unseen @ Unseen { like: Some(like), .. }) => {
            faults.advise(line, field, unseen.in_words(), format!("换成平常的“{like}”，不然搜不到它，也读不出来"));
        }
        Some(unseen) => faults.add(line, field, unseen.in_words(), "删掉这个看不见的字符"),
        None => {}
    }
}

/// What is wrong with a file that does not begin with three dashes: what other programs begin with is named.
fn no_head(text: &str) -> (&'static str, &'static str) {
    let first = text.lines().next().unwrap_or_default().trim();
    let is_dash = |c: char| matches!(c, '-' | '‐'..='―' | '−' | '－' | '─' | '﹣');
    match first {
        "+++" => ("开头的 +++ 是 TOML 的写法", "换成三个减号 ---，字段写成 title: 值"),
        _ if first.starts_with('{') => ("开头的 { 是 JSON 的写法", "第一行写三个减号 ---，字段写成 title: 值"),
        _ if !first.is_empty() && first.chars().all(is_dash) => {
            ("第一行像三个减号，其实不是", "换成英文的三个减号 ---，不多不少；输入法会把它们连成长线")
        }
        _ => ("开头少了一行 ---", "第一行只写三个减号，下面写字段"),
    }
}

fn shorten(line: &str) -> String {
    let mut short: String = line.trim().chars().take(20).collect();
    if short.chars().count() < line.trim().chars().count() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_comes_and_goes_and_leaves_the_rest() {
        let text = "---\nquote: 一句\ntheme: 青年\n---\n\n---\nwithdrawn: 正文里的\n";
        let withdrawn = with_field(text, "withdrawn", "2026-11-23").unwrap();
        assert_eq!(withdrawn, text.replacen("青年\n", "青年\nwithdrawn: 2026-11-23\n", 1));
        assert_eq!(with_field(&withdrawn, "withdrawn", "2026-11-23"), Some(withdrawn.clone()));
        assert_eq!(without_field(&withdrawn, "withdrawn"), text);
        assert_eq!(with_field("没有头", "withdrawn", "2026-11-23"), None);
    }
}
