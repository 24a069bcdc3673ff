//! Several pages in one file. Lists and decks say much the same words, and one file of them is less than half as large as
//! a file each; a phone finds a page in it without taking the rest apart.

/// Stands before each page; no HTML of ours has it.
const RECORD: char = '\u{1e}';

/// The file of these pages, as (path, fragment).
pub fn write<'a>(pages: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let record = |(path, html): (&str, &str)| format!("{RECORD}{path}\n{}", html.replace(RECORD, ""));
    pages.into_iter().map(record).collect()
}

/// The fragment at a path; a file without records is one page alone.
pub fn find<'a>(file: &'a str, path: &str) -> Option<&'a str> {
    if !file.starts_with(RECORD) {
        return Some(file);
    }
    file.split(RECORD).find_map(|record| record.strip_prefix(path)?.strip_prefix('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_found_by_its_whole_path() {
        let file = write([("/decks/", "<p>a\nb</p>"), ("/decks/a/", "<p>\u{1e}c</p>")]);
        assert_eq!(find(&file, "/decks/"), Some("<p>a\nb</p>"));
        assert_eq!(find(&file, "/decks/a/"), Some("<p>c</p>"));
        assert_eq!(find(&file, "/decks/b/"), None);
        assert_eq!(find("<p>alone</p>", "/decks/b/"), Some("<p>alone</p>"));
    }
}
