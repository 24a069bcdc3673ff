//! JSON read and written by hand. A derived reader for each of a dozen small types is a third as large again as all the
//! code that uses them; this one is read once for all.

/// A value. Fractions are cut off: nothing this app reads has any.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Json {
    /// Nothing, or not there.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
    /// Values in their order.
    List(Vec<Json>),
    /// Values by name.
    Object(Vec<(String, Json)>),
}

/// Nothing this app reads is nested deeper.
const DEPTH: u32 = 16;

impl Json {
    /// Reads a text; `None` where it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEPTH)?;
        reader.space();
        (reader.at == text.len()).then_some(value)
    }

    /// What has this name.
    pub fn get(&self, name: &str) -> &Self {
        match self {
            Self::Object(fields) => {
                fields.iter().find(|(known, _)| known == name).map_or(&Self::Null, |(_, value)| value)
            }
            _ => &Self::Null,
        }
    }

    /// The text it is.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The text that has this name.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).as_text()
    }

    /// The number that has this name.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.get(name) {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether what has this name is true.
    pub fn truth(&self, name: &str) -> bool {
        *self.get(name) == Self::Truth(true)
    }

    /// The list that has this name, each read by the same; `None` where one of them cannot be. Not there is empty.
    pub fn list<T>(&self, name: &str, read: fn(&Self) -> Option<T>) -> Option<Vec<T>> {
        match self.get(name) {
            Self::List(values) => values.iter().map(read).collect(),
            Self::Null => Some(Vec::new()),
            _ => None,
        }
    }
}

/// A text as it stands in JSON.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // Of the others, none means anything in what is sent.
            '\0'..=' ' => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let is_there = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        is_there.then_some(value)
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        self.space();
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Truth(true)),
            b'f' => self.word("false", Json::Truth(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut values = Vec::new();
                self.at += 1;
                if self.take(b']') {
                    return Some(Json::List(values));
                }
                loop {
                    values.push(self.value(depth)?);
                    if !self.take(b',') {
                        return self.take(b']').then_some(Json::List(values));
                    }
                }
            }
            b'{' => {
                let mut fields = Vec::new();
                self.at += 1;
                if self.take(b'}') {
                    return Some(Json::Object(fields));
                }
                loop {
                    self.space();
                    let name = self.string()?;
                    if !self.take(b':') {
                        return None;
                    }
                    fields.push((name, self.value(depth)?));
                    if !self.take(b',') {
                        return self.take(b'}').then_some(Json::Object(fields));
                    }
                }
            }
            b'-' | b'0'..=b'9' => self.number(),
            _ => None,
        }
    }

    fn number(&mut self) -> Option<Json> {
        let is_negative = self.take(b'-');
        let mut number = 0_i64;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            number = number.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
            self.at += 1;
        }
        while self.peek().is_some_and(|byte| matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-' | b'0'..=b'9')) {
            self.at += 1;
        }
        Some(Json::Number(if is_negative { -number } else { number }))
    }

    fn string(&mut self) -> Option<String> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            // Byte by byte: both are ASCII, and files are long.
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
            out += rest.get(..end)?;
            self.at += end + 1;
            if rest.as_bytes().get(end) == Some(&b'"') {
                return Some(out);
            }
            let escape = self.peek()?;
            self.at += 1;
            out.push(match escape {
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                b'b' | b'f' => ' ',
                b'u' => self.unicode()?,
                b'"' | b'\\' | b'/' => char::from(escape),
                _ => return None,
            });
        }
    }

    fn unicode(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let is_pair = self.text.get(self.at..)?.starts_with("\\u");
        self.at += 2;
        let second = self.four_digits().filter(|second| is_pair && (0xdc00..0xe000).contains(second))?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let json = Json::parse(
            r#" {"a": [1, -2, 3.75e2], "b": {"c": "x\n\"\u91d1\ud83d\udc4d\/"}, "d": true, "e": null, "f": []} "#,
        )
        .unwrap();
        let number = |json: &Json| if let Json::Number(number) = json { Some(*number) } else { None };
        assert_eq!(json.list("a", number), Some(vec![1, -2, 3]));
        assert_eq!(json.get("b").text("c").as_deref(), Some("x\n\"金👍/"));
        assert!(json.truth("d") && !json.truth("e") && json.number("d").is_none());
        assert_eq!((json.list("f", number), json.list("g", number)), (Some(vec![]), Some(vec![])));
        assert_eq!(json.list("d", number), None);
    }

    #[test]
    fn anything_else_is_nothing() {
        let deep = "[".repeat(100_000);
        for text in ["", "<html>", "{", "{\"a\":}", "[1,]", "\"\\ud800\"", "\"\\x\"", "1 2", "nul", "\"a", "[1", &deep]
        {
            assert_eq!(Json::parse(text), None, "{text:.20}");
        }
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        for text in ["", "a\"b\\c\nd", "金👍<script>"] {
            assert_eq!(Json::parse(&quoted(text)), Some(Json::Text(text.into())));
            assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        }
        assert_eq!(quoted("a\u{1}b"), "\"a b\"");
    }
}
