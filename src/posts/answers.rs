//! 同感 and 举报, on every page that shows what others said.

use api::posts::Agrees;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::AGREES;
use super::{Posts, button};
use crate::api::ApiError;
use crate::browser::dom::{self, Node};
use crate::ui::Toast;

/// What one answers others with; cheap to copy, lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Answers {
    posts: Posts,
    toast: Toast,
    page: StoredValue<Node, LocalStorage>,
    /// The ids of posts one said 同感 to.
    agreed: StoredValue<Vec<String>>,
}

impl Answers {
    /// Of a page.
    pub(super) fn new(page: &Node) -> Self {
        Self {
            posts: expect_context(),
            toast: expect_context(),
            page: StoredValue::new_local(page.clone()),
            agreed: StoredValue::default(),
        }
    }

    /// Reads what this phone knows, and asks the server.
    pub(super) async fn open(self) {
        self.posts.account.open().await;
        if let Some(text) = self.posts.drafts.get(AGREES).await {
            self.take(&text);
        }
        if self.posts.account.id().is_some()
            && let Ok((_, text)) = crate::api::my_agrees().await
        {
            self.posts.drafts.write(AGREES, &text).await;
            self.take(&text);
        }
    }

    fn take(self, text: &str) {
        if let Ok(Agrees { posts }) = serde_json::from_str(text) {
            self.agreed.try_update_value(|agreed| *agreed = posts);
            self.show();
        }
    }

    /// Marks the buttons on the page.
    pub(super) fn show(self) {
        let Some(agreed) = self.agreed.try_get_value() else { return };
        self.page.try_with_value(|page| {
            for button in dom::find_all_in(page, "[data-way=agree]") {
                let pressed = if agreed.contains(&dom::data(&button, "id")) { "true" } else { "false" };
                let _ = button.set_attribute("aria-pressed", pressed);
            }
        });
    }

    /// Carries out a tap; `false` where it is for somebody else.
    pub(super) fn tapped(self, tapped: &Node) -> bool {
        let (way, id) = (dom::data(tapped, "way"), dom::data(tapped, "id"));
        match way.as_str() {
            "agree" => self.agree(tapped, id),
            "report" => {
                let asked = "<span class=\"post-ask\" role=\"status\">举报这条？支部书记会再看一眼。</span>";
                let answers = button("report-yes", &id, "举报", "") + &button("report-no", &id, "不了", "");
                self.ask(&id, &format!("{asked}{answers}"));
            }
            "report-no" => self.ask(&id, ""),
            "report-yes" => spawn_local(self.report(id)),
            _ => return false,
        }
        true
    }

    /// Puts a question below a post in place of its buttons, or takes it away.
    fn ask(self, id: &str, html: &str) {
        self.page.try_with_value(|page| {
            let Some(post) = dom::find_in(page, &format!("[data-post=\"{id}\"]")) else { return };
            if let Some(asked) = dom::find_in(&post, ".post-asked") {
                dom::remove(&asked);
            }
            dom::set_attribute(&post, ".post-do", "hidden", (!html.is_empty()).then_some(""));
            if !html.is_empty() {
                dom::append_html(&post, &format!("<p class=\"post-do post-asked\">{html}</p>"));
            }
            let next = if html.is_empty() { ".post-report" } else { ".post-asked button" };
            if let Some(next) = dom::find_in(&post, next) {
                let _ = next.focus();
            }
        });
    }

    async fn report(self, id: String) {
        match crate::api::report_post(&id).await {
            Ok(()) => self.ask(&id, "<span class=\"post-ask\" role=\"status\">已经告诉支部了。</span>"),
            Err(error) => {
                self.ask(&id, "");
                self.toast.say(why_not(&error));
            }
        }
    }

    /// At once on screen, and back where the server does not take it.
    fn agree(self, tapped: &Node, id: String) {
        let agrees = tapped.get_attribute("aria-pressed").as_deref() != Some("true");
        self.set(&id, agrees);
        spawn_local(async move {
            match crate::api::agree_post(&id, agrees).await {
                Ok(()) => {
                    let agreed = self.agreed.try_get_value().unwrap_or_default();
                    let list: Vec<String> = agreed.iter().map(|id| format!("\"{id}\"")).collect();
                    self.posts.drafts.write(AGREES, &format!("{{\"posts\":[{}]}}", list.join(","))).await;
                }
                Err(error) => {
                    self.set(&id, !agrees);
                    self.toast.say(why_not(&error));
                }
            }
        });
    }

    fn set(self, id: &str, agrees: bool) {
        self.agreed.try_update_value(|agreed| {
            agreed.retain(|known| known != id);
            if agrees {
                agreed.push(id.to_string());
            }
        });
        self.page.try_with_value(|page| {
            let Some(button) = dom::find_in(page, &format!("[data-way=agree][data-id=\"{id}\"]")) else { return };
            let count = dom::text(&button, "span").parse::<i64>().unwrap_or_default() + if agrees { 1 } else { -1 };
            dom::set_text(&button, "span", &count.max(0).to_string());
        });
        self.show();
    }
}

fn why_not(error: &ApiError) -> &'static str {
    match error {
        ApiError::Rejected { status: 401, .. } => "支部邀请来的人才能点，读不用",
        ApiError::Rejected { status: 404 | 410, .. } => "这条已经不在了",
        ApiError::Rejected { status: 429, .. } => "点得太快了，歇一会儿",
        ApiError::Rejected { .. } => "没办成，服务器没答应",
        ApiError::Offline => "没有网络，没点上",
        ApiError::Unexpected => "网络没通到我们这边，没点上",
    }
}
