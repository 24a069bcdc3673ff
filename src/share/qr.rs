//! A link as a QR code, as the path of an SVG: the same for the picture and for the code alone.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules that scanners need around a code.
const MARGIN: u32 = 4;
/// Pixels a module has where the code is saved by itself.
const MODULE: u32 = 8;

/// A QR code.
pub(super) struct Code(QrCode);

impl Code {
    /// The code of a link; `None` for one that is too long.
    pub(super) fn of(url: &str) -> Option<Self> {
        QrCode::encode_binary(url.as_bytes(), QrCodeEcc::Medium).ok().map(Self)
    }

    /// Modules on each side, without a margin.
    pub(super) fn size(&self) -> u32 {
        self.0.size().unsigned_abs()
    }

    /// The dark modules, one unit each, as the `d` of a path that begins so many units from the corner.
    pub(super) fn path(&self, margin: u32) -> String {
        let mut path = String::new();
        for y in 0..self.size() {
            let mut x = 0;
            while x < self.size() {
                let from = x;
                // Outside of the code everything is light.
                while self.is_dark(x, y) {
                    x += 1;
                }
                if x > from {
                    path += &format!("M{} {}h{run}v1h-{run}z", from + margin, y + margin, run = x - from);
                }
                x += 1;
            }
        }
        path
    }

    /// The code as the address of a picture, black on white whatever the look: phones can read it by a long press.
    pub(super) fn to_url(&self) -> String {
        let side = self.size() + 2 * MARGIN;
        let (pixels, path) = (side * MODULE, self.path(MARGIN));
        format!(
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{pixels}' height='{pixels}' \
             viewBox='0 0 {side} {side}' shape-rendering='crispEdges'%3E%3Cpath fill='%23fff' \
             d='M0 0h{side}v{side}H0z'/%3E%3Cpath d='{path}'/%3E%3C/svg%3E"
        )
    }

    fn is_dark(&self, x: u32, y: u32) -> bool {
        self.0.get_module(x as i32, y as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://nuanxin.example.org/cards/q010/";

    #[test]
    fn a_link_becomes_a_code_with_its_three_corners() {
        let code = Code::of(URL).unwrap();
        assert_eq!(code.size(), 29);
        let far = code.size() - 7;
        for (left, top) in [(0, 0), (far, 0), (0, far)] {
            for at in 0..7 {
                assert!(code.is_dark(left + at, top) && code.is_dark(left + at, top + 6));
                assert!(code.is_dark(left, top + at) && code.is_dark(left + 6, top + at));
            }
            assert!(code.is_dark(left + 3, top + 3) && !code.is_dark(left + 1, top + 1));
        }
        assert!(code.path(4).starts_with("M4 4h7v1h-7z"));
    }

    #[test]
    fn the_path_covers_each_dark_module_once() {
        let code = Code::of(URL).unwrap();
        let (path, mut drawn) = (code.path(0), Vec::new());
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let length: u32 = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (u32, u32) = (x.parse().unwrap(), y.parse().unwrap());
            drawn.extend((x..x + length).map(|x| (y, x)));
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (y, x)));
        assert_eq!(drawn, all.filter(|&(y, x)| code.is_dark(x, y)).collect::<Vec<_>>());
    }

    #[test]
    fn the_picture_of_a_code_can_stand_in_an_attribute() {
        let url = Code::of(URL).unwrap().to_url();
        assert!(url.contains("viewBox='0 0 37 37'"));
        assert!(!url.contains(['"', '<', '>', '#']));
    }

    #[test]
    fn a_link_that_no_code_can_hold_has_none() {
        assert!(Code::of(&"x".repeat(3_000)).is_none());
    }
}
