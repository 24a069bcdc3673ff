//! What the desk worked with beside the content: source texts and the calendar, as files that need no program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::infra::files::{Error, write_below};
use crate::store::Store;

/// Longest name of a file, in characters: every file system takes it.
const LONGEST: usize = 60;

/// Writes them.
pub(crate) async fn write(store: &Store, dir: &Path) -> Result<(), Error> {
    let mut taken = BTreeSet::new();
    for row in store.source_texts(None).await.map_err(Error::from)? {
        let text = store.source_text(&row.id).await.map_err(Error::from)?;
        write_below(dir, &path(&row.source, &row.title, &mut taken), text.as_bytes())?;
    }
    let mut days: BTreeMap<String, String> = store.overlay().await.map_err(Error::from)?.days;
    // Choices that were taken back.
    days.retain(|_, card| !card.is_empty());
    let json = serde_json::to_vec_pretty(&days).map_err(|error| Error::Other(error.to_string()))?;
    write_below(dir, "calendar.json", &json)
}

/// Where a text goes: below its source, by its own name. Two of one name are told apart.
fn path(source: &str, title: &str, taken: &mut BTreeSet<String>) -> String {
    let title = title.strip_suffix(".txt").unwrap_or(title);
    let plain = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
    let name: String = title.trim_matches([' ', '.']).chars().map(plain).take(LONGEST).collect();
    let name = if name.is_empty() { "text" } else { &name };
    let mut path = format!("source-texts/{source}/{name}.txt");
    let mut number = 2;
    // Some file systems do not tell large letters from small ones.
    while !taken.insert(path.to_lowercase()) {
        path = format!("source-texts/{source}/{name}-{number}.txt");
        number += 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_a_name_that_every_office_pc_takes() {
        let mut taken = BTreeSet::new();
        let mut named = |title: &str| path("report", title, &mut taken);
        assert_eq!(named("全文.txt"), "source-texts/report/全文.txt");
        assert_eq!(named("全文"), "source-texts/report/全文-2.txt");
        assert_eq!(named("../../a\u{0}?.docx"), "source-texts/report/_.._a__.docx.txt");
        assert_eq!(named(".."), "source-texts/report/text.txt");
        assert!(named(&"长".repeat(300)).len() < 255);
    }
}
