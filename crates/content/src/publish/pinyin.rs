//! First letters of the pinyin of each character, for finding 骑手 by `qs`.

use pinyin::{ToPinyin, ToPinyinMulti};

use crate::search::is_spoken;

/// In the place of a character that the tables do not know.
const UNKNOWN: char = '?';

/// A letter for each spoken character, by its usual reading, and the same by another one (empty where no character has
/// another). Both are of one length.
pub(super) fn initials(text: &str) -> (String, String) {
    let spoken = || text.chars().filter(|c| is_spoken(*c));
    let usual: String = spoken().map(first).collect();
    let others: String = spoken().map(other).collect();
    if usual == others { (usual, String::new()) } else { (usual, others) }
}

/// A text as it can stand in a URL: 青年 is `qingnian`.
pub fn slug(text: &str) -> String {
    let sound = |c: char| match c.to_pinyin() {
        Some(sound) => sound.plain().to_string(),
        None if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
        None => String::new(),
    };
    text.chars().map(sound).collect()
}

fn first(c: char) -> char {
    match c.to_pinyin() {
        Some(sound) => sound.plain().chars().next().unwrap_or(UNKNOWN),
        None if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
        None => UNKNOWN,
    }
}

fn other(c: char) -> char {
    let usual = first(c);
    let readings = c.to_pinyin_multi().into_iter().flatten();
    readings.filter_map(|sound| sound.plain().chars().next()).find(|letter| *letter != usual).unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spoken_character_has_a_letter() {
        assert_eq!(initials("青年强，则国家强。").0, "qnqzgjq");
        assert_eq!(initials("5 类 App").0, "5lapp");
    }

    #[test]
    fn a_character_of_two_readings_is_found_by_both() {
        let (usual, others) = initials("行业");
        assert!([usual.as_str(), others.as_str()].contains(&"hy"));
        assert!([usual.as_str(), others.as_str()].contains(&"xy"));
    }
}
