//! A poster for a door or a wall: one quotation that is read from across the room, and how to open the site.

use super::design::{Design, Surface};
use super::paper::{A4, Align, Field, RED, baseline, code, leading, line, page, quotation, smaller};
use crate::desk::published::{Card, Published};

/// Units to the millimetre: type is set in whole units, and larger than on a bookmark.
const MM: u32 = 4;
/// A millimetre of a bookmark's ornament.
const ORNAMENT: u32 = 8;
/// Sizes of type.
const PLACE: u32 = 32;
const NAME: u32 = 80;
const TAGLINE: u32 = 32;
const CITE: u32 = 26;
/// Clauses of so many characters have a line each.
const BESIDE: u32 = 12;
const STEP: u32 = 38;
const NOTE: u32 = 22;
/// The code's side.
const CODE: u32 = 54 * MM;
/// What stays free beside the words, and below them.
const SIDE: u32 = 22 * MM;
const FOOT: u32 = 24 * MM;
/// What to do, in three lines, the first one largest.
const STEPS: [&str; 3] = ["微信扫一扫，打开就看", "不用登录，不用下载", "没有积分排名，不记谁看了"];

/// What is on a poster.
#[derive(Clone, Copy, Debug)]
pub(super) struct Poster<'a> {
    /// Where it will hang, as somebody wrote it; may be empty.
    pub(super) place: &'a str,
    /// The site's address.
    pub(super) link: &'a str,
    /// The one card.
    pub(super) card: &'a Card,
    /// Name, tagline and committee.
    pub(super) site: &'a Published,
    /// The ornament.
    pub(super) design: Design,
}

impl Poster<'_> {
    /// The page.
    pub(super) fn draw(self) -> String {
        let (width, height) = (A4.0 * MM, A4.1 * MM);
        let (room, middle) = (width - 2 * SIDE, width / 2);
        let code_top = height - FOOT - CODE;
        let foot = code_top - 8 * MM;
        let mut y = self.design.inset().top * ORNAMENT;
        let mut inner = self.design.ornament(Surface { width, height, mm: ORNAMENT }, foot);
        let mut centred = |text: &str, largest: u32, fill: &str| {
            if text.is_empty() {
                return;
            }
            let size = smaller(text, largest, room);
            inner += &format!("<g{fill}>{}</g>", line(text, middle, y + baseline(size), size, Align::Middle));
            y += leading(size);
        };
        let red = format!(" font-weight=\"600\" fill=\"{RED}\"");
        centred(self.place, PLACE, "");
        centred(&self.site.site, NAME, &red);
        centred(&self.site.tagline, TAGLINE, "");
        let words = Field { left: SIDE, top: y + 4 * MM, width: room, height: foot.saturating_sub(y + 8 * MM) };
        inner += &quotation(&self.card.quote, &self.card.cite, words, CITE, BESIDE, Align::Middle);
        inner += &code(self.link, SIDE, code_top, CODE);
        inner +=
            &self.steps(Field { left: SIDE + CODE + 8 * MM, top: code_top, width: room - CODE - 8 * MM, height: CODE });
        page(MM, &format!("<g class=\"poster\">{inner}</g>"))
    }

    /// What to do, beside the code.
    fn steps(self, field: Field) -> String {
        let address = self.link.trim_start_matches("https://").trim_end_matches('/');
        let mut lines: Vec<(&str, u32)> = STEPS.iter().map(|step| (*step, NOTE + 4)).collect();
        lines[0].1 = STEP;
        lines.push((address, NOTE + 4));
        lines.push((&self.site.committee, NOTE));
        lines.retain(|(text, _)| !text.is_empty());
        let sizes: Vec<u32> = lines.iter().map(|(text, size)| smaller(text, *size, field.width)).collect();
        let height: u32 = sizes.iter().map(|size| leading(*size)).sum();
        let mut y = field.top + field.height.saturating_sub(height) / 2;
        let mut svg = String::new();
        for ((text, _), size) in lines.iter().zip(sizes) {
            svg += &line(text, field.left, y + baseline(size), size, Align::Start);
            y += leading(size);
        }
        svg
    }
}

/// Whether phones elsewhere could open an address: one of this machine alone, or of a network at home, is of no use on a wall.
pub(in crate::desk) fn is_only_here(origin: &str) -> bool {
    let host = origin.split("://").nth(1).unwrap_or(origin);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let is_private = ["127.", "10.", "192.168.", "169.254."].iter().any(|start| host.starts_with(start));
    // 172.16 to 172.31.
    let second = host.strip_prefix("172.").and_then(|rest| rest.split('.').next()?.parse::<u8>().ok());
    host == "localhost" || host == "0.0.0.0" || is_private || second.is_some_and(|second| (16..32).contains(&second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::lines::ems;

    fn draw(place: &str, quote: &str, design: Design) -> String {
        let card =
            Card { quote: quote.into(), cite: "党的二十大报告 · 第九部分".into(), ..Card::default() };
        let site = Published {
            site: "暖新".into(),
            tagline: "骑手两单之间读一句、学一点".into(),
            committee: "区外卖配送行业党委".into(),
            ..Published::default()
        };
        Poster { place, link: "https://example.org/", card: &card, site: &site, design }.draw()
    }

    #[test]
    fn a_poster_says_what_it_is_and_how_to_open_it() {
        for design in Design::ALL {
            let svg = draw("示例驿站", "江山就是人民，人民就是江山。", design);
            let words = [
                "示例驿站",
                "暖新",
                "骑手两单之间读一句、学一点",
                "江山就是人民，",
                "区外卖配送行业党委",
                "example.org",
                STEPS[0],
            ];
            for words in words {
                assert!(svg.contains(&format!(">{words}<")), "{words}: {svg}");
            }
            assert!(svg.contains("class=\"code\""));
            assert!(!draw("", "江山", design).contains("驿站"));
        }
    }

    #[test]
    fn the_longest_quotation_fits_and_leaves_room_for_the_code() {
        for every in [4, 9, 14, 400] {
            let quote: String = (0..120).map(|at| if at % every == every - 1 { '，' } else { '民' }).collect();
            for design in Design::ALL {
                let svg = draw("一个很长很长的地方的名字在某某街道某某社区", &quote, design);
                let words = svg.split_once("class=\"quote\"").unwrap().1.split_once("</text>").unwrap().0;
                let number = |part: &str, name: &str| -> u32 {
                    part.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap()
                };
                let size = number(words, "font-size");
                for line in words.split("<tspan").skip(1) {
                    let text = line.split_once('>').unwrap().1.split_once('<').unwrap().0;
                    let right = number(line, "x") + ems(text) * size / 10;
                    assert!(right <= A4.0 * MM - SIDE + size / 2, "{design:?} {every}: {right}");
                    assert!(number(line, "y") < A4.1 * MM - FOOT - CODE - 10 * MM, "{design:?} {every}");
                }
            }
        }
    }

    #[test]
    fn an_address_of_this_machine_alone_is_told_from_one_for_everybody() {
        for origin in [
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://192.168.1.5",
            "http://172.20.0.1",
            "http://10.0.0.2:80",
        ] {
            assert!(is_only_here(origin), "{origin}");
        }
        for origin in ["https://example.org", "https://172.example.org", "http://172.32.0.1", "https://100.example.org"]
        {
            assert!(!is_only_here(origin), "{origin}");
        }
    }
}
