use super::*;

#[test]
fn a_cards_path_gives_back_its_slug() {
    assert_eq!(card_slug(&card("q010")), Some("q010"));
    assert_eq!(card_slug(CARDS), None);
    assert_eq!(card_slug("/cards/q010"), None);
    assert_eq!(card_slug("/cards/a/b/"), None);
}

#[test]
fn all_posts_share_a_page_and_so_do_all_invites() {
    assert_eq!(template(&post("019ab2c3-0000-7000-8000-0123456789ab")), A_POST);
    assert_eq!(template(&join("Ab3_-xyz90")), AN_INVITE);
    for path in [POSTS, NEW_POST, MY_POSTS, "/posts/nothing/", HOME] {
        assert_eq!(template(path), path);
    }
}

#[test]
fn what_is_left_of_an_invites_link_has_a_page_that_says_so() {
    for path in [JOIN, "/join/short/", "/join/a/b/", "/join/Ab3_-xyz90%E3%80%82/"] {
        assert_eq!(template(path), JOIN);
    }
}

#[test]
fn files_and_the_api_are_no_pages() {
    assert!(is_page(HOME) && is_page(&card("q010")) && is_page("/nowhere/"));
    assert!(!is_page(VERSION) && !is_page("/api/posts/") && !is_page("/assets/a.js"));
}
