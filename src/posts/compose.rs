//! `/posts/new/`: writing between two orders. `#SLUG` names the card it is about, `#d=ID` a draft to go on with, `#e=ID`
//! a returned post to change.

use api::error::ErrorBody;
use api::posts::{MyPosts, Signed};
use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::account::{MINE, Session};
use super::drafts::{Drafts, Keeping};
use super::word::{Word, begun};
use super::{INVITE, LOUD, Posts, QUIET, button, fill};
use crate::actions::Actions;
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history, network, share};
use crate::document::Mounted;
use crate::frame::Frame;
use crate::library::Library;
use crate::router::Router;
use crate::ui::Toast;
use crate::watch::watch;

/// What is typed is kept so long after a key at the latest, in milliseconds.
const KEEP_WITHIN: u32 = 300;

/// The page on screen; cheap to copy.
#[derive(Clone, Copy)]
struct Compose {
    posts: Posts,
    library: Library,
    router: Router,
    frame: Frame,
    toast: Toast,
    page: StoredValue<Node, LocalStorage>,
    /// What is being written; `None` until the phone has been asked for it, and again once it is on its way.
    word: StoredValue<Option<Word>>,
    is_keeping: StoredValue<bool>,
}

/// Brings the page to life.
pub fn enliven(page: &Node) {
    let (actions, mounted) = (expect_context::<Actions>(), Mounted::new());
    let this = Compose {
        posts: expect_context(),
        library: expect_context(),
        router: expect_context(),
        frame: expect_context(),
        toast: expect_context(),
        page: StoredValue::new_local(page.clone()),
        word: StoredValue::default(),
        is_keeping: StoredValue::default(),
    };
    mounted.hold(actions.on("say", move |button| {
        this.tapped(&dom::data(button, "way"), &dom::data(button, "id"));
        true
    }));
    if let Some(field) = dom::find_in(page, "#words") {
        mounted.hold(dom::listen(&field, "input", move |_| this.typed()));
    }
    mounted.hold(network::on_leave(move || this.keep()));
    mounted.hold(history::on_fragment(move || {
        this.keep();
        this.begin();
    }));
    on_cleanup(move || this.keep());
    watch(move || {
        this.posts.account.me.track();
        this.posts.account.session.track();
        this.posts.drafts.keeping.track();
        this.show();
    });
    this.begin();
    spawn_local(async move {
        let _ = this.posts.account.check().await;
    });
}

impl Compose {
    /// Finds what is to be written on.
    fn begin(self) {
        self.word.set_value(None);
        spawn_local(async move {
            self.posts.account.open().await;
            let (fragment, me) = (dom::decode(&history::fragment()), self.posts.account.id());
            let word = match fragment.split_once('=') {
                Some(("e", id)) => self.returned(id).await,
                Some(("d", id)) => self.posts.drafts.find(id),
                _ => self.posts.drafts.words.with_untracked(|words| begun(words, me.as_deref(), &fragment).cloned()),
            };
            let card = if fragment.contains('=') { String::new() } else { fragment };
            let Some(typed) = self.value() else { return };
            let word = match word {
                // What was typed before all this is something new.
                Some(word) if typed.trim().is_empty() || word.body == typed => word,
                _ => Word { id: Drafts::new_id(), card, body: typed, signed: self.habit(), ..Word::default() },
            };
            self.with_page(|page| {
                if let Some(field) = dom::find_in(page, "#words") {
                    dom::set_value(&field, &word.body);
                }
            });
            let (card, version) = (word.card.clone(), word.version);
            let fault = word.fault.clone();
            self.word.set_value(Some(word));
            self.frame.set_heading(if version > 0 { "改一改" } else { "说一句" });
            self.count();
            self.show();
            if !fault.is_empty() {
                self.complain(&format!("<p class=\"mine-note\">{}</p>", escape(&fault)));
            }
            let quote = self.library.card(&card).await.ok().filter(|_| !card.is_empty());
            self.with_page(|page| {
                let about = quote.map(|about| content::feed::card_link(&card, &about.quote)).unwrap_or_default();
                fill(page, "about", &about);
            });
        });
    }

