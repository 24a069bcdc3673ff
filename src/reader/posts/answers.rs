//! 同感 and 举报, on every page that shows what others said.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ::api::posts::ReportReason;
use content::bundle::escape;
use content::feed;
use leptos::task::spawn_local;

use super::account::{AGREES, MINE, Session};
use super::html::button;
use super::state::Posts;
use super::taps;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, details, scroll};
use crate::client::api::ApiError;
use crate::client::wire;
use crate::ui::toast;

/// What one answers others with; lives as long as the page.
pub(super) struct Answers {
    posts: Posts,
    page: Node,
    /// The ids of posts one said 同感 to.
    agreed: RefCell<Vec<String>>,
    /// What was tapped since the page is here: of these the list that was asked for before knows less.
    tapped: RefCell<Vec<String>>,
    /// How many of these there were when the posts were asked for last.
    tapped_before: Cell<usize>,
    /// Of those the server is being told of: two requests at once may arrive in either order.
    on_their_way: RefCell<Vec<String>>,
}

/// Shows a post as it is now. One that says the same is left alone: a thumb may be on it. So is one under a question,
/// or under the keyboard.
pub(super) fn renew(post: &Node, html: &str) {
    let is_at = post.matches(":focus-visible").unwrap_or_default();
    if is_at || dom::find_in(post, ".post-asked, :focus-visible").is_some() {
        return;
    }
    for time in dom::find_all_in(post, "time") {
        let when = feed::when(dom::data(&time, "at").parse().unwrap_or_default(), clock::unix_ms());
        if time.text_content().as_ref() != Some(&when) {
            time.set_inner_text(&when);
        }
    }
    if post.text_content() != Some(dom::text_in_html(html, ".post")) {
        dom::replace_html(post, html);
    }
}

impl Answers {
    /// Of a page.
    pub(super) fn new(page: &Node) -> Rc<Self> {
        Rc::new(Self {
            posts: Posts::here(),
            page: page.clone(),
            agreed: RefCell::default(),
            tapped: RefCell::default(),
            tapped_before: Cell::default(),
            on_their_way: RefCell::default(),
        })
    }

    /// Reads what this phone knows, and asks the server.
    pub(super) fn start(self: &Rc<Self>) {
        spawn_local(self.clone().open());
    }

    async fn open(self: Rc<Self>) {
        self.posts.drafts.open_once().await;
        if let Some(agreed) = self.posts.drafts.read(AGREES, wire::ids) {
            self.take(agreed);
        }
        let me = self.posts.account.id();
        if me.is_none() {
            return;
        }
        match crate::client::api::my_agrees().await {
            Ok((agreed, text)) if self.posts.account.id() == me => {
                self.posts.drafts.write(AGREES, &text);
                self.take(agreed);
            }
            Ok(_) => {}
            Err(error) => self.posts.account.hear(&error, &me),
        }
    }

    fn take(&self, mut ids: Vec<String>) {
        for (id, agrees) in taps::agrees(self.posts.drafts) {
            ids.retain(|known| *known != id);
            ids.extend(agrees.then_some(id));
        }
        {
            let tapped = self.tapped.borrow();
            ids.retain(|id| !tapped.contains(id));
            let mut agreed = self.agreed.borrow_mut();
            agreed.retain(|id| tapped.contains(id));
            agreed.append(&mut ids);
        }
        self.show();
    }

    /// The posts are asked for now. The answer knows of the taps that the server has answered.
    pub(super) fn asking(&self) {
        if self.on_their_way.borrow().is_empty() {
            self.tapped_before.set(self.tapped.borrow().len());
        }
    }

    /// Whether a post was tapped since: the answer may not know of it, and what is shown does.
    pub(super) fn knows_better(&self, id: &str) -> bool {
        self.tapped.borrow()[self.tapped_before.get()..].iter().any(|tapped| tapped == id)
    }

    /// Marks the buttons on the page.
    pub(super) fn show(&self) {
        let agreed = self.agreed.borrow();
        for button in dom::find_all_in(&self.page, "[data-way=agree]") {
            let pressed = if agreed.contains(&dom::data(&button, "id")) { "true" } else { "false" };
            let _ = button.set_attribute("aria-pressed", pressed);
        }
        // Nobody reports their own.
        for post in self.posts.drafts.read(MINE, wire::my_posts).unwrap_or_default() {
            let own = ["[data-way=report][data-id=\"", &post.id, "\"]"].concat();
            dom::set_attribute(&self.page, &own, "hidden", Some(""));
        }
        // A post may be gone with a question below it.
        details::look_again();
    }

    /// Carries out a tap.
    pub(super) fn tapped(self: &Rc<Self>, tapped: &Node) {
        let id = dom::data(tapped, "id");
        match dom::data(tapped, "way").as_str() {
            "agree" => {
                let agrees = tapped.get_attribute("aria-pressed").as_deref() != Some("true");
                spawn_local(self.clone().agree(id, agrees));
            }
            "report" => spawn_local(self.clone().ask_why(id)),
            "report-no" => self.ask(&id, ""),
            "report-yes" => spawn_local(self.clone().report(id, dom::data(tapped, "why"))),
            _ => {}
        }
    }

