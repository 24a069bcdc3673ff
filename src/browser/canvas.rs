//! Drawing a picture that nobody sees until it is finished.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, Path2d, window};

/// How far a colour may be off when it is read back: some browsers change it by a hair, lest they be recognised.
const HAIR: u8 = 8;

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Its left end.
    Left,
    /// Its middle.
    Centre,
}

/// Where a part of the picture is drawn: scaled, then turned, then moved.
#[derive(Clone, Copy, Debug)]
pub struct Placement {
    at: (f64, f64),
    angle: f64,
    scale: (f64, f64),
}

impl Placement {
    /// Moved to a place.
    pub fn at(x: f64, y: f64) -> Self {
        Self { at: (x, y), angle: 0.0, scale: (1.0, 1.0) }
    }

    /// Turned clockwise, in radians.
    pub fn turned(self, angle: f64) -> Self {
        Self { angle, ..self }
    }

    /// Larger or smaller; what is negative is mirrored.
    pub fn scaled(self, x: f64, y: f64) -> Self {
        Self { scale: (x, y), ..self }
    }
}

/// A picture in the making. What cannot be drawn is left out.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    paper: [u8; 3],
}

impl Canvas {
    /// An empty paper of a colour; `None` where the browser does not draw.
    pub fn new(width: u32, height: u32, paper: [u8; 3]) -> Option<Self> {
        let element: HtmlCanvasElement = window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        element.set_width(width);
        element.set_height(height);
        let context: CanvasRenderingContext2d = element.get_context("2d").ok()??.dyn_into().ok()?;
        let canvas = Self { element, context, paper };
        let [red, green, blue] = paper;
        canvas.rect([0.0, 0.0, width.into(), height.into()], &format!("rgb({red},{green},{blue})"));
        Some(canvas)
    }

    /// A filled rectangle: left, top, width, height.
    pub fn rect(&self, [left, top, width, height]: [f64; 4], color: &str) {
        self.context.set_fill_style_str(color);
        self.context.fill_rect(left, top, width, height);
    }

    /// The outline of a rectangle; the line's middle lies on its sides.
    pub fn frame(&self, [left, top, width, height]: [f64; 4], line: f64, color: &str) {
        self.context.set_stroke_style_str(color);
        self.context.set_line_width(line);
        self.context.stroke_rect(left, top, width, height);
    }

    /// The filled path of an SVG's `d`; an outline within another is a hole.
    pub fn fill(&self, path: &str, color: &str) {
        if let Ok(path) = Path2d::new_with_path_string(path) {
            self.context.set_fill_style_str(color);
            self.context.fill_with_path_2d_and_winding(&path, CanvasWindingRule::Evenodd);
        }
    }

    /// One line of text on a baseline; `font` as CSS writes it.
    pub fn write(&self, text: &str, (x, y): (f64, f64), font: &str, color: &str, align: Align) {
        self.context.set_font(font);
        self.context.set_fill_style_str(color);
        self.context.set_text_align(match align {
            Align::Left => "left",
            Align::Centre => "center",
        });
        let _ = self.context.fill_text(text, x, y);
    }

    /// Draws a part of the picture somewhere else.
    pub fn placed(&self, place: Placement, draw: impl FnOnce(&Self)) {
        self.context.save();
        let _ = self.context.translate(place.at.0, place.at.1);
        let _ = self.context.rotate(place.angle);
        let _ = self.context.scale(place.scale.0, place.scale.1);
        draw(self);
        self.context.restore();
    }

    /// The picture as a PNG in a `data:` URL. `None` where the browser gives out another one than was drawn: its first
    /// pixel must have stayed empty paper.
    pub fn to_png(&self) -> Option<String> {
        let pixel = self.context.get_image_data(0.0, 0.0, 1.0, 1.0).ok()?.data();
        let is_true = pixel.iter().zip(self.paper).all(|(is, was)| is.abs_diff(was) <= HAIR);
        self.element.to_data_url().ok().filter(|url| is_true && url.starts_with("data:image/png"))
    }
}