    /// A returned post as the server listed it last, with what was changed here since.
    async fn returned(self, id: &str) -> Option<Word> {
        let posts: Option<MyPosts> =
            self.posts.drafts.get(MINE).await.and_then(|text| serde_json::from_str(&text).ok());
        let post = posts?.posts.into_iter().find(|post| post.id == id)?;
        let fresh = Word::of_returned(&post, &self.posts.account.id()?);
        let reason = post.reason.map(|reason| [reason.code.chinese(), "。", &reason.note].concat()).unwrap_or_default();
        let begun = self.posts.drafts.find(id).filter(|word| word.version > 0);
        Some(match begun {
            Some(word) => Word { version: post.version, queued_at: 0, ..word },
            None => Word { fault: format!("支部说：{reason}"), ..fresh },
        })
    }

    /// How this phone's owner signed the last time.
    fn habit(self) -> Signed {
        let last = |words: &Vec<Word>| words.iter().max_by_key(|word| word.changed_at).map(|word| word.signed);
        self.posts.drafts.words.with_untracked(last).unwrap_or_default()
    }

    fn typed(self) {
        self.count();
        if self.is_keeping.get_value() {
            return;
        }
        self.is_keeping.set_value(true);
        spawn_local(async move {
            clock::sleep(KEEP_WITHIN).await;
            if self.is_keeping.try_get_value() == Some(true) {
                self.is_keeping.set_value(false);
                self.keep();
            }
        });
    }

    /// Keeps what stands in the field, if that is something new.
    fn keep(self) {
        let (Some(Some(mut word)), Some(body)) = (self.word.try_get_value(), self.value()) else { return };
        if word.body == body {
            return;
        }
        word.body = body;
        word.changed_at = clock::unix_ms();
        // What was confirmed was another text.
        word.confirmed = false;
        if word.owner.is_empty() {
            word.owner = self.posts.account.id().unwrap_or_default();
        }
        self.store(word);
    }

    fn store(self, word: Word) {
        self.word.try_set_value(Some(word.clone()));
        let drafts = self.posts.drafts;
        // Not in the page's own life: it may be ending.
        if word.body.trim().is_empty() {
            spawn_local(async move { drafts.remove(&word.id).await });
            self.frame.set_note("");
        } else {
            drafts.put(word);
            self.frame.set_note("✓ 已存本机");
        }
    }

    fn tapped(self, way: &str, id: &str) {
        match way {
            "sign" => self.sign(if id == "nickname" { Signed::Nickname } else { Signed::Branch }),
            "send" => self.send(false),
            "confirm" => self.send(true),
            "revise" => {
                self.complain("");
                self.with_page(|page| {
                    let _ = dom::find_in(page, "#words").map(|field| field.focus());
                });
            }
            "copy" => {
                let copying = share::copy(&self.value().unwrap_or_default());
                spawn_local(async move {
                    self.toast.say(if copying.await { "已复制" } else { "复制不了，长按文字自己复制" });
                });
            }
            _ => {}
        }
    }

    fn sign(self, signed: Signed) {
        let has_nickname =
            self.posts.account.me.with_untracked(|me| me.as_ref().is_none_or(|me| me.nickname.is_some()));
        if signed == Signed::Nickname && !has_nickname {
            return self.toast.say("你没有留昵称，只署支部");
        }
        if let Some(mut word) = self.word.get_value() {
            word.signed = signed;
            self.word.set_value(Some(word.clone()));
            if !word.body.trim().is_empty() {
                self.posts.drafts.put(word);
            }
            self.show();
        }
    }

    /// Looks it over and means it to be sent; a second tap finds nothing to send.
    fn send(self, confirmed: bool) {
        self.keep();
        let Some(mut word) = self.word.get_value() else { return };
        if let Err(error) = api::rules::check_body(&api::rules::tidy(&word.body), confirmed || word.confirmed) {
            return self.complain(&complaint(&error, &word.body));
        }
        word.confirmed |= confirmed;
        self.word.set_value(None);
        self.complain("");
        spawn_local(async move {
            if self.posts.account.me.with_untracked(Option::is_none) && self.posts.account.check().await.is_err() {
                // Nobody can send it yet; it is not lost for that.
                self.posts.drafts.keep(word.clone()).await;
                self.word.try_set_value(Some(word));
                return self
                    .complain(&format!("<p class=\"mine-note\">先替你存成草稿了，只在这部手机里。{INVITE}</p>"));
            }
            self.posts.outbox.send(word).await;
            if self.page.try_with_value(|_| ()).is_some() {
                self.router.go(api::paths::MY_POSTS);
            }
        });
    }

    fn complain(self, html: &str) {
        self.with_page(|page| fill(page, "fault", html));
    }

    fn count(self) {
        let count = api::rules::characters(self.value().unwrap_or_default().trim());
        self.with_page(|page| {
            dom::set_text(page, ".count b", &count.to_string());
            let is_over = count > api::rules::MOST_CHARACTERS;
            dom::set_attribute(page, ".count", "data-over", is_over.then_some(""));
        });
    }

