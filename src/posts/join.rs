//! `/join/:code/`: an invite. Looking uses nothing up; what makes this phone known is made here and kept until the
//! server has said yes, so that a cut answer loses nobody.

use api::people::{InviteSeen, Join, Role};
use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::word::hex;
use super::{LOUD, Posts, button, fill, say};
use crate::actions::Actions;
use crate::api::ApiError;
use crate::browser::dom::{self, Node};
use crate::browser::{network, random};
use crate::document::Mounted;
use crate::watch::watch;

/// Key beside the words: the code and the device's secret, until the server knows both.
const DEVICE: &str = "device";

/// The page on screen; cheap to copy.
#[derive(Clone, Copy)]
struct JoinPage {
    posts: Posts,
    page: StoredValue<Node, LocalStorage>,
    code: StoredValue<String>,
    seen: StoredValue<Option<InviteSeen>>,
    is_joining: StoredValue<bool>,
}

/// Brings the page to life.
pub fn enliven(path: &str, page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = JoinPage {
        posts: expect_context(),
        page: StoredValue::new_local(page.clone()),
        code: StoredValue::new(api::paths::slug_below(api::paths::JOIN, path).unwrap_or_default().to_string()),
        seen: StoredValue::default(),
        is_joining: StoredValue::default(),
    };
    mounted.hold(actions.on("say", move |button| {
        match dom::data(button, "way").as_str() {
            "join" => this.join(),
            "look" => spawn_local(this.look()),
            _ => return false,
        }
        true
    }));
    fill(
        page,
        "where",
        match network::is_wechat() {
            true => {
                "你在微信里打开的。以后也从微信里打开，这里才认得你；想换到手机浏览器，加入后在“我的”里点“换手机”。"
            }
            false => "以后就用这个浏览器打开，这里才认得你；想换到微信或别的手机，加入后在“我的”里点“换手机”。",
        },
    );
    watch(move || {
        this.posts.returned.track();
        if this.seen.with_value(Option::is_none) {
            spawn_local(this.look());
        }
    });
}

impl JoinPage {
    /// Asks what the invite is for.
    async fn look(self) {
        let Some(code) = self.code.try_get_value() else { return };
        let html = match crate::api::see_invite(&code).await {
            Ok(seen) if seen.role != Role::Member => format!(
                "<h2>书记的邀请</h2><p>这个邀请是给支部书记的，要在后台打开。</p><p class=\"buttons\"><a class=\"button\" href=\"{}#join={code}\">去后台</a></p>",
                api::paths::DESK
            ),
            Ok(seen) => {
                self.posts.account.open().await;
                let html = form(&seen, self.posts.account.me.get_untracked().is_some());
                self.seen.try_set_value(Some(seen));
                html
            }
            Err(ApiError::Offline) => self.retry("现在没有网络", "邀请不会因为打开就用掉。连上网，再试一次。"),
            Err(ApiError::Unexpected) => self.retry("没连到我们这边", "可能要先登录这个 Wi-Fi。邀请没有用掉。"),
            Err(ApiError::Rejected { status: 404 | 410, body, .. }) => format!(
                "<h2>这个邀请用不了</h2><p>{}</p><p>可能用过了、过期了，或者少抄了一截。请书记再给一个就行。</p>",
                escape(&body.message)
            ),
            Err(error) => self.retry("没看成", &error.sentence()),
        };
        self.show(&html);
    }

    fn retry(self, heading: &str, words: &str) -> String {
        format!(
            "<h2>{heading}</h2><p>{}</p><p class=\"buttons\">{}</p>",
            escape(words),
            button("look", "", "再试一次", LOUD)
        )
    }

    /// Joins; a second tap while it is at it does nothing.
    fn join(self) {
        let nickname = self.page.with_value(|page| api::rules::tidy(&dom::compatible(&dom::value(page, "#nickname"))));
        if !nickname.is_empty()
            && let Err(error) = api::rules::check_nickname(&nickname)
        {
            return self.say(&error.message);
        }
        if self.is_joining.get_value() {
            return;
        }
        self.is_joining.set_value(true);
        self.say("正在进去……");
        spawn_local(async move {
            let words = self.try_join(nickname).await;
            self.is_joining.try_set_value(false);
            self.say(&words);
        });
    }

