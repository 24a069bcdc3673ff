//! Where a phone in the same network finds this machine.

use std::io::IsTerminal;
use std::net::{IpAddr, SocketAddr, UdpSocket};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

/// Prints the address a phone can open, also as a QR code, and what plain http cannot do.
pub(crate) fn show(listen: &str) {
    let port = listen.parse::<SocketAddr>().map_or(8080, |address| address.port());
    let Some(ip) = address() else {
        println!(
            "This machine has no address in a network: connect it, or look the address up yourself (port {port})."
        );
        return;
    };
    let url = format!("http://{}/", SocketAddr::new(ip, port));
    println!("\nOn a phone in the same network: {url}");
    if let Ok(code) = QrCode::new(&url) {
        println!("{}", drawn(&code));
    }
    println!("Reading offline needs https: over plain http a browser keeps no service worker.\n");
}

/// White is what the characters paint, on a black ground: dark on light, as scanners expect, in any terminal.
fn drawn(code: &QrCode) -> String {
    let drawn = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    if !std::io::stdout().is_terminal() {
        return drawn;
    }
    let lines = drawn.lines().map(|line| format!("\x1b[97;40m{line}\x1b[0m"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The address this machine would send from. Connecting a UDP socket asks the routing table and sends nothing; the
/// target is an address reserved for documentation.
fn address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_unspecified())
}
