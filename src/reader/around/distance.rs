//! How far it is, on this phone alone.

use crate::browser::position::{self, Position};

/// Metres between two places of one city; the earth is flat there.
pub(super) fn metres(from: Position, to: Position) -> u32 {
    const METRES: f64 = 111_320.0;
    let (north, east) = (to.lat - from.lat, (to.lon - from.lon) * position::cosine(from.lat));
    ((north * north + east * east).sqrt() * METRES) as u32
}

/// 约 300 米, 约 1.2 公里.
pub(super) fn words(metres: u32) -> String {
    match metres {
        0..950 => ["约 ", &((metres + 49) / 50 * 50).max(50).to_string(), " 米"].concat(),
        _ => {
            let tenths = (metres + 50) / 100;
            ["约 ", &(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), " 公里"].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_as_exact_as_a_rider_needs_it() {
        assert_eq!(
            [0, 120, 949, 951, 12_340].map(words),
            ["约 50 米", "约 150 米", "约 950 米", "约 1.0 公里", "约 12.3 公里"]
        );
    }
}
