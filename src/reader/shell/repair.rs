//! 修复, on the page about this phone. It belongs to the start: it must help where a part does not come.

use leptos::task::spawn_local;

use crate::browser::{dom, repair};
use crate::reader::shell::actions::Actions;

/// Carries out the button, for as long as the app runs.
pub fn carry_out_repair(actions: Actions) {
    actions.always("repair", |_| {
        say("正在重新取一份，先别关……");
        spawn_local(async {
            if !repair::repair(false).await {
                say("现在连不上，先不动：不然手机里就空了。有网再修。");
            }
        });
        true
    });
}

fn say(words: &str) {
    dom::find(".said").iter().for_each(|said| said.set_inner_text(words));
}
