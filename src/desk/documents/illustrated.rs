//! A markdown text as words and the pictures between them: pictures are moved and taken out by hand, and the text stays
//! markdown. A picture is a line of its own that shows one of this site's; whatever else is written is words.

use content::picture::Picture;

/// A picture where it stands.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Shown {
    /// What is on it, for whoever does not see it.
    pub(super) alt: String,
    /// Below this site.
    pub(super) path: String,
}

/// Words, a picture, words, a picture, words: one more of words than of pictures, some of them empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Illustrated {
    pub(super) words: Vec<String>,
    pub(super) pictures: Vec<Shown>,
}

impl Illustrated {
    /// Nothing but words.
    pub(super) fn plain(text: &str) -> Self {
        Self { words: vec![text.to_string()], pictures: Vec::new() }
    }

    /// Takes a text apart.
    pub(super) fn read(text: &str) -> Self {
        let (mut words, mut pictures) = (vec![Vec::new()], Vec::new());
        let mut is_code = false;
        for line in text.split('\n') {
            is_code ^= is_fence(line);
            match picture(line).filter(|_| !is_code) {
                Some(picture) => {
                    pictures.push(picture);
                    words.push(Vec::new());
                }
                None => words.last_mut().into_iter().for_each(|lines| lines.push(line)),
            }
        }
        match pictures.is_empty() {
            true => Self::plain(text),
            false => {
                Self { words: words.iter().map(|lines| trimmed(&lines.join("\n")).to_string()).collect(), pictures }
            }
        }
    }

    /// The whole text again; each picture is a paragraph.
    pub(super) fn to_text(&self) -> String {
        if let ([words], []) = (self.words.as_slice(), self.pictures.as_slice()) {
            return words.clone();
        }
        let mut text = String::new();
        for (at, words) in self.words.iter().enumerate() {
            text = joined(&text, words);
            if let Some(Shown { alt, path }) = self.pictures.get(at) {
                text = joined(&text, &format!("![{alt}]({path})"));
            }
        }
        text
    }

    /// Puts a line of markdown into the words at a place, counted as a browser does, in UTF-16.
    pub(super) fn insert(&mut self, at: usize, offset: usize, line: &str) {
        let Some(words) = self.words.get(at) else { return };
        let units: Vec<u16> = words.encode_utf16().collect();
        let (before, behind) = units.split_at(offset.min(units.len()));
        let [before, behind] = [before, behind].map(String::from_utf16_lossy);
        let Self { words, pictures } = Self::read(&joined(&joined(&before, line), &behind));
        self.words.splice(at..=at, words);
        self.pictures.splice(at..at, pictures);
    }

    /// Takes a picture out; the words around it are one text again.
    pub(super) fn remove(&mut self, at: usize) {
        if at < self.pictures.len() {
            self.pictures.remove(at);
            let behind = self.words.remove(at + 1);
            self.words[at] = joined(&self.words[at], &behind);
        }
    }

    /// Whether there is something before it, or behind it, to change places with.
    pub(super) fn can_move(&self, at: usize, is_up: bool) -> bool {
        let (next, beside) = if is_up { (at, at.checked_sub(1)) } else { (at + 1, Some(at + 1)) };
        let has_words = self.words.get(next).is_some_and(|words| !trimmed(words).is_empty());
        has_words || beside.is_some_and(|beside| beside < self.pictures.len())
    }

    /// Moves a picture over the paragraph before it (or behind it), or over the picture, where that comes first.
    pub(super) fn shift(&mut self, at: usize, is_up: bool) {
        if at >= self.pictures.len() || !self.can_move(at, is_up) {
            return;
        }
        let (before, behind) = (trimmed(&self.words[at]).to_string(), trimmed(&self.words[at + 1]).to_string());
        let next = if is_up { &before } else { &behind };
        if next.is_empty() {
            self.pictures.swap(at, if is_up { at - 1 } else { at + 1 });
            return;
        }
        (self.words[at], self.words[at + 1]) = if is_up {
            let (rest, last) = before.split_at(paragraphs(&before).pop().unwrap_or_default());
            (trimmed(rest).into(), joined(last, &behind))
        } else {
            let second = paragraphs(&behind).get(1).copied().unwrap_or(behind.len());
            let (first, rest) = behind.split_at(second);
            (joined(&before, first), trimmed(rest).into())
        };
    }
}

