//! A link as a QR code, for a wall.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules that scanners need around a code.
const MARGIN: i32 = 3;

/// The code as an SVG, black on white whatever the look; nothing where a link is too long for one.
pub(crate) fn svg(link: &str) -> String {
    let Ok(code) = QrCode::encode_text(link, QrCodeEcc::Medium) else { return String::new() };
    let (size, mut path) = (code.size(), String::new());
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN);
            }
            x += run + 1;
        }
    }
    let side = size + 2 * MARGIN;
    format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"进领读的二维码\" viewBox=\"0 0 {side} {side}\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path fill=\"#000\" shape-rendering=\"crispEdges\" d=\"{path}\"/></svg>"
    )
}
