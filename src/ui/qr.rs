//! A link as a QR code (ISO/IEC 18004): bytes, correction level M, versions 1 to 9. More than that a phone does not read
//! comfortably from another phone's screen, and less than a general encoder is a third of its size.

/// Versions that are used.
const VERSIONS: usize = 9;
/// Codewords of each version, those of a block for correction, and blocks.
const CODEWORDS: [usize; VERSIONS] = [26, 44, 70, 100, 134, 172, 196, 242, 292];
const CORRECTION: [usize; VERSIONS] = [10, 16, 26, 18, 24, 16, 18, 22, 22];
const BLOCKS: [usize; VERSIONS] = [1, 1, 1, 2, 2, 4, 4, 4, 5];
/// How versions 7 to 9 say so in the code.
const VERSION_BITS: [u32; 3] = [0x07C94, 0x085BC, 0x09A99];
/// How correction level M says so with each mask.
const FORMAT_BITS: [u32; 8] = [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0];
/// As many bytes fit into the largest code.
pub const CAPACITY: usize = CODEWORDS[VERSIONS - 1] - CORRECTION[VERSIONS - 1] * BLOCKS[VERSIONS - 1] - HEAD;
/// Bytes that say what follows and how long it is: twelve bits, and four at the end.
const HEAD: usize = 2;
/// Light modules that scanners need around a code.
const MARGIN: usize = 4;
/// Pixels a module has where the code is saved by itself.
const MODULE: usize = 8;

/// A QR code.
pub(crate) struct Code {
    /// Modules on each side, without a margin.
    pub(crate) size: usize,
    /// Row by row.
    dark: Vec<bool>,
    /// Modules that every code of this size has.
    fixed: Vec<bool>,
}

impl Code {
    /// The code of a text; `None` for one that is longer than [`CAPACITY`].
    pub(crate) fn of(text: &str) -> Option<Self> {
        let at = (0..VERSIONS).find(|&at| CODEWORDS[at] - CORRECTION[at] * BLOCKS[at] >= text.len() + HEAD)?;
        let size = 4 * at + 21;
        let mut code = Self { size, dark: vec![false; size * size], fixed: vec![false; size * size] };
        code.draw_patterns(at + 1);
        code.draw_data(&with_correction(text.as_bytes(), at));
        // A mask is its own undoing.
        let cost = |mask: &usize| {
            let mut masked = Self { size, dark: code.dark.clone(), fixed: code.fixed.clone() };
            masked.mask(*mask);
            masked.cost()
        };
        let best = (0..FORMAT_BITS.len()).min_by_key(cost)?;
        code.mask(best);
        Some(code)
    }

