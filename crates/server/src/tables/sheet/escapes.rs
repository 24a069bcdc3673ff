//! Characters that Excel writes as `_x000D_`, because XML has no place for them or would lose them.

/// The text that was meant. `_x005F_` is an underscore, so that what follows it stays as it stands.
pub(super) fn unescaped(text: &str) -> String {
    let (mut meant, mut rest) = (String::with_capacity(text.len()), text);
    // UTF-16's halves of a rarer character come one behind the other.
    let mut half = None;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = code.filter(|_| rest[at + 6..].starts_with('_')).and_then(|code| u16::from_str_radix(code, 16).ok());
        let Some(code) = code else {
            meant.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        meant.push_str(&rest[..at]);
        rest = &rest[at + 7..];
        let units = half.take().filter(|_| at == 0).into_iter().chain([code]);
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => meant.extend(shown(c)),
            Some(Err(_)) => half = Some(code),
            None => {}
        }
    }
    meant.push_str(rest);
    meant.replace("\r\n", "\n").replace('\r', "\n")
}

/// Line ends and tabs are kept; what else cannot be seen is not.
fn shown(c: char) -> Option<char> {
    match c {
        '\u{b}' | '\u{c}' => Some('\n'),
        c if api::rules::is_invisible(c) && !matches!(c, '\n' | '\r') => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escaped_characters_are_what_they_stand_for() {
        for (text, meant) in [
            ("一_x000D_\n二", "一\n二"),
            ("一_x000B_二_x0009_三", "一\n二\t三"),
            ("一_x200B_二", "一二"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD842__xDFB7_野", "𠮷野"),
            ("_x4e00_", "一"),
            ("a_x12_b _xZZZZ_ _x", "a_x12_b _xZZZZ_ _x"),
            ("_x一二三四_", "_x一二三四_"),
            ("_xD842_", ""),
        ] {
            assert_eq!(unescaped(text), meant, "{text}");
        }
    }
}
