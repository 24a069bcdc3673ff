//! `/join/:code/`: an invite. Looking uses nothing up; what makes this phone known is made here and kept until the
//! server has said yes, so that a cut answer loses nobody.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use api::people::{InviteSeen, Join, Me, Role};
use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::name;
use super::html::{LOUD, button, complain, fill, say, wrong};
use super::state::Posts;
use crate::browser::dom::{self, Node};
use crate::browser::watch::watch;
use crate::browser::{network, random};
use crate::client::api::ApiError;
use crate::client::site_words;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;
use crate::ui::copy;

/// Key beside the words: the code, the device's secret and the nickname, until the server knows them.
const DEVICE: &str = "device";
/// Another: the code that whoever is signed in came by.
const JOINED: &str = "joined";

/// What is filled in.
const FIELD: &str = "#nickname";
/// Where it says in which browser one is: its attributes have the words for each.
const WHERE: &str = ".join-where";

/// The page on screen.
struct JoinPage {
    posts: Posts,
    page: Node,
    code: String,
    is_seen: Cell<bool>,
    is_joining: Cell<bool>,
    /// Somebody moves here.
    is_move: Cell<bool>,
    /// What stands here next comes of a tap.
    is_tapped: Cell<bool>,
    /// What is wrong with the nickname, and not said yet.
    fault: RefCell<String>,
}

/// Brings the page to life.
pub fn enliven(path: &str, page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = Rc::new(JoinPage {
        posts: Posts::here(),
        page: page.clone(),
        code: api::paths::slug_below(api::paths::JOIN, path).unwrap_or_default().to_string(),
        is_seen: Cell::default(),
        is_joining: Cell::default(),
        is_move: Cell::default(),
        is_tapped: Cell::default(),
        fault: RefCell::default(),
    });
    let join = this.clone();
    mounted.hold(actions.on("say", move |button| {
        join.is_tapped.set(true);
        match dom::data(button, "way").as_str() {
            "join" => join.join(),
            "ask" => copy("书记，我的邀请用不了，请再给我一个。"),
            _ => join.start(),
        }
        true
    }));
    // Enter in the field is the button below it.
    let join = this.clone();
    mounted.hold(dom::listen_and_prevent(page, "submit", move || join.join()));
    let here = if network::is_wechat() { "data-wechat" } else { "data-browser" };
    dom::set_text(page, WHERE, &dom::attribute(page, WHERE, here));
    watch(move || {
        this.posts.returned.track();
        if !this.is_seen.get() {
            this.start();
        }
    });
}

impl JoinPage {
    fn start(self: &Rc<Self>) {
        spawn_local(self.clone().look());
    }

    /// Asks what the invite is for.
    async fn look(self: Rc<Self>) {
        self.posts.drafts.open_once().await;
        // People come back by the link they came in by.
        if let Some(me) = self.posts.account.me().filter(|_| self.posts.drafts.get(JOINED) == self.code) {
            self.welcome(&me);
            // Unless the server no longer knows them.
            if !self.posts.account.check().await.is_err_and(|error| error.is_signed_out()) {
                return;
            }
            self.is_seen.set(false);
        }
        if self.sent_before().is_some() {
            let again = button("join", "", "接着进去", LOUD);
            let words = "<h2>上次差一步</h2><p>点过“加入”，没等到回音。再点一次就进来了。</p><p class=\"buttons\">";
            return self.show(&[words, &again, "</p>"].concat());
        }
        let answer = crate::client::api::see_invite(&self.code).await;
        // Another look was quicker: what was typed since stays.
        if self.is_seen.get() {
            return;
        }
        let (heading, words) = match &answer {
            Ok((seen, _)) => {
                self.is_seen.set(true);
                self.is_move.set(seen.transfer);
                let html = match seen.role {
                    Role::Member => form(seen, self.posts.account.id().is_some()),
                    _ => format!(
                        "<h2>书记的邀请</h2><p>这个邀请是给支部书记的，要在书记台打开。</p><p class=\"buttons\"><a class=\"button\" href=\"{}\">去书记台</a></p>",
                        api::paths::desk_join(&self.code)
                    ),
                };
                return self.show(&html);
            }
            Err(ApiError::Offline) => ("现在没有网络", self.hint("data-offline")),
            Err(error) if matches!(error.status(), 404 | 410) => return self.refuse(error),
            Err(error) => ("没打开", error.sentence() + "邀请没有用掉。"),
        };
        let again = button("look", "", "再试一次", LOUD);
        self.show(&format!("<h2>{heading}</h2><p>{}</p><p class=\"buttons\">{again}</p>", escape(&words)));
    }

