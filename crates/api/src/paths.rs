//! Every URL of the app and of the server, once. Those of documents end in `/`.

mod claims;
mod corrections;
mod imports;
mod questions;
mod readings;
mod recording_invites;
mod recordings;
mod sign_ups;
mod sources;
mod stories;
mod waiting;

pub use claims::{API_DESK_CLAIMS, CLAIM, DESK_CLAIMS, api_claim, api_claimed_shop, claim};
pub use corrections::{
    API_DESK_CORRECTIONS, API_DESK_ROUND, DESK_CORRECTIONS, DESK_ROUND, api_corrections, api_doubt, api_round,
};
pub use imports::{
    API_DESK_IMPORTS, API_DESK_IMPORTS_CHECK, API_DESK_IMPORTS_READ, API_DESK_IMPORTS_TEMPLATE, API_DESK_PLACES_TABLE,
    DESK_IMPORT, api_import, api_publish_import, api_withdraw_import,
};
pub use questions::{QUESTION, QUESTIONS, about, asked_about, new_question, questions};
pub use readings::{API_READINGS, NEW_READING, READING, api_reading, reading, reading_wall, room_of};
pub use recording_invites::{API_DESK_RECORDING_INVITES, RECORD, api_recording_invite, record};
pub use recordings::{API_DESK_RECORDINGS, RECORDINGS, api_recording, recording};
pub use sign_ups::{
    API_ACTIVITIES, API_DESK_SIGN_UPS, API_MY_ACTIVITIES, API_WITHDRAWALS, DESK_SIGN_UPS, api_move_up, api_sign_up,
    api_slot_line,
};
pub use sources::{API_DESK_FIND, API_DESK_SOURCES, DESK_SOURCES, api_source_text};
pub use stories::{DESK_STORIES, NOTES, STORIES};
pub use waiting::{API_DESK_TODAY, API_DESK_WAITING};

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
/// Where it is open now.
pub const AROUND: &str = "/around/";
/// All places, street by street.
pub const PLACES: &str = "/places/";
/// What the district can do for somebody, area by area.
pub const CARE: &str = "/care/";
/// What people do together, the next first.
pub const ACTIVITIES: &str = "/activities/";
/// All slots of all activities, for a calendar to subscribe to.
pub const ACTIVITIES_FEED: &str = "/activities.ics";
/// Who looks after what.
pub const CONTACTS: &str = "/contacts/";
/// What streets and stations have promised each other.
pub const AGREEMENTS: &str = "/agreements/";
/// What somebody with a letter of appointment looks at.
pub const ROLES: &str = "/roles/";
/// Who runs this site, and what it does not do.
pub const ABOUT: &str = "/about/";
/// Cards kept on this phone, their order, and the way to another phone.
pub const KEPT: &str = "/kept/";
/// The same, card by card.
pub const KEPT_DECK: &str = "/kept/deck/";
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
/// Pictures in articles, by names that carry a hash of their bytes.
pub const PICTURES: &str = "/pictures/";
/// Below it, drafts as they are now, for whoever has the link; for three days.
pub const PREVIEW: &str = "/preview/";
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
/// Cards at the desk; like the other folders' lists it is [`desk_list`].
pub const DESK_CARDS: &str = "/desk/cards/";
/// Articles there.
pub const DESK_ARTICLES: &str = "/desk/articles/";
/// Decks there.
pub const DESK_DECKS: &str = "/desk/decks/";
/// Places there.
pub const DESK_PLACES: &str = "/desk/places/";
/// Care there.
pub const DESK_CARE: &str = "/desk/care/";
/// Activities there.
pub const DESK_ACTIVITIES: &str = "/desk/activities/";
/// Who looks after what, there.
pub const DESK_ORGANISATION: &str = "/desk/organisation/";
/// Agreements there.
pub const DESK_AGREEMENTS: &str = "/desk/agreements/";
/// Roles there.
pub const DESK_ROLES: &str = "/desk/roles/";
/// Years of holidays there.
pub const DESK_HOLIDAYS: &str = "/desk/holidays/";
/// The site's own data there.
pub const DESK_SITE: &str = "/desk/site/site/";
/// Bookmarks and posters to print; `#q001,q002` chooses cards.
pub const DESK_PRINT: &str = "/desk/print/";
/// Which card is today's on which day, and what will be published.
pub const DESK_CALENDAR: &str = "/desk/calendar/";
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
/// Another passphrase.
pub const API_PASSPHRASE: &str = "/api/me/passphrase";
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
/// What a desk begins with.
pub const API_DESK_FIRST_STEPS: &str = "/api/desk/first-steps";
/// Documents, with their drafts.
pub const API_DESK_DOCUMENTS: &str = "/api/desk/documents";
/// The calendar, six weeks from a day.
pub const API_DESK_CALENDAR: &str = "/api/desk/calendar";
/// Everything published, in one file to take along.
pub const API_DESK_EXPORT: &str = "/api/desk/export.zip";
/// Where pictures for articles are sent.
pub const API_DESK_PICTURES: &str = "/api/desk/pictures";
/// A name for a new document.
pub const API_DESK_FREE_SLUG: &str = "/api/desk/documents/free";

