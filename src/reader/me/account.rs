//! 我的账号: who one is here, the way to another phone, and the ways out.

use std::cell::RefCell;
use std::rc::Rc;

use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{canvas, clock, details, dialog, history};
use crate::client::api::ApiError;
use crate::client::site_words;
use crate::reader::posts::{LOST, LOUD, Posts, QUIET, Session, button, name};
use crate::reader::share::{Kind, Offer, Share};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// Whether the other phone has come in is asked so often, this long apart, in milliseconds: the ten minutes of a code.
const LOOKS: u32 = 150;
const LOOK: u32 = 4_000;

/// The section on screen.
struct Section {
    posts: Posts,
    share: Share,
    page: Node,
    shown: RefCell<String>,
}

/// Fills the section, and carries out its buttons.
pub(super) fn show_account(page: &Node, mounted: Mounted) {
    let this = Rc::new(Section {
        posts: Posts::here(),
        share: expect_context(),
        page: page.clone(),
        shown: RefCell::default(),
    });
    let section = this.clone();
    mounted.hold(expect_context::<Actions>().on("say", move |button| {
        spawn_local(section.clone().carry_out(dom::data(button, "way")));
        true
    }));
    let section = this.clone();
    watch(move || {
        section.posts.drafts.changed.track();
        section.show();
    });
    // Readers without an account ask the server nothing.
    this.posts.account.look();
}

impl Section {
    fn show(&self) {
        let (account, mut unsent) = (self.posts.account, self.posts.drafts.unsent());
        let count = unsent.len().to_string();
        let words = ["还有 ", &count, " 条没发出的话，也会一起删掉。想留的先去“我写的”复制出来。"].concat();
        dom::set_text(&self.page, "[data-slot=unsent]", if unsent.is_empty() { "" } else { &words });
        let Some(me) = account.me() else {
            // Whoever never came in, or left here, has something else before them.
            if account.has_ended() || !self.shown.borrow().is_empty() {
                self.fill_once(["<p>", &account.invite(), "</p>"].concat());
            }
            return;
        };
        let lost = if account.session() == Session::Lost { ["<p>", LOST, "</p>"].concat() } else { String::new() };
        // What somebody else wrote here stays.
        unsent.retain(|word| word.is_of(Some(&me.id)));
        let count = unsent.len().to_string();
        let unsent = if unsent.is_empty() { String::new() } else { ["没发出的 ", &count, " 条、"].concat() };
        let leave = [
            "退出后，这部手机上你",
            &unsent,
            "看过的心里话都会删掉；发出去的还在。要再进来，得用“换手机”的码或书记的新邀请。真要退出吗？",
        ];
        let erase = "你在服务器上的一切都会真的删掉：账号、说过的话、点过的同感、报过的名，这部手机上的草稿也一样，找不回来。真要注销吗？";
        self.fill_once(format!(
            "<p class=\"account-name\">{}</p>{lost}<p>服务器上只有这些：支部、昵称、你说过的话、点过的同感，还有报了名的活动（结束七天后就删）。</p>\
             <p class=\"buttons\">{} {}</p><p class=\"account-said\" role=\"status\"></p>{}{}",
            escape(&name(&me, &site_words::speaker())),
            button("move", "", "换手机", QUIET),
            button("export", "", "导出", QUIET),
            question("leave", "退出", "先不退", &leave.concat()),
            question("erase", "注销并删除一切", "先不删", erase)
        ));
    }

    /// A question that is open stays open.
    fn fill_once(&self, html: String) {
        if *self.shown.borrow() != html {
            self.fill(&html);
            *self.shown.borrow_mut() = html;
        }
    }

