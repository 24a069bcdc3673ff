//! The three designs of the shared picture (`src/reader/share/designs`), drawn for paper of any height and without its tint.

use super::paper::{Align, RED};

/// The pieces of cut paper that [`Design::PaperCut`] lays into its corners, once a page: the rest refers to them.
pub(super) const PIECES: &str = include_str!("paper-cut.svg");

/// What is around the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Design {
    /// 素笺.
    Plain,
    /// 雕版印刷.
    Woodblock,
    /// 剪纸.
    PaperCut,
}

/// How far the words stay from the edges, in millimetres of a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Inset {
    /// From the left and from the right.
    pub(super) side: u32,
    /// Above: the ornament and the hole.
    pub(super) top: u32,
    /// Below.
    pub(super) foot: u32,
}

/// A surface to draw on: its size, and how many units a millimetre of a bookmark has there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Surface {
    /// In units.
    pub(super) width: u32,
    /// In units.
    pub(super) height: u32,
    /// Larger paper has larger ornaments.
    pub(super) mm: u32,
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

    /// The room it leaves.
    pub(super) fn inset(self) -> Inset {
        match self {
            Self::Plain => Inset { side: 5, top: 18, foot: 5 },
            Self::Woodblock => Inset { side: 6, top: 24, foot: 6 },
            Self::PaperCut => Inset { side: 6, top: 19, foot: 13 },
        }
    }

    /// Where its lines of type begin.
    pub(super) fn align(self) -> Align {
        if self == Self::Plain { Align::Start } else { Align::Middle }
    }

    /// Its ornament. `foot` is where the words end and the lower part begins.
    pub(super) fn ornament(self, on: Surface, foot: u32) -> String {
        match self {
            Self::Plain => plain(on, foot),
            Self::Woodblock => woodblock(on, foot),
            Self::PaperCut => paper_cut(on),
        }
    }
}

/// A red thread to the hole, and a line above the lower part.
fn plain(Surface { width, mm, .. }: Surface, foot: u32) -> String {
    let (middle, side, thread) = (width / 2, 5 * mm, 6 * mm + mm / 2);
    format!(
        "<path fill=\"none\" stroke=\"{RED}\" stroke-width=\"{}\" d=\"M{middle} 0v{thread}\"/>\
         <path fill=\"none\" stroke=\"#a8977c\" stroke-width=\"{}\" stroke-dasharray=\"{} {}\" d=\"M{side} {foot}H{}\"/>",
        mm / 2,
        mm / 8,
        mm,
        mm * 3 / 4,
        width - side
    )
}

/// A page of a block-printed book: a heavy frame that wore off in places, rules between the columns, and a fish tail.
fn woodblock(Surface { width, height, mm }: Surface, foot: u32) -> String {
    const COLUMN: u32 = 5;
    let (outer, inner, head, middle) = (5 * mm / 2, 4 * mm, 16 * mm, width / 2);
    let (right, bottom) = (width - inner, height - inner);
    let columns = ((width - 2 * inner) / (COLUMN * mm)).max(1);
    let (mut rules, mut ticks) = (String::new(), String::new());
    for at in 1..columns {
        let x = inner + (width - 2 * inner) * at / columns;
        rules += &format!("M{x} {head}V{foot}");
        ticks += &format!("M{x} {inner}V{head}");
    }
    let rectangle = |inset: u32| format!("M{inset} {inset}H{}V{}H{inset}z", width - inset, height - inset);
    let heavy = 9 * mm / 10;
    let worn = outer - heavy * 4 / 9;
    format!(
        "<g fill=\"none\"><path stroke=\"#dcc79c\" stroke-width=\"{hair}\" d=\"{rules}\"/>\
         <g stroke=\"#241c14\"><path stroke-width=\"{hair}\" d=\"{ticks}\"/>\
         <path stroke-width=\"{thin}\" d=\"M{inner} {head}H{right}M{inner} {foot}H{right}M{inner} {inner}H{right}V{bottom}H{inner}z\"/>\
         <path stroke-width=\"{heavy}\" d=\"{}\"/></g>\
         <path stroke=\"#fff\" stroke-width=\"{thin}\" stroke-dasharray=\"{} {} {} {} {} {}\" d=\"{}\"/></g>\
         <path fill=\"#241c14\" d=\"M{} {head}h{}v{}l-{half}-{tail}-{half} {tail}z\"/>",
        rectangle(outer),
        mm / 4,
        9 * mm,
        mm / 8,
        17 * mm,
        mm / 3,
        5 * mm,
        rectangle(worn),
        middle - 3 * mm,
        6 * mm,
        5 * mm,
        hair = (mm / 8).max(1),
        thin = (mm / 4).max(1),
        half = 3 * mm,
        tail = 5 * mm / 2,
    )
}

/// Corners cut from folded paper, and lines between them with a diamond in the middle.
fn paper_cut(Surface { width, height, mm }: Surface) -> String {
    // A corner is 400 wide as it is drawn; two of them and a gap are as wide as a bookmark, and no wider on a poster.
    let scale = (f64::from(width) / 1450.0).min(f64::from(mm) / 30.0);
    let at = |drawn: f64| (drawn * scale).round() as u32;
    let edge = 9 * mm / 4;
    let line = edge + at(15.0);
    let (from, half) = (edge + at(333.0), at(50.0));
    let (middle, centre, right, bottom) = (width / 2, height / 2, width - line, height - line);
    let mut lines = String::new();
    for y in [line, bottom] {
        lines += &format!("M{from} {y}H{}M{} {y}H{}", middle - half, middle + half, width - from);
    }
    for x in [line, right] {
        lines += &format!("M{x} {from}V{}M{x} {}V{}", centre - half, centre + half, height - from);
    }
    let corner = |x: u32, y: u32, across: f64, down: f64| {
        format!("<use href=\"#print-corner\" transform=\"matrix({across:.4} 0 0 {down:.4} {x} {y})\"/>")
    };
    let diamond = |x: u32, y: u32, turn: &str| {
        format!(
            "<path transform=\"translate({x} {y}){turn}scale({scale:.4})\" d=\"M0-26l38 26-38 26-38-26zM0-10l-14 10 14 10 14-10z\"/>"
        )
    };
    format!(
        "<g fill=\"{RED}\" fill-rule=\"evenodd\"><path fill=\"none\" stroke=\"{RED}\" stroke-width=\"{}\" d=\"{lines}\"/>{}{}{}{}{}{}{}{}</g>",
        (mm / 6).max(1),
        corner(edge, edge, scale, scale),
        corner(width - edge, edge, -scale, scale),
        corner(edge, height - edge, scale, -scale),
        corner(width - edge, height - edge, -scale, -scale),
        diamond(middle, line, ""),
        diamond(middle, bottom, ""),
        diamond(line, centre, "rotate(90)"),
        diamond(right, centre, "rotate(90)"),
    )
}
