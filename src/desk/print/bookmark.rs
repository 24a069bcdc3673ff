//! One bookmark: quotation, source, a hole for a thread, and below them the site's name and a code that leads to the card.

use content::breaks::pieces;
use content::bundle::escape;

use super::design::{Design, Surface};
use super::grid::{Grid, MM};
use super::paper::{Align, Field, baseline, code, leading, line, quotation, smaller};
use crate::desk::published::Card;
use crate::ui::lines::{LEADING, Lines};

/// Sizes of type: a source, the hint beside the code, the site's name at most.
const CITE: u32 = 41;
const HINT: u32 = 37;
const NAME: u32 = 64;
/// Clauses of so many characters have a line each; longer ones would make the type small.
const BESIDE: u32 = 7;
/// The code's side in millimetres where there is room, and where there is less.
const CODE: u32 = 16;
const SMALL_CODE: u32 = 14;
/// A wide bookmark's least width, in millimetres.
const WIDE: u32 = 48;
/// From the bookmark's upper edge to the middle of the hole, and its radius.
const HOLE: u32 = 9 * MM;
const RADIUS: u32 = 5 * MM / 2;
/// More characters do not fit on a seal.
const SEAL: usize = 8;

/// A bookmark in units, from its upper left corner.
pub(super) fn bookmark(card: &Card, link: &str, site: &str, design: Design, grid: Grid) -> String {
    let inset = design.inset();
    let (width, height) = (grid.width * MM, grid.height * MM);
    let side = if grid.width >= WIDE { CODE } else { SMALL_CODE } * MM;
    let (left, right) = (inset.side * MM, width - inset.side * MM);
    let code_top = height - inset.foot * MM - side;
    let foot = code_top - 2 * MM;
    let top = inset.top * MM;
    let words = Field { left, top, width: right - left, height: foot - top - 2 * MM };
    let beside = Field { left, top: code_top, width: right - left - side - MM, height: side };
    design.ornament(Surface { width, height, mm: MM }, foot)
        + &hole(width / 2)
        + &quotation(&card.quote, &card.cite, words, CITE, BESIDE, design.align())
        + &name(site, beside, design)
        + &code(link, right - side, code_top, side)
}

/// Where to punch.
fn hole(x: u32) -> String {
    let (y, arm) = (HOLE, MM / 2);
    format!(
        "<g class=\"hole\" fill=\"none\" stroke=\"#8d8070\" stroke-width=\"2\"><circle cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\"/>\
         <path d=\"M{} {y}h{}M{x} {}v{}\"/></g>",
        x - arm,
        2 * arm,
        y - arm,
        2 * arm
    )
}

/// The site's name above the hint, in the height of the code beside them.
fn name(site: &str, field: Field, design: Design) -> String {
    let hints = ["扫一扫", "看这一句"];
    let mut svg = String::new();
    let hints_top = field.top + field.height - leading(HINT) * hints.len() as u32;
    for (hint, at) in hints.iter().zip(0..) {
        let y = hints_top + leading(HINT) * at + baseline(HINT);
        svg += &line(hint, field.left, y, smaller(hint, HINT, field.width), Align::Start);
    }
    let room = hints_top - field.top;
    let length = site.chars().count();
    if design == Design::Woodblock && (1..=SEAL).contains(&length) {
        return svg + &seal(site, Field { height: room - MM / 2, ..field });
    }
    let set = Lines::set(site, &pieces(site), field.width, room);
    if set.height() > room || set.width() > field.width {
        // Too long for so little room: as small as it must be.
        return svg + &line(site, field.left, field.top + room / 2, smaller(site, HINT, field.width), Align::Start);
    }
    let size = set.size.min(NAME);
    svg += &format!("<text font-size=\"{size}\" font-weight=\"600\">");
    for (text, at) in set.lines.iter().zip(0..) {
        let y = field.top + baseline(size) + size * LEADING * at / 10;
        svg += &format!("<tspan x=\"{}\" y=\"{y}\">{}</tspan>", field.left, escape(text));
    }
    svg + "</text>"
}

