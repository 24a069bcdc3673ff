//! An address is compared as an address: people leave out the slash at its end, and apps write things of their own behind
//! it. Whoever looks a page up by its path asks here first; `public/sw.js` has the same, and both are held to
//! `tests/addresses.json`.

/// The path of the page that a path means: with its last slash, without `index.html`, and no letter written as a number.
pub fn page_path(path: &str) -> String {
    let mut plain = decoded(path);
    if let Some(folder) = plain.strip_suffix("/index.html") {
        plain.truncate(folder.len());
    }
    let is_file = plain.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if !plain.ends_with('/') && !is_file {
        plain.push('/');
    }
    plain
}

/// What stands behind `#` for us: WeChat and others add `&…` or `?…` of theirs, or have nothing but theirs there. Ours has
/// neither (they are written as numbers).
pub fn fragment(raw: &str) -> &str {
    let ours = raw.split(['&', '?']).next().unwrap_or_default();
    if ours == "wechat_redirect" { "" } else { ours }
}

/// Plain letters that are written as numbers; everything else stays as it is.
fn decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut plain = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let letter = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(char::from);
        match letter.filter(|letter| letter.is_ascii_alphanumeric() || "-_.~".contains(*letter)) {
            Some(letter) => {
                plain.push(letter);
                plain += &part[2..];
            }
            None => {
                plain.push('%');
                plain += part;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_of_addresses_reads_them_alike() {
        let vectors: serde_json::Value = serde_json::from_str(include_str!("../tests/addresses.json")).unwrap();
        let pairs = |name: &str| {
            vectors[name]
                .as_object()
                .unwrap()
                .iter()
                .map(|(a, b)| (a.clone(), b.as_str().unwrap().to_string()))
                .collect::<Vec<_>>()
        };
        for (given, meant) in pairs("paths") {
            assert_eq!(page_path(&given), meant, "{given}");
        }
        for (given, stored) in pairs("templates") {
            assert_eq!(crate::paths::template(&page_path(&given)), stored, "{given}");
        }
        for (given, ours) in pairs("fragments") {
            assert_eq!(fragment(&given), ours, "{given}");
        }
    }
}
