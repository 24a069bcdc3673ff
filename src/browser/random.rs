//! Random bytes that nobody can guess, and ids made of them.

use web_sys::window;

use crate::browser::clock;

/// So many of them; `None` where the browser has none to give.
pub fn bytes<const COUNT: usize>() -> Option<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// A new id: a UUIDv7 (RFC 9562), so that those of one phone sort as they were made. Without random bytes it is made of the
/// clock alone, and another phone's is very unlikely to be the same.
pub fn uuid_v7() -> String {
    let random = bytes().unwrap_or_else(|| {
        let clock = clock::now().to_bits().to_be_bytes();
        std::array::from_fn(|at| clock[at % 8])
    });
    uuid_v7_of(clock::unix_ms(), random)
}

/// Of a moment and ten random bytes.
fn uuid_v7_of(now_ms: i64, random: [u8; 10]) -> String {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&now_ms.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = bytes[6] & 0x0f | 0x70;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_form_of_a_uuid_of_version_7_and_sort_as_they_were_made() {
        let id = uuid_v7_of(0x0123_4567_89ab, [0xff; 10]);
        assert_eq!(id, "01234567-89ab-7fff-bfff-ffffffffffff");
        assert!(uuid_v7_of(5, [0xff; 10]) < uuid_v7_of(6, [0; 10]));
        assert_eq!(api::paths::post_id(&api::paths::post(&id)), Some(id.as_str()));
    }
}
