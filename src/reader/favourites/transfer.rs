//! What is kept on its way to another phone: slugs behind the `#` of a link, which no browser sends to a server.

use super::list::is_slug;
use crate::browser::history;
use crate::reader::share::CODE_CAPACITY;

/// Before the slugs; they are separated by dots.
const MARK: &str = "#k=";
/// More than anybody keeps: a longer list was made to do harm.
const MOST: usize = 1_000;

/// What arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Received {
    /// In their order, each once.
    pub(super) slugs: Vec<String>,
    /// How many others were no slugs.
    pub(super) damaged: usize,
}

/// A link to everything, and links to parts of it that fit into a code each.
pub(super) fn links(origin: &str, slugs: &[String]) -> (String, Vec<String>) {
    let head = format!("{origin}{}{MARK}", api::paths::KEPT);
    let mut parts: Vec<String> = Vec::new();
    for slug in slugs {
        match parts.last_mut() {
            Some(part) if part.len() + 1 + slug.len() <= CODE_CAPACITY => *part += &format!(".{slug}"),
            _ => parts.push(format!("{head}{slug}")),
        }
    }
    (head + &slugs.join("."), parts)
}

/// What the address of this page brings.
pub(super) fn arrived() -> Option<Received> {
    read(&["#", &history::fragment()].concat())
}

/// Reads a link, the `#…` of one, or a file with one in it; `None` where there is none.
pub(super) fn read(text: &str) -> Option<Received> {
    let (_, list) = text.split_once(MARK)?;
    let list = list.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let mut received = Received::default();
    for slug in list.split('.').take(MOST) {
        if !is_slug(slug) {
            received.damaged += 1;
        } else if received.slugs.iter().all(|known| known != slug) {
            received.slugs.push(slug.to_string());
        }
    }
    Some(received)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://nuanxin.example.org";

    fn slugs(count: usize) -> Vec<String> {
        (1..=count).map(|at| format!("q{at:03}")).collect()
    }

    #[test]
    fn what_is_sent_arrives_in_its_order() {
        let (link, parts) = links(ORIGIN, &slugs(3));
        assert_eq!(link, "https://nuanxin.example.org/kept/#k=q001.q002.q003");
        assert_eq!(parts, std::slice::from_ref(&link));
        assert_eq!(read(&link).unwrap().slugs, slugs(3));
    }

    #[test]
    fn a_long_list_is_cut_into_parts_that_fit_and_leave_nothing_out() {
        let (link, parts) = links(ORIGIN, &slugs(120));
        assert!(parts.len() > 1 && parts.iter().all(|part| part.len() <= CODE_CAPACITY));
        let arrived: Vec<String> = parts.iter().flat_map(|part| read(part).unwrap().slugs).collect();
        assert_eq!(arrived, slugs(120));
        assert_eq!(read(&link).unwrap().slugs, slugs(120));
    }

    #[test]
    fn a_file_is_read_like_a_link_and_bad_slugs_are_counted() {
        let received = read("收藏 3 条\nhttps://example.org/kept/#k=q001.<b>..q001.q002\n再见").unwrap();
        assert_eq!(received, Received { slugs: vec!["q001".into(), "q002".into()], damaged: 2 });
        assert_eq!(read("#theme-1"), None);
        assert_eq!(read("#k=").unwrap(), Received { slugs: Vec::new(), damaged: 1 });
    }
}