    /// What to say of it; empty where all went well.
    async fn try_join(self, nickname: String) -> String {
        let Some(code) = self.code.try_get_value() else { return String::new() };
        let Some(device) = self.device(&code).await else {
            return "这个浏览器太旧，进不去。换手机自带的浏览器试试。".to_string();
        };
        let nickname = Some(nickname).filter(|nickname| !nickname.is_empty());
        let join = Join { code, device: Some(device), nickname, ..Join::default() };
        match crate::api::join(&join).await {
            Ok((me, text)) => {
                self.posts.account.enter(me, &text).await;
                self.posts.drafts.forget(DEVICE).await;
                self.posts.outbox.call();
                let name = self.posts.account.me.with_untracked(|me| me.as_ref().map(super::name).unwrap_or_default());
                self.show(&format!(
                    "<h2>进来了</h2><p>你是 <b>{}</b>。这里不记谁读了什么，也没有打卡和积分。</p>\
                     <p class=\"buttons\"><a class=\"button\" href=\"{}\">写第一句</a> <a class=\"button quiet\" href=\"{}\">先看看大家说的</a></p>",
                    escape(&name),
                    api::paths::NEW_POST,
                    api::paths::POSTS
                ));
                String::new()
            }
            Err(ApiError::Offline) => "没有网络，还没进去。邀请还在，有网再点一次。".to_string(),
            Err(error) => error.sentence(),
        }
    }

    /// The secret of this phone for this code: the one that was sent before, if its answer never came.
    async fn device(self, code: &str) -> Option<String> {
        self.posts.drafts.open_once().await;
        if let Some(stored) = self.posts.drafts.get(DEVICE).await
            && let Some(device) = stored.strip_prefix(code).and_then(|rest| rest.strip_prefix(' '))
        {
            return Some(device.to_string());
        }
        let device = hex(&random::bytes::<32>()?);
        self.posts.drafts.write(DEVICE, &format!("{code} {device}")).await;
        Some(device)
    }

    fn show(self, html: &str) {
        self.page.try_with_value(|page| fill(page, "join", html));
    }

    fn say(self, words: &str) {
        self.page.try_with_value(|page| say(page, words));
    }
}

/// What one is asked before joining; one who moves here has a nickname already.
fn form(seen: &InviteSeen, is_somebody_here: bool) -> String {
    let branch = seen.branch.as_ref().map(|branch| escape(&branch.name)).unwrap_or_default();
    let warning = match is_somebody_here {
        true => {
            "<p class=\"mine-note\">这部手机上已经有人登着。你进来后，他没发出的话不会用你的名字发，你也看不到。</p>"
        }
        false => "",
    };
    if seen.transfer {
        return format!(
            "<h2>换到这里来</h2><p>把你在{branch}的账号带到这个浏览器。写过的都在。</p>{warning}<p class=\"buttons\">{}</p>",
            button("join", "", "换到这里", LOUD)
        );
    }
    format!(
        "<h2>{branch}请你来说一句</h2><p>加入后可以写心里话、点同感。不用手机号，不用实名。</p>{warning}\
         <label for=\"nickname\">昵称（可以不填，最多 {} 个字）</label>\
         <input id=\"nickname\" autocomplete=\"off\" maxlength=\"40\" enterkeyhint=\"done\">\
         <p class=\"buttons\">{}</p>",
        api::rules::MOST_IN_NICKNAME,
        button("join", "", "加入", LOUD)
            + " "
            + &format!("<a class=\"button quiet\" href=\"{}\">先看看</a>", api::paths::POSTS)
    )
}

#[cfg(test)]
mod tests {
    use api::people::Branch;

    use super::*;

    #[test]
    fn an_invite_says_what_it_is_for() {
        let branch = Some(Branch { id: 1, name: "<科巷>支部".into() });
        let seen = InviteSeen { role: Role::Member, branch, transfer: false };
        let html = form(&seen, false);
        assert!(html.contains("&lt;科巷&gt;支部请你来说一句") && html.contains("id=\"nickname\""));
        let html = form(&InviteSeen { transfer: true, ..seen }, true);
        assert!(html.contains("换到这里") && !html.contains("nickname") && html.contains("不会用你的名字发"));
    }
}
