//! A card as a picture, in one of three designs. A design is an SVG with `{slots}`; the browser draws it. A picture is
//! light whatever the look of the app: it is for somebody else.

use content::bundle::{escape, fill};

use super::offer::Offer;
use crate::browser::canvas;
use crate::ui::lines::{LEADING, Lines, ems, pieces};
use crate::ui::qr::Code;

const WIDTH: u32 = 1080;
const HEIGHT: u32 = 1440;

/// Sizes of type, in pixels.
const CITE: u32 = 36;
const NAME: u32 = 40;
/// Between quotation and source.
const GAP: u32 = 44;
/// At most so wide is the code, and so much room is beside it.
const CODE: u32 = 190;
const BESIDE: u32 = 480;
/// More characters do not fit on a seal; at most so large is a character's field on it, and so high are all of them.
const SEAL: usize = 8;
const FIELD: u32 = 62;
const FIELDS: u32 = 156;
const RIM: u32 = 14;

/// A paper with its ornament, and where the words stand on it.
pub(super) struct Design {
    /// What people call it.
    pub(super) name: &'static str,
    svg: &'static str,
    /// Of the words' field, in pixels: left, top, width, height.
    field: [u32; 4],
    is_centred: bool,
}

/// In the order in which they are offered: a sheet of letter paper, a page of a block-printed book, red corners cut from
/// folded paper.
pub(super) static DESIGNS: [Design; 3] = [
    Design { name: "素笺", svg: include_str!("designs/plain.svg"), field: [120, 210, 840, 860], is_centred: false },
    Design {
        name: "雕版", svg: include_str!("designs/woodblock.svg"), field: [150, 230, 780, 850], is_centred: true
    },
    Design {
        name: "剪纸", svg: include_str!("designs/paper-cut.svg"), field: [150, 256, 780, 790], is_centred: true
    },
];

impl Design {
    /// The picture as a `data:` URL; `None` where the browser does not draw.
    pub(super) async fn draw(&self, offer: &Offer, site: &str) -> Option<String> {
        canvas::to_png(&self.compose(offer, site), WIDTH, HEIGHT).await
    }

    fn compose(&self, offer: &Offer, site: &str) -> String {
        fill(self.svg, |slot| {
            Some(match slot {
                "words" => self.words(offer),
                "size" => smaller(site, NAME, BESIDE).to_string(),
                "site" => escape(site),
                "seal" => seal(site),
                "code" => code(&offer.link),
                _ => return None,
            })
        })
    }

    /// Quotation and source, in the middle of their field's height.
    fn words(&self, Offer { title: quote, note: cite, whole, .. }: &Offer) -> String {
        let [left, top, width, height] = self.field;
        let cite_height = CITE * LEADING / 10;
        let set = Lines::set(quote, &pieces(quote, whole), width, height - GAP - cite_height);
        let below = set.height() + GAP;
        let (top, x) = (
            top + (height - below - cite_height) / 2,
            width.saturating_sub(set.width()) / 2 * u32::from(self.is_centred),
        );
        let mut words =
            format!("<g transform=\"translate({left} {top})\"><text font-size=\"{}\" font-weight=\"600\">", set.size);
        for (line, at) in set.lines.iter().zip(0..) {
            let y = baseline(set.size) + set.size * LEADING * at / 10;
            words += &format!("<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escape(line));
        }
        let (x, anchor) = if self.is_centred { (width / 2, "middle") } else { (28, "start") };
        words += "</text>";
        if !self.is_centred {
            words += &format!("<path fill=\"#c3271c\" d=\"M0 {below}h5v{cite_height}h-5z\"/>");
        }
        let (size, y) = (smaller(cite, CITE, width - 28), below + baseline(CITE));
        words += &format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\" opacity=\".75\">");
        words + &escape(cite) + "</text></g>"
    }
}

/// The middle of a Chinese character is so far above its baseline that it stands in the middle of its line.
fn baseline(size: u32) -> u32 {
    size * 123 / 100
}

/// A size at which a line fits.
fn smaller(line: &str, size: u32, width: u32) -> u32 {
    size.min(width * 10 / ems(line).max(1))
}

/// The link's code, its lower right corner where the design wants it. In whole pixels, or its edges blur.
fn code(link: &str) -> String {
    let Some(code) = Code::of(link) else { return String::new() };
    let scale = (CODE / code.size as u32).max(2);
    format!("<path transform=\"scale({scale})translate(-{n} -{n})\" d=\"{}\"/>", code.path(0), n = code.size)
}

/// The site's name as a stamp in its lower left corner, and the hint beside it; the name alone where it is too long.
fn seal(name: &str) -> String {
    let length = name.chars().count();
    let hint = |x: u32| format!("<text x=\"{x}\" y=\"-4\" font-size=\"28\" opacity=\".75\">扫一扫，看这一句</text>");
    if length == 0 || length > SEAL {
        let size = smaller(name, NAME, BESIDE);
        return format!("<text y=\"-56\" font-size=\"{size}\" font-weight=\"600\">{}</text>", escape(name)) + &hint(0);
    }
    let rows = if length > 3 { length.div_ceil(2) } else { length };
    let (columns, down) = (length.div_ceil(rows) as u32, rows as u32);
    let field = FIELD.min(FIELDS / down);
    let (width, height) = (field * columns + 2 * RIM, field * down + 2 * RIM);
    let mut seal = format!(
        "<g fill=\"#f4ead3\" font-size=\"{size}\" font-weight=\"600\" text-anchor=\"middle\"><path fill=\"#b02a1c\" d=\"M0 0h{width}v-{height}H0z\"/>\
         <path fill=\"none\" stroke=\"#f4ead3\" stroke-width=\"2\" d=\"M7-7h{inner}v-{high}H7z\"/>",
        size = field * 82 / 100,
        inner = width - 14,
        high = height - 14,
    );
    for (at, c) in name.chars().enumerate() {
        // From the right, as books were.
        let (column, row) = ((at / rows) as u32, (at % rows) as u32);
        let (x, up) = (width - RIM - field * column - field / 2, height - RIM - field * row - field * 81 / 100);
        seal += &format!("<text x=\"{x}\" y=\"-{up}\">{}</text>", escape(&c.to_string()));
    }
    seal + "</g>" + &hint(width + 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::share::Kind;

    #[test]
    fn a_design_has_words_name_and_code_and_no_slot_is_left() {
        for site in ["暖新", "骑手之家", "一个名字长得盖不成一方印的站点"] {
            for design in &DESIGNS {
                let link = "https://example.org/cards/q010/".to_string();
                let (title, note) = ("江山就是人民，人民就是江山。".to_string(), "出处 <1>".to_string());
                let offer = Offer {
                    kind: Kind::Card,
                    title,
                    note,
                    parts: vec![link.clone()],
                    link,
                    whole: vec!["民，".into()],
                };
                let svg = design.compose(&offer, site);
                assert!(svg.contains(">江山就是人民，</tspan>") && svg.contains("出处 &lt;1&gt;"), "{svg}");
                assert!(!svg.contains(['{', '}']), "{svg}");
                assert!(svg.contains(site) || site.chars().all(|c| svg.contains(&format!(">{c}</text>"))), "{svg}");
                assert!(svg.contains("<path transform=\"scale("), "{svg}");
            }
        }
    }
}
