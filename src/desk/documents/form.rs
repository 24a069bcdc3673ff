//! A document as fields to fill in, and back to the text of its file.

use ::api::documents::Folder;
use content::fault::Faults;
use content::fields::Fields;
use content::front_matter::{FrontMatter, Item};
use content::write::Writer;

/// What is in the fields.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Form {
    pub(super) folder: Folder,
    /// In the order of the kind's fields.
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
        let values = Fields::of(folder).head.iter().map(|_| String::new()).collect();
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
        let values =
            Fields::of(folder).head.iter().map(|field| file.optional(field.key, &mut faults).unwrap_or_default());
        let values = values.collect();
        let items = Fields::of(folder).list.as_ref().map(|list| file.list(list.key, &mut faults)).unwrap_or_default();
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
        for (field, value) in Fields::of(self.folder).head.iter().zip(&self.values) {
            writer = writer.field(field.key, value.trim());
        }
        if let Some(list) = &Fields::of(self.folder).list {
            let item = |text: &String| Item { line: 0, text: text.trim().to_string() };
            writer = writer.list(
                list.key,
                &self.items.iter().filter(|text| !text.trim().is_empty()).map(item).collect::<Vec<_>>(),
            );
        }
        let (before, behind) = &self.around;
        let behind = if behind.is_empty() && !self.body.is_empty() { "\n" } else { behind.as_str() };
        writer.field("withdrawn", &self.withdrawn).body(&[before, &self.body, behind].concat())
    }

    /// All of it for somebody who reads it: what each field is called, and what is in it.
    pub(super) fn legible(&self) -> String {
        let fields = Fields::of(self.folder).head.iter().zip(&self.values).filter(|(_, value)| !value.is_empty());
        let mut text: String = fields.map(|(field, value)| format!("{}：{value}\n", field.label)).collect();
        if let Some(list) = &Fields::of(self.folder).list {
            text += &format!("{}：{}\n", list.label, self.items.join("、"));
        }
        if !self.withdrawn.is_empty() {
            text += &format!("撤下：{}\n", self.withdrawn);
        }
        format!("{text}\n{}", self.body)
    }

    /// What is in a field.
    pub(super) fn get(&self, key: &str) -> &str {
        let at = Fields::of(self.folder).head.iter().position(|field| field.key == key);
        at.and_then(|at| self.values.get(at)).map_or("", String::as_str)
    }

    /// What it is called at the desk: its quotation, title or name.
    pub(super) fn title(&self) -> &str {
        self.values.first().map_or("", |title| title.trim())
    }

    /// Fills a field in.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        if let Some(at) = Fields::of(self.folder).head.iter().position(|field| field.key == key)
            && let Some(there) = self.values.get_mut(at)
        {
            *there = value.to_string();
        }
    }

    /// What somebody has put where a fault is: nothing is said of a field that nobody has come to yet.
    pub(super) fn has(&self, key: &str) -> bool {
        match key {
            "body" => !self.body.trim().is_empty(),
            _ if Fields::of(self.folder).list.as_ref().is_some_and(|list| list.key == key) => !self.items.is_empty(),
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
