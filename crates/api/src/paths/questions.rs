//! URLs of questions before a lecture. A question is a post about an activity: where a post names a card, it names
//! `activities/<slug>`, which no card can be called.

use super::NEW_POST;

/// What a post's `card` begins with where it is a question.
pub const QUESTION: &str = "activities/";
/// Below it, what was asked before a lecture and what was answered. The server's own pages, without the app.
pub const QUESTIONS: &str = "/questions/";

/// The activity that a post asks about, by what stands as its `card`.
pub fn asked_about(card: &str) -> Option<&str> {
    card.strip_prefix(QUESTION)
}

/// The page of what a post is about: a card, or an activity.
pub fn about(card: &str) -> String {
    match asked_about(card) {
        Some(activity) => super::activity(activity),
        None => super::card(card),
    }
}

/// What was asked before a lecture.
pub fn questions(activity: &str) -> String {
    [QUESTIONS, activity, "/"].concat()
}

/// Asking before a lecture.
pub fn new_question(activity: &str) -> String {
    [NEW_POST, "#", QUESTION, activity].concat()
}