    async fn carry_out(self: Rc<Self>, way: String) {
        self.say("正在办……");
        let me = self.posts.account.id();
        let answer = match way.as_str() {
            "move" => crate::client::api::transfer().await.map(|(code, _)| code),
            "export" => crate::client::api::export().await,
            "leave" => crate::client::api::sign_out().await,
            _ => crate::client::api::delete_me().await,
        };
        // Somebody else came in meanwhile: what was done is not about them.
        let now = self.posts.account.id();
        if now.is_some() && now != me {
            return;
        }
        match (way.as_str(), answer) {
            ("move", Ok(code)) => self.offer(code),
            ("export", Ok(text)) => self.hand_out(&text),
            ("leave", Ok(_)) => self.left("退出了。"),
            // Signed out already.
            ("leave", Err(error)) if error.is_signed_out() => self.left("退出了。"),
            (_, Ok(_)) => self.left("都删掉了。谢谢你来过。"),
            // The answer was cut off the first time, or it was done on another phone.
            ("erase", Err(error)) if error.has_left() => self.left("都删掉了。谢谢你来过。"),
            ("leave", Err(ApiError::Offline)) => self.say("没有网络，还登着：要有网才退得出去。"),
            ("erase", Err(error)) if error.is_signed_out() => {
                self.left("这部手机上的都删掉了。服务器已经不认得这部手机，账号要是还在，请支部书记帮你删。")
            }
            (_, Err(error)) if error.is_signed_out() => {
                self.posts.account.hear(&error, &me);
                self.say("");
            }
            (_, Err(error)) => self.say(&error.sentence()),
        }
    }

    /// The way to another phone, as a code to scan and as a link.
    fn offer(self: Rc<Self>, code: String) {
        self.say("");
        let link = history::origin() + &api::paths::join(&code);
        let title = "换到另一部手机或浏览器".to_string();
        let note = "10 分钟内有效，只能用一次。用那部手机扫，或者把链接发给自己。别发给别人。收藏不跟着走，要带就在“收藏”里点“带到另一部手机”。".to_string();
        self.share.offer(Offer {
            kind: Kind::Transfer,
            title,
            note,
            parts: vec![link.clone()],
            link,
            whole: Vec::new(),
        });
        spawn_local(async move {
            for _ in 0..LOOKS {
                clock::sleep(LOOK).await;
                let seen = if self.page.is_connected() { crate::client::api::see_invite(&code).await } else { break };
                match seen {
                    Err(ApiError::Rejected { body, .. }) if body.code == "used_up" => {
                        dialog::close();
                        self.say("那边已经进去了，发过的都在。这部也还登着，没发的草稿还在这里；不想留，就点“退出”。");
                        break;
                    }
                    // Taken back by a later one, or over.
                    Err(error) if error.status() != 0 => break,
                    _ => {}
                }
            }
        });
    }

    fn hand_out(&self, text: &str) {
        if let Some(said) = dom::find_in(&self.page, ".account-said") {
            let url = canvas::text_url(text);
            let link =
                ["都在这里了。<br><a class=\"button quiet\" download=\"我的话.json\" href=\"", &url, "\">存成文件</a>"];
            dom::show_html(&said, &link.concat());
        }
    }

    fn left(&self, words: &str) {
        self.shown.take();
        self.posts.account.leave();
        self.fill(&["<p>", words, "看不用账号；想再说话，找支部书记要一个邀请。</p>"].concat());
        // The button that had the focus is gone.
        dom::find_in(&self.page, "[data-slot=account] p").iter().for_each(dom::focus);
    }

    fn fill(&self, html: &str) {
        if let Some(slot) = dom::find_in(&self.page, "[data-slot=account]") {
            dom::show_html(&slot, html);
            // A question that was open went with what stood there.
            details::look_again();
        }
    }

    fn say(&self, words: &str) {
        dom::set_text(&self.page, ".account-said", words);
    }
}

/// A way out, which asks first; while it asks, `keep` is the way back.
fn question(way: &str, name: &str, keep: &str, words: &str) -> String {
    format!(
        "<details class=\"clear\"><summary class=\"button quiet\"><span>{name}</span><span>{keep}</span></summary>\
         <p>{words}</p><p class=\"buttons\">{}</p></details>",
        button(way, "", name, LOUD)
    )
}