/// The name as a stamp, read from the right as books were.
fn seal(name: &str, field: Field) -> String {
    const LARGEST: u32 = 50;
    let length = name.chars().count();
    let rows = if length > 3 { length.div_ceil(2) } else { length };
    let (columns, rim) = (length.div_ceil(rows) as u32, MM / 2);
    let square = LARGEST.min((field.height - 2 * rim) / rows as u32).min((field.width - 2 * rim) / columns);
    let (width, height) = (square * columns + 2 * rim, square * rows as u32 + 2 * rim);
    let (left, top, line) = (field.left, field.top, MM / 4);
    let mut svg = format!(
        "<path fill=\"#b02a1c\" d=\"M{left} {top}h{width}v{height}h-{width}z\"/>\
         <path fill=\"none\" stroke=\"#fff\" stroke-width=\"2\" d=\"M{} {}h{}v{}h-{}z\"/>\
         <g fill=\"#fff\" font-size=\"{}\" font-weight=\"600\" text-anchor=\"middle\">",
        left + line,
        top + line,
        width - 2 * line,
        height - 2 * line,
        width - 2 * line,
        square * 82 / 100
    );
    for (c, at) in name.chars().zip(0..) {
        let (column, row) = ((at / rows) as u32, (at % rows) as u32);
        let x = left + width - rim - square * column - square / 2;
        let y = top + rim + square * row + square * 81 / 100;
        svg += &format!("<text x=\"{x}\" y=\"{y}\">{}</text>", escape(&c.to_string()));
    }
    svg + "</g>"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::desk::print::grid::{EIGHT, TEN};
    use crate::ui::lines::ems;

    /// A quotation of the library in a file's front matter.
    fn cards() -> BTreeMap<String, Card> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/cards");
        let mut cards = BTreeMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let quote = text.lines().find_map(|line| line.strip_prefix("quote: ")).unwrap().to_string();
            let slug = path.file_stem().unwrap().to_string_lossy().into_owned();
            cards.insert(slug, Card { quote, cite: "党的二十大报告 · 第十五部分".into(), ..Card::default() });
        }
        cards
    }

    /// Every line of a text with its size, as (size, x, y, line).
    fn lines(svg: &str) -> Vec<(u32, u32, u32, String)> {
        let number = |tag: &str, name: &str| -> Option<u32> {
            tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.parse().ok()
        };
        let (mut found, mut size) = (Vec::new(), 0);
        for part in svg.split('<').skip(1) {
            let Some((tag, text)) = part.split_once('>') else { continue };
            if tag.starts_with("text") || tag.starts_with("g ") {
                size = number(tag, "font-size").unwrap_or(size);
            }
            if let (Some(x), Some(y), false) = (number(tag, "x"), number(tag, "y"), text.is_empty()) {
                found.push((size, x, y, text.to_string()));
            }
        }
        found
    }

    fn assert_fits(card: &Card, site: &str, design: Design, grid: Grid) {
        let svg = bookmark(card, "https://example.org/cards/q001/", site, design, grid);
        let (width, height) = (grid.width * MM, grid.height * MM);
        let quote: String = svg.split_once("class=\"quote\"").unwrap().1.split_once("</text>").unwrap().0.into();
        let size: u32 = quote.split_once("font-size=\"").unwrap().1.split_once('"').unwrap().0.parse().unwrap();
        // 2.75 mm, or 7.8 points; those of the library are larger.
        assert!(size >= if card.quote.contains("民民民") { 44 } else { 48 }, "{}: {size}", card.quote);
        let set: String = quote
            .split("<tspan")
            .skip(1)
            .map(|part| part.split_once('>').unwrap().1.split_once('<').unwrap().0)
            .collect();
        assert_eq!(set, escape(&card.quote));
        for (size, x, y, text) in lines(&svg) {
            let half = ems(&text) * size / 20;
            let (from, to) = if svg.contains(&format!("x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor")) {
                (x as i64 - i64::from(half), x + half)
            } else {
                (i64::from(x), x + 2 * half)
            };
            // The mark at a line's end fills half of its square only.
            assert!(from >= 0 && to <= width + size / 2 && y < height, "{text}: {from}–{to}, {y}");
        }
    }

    #[test]
    fn every_card_of_the_library_fits_every_bookmark_in_readable_type() {
        let cards = cards();
        assert!(cards.len() >= 120);
        for card in cards.values() {
            for design in Design::ALL {
                for grid in [EIGHT, TEN] {
                    assert_fits(card, "暖新", design, grid);
                }
            }
        }
    }

    #[test]
    fn the_longest_quotation_there_may_be_fits() {
        for every in [4, 7, 11, 400] {
            let quote = (0..120).map(|at| if at % every == every - 1 { '，' } else { '民' }).collect();
            let card = Card { quote, cite: "党的二十大报告 · 第九部分".into(), ..Card::default() };
            for design in Design::ALL {
                for grid in [EIGHT, TEN] {
                    assert_fits(&card, "一个名字长得盖不成一方印的站点", design, grid);
                }
            }
        }
    }

    #[test]
    fn a_name_of_any_length_stays_beside_the_code() {
        let field = Field { left: 80, top: 1800, width: 160, height: 224 };
        for site in ["暖", "暖新", "骑手之家", "秦淮骑手之家", "一个名字长得盖不成一方印的站点", &"长".repeat(60)]
        {
            for design in Design::ALL {
                for (size, x, y, text) in lines(&name(site, field, design)) {
                    assert!(y <= field.top + field.height, "{text} {y}");
                    assert!(x + ems(&text) * size / 20 <= field.left + field.width + size / 2, "{text} {x} {size}");
                }
            }
        }
    }
}
