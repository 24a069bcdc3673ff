//! Going to another page of the desk. Its pages are loaded anew: without a network the browser would put a page of its own in
//! this one's place, and what is nowhere else would be gone.

use leptos::task::spawn_local;

use crate::browser::{history, network};
use crate::ui::toast;

/// From now on a link is followed where somebody answers, and where nothing is lost by it or that was agreed to.
pub(crate) fn guard_links() {
    history::on_link(|link| {
        if network::is_online() {
            return !history::may_leave();
        }
        // What is known of the network may be old; and whoever stays anyway is not asked.
        let href = link.href().to_string();
        spawn_local(async move {
            match crate::client::api::me().await {
                Err(why) if why.status() == 0 => toast("现在没有网络，先留在这一页；有网再点。"),
                _ if history::may_leave() => history::open(&href),
                _ => {}
            }
        });
        true
    });
}
