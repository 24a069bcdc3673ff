//! 剪纸: four corners cut from red paper, each symmetrical as folded paper is.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use super::{Area, Foot, HEIGHT, Look, WIDTH, disc};
use crate::browser::canvas::{Canvas, Placement};

const PAPER: &str = "#fdf3e4";
/// From the edge of the picture to a corner's edge.
const INSET: f64 = 36.0;
/// Corners are designed larger than they are shown.
const SCALE: f64 = 0.72;
/// Where a corner's flower blooms.
const FLOWER: f64 = 112.0;

/// Half an edge: what lies within another outline is cut out, here the crescents every paper-cutter begins with.
const EDGE: &str = "M0 0H300C300 22 284 34 262 34H30L0 4Z\
    M46 17a6 6 0 1 0 12 0a6 6 0 1 0-12 0z\
    M80 26a17 17 0 0 1 32 0a40 40 0 0 0-32 0z\
    M124 26a17 17 0 0 1 32 0a40 40 0 0 0-32 0z\
    M168 26a17 17 0 0 1 32 0a40 40 0 0 0-32 0z\
    M212 26a17 17 0 0 1 32 0a40 40 0 0 0-32 0z";
const LEAF: &str = "M180 78C210 40 280 40 330 62C290 100 220 104 180 78Z\
    M206 76C236 60 276 58 304 64C276 76 236 84 206 76Z";
const PETAL: &str = "M0 0C16-30 50-30 62 0C50 30 16 30 0 0ZM26 0C34-12 46-12 52 0C46 12 34 12 26 0Z";
const BUD: &str = "M0 0C18-24 50-20 72 0C50 20 18 24 0 0ZM16 0C26-10 42-9 52 0C42 9 26 10 16 0Z";
/// In the middle of each side.
const KNOT: &str = "M0-18L26 0L0 18L-26 0ZM0-8L11 0L0 8L-11 0Z";

pub(super) const LOOK: Look = Look {
    paper: [253, 243, 228],
    ink: "#2a1a14",
    soft: "#6f5a4c",
    accent: "#c3271c",
    words: Area { left: 150.0, top: 256.0, width: 780.0, height: 790.0 },
    foot: Foot { left: 172.0, right: 900.0, bottom: 1256.0 },
    is_centred: true,
};

pub(super) fn ornament(canvas: &Canvas) {
    let (width, height) = (f64::from(WIDTH), f64::from(HEIGHT));
    sides(canvas, width, height);
    for (x, across) in [(INSET, 1.0), (width - INSET, -1.0)] {
        for (y, down) in [(INSET, 1.0), (height - INSET, -1.0)] {
            let place = Placement::at(x, y).scaled(across * SCALE, down * SCALE);
            // Below, the code needs the room of the bud.
            canvas.placed(place, |canvas| corner(canvas, down > 0.0));
        }
    }
}

/// Thin lines from corner to corner.
fn sides(canvas: &Canvas, width: f64, height: f64) {
    let (line, from) = (INSET + 11.0, INSET + 240.0);
    for y in [line, height - line] {
        canvas.rect([from, y - 1.5, width - 2.0 * from, 3.0], LOOK.accent);
        disc(canvas, width / 2.0, y, 34, PAPER);
        canvas.placed(Placement::at(width / 2.0, y), |canvas| canvas.fill(KNOT, LOOK.accent));
    }
    for x in [line, width - line] {
        canvas.rect([x - 1.5, from, 3.0, height - 2.0 * from], LOOK.accent);
        disc(canvas, x, height / 2.0, 34, PAPER);
        canvas.placed(Placement::at(x, height / 2.0).turned(FRAC_PI_2), |canvas| canvas.fill(KNOT, LOOK.accent));
    }
}

fn corner(canvas: &Canvas, has_bud: bool) {
    half(canvas);
    // Folded at the diagonal.
    canvas.placed(Placement::at(0.0, 0.0).turned(FRAC_PI_2).scaled(1.0, -1.0), half);
    for petal in 0..8 {
        let place = Placement::at(FLOWER, FLOWER).turned(FRAC_PI_4 * f64::from(petal));
        canvas.placed(place, |canvas| canvas.fill(PETAL, LOOK.accent));
    }
    disc(canvas, FLOWER, FLOWER, 15, PAPER);
    disc(canvas, FLOWER, FLOWER, 8, LOOK.accent);
    if has_bud {
        canvas.placed(Placement::at(168.0, 168.0).turned(FRAC_PI_4), |canvas| canvas.fill(BUD, LOOK.accent));
    }
}

fn half(canvas: &Canvas) {
    canvas.fill(EDGE, LOOK.accent);
    canvas.fill(LEAF, LOOK.accent);
    for (x, y, radius) in [(352.0, 60.0, 8), (376.0, 57.0, 6), (396.0, 55.0, 4)] {
        disc(canvas, x, y, radius, LOOK.accent);
    }
}
