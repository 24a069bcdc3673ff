//! A sheet of A4 in whole units, and type set on it. Everything printed is SVG: sharp at any size, and ink where it is
//! drawn, whether or not the browser prints backgrounds.

use content::breaks;
use content::bundle::escape;
use content::search::is_spoken;

use crate::ui::lines::{LEADING, Lines, ems};
use crate::ui::qr::Code;

/// A4, in millimetres.
pub(super) const A4: (u32, u32) = (210, 297);
/// Ink.
pub(super) const INK: &str = "#211c16";
/// Red ink.
pub(super) const RED: &str = "#c3271c";

/// A part of a page: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// From the left edge.
    pub(super) left: u32,
    /// From the upper edge.
    pub(super) top: u32,
    /// Of the field.
    pub(super) width: u32,
    /// Of the field.
    pub(super) height: u32,
}

/// How a line of type stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
}

/// A page of so many units to the millimetre; style/desk-print.css gives it its size.
pub(super) fn page(units: u32, inner: &str) -> String {
    format!(
        "<svg class=\"paper\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"Noto Serif CJK SC,Songti SC,SimSun,serif\" fill=\"{INK}\">{inner}</svg>",
        A4.0 * units,
        A4.1 * units
    )
}

/// A quotation and its source in the middle of a field's height, as large as they fit. As long as so many characters fit
/// beside each other, clauses have a line each.
pub(super) fn quotation(quote: &str, cite: &str, field: Field, cite_size: u32, beside: u32, align: Align) -> String {
    let gap = cite_size;
    let cites = two_lines(cite, cite_size, field.width);
    let below = gap + leading(cite_size) * cites.len() as u32;
    let set = set(quote, field.width, field.height.saturating_sub(below), field.width / beside);
    let top = field.top + field.height.saturating_sub(set.height() + below) / 2;
    let indent = match align {
        Align::Start => 0,
        Align::Middle => field.width.saturating_sub(set.width()) / 2,
    };
    let mut svg = format!("<text class=\"quote\" font-size=\"{}\" font-weight=\"600\">", set.size);
    for (text, at) in set.lines.iter().zip(0..) {
        let y = top + baseline(set.size) + set.size * LEADING * at / 10;
        svg += &format!("<tspan x=\"{}\" y=\"{y}\">{}</tspan>", field.left + indent, escape(text));
    }
    svg += "</text>";
    let mut top = top + set.height() + gap;
    let bar = cite_size / 8;
    if align == Align::Start {
        let height = leading(cite_size) * cites.len() as u32;
        svg += &format!("<path fill=\"{RED}\" d=\"M{} {top}h{bar}v{height}h-{bar}z\"/>", field.left);
    }
    for text in cites {
        let (x, width) = match align {
            Align::Start => (field.left + cite_size * 3 / 4, field.width - cite_size * 3 / 4),
            Align::Middle => (field.left + field.width / 2, field.width),
        };
        svg += &line(text, x, top + baseline(cite_size), smaller(text, cite_size, width), align);
        top += leading(cite_size);
    }
    svg
}

/// With its words whole, unless type would become smaller by more than a quarter.
fn set(quote: &str, width: u32, height: u32, clause: u32) -> Lines<'_> {
    let usual = set_in_pieces(quote, &breaks::pieces(quote), width, height, clause);
    let with_words = set_in_pieces(quote, &breaks::phrases(quote), width, height, clause);
    if with_words.size * 4 < usual.size * 3 { usual } else { with_words }
}

/// As large as it fits, or somewhat smaller where a single character would be left for the last line. Where there are many
/// lines, size matters more.
fn set_in_pieces<'a>(quote: &'a str, whole: &[&'a str], width: u32, height: u32, clause: u32) -> Lines<'a> {
    const MANY: usize = 10;
    let largest = Lines::set_by_clause(quote, whole, width, height, clause);
    let mut set = largest.clone();
    while !ends_well(&set) {
        // Less room makes smaller type.
        let smaller = Lines::set_by_clause(quote, whole, width, set.height().saturating_sub(1), clause);
        if largest.lines.len() > MANY || smaller.size >= set.size || smaller.size * 4 < largest.size * 3 {
            return largest;
        }
        set = smaller;
    }
    set
}

/// Whether more than one character, marks aside, stands on the last line.
fn ends_well(set: &Lines<'_>) -> bool {
    let last = set.lines.last().filter(|_| set.lines.len() > 1);
    last.is_none_or(|last| last.chars().filter(|c| is_spoken(*c)).count() > 1)
}

/// One line of type on its baseline.
pub(super) fn line(text: &str, x: u32, y: u32, size: u32, align: Align) -> String {
    let anchor = if align == Align::Middle { " text-anchor=\"middle\"" } else { "" };
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor}>{}</text>", escape(text))
}

/// A link's code with its upper left corner at a place, no larger than a side; how large it is. Modules are whole units.
pub(super) fn code(link: &str, left: u32, top: u32, side: u32) -> String {
    let Some(code) = Code::of(link) else { return String::new() };
    let scale = (side / code.size as u32).max(1);
    // What the whole units leave over is shared by both sides.
    let rest = side.saturating_sub(scale * code.size as u32) / 2;
    format!(
        "<path class=\"code\" fill=\"#000\" shape-rendering=\"crispEdges\" transform=\"translate({} {})scale({scale})\" d=\"{}\"/>",
        left + rest,
        top + rest,
        code.path(0)
    )
}

/// A size at which a line fits, not above the wanted one.
pub(super) fn smaller(text: &str, size: u32, width: u32) -> u32 {
    size.min(width * 10 / ems(text).max(1))
}

/// The middle of a Chinese character is so far above its baseline that it stands in the middle of its line.
pub(super) fn baseline(size: u32) -> u32 {
    size * 123 / 100
}

/// From line to line.
pub(super) fn leading(size: u32) -> u32 {
    size * LEADING / 10
}

/// A source breaks between what it is and which part, where it is too long for a line.
fn two_lines(cite: &str, size: u32, width: u32) -> Vec<&str> {
    match cite.split_once(" · ") {
        Some((short, section)) if ems(cite) * size > (width - size) * 10 => vec![short, section],
        _ => vec![cite],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_is_too_long_has_two_lines() {
        assert_eq!(two_lines("党的二十大报告 · 第九部分", 40, 800), ["党的二十大报告 · 第九部分"]);
        assert_eq!(two_lines("党的二十大报告 · 第九部分", 40, 400), ["党的二十大报告", "第九部分"]);
    }

    #[test]
    fn no_single_character_is_left_for_the_last_line() {
        for quote in [
            "着力培养担当民族复兴大任的时代新人",
            "基层民主是全过程人民民主的重要体现。",
            "大自然是人类赖以生存发展的基本条件。",
        ] {
            for width in [416, 448, 576, 608] {
                let set = set(quote, width, 1300, width / 7);
                assert!(ends_well(&set), "{set:?}");
                assert_eq!(set.lines.concat(), quote);
            }
        }
    }

    #[test]
    fn a_code_stays_within_its_side() {
        let svg = code("https://example.org/cards/q010/", 10, 20, 256);
        // 31 bytes: 29 modules of 8 units, and 24 units left over.
        assert!(svg.contains("translate(22 32)scale(8)"), "{svg}");
        assert_eq!(code(&"长".repeat(400), 0, 0, 256), "");
    }

    #[test]
    fn what_readers_wrote_into_a_field_stays_text() {
        assert!(line("<b>&", 0, 0, 10, Align::Start).contains(">&lt;b&gt;&amp;<"));
    }
}