    /// Joins; a second tap while it is at it does nothing.
    fn join(self: &Rc<Self>) {
        let nickname = match (dom::find_in(&self.page, FIELD), self.sent_before()) {
            (None, Some((_, nickname))) => nickname,
            _ => api::rules::tidy(&dom::compatible(&dom::value(&self.page, FIELD))),
        };
        if !nickname.is_empty()
            && let Err(error) = api::rules::check_nickname(&nickname)
        {
            self.fault.replace(error.message);
            return self.complain();
        }
        if self.is_joining.replace(true) {
            return;
        }
        complain(&self.page, FIELD, "");
        say(&self.page, "正在进去……");
        let this = self.clone();
        spawn_local(async move {
            let words = this.try_join(nickname).await;
            this.is_joining.set(false);
            say(&this.page, &words);
            // The nickname sent before was refused: there has to be a field for another.
            if this.sent_before().is_none() && !this.is_seen.get() && !this.fault.borrow().is_empty() {
                this.start();
            } else {
                this.complain();
            }
        });
    }

    /// Says what is wrong with the nickname: beside its field, where the next key goes.
    fn complain(&self) {
        let fault = self.fault.take();
        match dom::find_in(&self.page, FIELD) {
            _ if fault.is_empty() => {}
            None => say(&self.page, &fault),
            Some(field) => {
                complain(&self.page, FIELD, &wrong(&escape(&fault)));
                say(&self.page, "");
                dom::focus(&field);
            }
        }
    }

    /// What to say of it; empty where all went well, or something is wrong with the nickname.
    async fn try_join(&self, nickname: String) -> String {
        let Some(device) = self.device() else {
            return "这个浏览器太旧，进不去。换手机自带的浏览器试试。".to_string();
        };
        let before = self.posts.drafts.get(DEVICE);
        self.keep(&device, &nickname);
        let nickname = Some(nickname).filter(|nickname| !nickname.is_empty());
        let join = Join { code: self.code.clone(), device: Some(device.clone()), nickname, ..Join::default() };
        match crate::client::api::join(&join).await {
            Ok((me, text)) => {
                self.posts.account.enter(me.clone(), &text);
                self.posts.drafts.write(DEVICE, "");
                self.posts.drafts.write(JOINED, &self.code);
                self.posts.outbox.call();
                self.welcome(&me);
                String::new()
            }
            // The server shows a used invite for a day, to whoever used it.
            Err(error) if matches!(error.status(), 404 | 410) => {
                self.posts.drafts.write(DEVICE, "");
                self.refuse(&error);
                String::new()
            }
            Err(ApiError::Offline) => "没有网络，还没进去。邀请还在，有网再点一次。".to_string(),
            Err(error) => {
                // Nobody came in with this nickname; with the one before it, whose answer never came, somebody may have.
                if error.status() == 422 {
                    let is_same = self.posts.drafts.get(DEVICE) == before;
                    self.posts.drafts.write(DEVICE, if is_same { "" } else { &before });
                    self.fault.replace(error.sentence());
                    return String::new();
                }
                error.sentence()
            }
        }
    }

    /// The secret of this phone for this code: the one that was sent before, if its answer never came.
    fn device(&self) -> Option<String> {
        match self.sent_before() {
            Some((device, _)) => Some(device),
            None => Some(random::hex(&random::bytes::<32>()?)),
        }
    }

    fn keep(&self, device: &str, nickname: &str) {
        self.posts.drafts.write(DEVICE, &[&self.code, " ", device, " ", nickname].concat());
    }

    fn welcome(&self, me: &Me) {
        self.is_seen.set(true);
        let stays = match self.is_move.get() {
            true => ["<p>", &self.hint("data-moved"), "</p>"].concat(),
            false => String::new(),
        };
        self.show(&format!(
            "<h2>进来了</h2><p>你是 <b>{}</b>。这里不记谁读了什么，也没有打卡和积分。</p>{}\
             <p class=\"buttons\"><a class=\"button\" href=\"{}\">写第一句</a> <a class=\"button quiet\" href=\"{}\">先看看大家说的</a></p>",
            escape(&name(me, &site_words::speaker())),
            stays,
            api::paths::NEW_POST,
            api::paths::POSTS
        ));
    }

