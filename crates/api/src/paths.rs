//! Every URL of the app and of the server, once. Those of documents end in `/`.

/// Today's card and the deck of the last days.
pub const HOME: &str = "/";
/// All cards, by theme.
pub const CARDS: &str = "/cards/";
/// All decks.
pub const DECKS: &str = "/decks/";
/// Three cards, and an end.
pub const MINUTE: &str = "/minute/";
/// Finding cards and articles.
pub const SEARCH: &str = "/search/";
/// Below it, the cards of a theme that has more of them than the list of all cards shows.
pub const THEMES: &str = "/themes/";
/// All articles.
pub const ARTICLES: &str = "/articles/";
/// Who runs this site, and what it does not do.
pub const ABOUT: &str = "/about/";
/// Cards kept on this phone, their order, and the way to another phone.
pub const KEPT: &str = "/kept/";
/// This phone: look, what is kept and stored.
pub const ME: &str = "/me/";

/// [`crate::version::Version`] as JSON.
pub const VERSION: &str = "/version.json";
/// `ok` while the process serves.
pub const HEALTH: &str = "/healthz";
/// Where the files of published bundles live.
pub const BUNDLE: &str = "/bundle/";
/// Where the app's own content-hashed files live.
pub const ASSETS: &str = "/assets/";
/// Everything that is not a page; an unknown URL below it answers in JSON.
pub const API: &str = "/api/";

/// What members said, newest first.
pub const POSTS: &str = "/posts/";
/// Saying something; about a card with `#SLUG`.
pub const NEW_POST: &str = "/posts/new/";
/// What was written on this phone, and where each stands.
pub const MY_POSTS: &str = "/posts/mine/";
/// Below it, the page of an invite: `/join/CODE/`.
pub const JOIN: &str = "/join/";
/// The secretary's desk: another app.
pub const DESK: &str = "/desk/";
/// Invites to the branch.
pub const DESK_INVITES: &str = "/desk/invites/";
/// People of the branch.
pub const DESK_PEOPLE: &str = "/desk/people/";
/// Becoming secretary or admin, with the invite's code behind `#`.
pub const DESK_JOIN: &str = "/desk/join/";

/// Joining with a code.
pub const API_JOIN: &str = "/api/join";
/// Signing in with name and passphrase.
pub const API_SIGN_IN: &str = "/api/sign-in";
/// Signing out here; with `?everywhere=true` on every phone.
pub const API_SIGN_OUT: &str = "/api/sign-out";
/// Who is signed in; `DELETE` takes everything of theirs away.
pub const API_ME: &str = "/api/me";
/// A code for another phone.
pub const API_TRANSFER: &str = "/api/me/transfer";
/// Everything the server has of somebody.
pub const API_EXPORT: &str = "/api/me/export";
/// Which posts one said 同感 to.
pub const API_AGREES: &str = "/api/me/agrees";
/// One's own posts.
pub const API_MY_POSTS: &str = "/api/me/posts";
/// The feed, and where posts are sent.
pub const API_POSTS: &str = "/api/posts";
/// Counts of a month.
pub const API_SUMMARY: &str = "/api/summary";
/// The secretary's queue.
pub const API_DESK_POSTS: &str = "/api/desk/posts";
/// How many wait, live.
pub const API_DESK_EVENTS: &str = "/api/desk/events";
/// Invites of a branch.
pub const API_DESK_INVITES: &str = "/api/desk/invites";
/// People of a branch.
pub const API_DESK_PEOPLE: &str = "/api/desk/people";
/// Branches.
pub const API_DESK_BRANCHES: &str = "/api/desk/branches";

/// The page of one post.
pub fn post(id: &str) -> String {
    format!("{POSTS}{id}/")
}

/// The page of an invite.
pub fn join(code: &str) -> String {
    format!("{JOIN}{code}/")
}

/// One post below [`API_POSTS`].
pub fn api_post(id: &str) -> String {
    format!("{API_POSTS}/{id}")
}

/// 同感 with a post.
pub fn api_agree(id: &str) -> String {
    format!("{API_POSTS}/{id}/agree")
}

/// Reporting a post.
pub fn api_report(id: &str) -> String {
    format!("{API_POSTS}/{id}/report")
}

/// Asking for another secretary's look.
pub fn api_appeal(id: &str) -> String {
    format!("{API_POSTS}/{id}/appeal")
}

/// What an invite is for.
pub fn api_invite(code: &str) -> String {
    format!("/api/invites/{code}")
}

/// One invite.
pub fn api_desk_invite(id: i64) -> String {
    format!("{API_DESK_INVITES}/{id}")
}

/// Somebody of the branch.
pub fn api_desk_person(id: &str) -> String {
    format!("{API_DESK_PEOPLE}/{id}")
}

/// A secretary's decision.
pub fn api_decision(id: &str) -> String {
    format!("{API_DESK_POSTS}/{id}/decision")
}

/// A secretary's answer.
pub fn api_reply(id: &str) -> String {
    format!("{API_DESK_POSTS}/{id}/reply")
}

/// One invite, to be revoked.
pub fn api_desk_invite(id: i64) -> String {
    format!("{API_DESK_INVITES}/{id}")
}

/// One person, to be moved or removed.
pub fn api_desk_person(id: &str) -> String {
    format!("{API_DESK_PEOPLE}/{id}")
}

/// The page of one card.
pub fn card(slug: &str) -> String {
    format!("{CARDS}{slug}/")
}

/// The page of one deck.
pub fn deck(slug: &str) -> String {
    format!("{DECKS}{slug}/")
}

/// A page of the cards of one theme, counted from 1.
pub fn theme(slug: &str, page: usize) -> String {
    match page {
        0 | 1 => format!("{THEMES}{slug}/"),
        _ => format!("{THEMES}{slug}/{page}/"),
    }
}

/// The page of one article.
pub fn article(slug: &str) -> String {
    format!("{ARTICLES}{slug}/")
}

/// A file of a published bundle, by its name in the index.
pub fn bundle_file(name: &str) -> String {
    format!("{BUNDLE}{name}")
}

/// The slug in the path of a card's page.
pub fn card_slug(path: &str) -> Option<&str> {
    slug_below(CARDS, path)
}

/// The slug in the path of a document's page below the page that lists them.
pub fn slug_below<'a>(list: &str, path: &'a str) -> Option<&'a str> {
    path.strip_prefix(list)?.strip_suffix('/').filter(|slug| !slug.is_empty() && !slug.contains('/'))
}

/// Whether a path is that of a page the app can show; anything else is the browser's.
pub fn is_page(path: &str) -> bool {
    path.ends_with('/') && ![API, BUNDLE, ASSETS, DESK].iter().any(|outside| path.starts_with(outside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cards_path_gives_back_its_slug() {
        assert_eq!(card_slug(&card("q010")), Some("q010"));
        assert_eq!(card_slug(CARDS), None);
        assert_eq!(card_slug("/cards/q010"), None);
        assert_eq!(card_slug("/cards/a/b/"), None);
    }

    #[test]
    fn files_and_the_api_are_no_pages() {
        assert!(is_page(HOME) && is_page(&card("q010")) && is_page("/nowhere/"));
        assert!(!is_page(VERSION) && !is_page("/api/posts/") && !is_page("/assets/a.js"));
    }
}