/// A line that shows a picture of this site, and nothing else.
fn picture(line: &str) -> Option<Shown> {
    let (alt, path) = line.trim_end().strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
    let is_plain = !alt.contains([']', '[']) && Picture::at(path).is_some();
    is_plain.then(|| Shown { alt: alt.to_string(), path: path.to_string() })
}

/// Where code begins or ends.
fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Where each paragraph begins, in bytes; code with empty lines in it is one.
fn paragraphs(text: &str) -> Vec<usize> {
    let (mut begins, mut at, mut is_code, mut is_between) = (Vec::new(), 0, false, true);
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty() && !is_code;
        if is_between && !is_empty {
            begins.push(at);
        }
        is_between = is_empty;
        is_code ^= is_fence(line);
        at += line.len();
    }
    begins
}

/// Without the empty lines around it.
fn trimmed(text: &str) -> &str {
    text.trim_matches('\n')
}

/// Two texts, an empty line between them.
fn joined(before: &str, behind: &str) -> String {
    match (trimmed(before), trimmed(behind)) {
        (before, "") => before.to_string(),
        ("", behind) => behind.to_string(),
        (before, behind) => format!("{before}\n\n{behind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "![路口](/pictures/0123456789abcdef0123456789abcdef-16x9.jpg)";
    const B: &str = "![热水](/pictures/fedcba9876543210fedcba9876543210-16x9.webp)";

    fn after(text: &str, change: impl FnOnce(&mut Illustrated)) -> String {
        let mut illustrated = Illustrated::read(text);
        change(&mut illustrated);
        illustrated.to_text()
    }

    #[test]
    fn a_text_comes_back_to_the_byte() {
        for text in [
            String::new(),
            "\n一\n\n\n二".into(),
            format!("一\n\n{A}\n\n二\n\n{B}"),
            format!("{A}\n\n{B}"),
            format!("```\n{A}\n```"),
            "![别处](https://example.org/a.jpg)".into(),
            "行内 ![a](/pictures/x) 的".into(),
        ] {
            assert_eq!(Illustrated::read(&text).to_text(), text);
        }
        let read = Illustrated::read(&format!("一\n\n{A}\n\n二"));
        assert_eq!(
            (read.words.as_slice(), read.pictures[0].alt.as_str()),
            (["一".into(), "二".into()].as_slice(), "路口")
        );
        assert!(Illustrated::read(&format!("```\n{A}\n```")).pictures.is_empty());
    }

    #[test]
    fn a_picture_moves_over_a_paragraph_or_a_picture_at_a_time() {
        let text = format!("一\n\n二\n还是二\n\n{A}\n\n三\n\n四");
        assert_eq!(after(&text, |all| all.shift(0, true)), format!("一\n\n{A}\n\n二\n还是二\n\n三\n\n四"));
        assert_eq!(after(&text, |all| all.shift(0, false)), format!("一\n\n二\n还是二\n\n三\n\n{A}\n\n四"));
        let two = format!("{A}\n\n{B}\n\n一");
        assert_eq!(after(&two, |all| all.shift(0, false)), format!("{B}\n\n{A}\n\n一"));
        assert_eq!(after(&two, |all| all.shift(1, false)), format!("{A}\n\n一\n\n{B}"));
        assert_eq!(after(&two, |all| all.shift(0, true)), two);
        assert!(!Illustrated::read(&two).can_move(0, true));
        // Never into the middle of code.
        let code = format!("```\n甲\n\n乙\n```\n\n{A}");
        assert_eq!(after(&code, |all| all.shift(0, true)), format!("{A}\n\n```\n甲\n\n乙\n```"));
    }

    #[test]
    fn a_picture_goes_and_comes_where_it_is_put() {
        assert_eq!(after(&format!("一\n\n{A}\n\n二"), |all| all.remove(0)), "一\n\n二");
        assert_eq!(after("🛵一二", |all| all.insert(0, 3, A)), format!("🛵一\n\n{A}\n\n二"));
        let both = after(&format!("一\n\n{A}\n\n二"), |all| all.insert(1, 1, B));
        assert_eq!(both, format!("一\n\n{A}\n\n二\n\n{B}"));
    }
}