    /// Asks for the reason of a report. Whoever cannot report is told before, and not after one was chosen.
    async fn ask_why(self: Rc<Self>, id: String) {
        let Posts { drafts, account, .. } = self.posts;
        drafts.open_once().await;
        if account.id().is_none() || account.session() == Session::Lost {
            return toast(self.why_nobody("支部邀请来的人才能举报。里面有你的号码、住址，打“谁管什么”里的电话"));
        }
        let name = escape(&id);
        let asked = ["<span class=\"post-ask\" id=\"ask-", &name, "\">举报这条，因为：</span>"];
        let about = [" data-back aria-describedby=\"ask-", &name, "\""].concat();
        let mut html = asked.concat();
        for (_, code, words) in ReportReason::ALL {
            html += &button("report-yes", &id, words, &[" data-why=\"", code, "\""].concat());
        }
        html += &button("report-no", &id, "不了", &about);
        self.ask(&id, &html);
    }

    /// Puts a question below a post in place of its buttons, or takes it away.
    fn ask(&self, id: &str, html: &str) {
        let Some(post) = dom::find_in(&self.page, &["[data-post=\"", id, "\"]"].concat()) else { return };
        if let Some(asked) = dom::find_in(&post, ".post-asked") {
            dom::remove(&asked);
        }
        dom::set_attribute(&post, ".post-do", "hidden", (!html.is_empty()).then_some(""));
        if !html.is_empty() {
            dom::append_html(&post, &["<p class=\"post-do post-asked\">", html, "</p>"].concat());
        }
        let next = if html.is_empty() { ".post-report" } else { ".post-asked :is(span, button)" };
        // What was done is read out; of a question, the last: a key that is held must not answer what nobody has read.
        if let Some(next) = dom::find_all_in(&post, next).last() {
            dom::focus(next);
            scroll::show_nearby(next);
        }
        details::look_again();
    }

    async fn report(self: Rc<Self>, id: String, why: String) {
        let me = self.posts.account.id();
        let html = match crate::client::api::report_post(&id, &why).await {
            Ok(_) => "<span class=\"post-ask\">已经告诉支部了。</span>",
            Err(ApiError::Offline) if self.posts.account.id() == me => {
                taps::keep_report(self.posts.drafts, &id, &why);
                "<span class=\"post-ask\">没有网络，记下了，有网就告诉支部。</span>"
            }
            Err(error) => {
                self.say_why_not(&error, &me);
                ""
            }
        };
        self.ask(&id, html);
    }

    /// At once on screen, and back where the server does not take it. Without a network it waits.
    async fn agree(self: Rc<Self>, id: String, agrees: bool) {
        if self.on_their_way.borrow().contains(&id) {
            return;
        }
        self.tapped.borrow_mut().push(id.clone());
        self.set(&id, agrees);
        let (Posts { drafts, account, outbox, .. }, me) = (self.posts, self.posts.account.id());
        // Behind what waits of this post, or the two might arrive in either order.
        if taps::agrees(drafts).iter().any(|(known, _)| *known == id) {
            taps::keep_agree(drafts, &id, agrees);
            return outbox.call();
        }
        self.on_their_way.borrow_mut().push(id.clone());
        let answer = crate::client::api::agree_post(&id, agrees).await;
        self.on_their_way.borrow_mut().retain(|other| *other != id);
        match answer {
            Err(ApiError::Offline) if me.is_some() && account.id() == me => {
                taps::keep_agree(drafts, &id, agrees);
                return toast(if agrees {
                    "没有网络，记下了，有网就点上"
                } else {
                    "没有网络，记下了，有网就收回"
                });
            }
            Err(error) => {
                self.set(&id, !agrees);
                return self.say_why_not(&error, &me);
            }
            // Whoever left meanwhile leaves nothing here.
            Ok(_) if account.id() != me => return,
            Ok(_) => {}
        }
        taps::write_agrees(drafts, &self.agreed.borrow());
    }

    fn set(&self, id: &str, agrees: bool) {
        {
            let mut agreed = self.agreed.borrow_mut();
            agreed.retain(|known| known != id);
            if agrees {
                agreed.push(id.to_string());
            }
        }
        if let Some(button) = dom::find_in(&self.page, &["[data-way=agree][data-id=\"", id, "\"]"].concat()) {
            let count = dom::text(&button, "span").parse::<i64>().unwrap_or_default() + if agrees { 1 } else { -1 };
            dom::set_text(&button, "span", &if count > 0 { count.to_string() } else { String::new() });
        }
        self.show();
    }

    fn say_why_not(&self, error: &ApiError, me: &Option<String>) {
        self.posts.account.hear(error, me);
        let sentence = error.sentence();
        toast(match error.status() {
            401 => self.why_nobody("支部邀请来的人才能点，读不用"),
            404 | 410 => "这条已经不在了",
            _ => &sentence,
        });
    }

    fn why_nobody(&self, nobody: &'static str) -> &'static str {
        match self.posts.account.session() {
            Session::Lost => "登录过期了，重新进来再点",
            _ => nobody,
        }
    }
}