    /// Says who signs, who may send, and how well it is kept.
    fn show(self) {
        let Some(Some(word)) = self.word.try_get_value() else { return };
        let me = self.posts.account.me.get_untracked();
        self.with_page(|page| {
            for (way, signed) in [("nickname", Signed::Nickname), ("branch", Signed::Branch)] {
                let button = format!("[data-way=sign][data-id={way}]");
                let pressed = if word.signed == signed { "true" } else { "false" };
                dom::set_attribute(page, &button, "aria-pressed", Some(pressed));
                if let Some(me) = &me {
                    dom::set_text(page, &button, &signature(signed, me.nickname.as_deref(), me.branch.as_ref()));
                }
            }
            let invited = match (self.posts.account.session.get_untracked(), me.is_some()) {
                (Session::Lost, _) => "这部手机的登录没了。写了照样存着，重新进来就能发。".to_string(),
                (Session::Open, _) | (_, true) => String::new(),
                _ => format!("没有邀请也能先写。{INVITE}"),
            };
            dom::set_text(page, "[data-slot=invited]", &invited);
            let html = match self.posts.drafts.keeping.get_untracked() {
                Keeping::Clearable => format!(
                    "还没发出。这个浏览器说不准会清掉草稿，要紧的话先留一份。{}",
                    button("copy", "", "复制文字", QUIET)
                ),
                Keeping::Nowhere => {
                    format!("还没发出，这个浏览器也不让存：关掉就没了。{}", button("copy", "", "复制文字", QUIET))
                }
                _ => String::new(),
            };
            if let Some(saved) = dom::find_in(page, ".compose-saved").filter(|saved| saved.inner_html() != html) {
                dom::show_html(&saved, &html);
            }
        });
    }

    fn value(self) -> Option<String> {
        self.page.try_with_value(|page| dom::value(page, "#words"))
    }

    fn with_page(self, show: impl FnOnce(&Node)) {
        self.page.try_with_value(show);
    }
}

/// As it will stand below what is said.
fn signature(signed: Signed, nickname: Option<&str>, branch: Option<&api::people::Branch>) -> String {
    let branch = branch.map_or("支部", |branch| branch.name.as_str());
    match (signed, nickname) {
        (Signed::Nickname, Some(nickname)) => format!("{nickname} · {branch}"),
        (Signed::Nickname, None) => "昵称和支部".to_string(),
        (Signed::Branch, _) => format!("只署{branch}"),
    }
}

/// What is wrong with a text, the words at fault, and what can be done.
fn complaint(error: &ErrorBody, body: &str) -> String {
    let body: Vec<char> = api::rules::tidy(body).chars().collect();
    let part = |span: &api::error::Span| body.get(span.from..span.to).map(|part| part.iter().collect::<String>());
    let parts: String =
        error.spans.iter().filter_map(part).map(|part| format!("<mark>{}</mark> ", escape(part.trim()))).collect();
    let parts = if parts.is_empty() { parts } else { format!("<br>{parts}") };
    let buttons = match error.code.as_str() {
        "private_words" => button("revise", "", "我改改", LOUD) + " " + &button("confirm", "", "照样发出", QUIET),
        _ => String::new(),
    };
    format!("<p class=\"mine-note\">{}{parts}</p><p class=\"buttons\">{buttons}</p>", escape(&error.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_shows_the_words_at_fault_and_lets_nothing_run() {
        let body = "  <b>送到3号楼</b>";
        let error = api::rules::check_body(&api::rules::tidy(body), false).unwrap_err();
        let html = complaint(&error, body);
        assert!(html.contains("<mark>3号楼</mark>") && html.contains("照样发出") && !html.contains("<b>"));
        let error = api::rules::check_body("找我 13812345678", false).unwrap_err();
        let html = complaint(&error, "找我 13812345678");
        assert!(html.contains("<mark>13812345678</mark>") && !html.contains("照样发出"));
    }

    #[test]
    fn a_signature_says_what_others_will_read() {
        let branch = api::people::Branch { id: 1, name: "科巷支部".into() };
        assert_eq!(signature(Signed::Nickname, Some("小林"), Some(&branch)), "小林 · 科巷支部");
        assert_eq!(signature(Signed::Branch, Some("小林"), Some(&branch)), "只署科巷支部");
        assert_eq!(signature(Signed::Branch, None, None), "只署支部");
    }
}
