//! A document as fields to fill in, and back to the text of its file.

use ::api::documents::Folder;
use content::fault::Faults;
use content::front_matter::{FrontMatter, Item};
use content::write::Writer;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Input {
    /// A few words.
    Line,
    /// A sentence or more; line breaks are closed up.
    Words,
    /// One of the sources there are.
    Source,
    /// One of the site's themes.
    Theme,
    /// Another card, or none.
    Card,
    /// A day.
    Day,
}

/// A field of a document's head.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name in the file.
    pub(super) key: &'static str,
    /// Its name on screen.
    pub(super) label: &'static str,
    /// What belongs in it; may be empty.
    pub(super) hint: &'static str,
    pub(super) input: Input,
}

const fn field(key: &'static str, label: &'static str, hint: &'static str, input: Input) -> Field {
    Field { key, label, hint, input }
}

const CARD: &[Field] = &[
    field("quote", "金句", "逐字照抄，标点也算", Input::Words),
    field("sentence", "原句", "金句所在的那一整句；金句就是整句的，照写一遍", Input::Words),
    field("before", "前一句", "“看原文”里放在原句前面；原句在段首就空着", Input::Words),
    field("after", "后一句", "放在原句后面；原句在段尾就空着", Input::Words),
    field("source", "出处", "", Input::Source),
    field("section", "哪一部分", "照原文的小标题，如：九、增进民生福祉", Input::Line),
    field("theme", "主题", "", Input::Theme),
    field("part_of", "是哪一张的短版", "不是就空着", Input::Card),
];
const ARTICLE: &[Field] = &[
    field("title", "标题", "", Input::Line),
    field("summary", "一句话说清讲什么", "", Input::Words),
    field("theme", "主题", "", Input::Theme),
    field("date", "日期", "", Input::Day),
];
const DECK: &[Field] =
    &[field("title", "标题", "", Input::Line), field("summary", "什么时候用", "一句话", Input::Words)];
const SOURCE: &[Field] = &[
    field("title", "全名", "", Input::Words),
    field("short", "大家怎么叫它", "如：党的二十大报告", Input::Line),
    field("author", "作者", "", Input::Line),
    field("date", "日期", "", Input::Day),
    field("published_in", "登在哪里", "", Input::Words),
];
const SITE: &[Field] = &[
    field("name", "站名", "", Input::Line),
    field("tagline", "一句话介绍", "", Input::Words),
    field("district", "地区", "", Input::Line),
    field("committee", "谁在办", "", Input::Line),
    field("contact", "怎么联系", "", Input::Words),
    field("icp", "ICP 备案号", "没有就空着", Input::Line),
    field("police_record", "公安备案号", "没有就空着", Input::Line),
    field("reserved_names", "不让当昵称的名字", "站名和职务不用写；别的用“、”隔开", Input::Line),
    field("speaker", "说话的人叫什么", "署名里的“某支部的一位……”；空着就是骑手", Input::Line),
    field("compose_hint", "说一句的框里写什么", "空着就是：等餐、等灯、收工，想到什么写什么", Input::Line),
    field("numbers", "本地电话", "名称：号码，用“、”隔开；只放座机和热线，空着就哪儿也不显示", Input::Words),
];

/// The fields of a folder's documents, in the order of their files.
pub(super) fn fields(folder: Folder) -> &'static [Field] {
    match folder {
        Folder::Cards => CARD,
        Folder::Articles => ARTICLE,
        Folder::Decks => DECK,
        Folder::Sources => SOURCE,
        Folder::Site => SITE,
    }
}

/// The one list they have: its name in the file, and on screen.
pub(super) fn list(folder: Folder) -> Option<(&'static str, &'static str)> {
    match folder {
        Folder::Articles => Some(("cards", "依据的金句")),
        Folder::Decks => Some(("cards", "卡片，按顺序")),
        Folder::Site => Some(("themes", "主题，按顺序")),
        Folder::Cards | Folder::Sources => None,
    }
}

/// What the text below the head is called; `None` where there is none.
pub(super) fn body(folder: Folder) -> Option<&'static str> {
    match folder {
        Folder::Cards => Some("读懂"),
        Folder::Articles => Some("正文"),
        Folder::Site => Some("隐私说明"),
        Folder::Decks | Folder::Sources => None,
    }
}

/// What is in the fields.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Form {
    pub(super) folder: Folder,
    /// In the order of [`fields`].
    values: Vec<String>,
    /// Of the list.
    pub(super) items: Vec<String>,
    /// Since when it must not be shown; kept as it is.
    withdrawn: String,
    /// Markdown, without the empty lines around it.
    pub(super) body: String,
    /// The empty lines before and behind it, as they were.
    around: (String, String),
}

impl Form {
    /// Of a document that nobody has begun.
    pub(super) fn empty(folder: Folder) -> Self {
        let values = fields(folder).iter().map(|_| String::new()).collect();
        Self { folder, values, ..Self::default() }
    }

    /// Of a file; `None` where something in it would be lost on the way back.
    pub(super) fn of(folder: Folder, text: &str) -> Option<Self> {
        let (form, faults) = Self::read(folder, text)?;
        // Whatever a form cannot hold is a fault of the file that is gone once the form is written.
        let is_whole = Self::read(folder, &form.to_text()) == Some((form.clone(), faults));
        let has_notes = text.lines().skip(1).take_while(|line| *line != "---").any(|line| line.starts_with('#'));
        (is_whole && !has_notes).then_some(form)
    }