    fn refuse(&self, error: &ApiError) {
        let (why, is_somebody_here) = (escape(&error.sentence()), self.posts.account.id().is_some());
        let what = match error {
            ApiError::Rejected { body, .. } if body.code == "used_up" => "data-used",
            ApiError::Rejected { status: 404, .. } => "data-unknown",
            _ => "data-over",
        };
        let what = self.hint(what);
        let ask = button("ask", "", "复制一句话，找书记要", LOUD);
        self.show(&format!(
            "<h2>这个邀请用不了</h2><p>{why}。</p><p>{what}</p>{}<p class=\"buttons\">{ask} <a class=\"button quiet\" href=\"{}\">先看看</a></p>",
            warning(is_somebody_here),
            api::paths::POSTS
        ));
    }

    fn sent_before(&self) -> Option<(String, String)> {
        let stored = self.posts.drafts.get(DEVICE);
        let (code, rest) = stored.split_once(' ')?;
        let (device, nickname) = rest.split_once(' ').unwrap_or((rest, ""));
        (code == self.code).then(|| (device.to_string(), nickname.to_string()))
    }

    /// Words that stand in the page, and take no download.
    fn hint(&self, which: &str) -> String {
        dom::attribute(&self.page, WHERE, which)
    }

    fn show(&self, html: &str) {
        fill(&self.page, "join", html);
        // The button that had the focus is gone.
        if self.is_tapped.take()
            && let Some(heading) = dom::find_in(&self.page, "h2")
        {
            dom::focus(&heading);
        }
        self.complain();
    }
}

/// What somebody should know who comes in where somebody is already.
fn warning(is_somebody_here: bool) -> String {
    match is_somebody_here {
        true => [
            "<p class=\"mine-note\">这部手机上已有账号。没发出的话不会用你的名字发，换了人也看不到；要是你自己写的，先去<a href=\"",
            api::paths::MY_POSTS,
            "\">我写的</a>复制出来。</p>",
        ]
        .concat(),
        false => String::new(),
    }
}

/// What one is asked before joining; one who moves here has a nickname already.
fn form(seen: &InviteSeen, is_somebody_here: bool) -> String {
    let branch = seen.branch.as_ref().map(|branch| escape(&branch.name)).unwrap_or_default();
    let warning = warning(is_somebody_here);
    if seen.transfer {
        return format!(
            "<h2>换到这里来</h2><p>把你在{branch}的账号带到这个浏览器。发出过的都在；草稿和收藏还在原来那里。</p>{warning}<p class=\"buttons\">{}</p>",
            button("join", "", "换到这里", LOUD)
        );
    }
    format!(
        "<h2>{branch}请你来说一句</h2><p>加入后可以写心里话、点同感。不用手机号，不用实名。</p>{warning}\
         <form><label for=\"nickname\">昵称（可以不填，最多 {} 个字）</label>\
         <input id=\"nickname\" autocomplete=\"off\" enterkeyhint=\"done\" aria-describedby=\"fault\">\
         <div id=\"fault\" data-slot=\"fault\" role=\"status\"></div>\
         <p class=\"buttons\">{} <a class=\"button quiet\" href=\"{}\">先看看</a></p></form>",
        api::rules::MOST_IN_NICKNAME,
        button("join", "", "加入", LOUD),
        api::paths::POSTS
    )
}

#[cfg(test)]
mod tests {
    use api::people::Branch;

    use super::*;

    #[test]
    fn an_invite_says_what_it_is_for() {
        let branch = Some(Branch { id: 1, name: "<科巷>支部".into() });
        let seen = InviteSeen { role: Role::Member, branch, transfer: false, resets: None };
        let html = form(&seen, false);
        assert!(html.contains("&lt;科巷&gt;支部请你来说一句") && html.contains("id=\"nickname\""));
        let html = form(&InviteSeen { transfer: true, ..seen }, true);
        assert!(html.contains("换到这里") && !html.contains("nickname") && html.contains("不会用你的名字发"));
    }
}
