//! A sheet whose code is the point: what hangs in a street, on a shop's door, at a place.

use super::paper::{A4, Align, RED, baseline, code, leading, line, page, smaller};

/// Units to the millimetre.
const MM: u32 = 4;
/// What stays free beside the words, above and below them.
const SIDE: u32 = 22 * MM;
const HEAD: u32 = 30 * MM;
const FOOT: u32 = 22 * MM;
/// Sizes of type.
const HEADING: u32 = 84;
const NAME: u32 = 56;
const LINE: u32 = 40;
const STEP: u32 = 32;
const NOTE: u32 = 22;
/// The code's side, at most.
const CODE: u32 = 110 * MM;

/// What is on it, from top to bottom.
#[derive(Clone, Copy, Debug)]
pub(in crate::desk) struct CodeSheet<'a> {
    /// What it is, largest.
    pub(in crate::desk) heading: &'a str,
    /// Whose.
    pub(in crate::desk) name: &'a str,
    /// What there is, a line each.
    pub(in crate::desk) lines: &'a [String],
    /// Where the code leads.
    pub(in crate::desk) link: &'a str,
    /// What to do, below the code.
    pub(in crate::desk) steps: &'a [&'a str],
    /// Who says so; may be empty.
    pub(in crate::desk) foot: &'a str,
}

impl CodeSheet<'_> {
    /// The page.
    pub(in crate::desk) fn draw(self) -> String {
        let (width, height) = (A4.0 * MM, A4.1 * MM);
        let (room, middle) = (width - 2 * SIDE, width / 2);
        let mut inner = String::new();
        let mut set = |text: &str, largest: u32, more: &str, y: u32| {
            let size = smaller(text, largest, room);
            inner += &format!("<g{more}>{}</g>", line(text, middle, y + baseline(size), size, Align::Middle));
            y + leading(size)
        };
        let red = format!(" font-weight=\"600\" fill=\"{RED}\"");
        let mut y = set(self.heading, HEADING, &red, HEAD);
        y = set(self.name, NAME, " font-weight=\"600\"", y + 2 * MM);
        y += 3 * MM;
        for text in self.lines {
            y = set(text, LINE, "", y);
        }
        let top = y + 6 * MM;
        // From below: the code has what is left.
        let address =
            self.link.trim_start_matches("https://").split('?').next().unwrap_or_default().trim_end_matches('/');
        let below: Vec<(&str, u32)> = self
            .steps
            .iter()
            .map(|step| (*step, STEP))
            .chain([(address, NOTE), (self.foot, NOTE)])
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let needed: u32 = below.iter().map(|(text, largest)| leading(smaller(text, *largest, room))).sum();
        let side = CODE.min((height - FOOT - needed).saturating_sub(top + 6 * MM)).min(room);
        let mut y = height - FOOT - needed;
        let code_top = top + (y.saturating_sub(top + side)) / 2;
        for (text, largest) in below {
            y = set(text, largest, "", y);
        }
        page(MM, &format!("<g class=\"poster\">{inner}{}</g>", code(self.link, (width - side) / 2, code_top, side)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::lines::ems;

    #[test]
    fn a_sheet_says_whose_it_is_and_its_code_keeps_clear_of_the_words() {
        let offers: Vec<String> =
            ["免费开水", "延长堂食时间", "免费送当天的日销食品", "还有一样", "又一样"].map(str::to_string).into();
        let name = "一个名字很长很长的示例面馆（示例街一店）";
        for many in [0, 3, 5] {
            let sheet = CodeSheet {
                heading: "爱“新”商家",
                name,
                lines: &offers[..many],
                link: "https://example.org/places/shi-li-mian-guan/",
                steps: &["骑手进来，客气问一声就行"],
                foot: "示例委员会",
            };
            let svg = sheet.draw();
            for words in
                ["爱“新”商家", name, "骑手进来，客气问一声就行", "example.org/places/shi-li-mian-guan", "示例委员会"]
            {
                assert!(svg.contains(&format!(">{words}<")), "{words}: {svg}");
            }
            let number = |part: &str, name: &str| -> u32 {
                part.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap()
            };
            let texts: Vec<&str> = svg.split("<text ").skip(1).collect();
            let size = number(texts[1], "font-size");
            assert!(ems(name) * size <= (A4.0 * MM - 2 * SIDE) * 10);
            let code_top: u32 = svg
                .split_once("translate(")
                .unwrap()
                .1
                .split_once(' ')
                .unwrap()
                .1
                .split_once(')')
                .unwrap()
                .0
                .parse()
                .unwrap();
            assert!(number(texts[1 + many], "y") < code_top, "{many}");
        }
    }
}