    /// The dark modules, one unit each, as the `d` of a path that begins so many units from the corner.
    pub(crate) fn path(&self, margin: usize) -> String {
        let mut path = String::new();
        for y in 0..self.size {
            let mut x = 0;
            while x < self.size {
                let from = x;
                while x < self.size && self.is_dark(x, y) {
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

    /// The code as an SVG, black on white whatever the look: phones can read it by a long press.
    pub(crate) fn to_svg(&self) -> String {
        let side = self.size + 2 * MARGIN;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" viewBox=\"0 0 {side} {side}\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path shape-rendering=\"crispEdges\" d=\"{}\"/></svg>",
            self.path(MARGIN),
            pixels = side * MODULE,
        )
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.size + x]
    }

    fn fix(&mut self, x: usize, y: usize, dark: bool) {
        self.dark[y * self.size + x] = dark;
        self.fixed[y * self.size + x] = true;
    }

    fn draw_patterns(&mut self, version: usize) {
        let (size, last) = (self.size, self.size - 7);
        for at in 0..size {
            self.fix(6, at, at % 2 == 0);
            self.fix(at, 6, at % 2 == 0);
        }
        for (x, y) in [(3, 3), (last + 3, 3), (3, last + 3)] {
            self.draw_rings(x, y, 4);
        }
        if version > 1 {
            let mut places = vec![6, last];
            if version > 6 {
                places.push(2 * version + 8);
            }
            for &x in &places {
                for &y in &places {
                    let is_in_corner = (x == 6 && (y == 6 || y == last)) || (x == last && y == 6);
                    if !is_in_corner {
                        self.draw_rings(x, y, 2);
                    }
                }
            }
        }
        // The room of what the mask decides.
        self.draw_format(0);
        if version > 6 {
            let bits = VERSION_BITS[version - 7];
            for at in 0..18 {
                let (a, b, dark) = (size - 11 + at % 3, at / 3, bits >> at & 1 == 1);
                self.fix(a, b, dark);
                self.fix(b, a, dark);
            }
        }
    }

    /// Rings around a middle: the outermost of the large ones is light.
    fn draw_rings(&mut self, x: usize, y: usize, radius: usize) {
        for row in (y + self.size - radius)..=(y + self.size + radius) {
            for column in (x + self.size - radius)..=(x + self.size + radius) {
                let distance = row.abs_diff(y + self.size).max(column.abs_diff(x + self.size));
                let inside = |place: usize| place.checked_sub(self.size).filter(|&place| place < self.size);
                if let (Some(row), Some(column)) = (inside(row), inside(column)) {
                    self.fix(column, row, distance != 4 && distance != if radius == 2 { 1 } else { 2 });
                }
            }
        }
    }

    fn draw_format(&mut self, mask: usize) {
        let (size, bits) = (self.size, FORMAT_BITS[mask]);
        for at in 0..15 {
            let dark = bits >> at & 1 == 1;
            // Around the first corner, past the lines of dots; and again beside the others.
            let near = match at {
                0..=5 => (8, at),
                6 => (8, 7),
                7 => (8, 8),
                8 => (7, 8),
                _ => (14 - at, 8),
            };
            let far = if at < 8 { (size - 1 - at, 8) } else { (8, size - 15 + at) };
            for (x, y) in [near, far] {
                self.fix(x, y, dark);
            }
        }
        self.fix(8, size - 8, true);
    }

    /// Two columns at a time, from the right, up and down.
    fn draw_data(&mut self, data: &[u8]) {
        let (size, mut at, mut upward) = (self.size, 0, true);
        let mut right = size - 1;
        while right > 0 {
            // The column of dots is passed over.
            if right == 6 {
                right = 5;
            }
            for step in 0..size {
                let y = if upward { size - 1 - step } else { step };
                for x in [right, right - 1] {
                    if !self.fixed[y * size + x] {
                        self.dark[y * size + x] = data.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
                        at += 1;
                    }
                }
            }
            upward = !upward;
            right = right.saturating_sub(2);
        }
    }

    fn mask(&mut self, mask: usize) {
        for y in 0..self.size {
            for x in 0..self.size {
                let at = y * self.size + x;
                let (sum, product) = (x + y, x * y);
                let turns = match mask {
                    0 => sum % 2,
                    1 => y % 2,
                    2 => x % 3,
                    3 => sum % 3,
                    4 => (x / 3 + y / 2) % 2,
                    5 => product % 2 + product % 3,
                    6 => (product % 2 + product % 3) % 2,
                    _ => (sum % 2 + product % 3) % 2,
                } == 0;
                self.dark[at] ^= turns && !self.fixed[at];
            }
        }
        self.draw_format(mask);
    }

    /// What makes a code hard to read: long runs, blocks, what looks like a corner, too much of one colour.
    fn cost(&self) -> usize {
        let (size, mut cost, mut all_dark) = (self.size, 0, 0);
        for a in 0..size {
            for is_column in [false, true] {
                let (mut run, mut last, mut recent) = (0, false, 0_u32);
                for b in 0..size {
                    let dark = if is_column { self.is_dark(a, b) } else { self.is_dark(b, a) };
                    run = if dark == last { run + 1 } else { 1 };
                    last = dark;
                    cost += match run {
                        5 => 3,
                        6.. => 1,
                        _ => 0,
                    };
                    recent = (recent << 1 | u32::from(dark)) & 0x7FF;
                    if b >= 10 && (recent == 0x05D || recent == 0x5D0) {
                        cost += 40;
                    }
                }
            }
            for b in 0..size {
                let dark = self.is_dark(a, b);
                all_dark += usize::from(dark);
                let is_block = a > 0
                    && b > 0
                    && [(a - 1, b), (a, b - 1), (a - 1, b - 1)].iter().all(|&(x, y)| self.is_dark(x, y) == dark);
                cost += if is_block { 3 } else { 0 };
            }
        }
        cost + (all_dark * 20).abs_diff(size * size * 10) / (size * size) * 10
    }
}

/// The text's codewords with those for correction, in the order in which they are drawn.
fn with_correction(text: &[u8], at: usize) -> Vec<u8> {
    let (all, correction, blocks) = (CODEWORDS[at], CORRECTION[at], BLOCKS[at]);
    let data = codewords(text, all - correction * blocks);
    let generator = generator(correction);
    let short = all / blocks - correction;
    let (mut parts, mut rest) = (Vec::new(), data.as_slice());
    for block in 0..blocks {
        let is_long = block >= blocks - all % blocks;
        let (part, after) = rest.split_at(short + usize::from(is_long));
        parts.push((part, remainder(part, &generator)));
        rest = after;
    }
    let mut drawn = Vec::with_capacity(all);
    for at in 0..=short {
        drawn.extend(parts.iter().filter_map(|(data, _)| data.get(at)));
    }
    for at in 0..correction {
        drawn.extend(parts.iter().filter_map(|(_, correction)| correction.get(at)));
    }
    drawn
}

/// `0100`, the length in eight bits, the text, and what fills the rest.
fn codewords(text: &[u8], length: usize) -> Vec<u8> {
    let mut words = vec![0x40 | (text.len() >> 4) as u8, (text.len() << 4) as u8];
    for byte in text {
        if let Some(last) = words.last_mut() {
            *last |= byte >> 4;
        }
        words.push(byte << 4);
    }
    let fill = [0xEC, 0x11].into_iter().cycle().take(length - words.len());
    words.extend(fill);
    words
}

/// Reed and Solomon's divisor of a degree, highest coefficient (a one) left out.
fn generator(degree: usize) -> Vec<u8> {
    let mut divisor = vec![0; degree];
    divisor[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for at in 0..degree {
            divisor[at] = multiply(divisor[at], root) ^ divisor.get(at + 1).copied().unwrap_or_default();
        }
        root = multiply(root, 2);
    }
    divisor
}

fn remainder(data: &[u8], generator: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; generator.len()];
    for byte in data {
        let factor = byte ^ rest[0];
        rest.rotate_left(1);
        if let Some(last) = rest.last_mut() {
            *last = 0;
        }
        for (rest, coefficient) in rest.iter_mut().zip(generator) {
            *rest ^= multiply(*coefficient, factor);
        }
    }
    rest
}

/// In GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1.
fn multiply(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |product: u8, bit| {
        let carried = if product > 0x7F { 0x1D } else { 0 };
        let added = if b >> bit & 1 == 1 { a } else { 0 };
        (product << 1) ^ carried ^ added
    })
}

