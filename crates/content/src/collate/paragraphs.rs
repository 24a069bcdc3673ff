//! The paragraphs of a text whose lines may end within a sentence: copied from a PDF, an old .txt, Shift+Enter in Word.

use super::heading;
use super::sentence::is_stop;
use crate::fold::plain;
use crate::spacing::is_wide;

/// Longer lines are paragraphs of their own, in halves of a character: nobody sets a page as wide.
const WIDEST: usize = 120;
/// A full line may be shorter than the longest by so much: marks and numbers that could not be broken.
const SLACK: usize = 4;

/// A paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// As it looks, without outer white space.
    pub(crate) text: String,
    /// Nothing speaks against its going on in the next one, though nothing says so.
    pub(crate) may_go_on: bool,
}

/// The paragraphs of a text: lines that surely belong together are one.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let text = plain(text);
    let mut all: Vec<Paragraph> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for block in lines.split(|line| line.trim().is_empty()) {
        if let Some(last) = all.last_mut() {
            last.may_go_on = false;
        }
        let widest = block.iter().map(|line| width(line.trim())).max().unwrap_or_default();
        let is_full = |line: &str| widest <= WIDEST && width(line) + SLACK >= widest;
        let broken = |line: &&&str| is_full(line.trim()) && !ends_sentence(line.trim());
        let is_wrapped = block.split_last().is_some_and(|(_, lines)| lines.iter().filter(broken).count() > 1);
        let mut before: Option<&str> = None;
        for line in block.iter().copied() {
            let goes_on = before.map(|before| goes_on(before, line, is_full(before.trim()), is_wrapped));
            match (all.last_mut(), goes_on) {
                (Some(last), Some(GoesOn::Surely)) => join(&mut last.text, line.trim()),
                (last, goes_on) => {
                    if let Some(last) = last {
                        last.may_go_on = goes_on == Some(GoesOn::Maybe);
                    }
                    all.push(Paragraph { text: line.trim().to_string(), may_go_on: false });
                }
            }
            before = Some(line);
        }
    }
    all
}

/// Puts a line behind what it goes on with; only words of letters need a space between them.
pub(super) fn join(text: &mut String, line: &str) {
    if needs_space(text.chars().next_back(), line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a space stands where a line ended.
pub(super) fn needs_space(before: Option<char>, after: Option<char>) -> bool {
    before.zip(after).is_some_and(|(before, after)| !is_wide(before) && !is_wide(after))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GoesOn {
    Surely,
    Maybe,
    No,
}

fn goes_on(before: &str, after: &str, is_full: bool, is_wrapped: bool) -> GoesOn {
    let is_indented = |line: &str| line.starts_with('\t') || line.starts_with("    ");
    let begins_anew = after.starts_with('\u{3000}') || is_indented(after) && !is_indented(before);
    let (before, after) = (before.trim(), after.trim());
    let is_title = heading::is_heading(before);
    let is_item = after.starts_with(['#', '-', '*', '•', '·', '●', '|']) || before.starts_with(['#', '|']);
    if begins_anew || is_item || ends_sentence(before) || heading::is_heading(after) {
        return GoesOn::No;
    }
    let ends_open = before.ends_with(['，', '、', '；', ',', ';', '“', '‘', '（', '《', '「', '『', '【', '〔', '〈']);
    let begins_closed = after.starts_with(|c| "，。、；：？！”’）》」』】〕〉,;?!%％".contains(c));
    let is_prose = before.contains(['，', '。', '；', '：', '！', '？', ',']);
    match () {
        () if ends_open || begins_closed => GoesOn::Surely,
        () if is_full && !is_title && (is_wrapped || is_prose) => GoesOn::Surely,
        // Where lines are short anyway, a heading looks as full as they do.
        () if is_title && !(is_full && is_wrapped) => GoesOn::No,
        () => GoesOn::Maybe,
    }
}

/// Behind a stop, and what closes with it.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '’', '」', '』', '）', ')']).ends_with(|c| is_stop(c) || matches!(c, '：' | ':'))
}

/// In halves of a character.
fn width(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn lines_broken_at_one_width_are_one_paragraph() {
        let text = "翠微驿站守则\n一、路上\n路口看红灯，慢一\n点；到门口，轻一\n点。雨天路滑，刹\n车要早，转弯要缓。\n\n二、站里\n热水常满，灯火常明，\n是驿站的本分。\n";
        assert_eq!(
            texts(text),
            [
                "翠微驿站守则",
                "一、路上",
                "路口看红灯，慢一点；到门口，轻一点。雨天路滑，刹车要早，转弯要缓。",
                "二、站里",
                "热水常满，灯火常明，是驿站的本分。"
            ]
        );
        assert_eq!(texts("慢，Take it\neasy，慢一点"), ["慢，Take it easy，慢一点"]);
    }

    #[test]
    fn headings_and_paragraphs_stay_apart() {
        for text in [
            "四、加快构建新发展格局，着力推动高质量发展\n高质量发展是首要任务。发展是第一要务，没有坚实的物质技术基础，就不可能全面建成。",
            "踔厉奋发，勇毅前行\n新时代的骑手走在路上，看红灯，让行人，也让一让自己。",
            "　　第一段没有句号\n　　第二段也没有",
            "路上怎么走\n# 小标题\n正文",
        ] {
            assert_eq!(texts(text), text.lines().map(str::trim).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_line_that_may_go_on_says_so() {
        let may = |text: &str| paragraphs(text).into_iter().map(|one| one.may_go_on).collect::<Vec<_>>();
        assert_eq!(may("热水常满\n灯火常明\n\n是本分"), [true, false, false]);
        assert_eq!(may("一、路上\n看红灯"), [false, false]);
    }
}
