//! 我的账号: who one is here, the way to another phone, and the ways out.

use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::actions::Actions;
use crate::api::ApiError;
use crate::browser::dom::{self, Node};
use crate::browser::{canvas, history};
use crate::document::Mounted;
use crate::posts::{Posts, Session, name};
use crate::share::{Kind, Offer, Share};
use crate::watch::watch;

/// The section on screen; cheap to copy.
#[derive(Clone, Copy)]
struct Section {
    posts: Posts,
    share: Share,
    page: StoredValue<Node, LocalStorage>,
}

/// Fills the section, and carries out its buttons.
pub(super) fn show_account(page: &Node, mounted: Mounted) {
    let this = Section { posts: expect_context(), share: expect_context(), page: StoredValue::new_local(page.clone()) };
    mounted.hold(expect_context::<Actions>().on("account", move |button| {
        spawn_local(this.carry_out(dom::data(button, "way")));
        true
    }));
    watch(move || this.show());
    spawn_local(async move {
        this.posts.account.open().await;
        // Readers without an account ask the server nothing.
        if this.posts.account.id().is_some() {
            let _ = this.posts.account.check().await;
        }
    });
}

impl Section {
    fn show(self) {
        let (me, session, unsent) =
            (self.posts.account.me.get(), self.posts.account.session.get(), self.posts.drafts.unsent());
        self.page.with_value(|page| {
            let words = match unsent {
                0 => String::new(),
                unsent => format!("还有 {unsent} 条没发出的话，也会一起删掉。想留的先去“我写的”复制出来。"),
            };
            dom::set_text(page, "[data-slot=unsent]", &words);
            let Some(me) = me else { return };
            let lost = match session {
                Session::Lost => "<p>登录没了，写了的话都还在。用“换手机”的码或支部的新邀请，在这个浏览器里打开就行。</p>",
                _ => "",
            };
            let unsent = match unsent {
                0 => String::new(),
                unsent => format!("没发出的 {unsent} 条、"),
            };
            let html = format!(
                "<p class=\"account-name\">{}</p>{lost}<p>服务器上只有这些：支部、昵称、你说过的话和点过的同感。</p>\
                 <p class=\"buttons\">{} {}</p><p class=\"account-said\" role=\"status\"></p>{}{}",
                escape(&name(&me)),
                button("move", "换手机"),
                button("export", "导出"),
                question("leave", "退出", &format!(
                    "退出后，这部手机上你{unsent}看过的心里话都会删掉；发出去的还在。要再进来，得用“换手机”的码或书记的新邀请。真要退出吗？"
                )),
                question("erase", "注销并删除一切", "你在服务器上的一切都会真的删掉：账号、说过的话、点过的同感，这部手机上的草稿也一样，找不回来。真要注销吗？"),
            );
            if let Some(slot) = dom::find_in(page, "[data-slot=account]") {
                dom::show_html(&slot, &html);
            }
        });
    }

    async fn carry_out(self, way: String) {
        self.say("正在办……");
        let answer = match way.as_str() {
            "move" => crate::api::transfer().await.map(|transfer| self.offer(&transfer.code)),
            "export" => crate::api::export().await.map(|text| self.hand_out(&text)),
            "leave" => match crate::api::sign_out().await {
                // Signed out already.
                Err(error) if error.is_signed_out() => Ok(self.left("退出了。").await),
                Err(error) => Err(error),
                Ok(()) => Ok(self.left("退出了。").await),
            },
            _ => match crate::api::delete_me().await {
                Ok(()) => Ok(self.left("都删掉了。谢谢你来过。").await),
                Err(error) => Err(error),
            },
        };
        match answer {
            Ok(()) => {}
            Err(ApiError::Offline) if way == "leave" => self.say("没有网络，还登着：要有网才退得出去。"),
            Err(error) if error.is_signed_out() => {
                self.posts.account.lose();
                self.say("登录没了，先重新进来。");
            }
            Err(error) => self.say(&error.sentence()),
        }
    }

    /// The way to another phone, as a code to scan and as a link.
    fn offer(self, code: &str) {
        self.say("");
        let link = history::origin() + &api::paths::join(code);
        let title = "换到另一部手机或浏览器".to_string();
        let note = "10 分钟内有效，只能用一次。用那部手机扫，或者把链接发给自己。别发给别人。".to_string();
        self.share.offer(Offer { kind: Kind::Transfer, title, note, parts: vec![link.clone()], link });
    }

    fn hand_out(self, text: &str) {
        self.page.try_with_value(|page| {
            if let Some(said) = dom::find_in(page, ".account-said") {
                let url = canvas::text_url(text);
                let html = format!(
                    "都在这里了。<br><a class=\"button quiet\" href=\"{url}\" download=\"我的话.json\">存成文件</a>"
                );
                dom::show_html(&said, &html);
            }
        });
    }

    async fn left(self, words: &str) {
        self.posts.account.leave().await;
        self.page.try_with_value(|page| {
            if let Some(slot) = dom::find_in(page, "[data-slot=account]") {
                dom::show_html(
                    &slot,
                    &format!("<p role=\"status\">{words}看不用账号；想再说话，找支部书记要一个邀请。</p>"),
                );
            }
        });
    }

    fn say(self, words: &str) {
        self.page.try_with_value(|page| dom::set_text(page, ".account-said", words));
    }
}

fn button(way: &str, name: &str) -> String {
    format!("<button type=\"button\" class=\"button quiet\" data-action=\"account\" data-way=\"{way}\">{name}</button>")
}

/// A way out, which asks first.
fn question(way: &str, name: &str, words: &str) -> String {
    format!(
        "<details class=\"clear\"><summary class=\"button quiet\">{name}</summary><p>{words}</p>\
         <p class=\"buttons\"><button type=\"button\" class=\"button\" data-action=\"account\" data-way=\"{way}\">{name}</button></p></details>"
    )
}
