//! The buttons that look for news and take everything off this phone. 修复 is [`crate::reader::shell::repair::carry_out_repair`].

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, repair, service_worker};
use crate::reader::library::{Library, Stored, Unavailable, check};
use crate::reader::posts::Posts;
use crate::reader::settings;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;
use crate::ui::toast;

/// A server that has not signed somebody out by then is told later, in milliseconds.
const PATIENCE: u32 = 5_000;

/// Carries out the buttons, and says what they did before the page was opened anew.
pub(super) fn carry_out(page: &Node, mounted: Mounted, library: Library, frame: Frame) {
    let (actions, posts) = (expect_context::<Actions>(), Posts::here());
    mounted.hold(actions.on("check", move |_| {
        spawn_local(look(library));
        true
    }));
    let say = {
        let page = page.clone();
        move |words: &str| dom::set_text(&page, ".said", words)
    };
    match history::take_word().as_str() {
        "repaired" => say("修好了，都是重新取的。收藏、草稿和设置没动。"),
        "cleared" => say("清空了，像第一次打开一样。"),
        _ => {}
    }
    mounted.hold(actions.on("clear", move |_| {
        let say = say.clone();
        say("正在清空……");
        spawn_local(async move {
            posts.drafts.open_once().await;
            let is_out = match posts.account.id() {
                None => true,
                Some(_) => match clock::within(PATIENCE, crate::client::api::sign_out()).await {
                    Some(Err(error)) => error.is_signed_out(),
                    answer => answer.is_some(),
                },
            };
            let is_reopened = repair::repair(true).await;
            // After it, or it would be cleared as well; a page that is opened anew runs on until the new one comes.
            if !is_out {
                posts.account.sign_out_later();
            }
            if !is_reopened {
                // The page stays as it is; what it shows of the phone does not.
                posts.drafts.forget();
                repair::tell_cleared();
                settings::forget(frame);
                posts.account.leave();
                library.stored.set(Stored::default());
                say("清空了。现在连不上，有网时再打开，就像第一次用。");
            }
        });
        true
    }));
}

/// Asks, and says what came of it.
async fn look(library: Library) {
    service_worker::update();
    toast(match check(library).await {
        Ok(true) if library.can_store() => "有新的，正在存到手机里",
        Ok(true) => "有新的，已经换上",
        Ok(false) => "看过了，这是最新的",
        Err(Unavailable::Offline) => "没有网络，查不到有没有新的",
        Err(_) => "服务器没有回应，过一会儿再看",
    });
}
