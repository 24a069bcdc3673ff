//! 我有话儿对党说. `word` is one thing somebody wrote, `drafts` keeps it on this phone, `step` and `outbox` bring it to
//! the server once; `account` knows who is signed in. The rest are pages, `html` what they are made of, and `opening` opens
//! what `state` has for all of them.

mod account;
mod answers;
mod compose;
mod drafts;
mod feed_page;
mod html;
mod join;
mod listed;
mod mine;
mod mine_rows;
mod news;
mod opening;
mod outbox;
mod post_page;
mod quotes;
mod state;
mod step;
mod taps;
mod word;

pub use account::{LOST, MEMBER, NO, Session, YES, name, on_member};
pub use compose::enliven as enliven_compose;
pub use feed_page::enliven as enliven_feed;
pub use html::{LOUD, QUIET, button};
pub use join::enliven as enliven_join;
pub use mine::enliven as enliven_mine;
pub use opening::open_once;
pub use post_page::enliven as enliven_post;
pub use state::Posts;
