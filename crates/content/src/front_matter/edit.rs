//! Editing: a file's text with another value of a field; the rest to the byte as it was.

use super::Item;

/// A file's text with a field of one line added, or set, in the place it has; the rest to the byte as it was. `None` where
/// there is no head to put it in.
pub fn with_field(text: &str, key: &str, value: &str) -> Option<String> {
    let (head, body) = split_head(&without_field(text, key))?;
    Some(format!("{head}{key}: {}\n{body}", crate::write::scalar(value)))
}

/// The same without a field of one line.
pub fn without_field(text: &str, key: &str) -> String {
    let Some((head, body)) = split_head(text) else { return text.to_string() };
    let is_it = |line: &&str| line.split_once(':').is_some_and(|(name, _)| name.trim_end() == key);
    head.split_inclusive('\n').filter(|line| !is_it(line)).collect::<String>() + &body
}

/// A file's text with a list set, behind the other fields; an empty one is taken away. `None` where there is no head.
pub fn with_list(text: &str, key: &str, items: &[Item]) -> Option<String> {
    let (head, body) = split_head(text)?;
    let mut is_within = false;
    let mut kept = String::new();
    for line in head.split_inclusive('\n') {
        let is_item = line.trim_start().starts_with('-') && line.trim_end() != "---";
        is_within =
            if is_item { is_within } else { line.split_once(':').is_some_and(|(name, _)| name.trim_end() == key) };
        if !is_within {
            kept.push_str(line);
        }
    }
    let list = crate::write::Writer::default().list(key, items).head();
    Some(kept + &list + &body)
}

/// Up to the line that ends the head, and from it on.
fn split_head(text: &str) -> Option<(String, String)> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_start_matches('\u{feff}').trim_end() == "---";
        match (number, is_fence) {
            (0, false) => return None,
            (1.., true) => return Some((text[..at].to_string(), text[at..].to_string())),
            _ => at += line.len(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(text: &str) -> Item {
        Item { line: 0, text: text.into() }
    }

    #[test]
    fn a_list_is_set_and_taken_away_and_nothing_else_is_touched() {
        let text = "---\ntitle: 甲\nservices:\n  - 热水\n  - 厕所\nkeeper: 乙\n---\n正文\n- 一\n";
        assert_eq!(with_list(text, "services", &[]).unwrap(), "---\ntitle: 甲\nkeeper: 乙\n---\n正文\n- 一\n");
        assert_eq!(
            with_list(text, "services", &[item("厕所")]).unwrap(),
            "---\ntitle: 甲\nkeeper: 乙\nservices:\n  - 厕所\n---\n正文\n- 一\n"
        );
        assert_eq!(with_list("正文", "services", &[]), None);
    }
}