/// A text as a QR code, in SVG; `None` where it is too long for one.
pub fn code_svg(text: &str) -> Option<String> {
    Code::of(text).map(|code| code.to_svg())
}

#[cfg(test)]
mod tests {
    use qrcodegen::{DataTooLong, Mask, QrCode, QrCodeEcc, QrSegment, Version};

    use super::*;

    const URL: &str = "https://nuanxin.example.org/cards/q010/";

    fn reference(text: &str, mask: u8) -> Result<QrCode, DataTooLong> {
        let segments = [QrSegment::make_bytes(text.as_bytes())];
        let (least, most, mask) = (Version::MIN, Version::new(9), Some(Mask::new(mask)));
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, mask, false)
    }

    fn is_equal(code: &Code, reference: &QrCode) -> bool {
        let all = (0..code.size).flat_map(|y| (0..code.size).map(move |x| (x, y)));
        code.size as i32 == reference.size()
            && all.into_iter().all(|(x, y)| code.is_dark(x, y) == reference.get_module(x as i32, y as i32))
    }

    #[test]
    fn every_length_gives_the_code_of_a_reference_encoder() {
        let text: String = (0..CAPACITY).map(|at| char::from(b'!' + (at * 7 % 90) as u8)).collect();
        for length in 0..=CAPACITY {
            let code = Code::of(&text[..length]).unwrap();
            let is_same = (0..8).any(|mask| is_equal(&code, &reference(&text[..length], mask).unwrap()));
            assert!(is_same, "{length}");
        }
        assert!(Code::of(&"x".repeat(CAPACITY + 1)).is_none() && reference(&"x".repeat(CAPACITY + 1), 0).is_err());
    }

    #[test]
    fn the_path_covers_each_dark_module_once() {
        let code = Code::of(URL).unwrap();
        let (path, mut drawn) = (code.path(0), Vec::new());
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            drawn.extend((x..x + length).map(|x| (y, x)));
        }
        let all = (0..code.size).flat_map(|y| (0..code.size).map(move |x| (y, x)));
        assert_eq!(drawn, all.filter(|&(y, x)| code.is_dark(x, y)).collect::<Vec<_>>());
        assert!(code.path(4).starts_with("M4 4h7v1h-7z"));
    }
}
