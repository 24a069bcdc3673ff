//! One's own posts, as the server lists them.

use api::posts::MyPost;

use super::account::MINE;
use super::state::Posts;
use super::word::Stage;
use crate::client::api::ApiError;

/// One's own posts as the server lists them, kept for when there is no network; `None` where nobody is signed in, or
/// somebody else is by now.
pub(super) async fn list(Posts { drafts, account, .. }: Posts) -> Result<Option<Vec<MyPost>>, ApiError> {
    let me = account.id();
    if me.is_none() {
        return Ok(None);
    }
    match crate::client::api::my_posts().await {
        Ok((listed, text)) if account.id() == me => {
            drafts.write(MINE, &text);
            // What the server lists need not be kept here any longer.
            for word in drafts.words() {
                let is_listed = |post: &MyPost| post.id == word.id && post.version > word.version;
                if word.stage() == Stage::Sent && listed.iter().any(is_listed) {
                    drafts.remove(&word.id);
                }
            }
            Ok(Some(listed))
        }
        Ok(_) => Ok(None),
        Err(error) => {
            account.hear(&error, &me);
            Err(error)
        }
    }
}
