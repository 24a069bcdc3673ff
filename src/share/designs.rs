//! The three pictures of a card. A design is a paper with its ornament, and where the words stand on it; words, name
//! and code are set alike on all of them. A picture is light whatever the look of the app: it is for somebody else.

mod paper_cut;
mod plain;
mod woodblock;

use super::message::Message;
use super::picture::{self, Block};
use super::qr::Code;
use crate::browser::canvas::{Align, Canvas, Placement};

const WIDTH: u32 = 1080;
const HEIGHT: u32 = 1440;
const SERIF: &str = "\"Songti SC\",\"Noto Serif CJK SC\",serif";

/// Sizes of type, in pixels.
const CITE: u32 = 36;
const NAME: u32 = 40;
const HINT: u32 = 28;
/// Between quotation and source.
const GAP: f64 = 44.0;
/// At most so wide is the code.
const CODE: u32 = 190;

/// How a picture looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Design {
    /// 素笺: a sheet of letter paper.
    Plain,
    /// 雕版: a page of a block-printed book.
    Woodblock,
    /// 剪纸: red corners cut from paper.
    PaperCut,
}

/// Colours and places of a design, in pixels.
struct Look {
    paper: [u8; 3],
    ink: &'static str,
    soft: &'static str,
    accent: &'static str,
    words: Area,
    foot: Foot,
    is_centred: bool,
}

/// Where quotation and source stand.
struct Area {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Where the site's name and the code stand.
struct Foot {
    left: f64,
    right: f64,
    bottom: f64,
}

impl Design {
    /// In the order in which they are offered.
    pub(super) const ALL: [Self; 3] = [Self::Plain, Self::Woodblock, Self::PaperCut];

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "素笺",
            Self::Woodblock => "雕版",
            Self::PaperCut => "剪纸",
        }
    }

    /// The picture as a `data:` URL; `None` where the browser does not draw.
    pub(super) fn draw(self, message: &Message) -> Option<String> {
        let look = match self {
            Self::Plain => plain::LOOK,
            Self::Woodblock => woodblock::LOOK,
            Self::PaperCut => paper_cut::LOOK,
        };
        let canvas = Canvas::new(WIDTH, HEIGHT, look.paper)?;
        let mut seal = None;
        match self {
            Self::Plain => plain::ornament(&canvas),
            Self::PaperCut => paper_cut::ornament(&canvas),
            Self::Woodblock => {
                woodblock::ornament(&canvas);
                seal = woodblock::seal(&canvas, &message.site);
            }
        }
        set_words(&canvas, message, &look);
        set_foot(&canvas, message, &look, seal);
        canvas.to_png()
    }
}

fn set_words(canvas: &Canvas, message: &Message, look: &Look) {
    let Area { left, top, width, height } = look.words;
    let indent = if look.is_centred { 0.0 } else { 28.0 };
    let cite = picture::set_at(&message.cite, CITE, width - indent);
    let quote = picture::set_quote(&message.quote, width, height - GAP - cite.height());
    let above = top + (height - quote.height() - GAP - cite.height()) / 2.0;
    let beside = if look.is_centred { left + (width - quote.width()) / 2.0 } else { left };
    write(canvas, &quote, (beside, above), &font(600, quote.size), look.ink, Align::Left);
    let below = above + quote.height() + GAP;
    if look.is_centred {
        write(canvas, &cite, (left + width / 2.0, below), &font(400, CITE), look.soft, Align::Centre);
    } else {
        canvas.rect([left, below, 5.0, cite.height()], look.accent);
        write(canvas, &cite, (left + indent, below), &font(400, CITE), look.soft, Align::Left);
    }
}

/// A `seal` bears the name already and ends there.
fn set_foot(canvas: &Canvas, message: &Message, look: &Look, seal: Option<f64>) {
    let Foot { left, right, bottom } = look.foot;
    let text = seal.map_or(left, |end| end + 32.0);
    if let Some(code) = Code::of(&message.url) {
        // Whole pixels, or its edges blur.
        let module = (CODE / code.size()).max(2);
        let side = f64::from(module * code.size());
        let place = Placement::at(right - side, bottom - side).scaled(module.into(), module.into());
        canvas.placed(place, |canvas| canvas.fill(&code.path(0), look.ink));
        canvas.write("扫一扫，看这一句", (text, bottom - 4.0), &font(400, HINT), look.soft, Align::Left);
    }
    if seal.is_none() {
        let room = (right - f64::from(CODE) - 40.0 - left) as u32;
        let size = NAME.min(room / (message.site.chars().count() as u32).max(1));
        canvas.write(&message.site, (left, bottom - 56.0), &font(600, size), look.ink, Align::Left);
    }
}

fn write(canvas: &Canvas, block: &Block, (x, y): (f64, f64), font: &str, color: &str, align: Align) {
    for (baseline, line) in block.baselines() {
        canvas.write(line, (x, y + baseline), font, color, align);
    }
}

fn font(weight: u32, size: u32) -> String {
    format!("{weight} {size}px {SERIF}")
}

fn disc(canvas: &Canvas, x: f64, y: f64, radius: u32, color: &str) {
    let across = 2 * radius;
    let arc = format!("a{radius} {radius} 0 1 0 ");
    canvas.placed(Placement::at(x, y), |canvas| {
        canvas.fill(&format!("M-{radius} 0{arc}{across} 0{arc}-{across} 0z"), color);
    });
}