/// The page of one post.
pub fn post(id: &str) -> String {
    format!("{POSTS}{id}/")
}

/// The page of an invite.
pub fn join(code: &str) -> String {
    format!("{JOIN}{code}/")
}

/// One post below [`API_POSTS`]; `GET` answers an approved one as everybody reads it.
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

/// Where an invite of secretary or admin is opened. What stands behind `#` is never sent.
pub fn desk_join(code: &str) -> String {
    format!("{DESK_JOIN}#{code}")
}

/// One invite.
pub fn api_desk_invite(id: i64) -> String {
    format!("{API_DESK_INVITES}/{id}")
}

/// Corrects the name of a branch.
pub fn api_desk_branch(id: i64) -> String {
    format!("{API_DESK_BRANCHES}/{id}")
}

/// Somebody of the branch.
pub fn api_desk_person(id: &str) -> String {
    format!("{API_DESK_PEOPLE}/{id}")
}

/// A way back for somebody who forgot the passphrase.
pub fn api_desk_reset(id: &str) -> String {
    format!("{API_DESK_PEOPLE}/{id}/reset")
}

/// A secretary's decision.
pub fn api_decision(id: &str) -> String {
    format!("{API_DESK_POSTS}/{id}/decision")
}

/// A secretary's answer.
pub fn api_reply(id: &str) -> String {
    format!("{API_DESK_POSTS}/{id}/reply")
}

/// An answer that is there, to be taken away.
pub fn api_desk_reply(id: &str) -> String {
    format!("/api/desk/replies/{id}")
}

/// A day of the calendar.
pub fn api_calendar_day(day: &str) -> String {
    format!("{API_DESK_CALENDAR}/{day}")
}

/// A document at the desk, by the name of its folder.
pub fn api_document(folder: &str, slug: &str) -> String {
    format!("{API_DESK_DOCUMENTS}/{folder}/{slug}")
}

/// Its draft.
pub fn api_draft(folder: &str, slug: &str) -> String {
    format!("{API_DESK_DOCUMENTS}/{folder}/{slug}/draft")
}

/// What is done with it.
pub fn api_step(folder: &str, slug: &str) -> String {
    format!("{API_DESK_DOCUMENTS}/{folder}/{slug}/step")
}

/// One of its revisions.
pub fn api_revision(folder: &str, slug: &str, number: i64) -> String {
    format!("{API_DESK_DOCUMENTS}/{folder}/{slug}/revisions/{number}")
}

/// A link to its draft that ends by itself.
pub fn api_preview(folder: &str, slug: &str) -> String {
    format!("{API_DESK_DOCUMENTS}/{folder}/{slug}/preview")
}

/// Where a draft is shown to whoever has the link.
pub fn preview(token: &str) -> String {
    format!("{PREVIEW}{token}/")
}

/// A picture, by its name.
pub fn picture(name: &str) -> String {
    format!("{PICTURES}{name}")
}

/// Documents of a folder at the desk; the same folder names as the reader's.
pub fn desk_list(folder: &str) -> String {
    format!("{DESK}{folder}/")
}

/// One of them.
pub fn desk_document(folder: &str, slug: &str) -> String {
    format!("{DESK}{folder}/{slug}/")
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

/// The page of one place.
pub fn place(slug: &str) -> String {
    format!("{PLACES}{slug}/")
}

/// The page of one thing of care.
pub fn care(slug: &str) -> String {
    format!("{CARE}{slug}/")
}

/// The page of one activity.
pub fn activity(slug: &str) -> String {
    format!("{ACTIVITIES}{slug}/")
}

/// One slot of it, for a calendar to take in.
pub fn activity_slot(slug: &str, slot: &str) -> String {
    format!("{ACTIVITIES}{slug}/{slot}.ics")
}

/// The page of one document, below the page that lists them.
pub fn below(list: &str, slug: &str) -> String {
    format!("{list}{slug}/")
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

/// Every post has the page of this path, and every invite the other: what is theirs the app asks the API for.
pub const A_POST: &str = "/posts/:id/";
/// See [`A_POST`].
pub const AN_INVITE: &str = "/join/:code/";

/// The path under which the page of a path is stored: one for all posts, one for all invites, one ([`JOIN`]) for all that
/// is left of an invite's link, else the path itself. `public/sw.js` has the same.
pub fn template(path: &str) -> &str {
    let is_token = |slug: &str| {
        (8..=64).contains(&slug.len()) && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    if slug_below(JOIN, path).is_some_and(is_token) {
        AN_INVITE
    } else if path.starts_with(JOIN) {
        JOIN
    } else if post_id(path).is_some() {
        A_POST
    } else {
        path
    }
}

/// The id in the path of a post's page.
pub fn post_id(path: &str) -> Option<&str> {
    let is_id = |slug: &&str| slug.len() == 36 && slug.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    slug_below(POSTS, path).filter(is_id)
}

/// Whether a path is that of a page the app can show; anything else is the browser's.
pub fn is_page(path: &str) -> bool {
    path.ends_with('/')
        && ![API, BUNDLE, ASSETS, DESK, PREVIEW, READING].iter().any(|outside| path.starts_with(outside))
}

#[cfg(test)]
mod tests;
