//! 素笺: the app's own bookmark, with its hole and its thread.

use super::{Area, Foot, Look, disc};
use crate::browser::canvas::Canvas;

const LINE: &str = "#cfc3ae";

pub(super) const LOOK: Look = Look {
    paper: [250, 246, 238],
    ink: "#211c16",
    soft: "#6b6156",
    accent: "#c3271c",
    words: Area { left: 120.0, top: 210.0, width: 840.0, height: 860.0 },
    foot: Foot { left: 120.0, right: 960.0, bottom: 1340.0 },
    is_centred: false,
};

pub(super) fn ornament(canvas: &Canvas) {
    disc(canvas, 540.0, 132.0, 17, LINE);
    disc(canvas, 540.0, 132.0, 14, "#fffdf8");
    canvas.rect([537.0, 0.0, 6.0, 132.0], LOOK.accent);
    disc(canvas, 540.0, 132.0, 3, LOOK.accent);
    for at in 0..35 {
        canvas.rect([120.0 + 24.0 * f64::from(at), 1114.0, 14.0, 2.0], LINE);
    }
}
