//! How far it is, on this phone alone.

use crate::browser::position::Position;

/// Metres between two places of one city; the earth is flat there. The first terms of the cosine's series are exact to a
/// thousandth as far north as anybody rides; the library's cosine would be kilobytes of the download.
pub(super) fn metres(from: Position, to: Position) -> u32 {
    const METRES: f64 = 111_320.0;
    let square = from.lat.to_radians() * from.lat.to_radians();
    let cosine = 1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0;
    let (north, east) = (to.lat - from.lat, (to.lon - from.lon) * cosine);
    ((north * north + east * east).sqrt() * METRES) as u32
}

/// 约 300 米, 约 1.2 公里.
pub(super) fn words(metres: u32) -> String {
    match metres {
        0..950 => ["约 ", &(metres.div_ceil(50) * 50).max(50).to_string(), " 米"].concat(),
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
    fn a_street_is_as_long_as_it_is() {
        let at = |lat, lon| Position { lat, lon };
        // A thousandth of a degree: 111.3 m to the north, 94.4 m to the east at 32 degrees.
        assert_eq!(metres(at(32.0, 118.0), at(32.001, 118.0)), 111);
        assert_eq!(metres(at(32.0, 118.0), at(32.0, 118.001)), 94);
    }

    #[test]
    fn a_distance_is_as_exact_as_a_rider_needs_it() {
        assert_eq!(
            [0, 120, 949, 951, 12_340].map(words),
            ["约 50 米", "约 150 米", "约 950 米", "约 1.0 公里", "约 12.3 公里"]
        );
    }
}