    fn read(folder: Folder, text: &str) -> Option<(Self, Vec<(String, String)>)> {
        let mut faults = Faults::of("");
        let mut file = FrontMatter::parse(text, &mut faults);
        if file.body_line == 0 {
            return None;
        }
        let values = fields(folder).iter().map(|field| file.optional(field.key, &mut faults).unwrap_or_default());
        let values = values.collect();
        let items = list(folder).map(|(key, _)| file.list(key, &mut faults)).unwrap_or_default();
        let withdrawn = file.optional("withdrawn", &mut faults).unwrap_or_default();
        file.refuse_unknown(&[], &mut faults);
        let (begin, end) = (file.body.trim_start_matches('\n'), file.body.trim_end_matches('\n'));
        let before = "\n".repeat(file.body.len() - begin.len());
        // A text ends with the end of a line.
        let behind = if begin.is_empty() { String::new() } else { "\n".repeat((file.body.len() - end.len()).max(1)) };
        let body = file.body.trim_matches('\n').to_string();
        let items = items.into_iter().map(|item| item.text).collect();
        let faults = faults.into_vec().into_iter().map(|fault| (fault.field, fault.message)).collect();
        Some((Self { folder, values, items, withdrawn, body, around: (before, behind) }, faults))
    }

    /// The whole file.
    pub(super) fn to_text(&self) -> String {
        let mut writer = Writer::default();
        for (field, value) in fields(self.folder).iter().zip(&self.values) {
            writer = writer.field(field.key, value.trim());
        }
        if let Some((key, _)) = list(self.folder) {
            let item = |text: &String| Item { line: 0, text: text.trim().to_string() };
            writer = writer
                .list(key, &self.items.iter().filter(|text| !text.trim().is_empty()).map(item).collect::<Vec<_>>());
        }
        let (before, behind) = &self.around;
        let behind = if behind.is_empty() && !self.body.is_empty() { "\n" } else { behind.as_str() };
        writer.field("withdrawn", &self.withdrawn).body(&[before, &self.body, behind].concat())
    }

    /// All of it for somebody who reads it: what each field is called, and what is in it.
    pub(super) fn legible(&self) -> String {
        let fields = fields(self.folder).iter().zip(&self.values).filter(|(_, value)| !value.is_empty());
        let mut text: String = fields.map(|(field, value)| format!("{}：{value}\n", field.label)).collect();
        if let Some((_, label)) = list(self.folder) {
            text += &format!("{label}：{}\n", self.items.join("、"));
        }
        if !self.withdrawn.is_empty() {
            text += &format!("撤下：{}\n", self.withdrawn);
        }
        format!("{text}\n{}", self.body)
    }

    /// What is in a field.
    pub(super) fn get(&self, key: &str) -> &str {
        let at = fields(self.folder).iter().position(|field| field.key == key);
        at.and_then(|at| self.values.get(at)).map_or("", String::as_str)
    }

    /// What it is called at the desk: its quotation, title or name.
    pub(super) fn title(&self) -> &str {
        self.values.first().map_or("", |title| title.trim())
    }

    /// Fills a field in.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        if let Some(at) = fields(self.folder).iter().position(|field| field.key == key)
            && let Some(there) = self.values.get_mut(at)
        {
            *there = value.to_string();
        }
    }

    /// What somebody has put where a fault is: nothing is said of a field that nobody has come to yet.
    pub(super) fn has(&self, key: &str) -> bool {
        match key {
            "body" => !self.body.trim().is_empty(),
            _ if list(self.folder).is_some_and(|(list, _)| list == key) => !self.items.is_empty(),
            _ => !self.get(key).trim().is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\nquote: 青年强，则国家强。\nsentence: 青年强，则国家强。\nsource: report-20\nsection: 结束语\ntheme: 青年\n---\n“则”是“那么”。\n";

    #[test]
    fn a_file_comes_back_to_the_byte() {
        for text in [
            TEXT.to_string(),
            TEXT.replace("---\n“", "---\n\n“"),
            TEXT.replace("青年\n", "青年\nwithdrawn: 2026-11-23\n"),
        ] {
            assert_eq!(Form::of(Folder::Cards, &text).unwrap().to_text(), text);
        }
        let deck = "---\ntitle: 收工\nsummary: 睡前看\ncards:\n  - q100\n  - q001\n---\n";
        let form = Form::of(Folder::Decks, deck).unwrap();
        assert_eq!(
            (form.items.as_slice(), form.to_text()),
            (["q100".to_string(), "q001".into()].as_slice(), deck.into())
        );
    }

    #[test]
    fn what_a_form_cannot_hold_is_left_as_a_file() {
        for (from, to) in [
            ("theme: 青年", "theme: 青年\ntheme: 人民"),
            ("theme: 青年", "colour: red\ntheme: 青年"),
            ("theme: 青年", "theme: &青年"),
            ("theme: 青年", "theme：青年"),
            ("theme: 青年", "theme: 青年\n# 记得问老张"),
            ("---\nquote", "quote"),
        ] {
            assert_eq!(Form::of(Folder::Cards, &TEXT.replacen(from, to, 1)), None, "{to}");
        }
    }

    #[test]
    fn what_is_typed_reads_back_whatever_it_is() {
        let mut form = Form::empty(Folder::Cards);
        form.set("quote", "他说：“好”: #1\n---\n- \\\"x\\\"");
        form.set("section", "九、");
        form.body = "---\nquote: 别的\n\n![x](javascript:1)".into();
        let back = Form::of(Folder::Cards, &form.to_text()).unwrap();
        assert_eq!(back.get("quote"), "他说：“好”: #1---- \\\"x\\\"");
        assert_eq!((back.get("section"), &back.body), ("九、", &form.body));
    }
}
