//! 雕版: a page of a block-printed book, with a thick and a thin border, rules between columns, the fish tail in its
//! fold, and a seal.

use super::{Area, Foot, HEIGHT, Look, WIDTH, font};
use crate::browser::canvas::{Align, Canvas, Placement};
use crate::share::picture;

const PAPER: &str = "#f4ead3";
/// Rules behind the words.
const FAINT: &str = "#e6d8b8";
/// Between two rules.
const COLUMN: f64 = 92.0;
/// Inside of the thin border.
const LEFT: f64 = 80.0;
const TOP: f64 = 80.0;
const INNER_WIDTH: f64 = 920.0;
const INNER_HEIGHT: f64 = 1280.0;
/// Where the words' field begins and ends.
const HEAD: f64 = 200.0;
const FOOT: f64 = 1106.0;
/// At most so large is a character's field on a seal, and so high are all of them.
const FIELD: f64 = 62.0;
const FIELDS: f64 = 190.0;
const RIM: f64 = 14.0;

pub(super) const LOOK: Look = Look {
    paper: [244, 234, 211],
    ink: "#241c14",
    soft: "#5d4f3d",
    accent: "#b02a1c",
    words: Area { left: 150.0, top: 230.0, width: 780.0, height: 850.0 },
    foot: Foot { left: 114.0, right: 966.0, bottom: 1328.0 },
    is_centred: true,
};

pub(super) fn ornament(canvas: &Canvas) {
    for at in 1..10 {
        let x = LEFT + COLUMN * f64::from(at) - 1.0;
        canvas.rect([x, HEAD, 2.0, FOOT - HEAD], FAINT);
        canvas.rect([x, TOP, 2.0, HEAD - TOP], LOOK.ink);
    }
    canvas.placed(Placement::at(LEFT + INNER_WIDTH / 2.0, TOP), |canvas| {
        canvas.fill("M-46 0H46V84L0 44L-46 84Z", LOOK.ink);
    });
    canvas.rect([LEFT, HEAD - 1.5, INNER_WIDTH, 3.0], LOOK.ink);
    canvas.rect([LEFT, FOOT - 1.5, INNER_WIDTH, 3.0], LOOK.ink);
    canvas.frame([LEFT, TOP, INNER_WIDTH, INNER_HEIGHT], 3.0, LOOK.ink);
    canvas.frame([LEFT - 24.0, TOP - 24.0, INNER_WIDTH + 48.0, INNER_HEIGHT + 48.0], 12.0, LOOK.ink);
    wear(canvas);
}

/// Stamps the site's name; gives the seal's right end, or nothing where the name is too long for one.
pub(super) fn seal(canvas: &Canvas, name: &str) -> Option<f64> {
    let cells = picture::seal(name);
    let columns = cells.iter().map(|cell| cell.0).max()? + 1;
    let rows = cells.iter().map(|cell| cell.1).max()? + 1;
    let field = FIELD.min(FIELDS / rows as f64);
    let (width, height) = (field * columns as f64 + 2.0 * RIM, field * rows as f64 + 2.0 * RIM);
    let (left, top) = (LOOK.foot.left, LOOK.foot.bottom - height);
    let size = (field * 0.82) as u32;
    canvas.rect([left, top, width, height], LOOK.accent);
    canvas.frame([left + 7.0, top + 7.0, width - 14.0, height - 14.0], 2.0, PAPER);
    for (column, row, character) in cells {
        let x = left + width - RIM - field * (column as f64 + 0.5);
        let y = top + RIM + field * (row as f64 + 0.5) + 0.38 * f64::from(size);
        canvas.write(&character.to_string(), (x, y), &font(600, size), PAPER, Align::Centre);
    }
    Some(left + width)
}

/// Carved wood leaves gaps in its border, and specks of ink. Always the same ones: a picture made twice is one picture.
fn wear(canvas: &Canvas) {
    let mut seed = 20_221_016_u32;
    let mut below = move |limit: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from((seed >> 8) % limit)
    };
    let (width, height) = (f64::from(WIDTH), f64::from(HEIGHT));
    for _ in 0..24 {
        let (across, thin) = (46.0 + below(14), 1.0 + below(3));
        let (along, long) = (below(1_320), 3.0 + below(10));
        canvas.rect([across, 56.0 + along, thin, long], PAPER);
        canvas.rect([width - across - thin, height - 56.0 - along, thin, long], PAPER);
        let along = 56.0 + below(950);
        canvas.rect([along, across, long, thin], PAPER);
        canvas.rect([width - along, height - across - thin, long, thin], PAPER);
    }
    for _ in 0..40 {
        canvas.rect([70.0 + below(940), 70.0 + below(1_300), 2.0, 2.0], "rgba(36,28,20,.25)");
    }
}
