//! What a post is about: a card, by its slug; another document below which it stands as a note, by `folder/slug`; or whom somebody
//! nominates, which nobody reads but the branch's secretaries and the admins.

use crate::documents::Folder;
use crate::paths;

/// 寻找最美奋斗者: three lines about somebody, for the secretary, who asks that person first. No story has this slug.
pub const NOMINATION: &str = "stories/nominate";

/// Documents below which notes stand; below an activity stand questions ([`paths::asked_about`]).
const NOTED: [Folder; 2] = [Folder::Stories, Folder::Places];

/// The document below which a post stands as a note; `None` for one about a card, and for a nomination.
pub fn document(about: &str) -> Option<(Folder, &str)> {
    let (folder, slug) = about.split_once('/').filter(|_| about != NOMINATION)?;
    let is_slug = !slug.is_empty() && slug.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit());
    Some((Folder::named(folder).filter(|folder| NOTED.contains(folder) && is_slug)?, slug))
}

/// Where readers find what a post is about.
pub fn page(about: &str) -> String {
    match document(about) {
        Some((folder, slug)) => folder.page(slug).unwrap_or_default(),
        None if about == NOMINATION => paths::STORIES.to_string(),
        None => paths::about(about),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_about_a_card_or_stands_below_a_document() {
        assert_eq!(document("stories/square"), Some((Folder::Stories, "square")));
        assert_eq!(page("places/kexiang"), "/places/kexiang/");
        assert_eq!((page("q010"), page(NOMINATION)), ("/cards/q010/".to_string(), "/stories/".to_string()));
        for other in ["q010", NOMINATION, "cards/q010", "site/site", "places/../x", "places/", "x/y"] {
            assert_eq!(document(other), None, "{other}");
        }
    }
}
