//! The rows of 我写的: each with its state in words, how long it waits, what was said of it, and what can be done.

use api::posts::about::NOMINATION;
use api::posts::{MyPost, PostState, Reason, ReasonCode, Signed};
use content::bundle::escape;
use content::feed;

use super::html::{self, button};
use super::quotes::quote_of;
use super::step::{Pause, is_too_old};
use super::word::{Stage, Word};

/// Where the phone does not take what was written.
const KEPT_NOWHERE: &str = "这个浏览器不让存，关掉就没了。";

/// Who looks at what was sent, and what comes of it.
const NEXT: &str = "<p class=\"mine-state\">支部书记来看：合适就公开，要改会在这里说为什么。</p>";

/// The same of what nobody reads but them.
const NEXT_UNREAD: &str =
    "<p class=\"mine-state\">支部书记来看：收下就去问本人，这三行不公开；要改会在这里说为什么。</p>";

/// What all rows depend on.
#[derive(Default)]
pub(super) struct Rows<'a> {
    /// Written here; those of somebody else are not shown.
    pub(super) words: &'a [Word],
    /// As the server listed them last.
    pub(super) posts: &'a [MyPost],
    /// Whoever is signed in.
    pub(super) me: Option<&'a str>,
    /// Why what waits is not being sent.
    pub(super) pause: Pause,
    /// Whether this phone takes none of it: then it ends with the page.
    pub(super) is_kept_nowhere: bool,
    /// What is being asked about: a way and an id.
    pub(super) asking: (&'a str, &'a str),
    /// Quotations by card.
    pub(super) quotes: &'a [(String, String)],
    pub(super) now: i64,
}

impl Rows<'_> {
    /// All of them: what waits for its writer first, then the rest, newest first.
    pub(super) fn html(&self) -> String {
        let (mut html, mut gone, mut posts) = (String::new(), String::new(), String::new());
        for word in self.words.iter().filter(|word| word.is_of(self.me) && !self.is_listed(word)) {
            match word.stage() {
                Stage::Withdrawn => gone += &self.word(word),
                _ => html += &self.word(word),
            }
        }
        // As the server lists them, but for those that wait for their writer.
        for post in self.posts {
            let is_here =
                self.words.iter().any(|word| word.id == post.id && word.is_of(self.me) && !self.is_listed(word));
            match post.state {
                _ if is_here => {}
                PostState::Returned => html += &self.post(post),
                _ => posts += &self.post(post),
            }
        }
        html = [html, posts, gone].concat();
        let others = self.words.iter().filter(|word| !word.is_of(self.me) && word.is_unsent()).count();
        if html.is_empty() {
            html = "<p class=\"empty\">还没写过。草稿、发出的、要改的，都会在这里。</p>".to_string();
        }
        if others > 0 {
            html += &format!("<p class=\"empty\">这部手机上还有别人没发出的 {others} 条，不会用你的名字发。</p>");
        }
        html
    }

    fn kept_nowhere(&self) -> String {
        if self.is_kept_nowhere { KEPT_NOWHERE.to_string() } else { String::new() }
    }

    /// Whether the server lists what was sent from here: then that is shown.
    fn is_listed(&self, word: &Word) -> bool {
        word.stage() == Stage::Sent && self.posts.iter().any(|post| post.id == word.id && post.version > word.version)
    }

    fn word(&self, word: &Word) -> String {
        let id = word.id.as_str();
        let copy = button("copy", id, "复制文字", "");
        let (state, name, note, buttons) = match word.stage() {
            Stage::Draft => {
                let at = if word.version > 0 { "e" } else { "d" };
                let edit = edit(at, id, "接着写");
                let name = if word.version > 0 { "草稿</b>改了，还没发出" } else { "草稿</b>还没发出" };
                (
                    "draft",
                    name.to_string(),
                    self.kept_nowhere() + &word.fault,
                    edit + &copy + &self.asked("drop", id, "删掉"),
                )
            }
            Stage::Queued => {
                let waits = feed::waited(word.queued_at, self.now);
                let hold = button("hold", id, "先别发", "");
                let where_it_is = if self.is_kept_nowhere { "只在这一页里" } else { "已经存进手机" };
                let name = format!("{where_it_is}</b>{waits}");
                if is_too_old(word, self.now) {
                    let note = "放得有点久了，还发吗？".to_string();
                    ("queued", name, note, button("again", id, "还发", "") + &hold + &self.asked("drop", id, "删掉"))
                } else {
                    let again = button("call", id, "现在再试", "");
                    ("queued", name, self.kept_nowhere() + self.pause.sentence(), again + &hold + &copy)
                }
            }
            Stage::Sent => {
                let waits = feed::waited(word.sent_at, self.now);
                ("pending", format!("待看</b>支部收到了，{waits}"), String::new(), String::new())
            }
            Stage::Withdrawn => {
                let name = format!("已收回</b>{}", feed::when(word.withdrawn_at, self.now));
                let note = "支部那边已经真的删掉了，这份只在这部手机里。".to_string();
                ("withdrawn", name, note, copy + &self.asked("drop", id, "从手机上删掉"))
            }
        };
        let next = if state == "pending" { next(&word.card) } else { "" };
        self.row(state, &name, &word.body, &word.card, &note, next, &buttons, id)
    }

    fn post(&self, post: &MyPost) -> String {
        let (id, card) = (post.id.as_str(), post.card.as_deref().unwrap_or_default());
        let back = self.asked("back", id, "收回");
        let appeal = match post.appealed {
            false => self.asked("appeal", id, "请另一位再看"),
            true => String::new(),
        };
        let mut note = post.reason.as_ref().map(|why| reason(why, post.state)).unwrap_or_default();
        let mut replies: String = post.replies.iter().map(|reply| feed::answer(reply, self.now)).collect();
        match post.state {
            // With the reason of what is appealed against; without, it is new, or was changed since.
            PostState::Pending if note.is_empty() => replies += next(card),
            PostState::Pending => note += "已请另一位再看，看过会在这里说。",
            PostState::Removed if post.upheld && card != NOMINATION => note += "另一位也看过，维持撤下，这就定了。",
            PostState::Returned | PostState::Removed if post.appealed => note += "请另一位看过了，每条只能请一次。",
            PostState::Approved if post.appealed && card == NOMINATION => note += "你请另一位看过，收下了。",
            PostState::Approved if post.appealed => note += "你请另一位看过，发出来了。",
            _ => {}
        }
        let mut more = match post.state {
            PostState::Pending => feed::waited(post.changed_at, self.now),
            _ => feed::when(post.changed_at, self.now),
        };
        let (state, buttons) = match post.state {
            PostState::Pending => ("pending", back),
            PostState::Returned => ("returned", edit("e", id, "改一改") + &appeal + &back),
            // Nobody reads it but the secretary.
            PostState::Approved if card == NOMINATION => ("approved", back),
            PostState::Approved => {
                let see = format!("<a href=\"{}\">看这条</a>", escape(&api::paths::post(id)));
                if post.agrees > 0 {
                    more += &[" · 同感 ", &post.agrees.to_string()].concat();
                }
                ("approved", see + &back)
            }
            PostState::Removed => ("removed", appeal + &self.asked("back", id, "删掉")),
        };
        let signed = if post.signed == Signed::Branch { " · 只署支部" } else { "" };
        let name = format!("{}</b>{more}{signed}", stands(post));
        self.row(state, &name, &post.body, card, &note, &replies, &buttons, id)
    }

    /// A button that asks before it does anything.
    fn asked(&self, way: &str, id: &str, name: &str) -> String {
        button("ask", id, name, &format!(" data-ask=\"{way}\""))
    }

    #[expect(clippy::too_many_arguments, reason = "all that a row is made of")]
    fn row(
        &self,
        state: &str,
        name: &str,
        body: &str,
        card: &str,
        note: &str,
        replies: &str,
        buttons: &str,
        id: &str,
    ) -> String {
        let about = quote_of(self.quotes, card).map(|quote| feed::card_link(card, &quote)).unwrap_or_default();
        let note = match note {
            "" => String::new(),
            words => html::note(&escape(words)),
        };
        let (way, asked) = self.asking;
        let buttons = match asked == id && !way.is_empty() {
            true => question(way, id, card),
            false => buttons.to_string(),
        };
        format!(
            "<article class=\"mine\" data-state=\"{state}\" data-post=\"{}\"><p class=\"mine-state\"><b>{name}</p>\
             <p class=\"post-body\">{}</p>{about}{note}{replies}<p class=\"post-do\">{buttons}</p></article>",
            escape(id),
            escape(body)
        )
    }
}

/// Leads to where a word is written on: a draft (`d`), or a change of what came back (`e`).
fn edit(at: &str, id: &str, name: &str) -> String {
    format!("<a href=\"{}#{at}={}\">{name}</a>", api::paths::NEW_POST, escape(id))
}

fn question(way: &str, id: &str, card: &str) -> String {
    let (words, yes) = match way {
        "back" if card == NOMINATION => ("收回后支部那边会真的删掉。收回吗？", "收回"),
        "back" => ("收回后支部那边会真的删掉，同感和回应也没了。收回吗？", "收回"),
        "appeal" => ("请没看过这条的另一位书记再看一次？每条只能请一次。", "请再看"),
        _ => ("从这部手机上删掉，找不回来。删吗？", "删掉"),
    };
    format!(
        "<span class=\"post-ask\" id=\"ask\">{words}</span>{}{}",
        button(way, id, yes, ""),
        button("ask", "", "不了", " aria-describedby=\"ask\" data-back")
    )
}

/// What comes of what was sent, by what it is about.
fn next(card: &str) -> &'static str {
    if card == NOMINATION { NEXT_UNREAD } else { NEXT }
}

/// Where a post stands; what nobody reads but the branch was never published, nor taken down.
fn stands(post: &MyPost) -> &'static str {
    match (post.state, post.card.as_deref()) {
        (PostState::Approved, Some(NOMINATION)) => "收下了，书记去问本人",
        (PostState::Removed, Some(NOMINATION)) => "先放下了",
        (state, _) => state.chinese(),
    }
}

/// Why a post came back or was taken down, as its writer reads it: what helps only where it can be changed.
pub(super) fn reason(reason: &Reason, state: PostState) -> String {
    let note = reason.note.trim();
    // Other words may follow.
    let end = if note.is_empty() || note.ends_with(['。', '？', '！', '…', '.', '?', '!']) { "" } else { "。" };
    let (why, stop) = match reason.code {
        ReasonCode::Other if !note.is_empty() => ("", ""),
        code if state == PostState::Returned => (code.chinese(), "。"),
        code => (code.of_removed(), "。"),
    };
    ["支部说：", why, stop, note, end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_492_800_000;
    const HOUR: i64 = 3_600_000;

    fn word(id: &str) -> Word {
        Word { id: id.into(), body: "<i>热水</i>".into(), owner: "A".into(), changed_at: NOW, ..Word::default() }
    }

    fn post(state: PostState) -> MyPost {
        MyPost {
            id: "p".into(),
            body: "<i>换电柜</i>".into(),
            card: None,
            signed: Signed::Branch,
            state,
            version: 2,
            reason: None,
            created_at: NOW - 2 * HOUR,
            changed_at: NOW - 2 * HOUR,
            appealed: false,
            upheld: false,
            agrees: 0,
            replies: Vec::new(),
        }
    }

    fn html(words: &[Word], posts: &[MyPost]) -> String {
        Rows { words, posts, me: Some("A"), now: NOW, pause: Pause::Offline, ..Rows::default() }.html()
    }

    #[test]
    fn each_state_is_said_in_words_and_nothing_written_can_run() {
        let queued = Word { queued_at: NOW - 2 * HOUR, ..word("q") };
        let gone = Word { withdrawn_at: NOW, ..word("w") };
        let said = html(&[word("d"), queued, gone], &[]);
        for words in ["草稿", "已经存进手机</b>等了 2 小时", "联网后自动发出", "已收回"] {
            assert!(said.contains(words), "{words}");
        }
        for (state, words) in [
            (PostState::Pending, "待看</b>等了 2 小时"),
            (PostState::Returned, "请改一改"),
            (PostState::Approved, "已发布"),
            (PostState::Removed, "已撤下"),
        ] {
            let said = html(&[], &[post(state)]);
            assert!(said.contains(words) && !said.contains("<i>"), "{said}");
        }
    }

    #[test]
    fn a_nomination_is_never_said_to_be_read_by_others() {
        let nominated = |state| MyPost { card: Some(NOMINATION.into()), appealed: true, upheld: true, ..post(state) };
        let sent = Word { sent_at: NOW, card: NOMINATION.into(), ..word("s") };
        let mut all = vec![html(&[sent], &[])];
        for state in [PostState::Pending, PostState::Returned, PostState::Approved, PostState::Removed] {
            let (posts, asking) = ([nominated(state)], ("back", "p"));
            all.push(html(&[], &posts));
            all.push(Rows { posts: &posts, me: Some("A"), now: NOW, asking, ..Rows::default() }.html());
        }
        for said in &all {
            for words in ["合适就公开", "已发布", "已撤下", "发出来", "看这条", "同感"] {
                assert!(!said.contains(words), "{words}: {said}");
            }
        }
        assert!(all[0].contains("这三行不公开") && all[1].contains("这三行不公开"), "{all:?}");
    }

    #[test]
    fn a_returned_post_says_why_and_can_be_appealed_once() {
        let reason = Some(Reason { code: ReasonCode::Unclear, note: "是哪个驿站？".into() });
        let mut returned = MyPost { reason, ..post(PostState::Returned) };
        let said = html(&[], std::slice::from_ref(&returned));
        assert!(said.contains("没太看明白，再多说半句。是哪个驿站？") && said.contains("请另一位再看"));
        assert!(said.contains("/posts/new/#e=p"));
        returned.appealed = true;
        let reason = Some(Reason { code: ReasonCode::Private, note: String::new() });
        let removed = html(&[], &[MyPost { reason, ..post(PostState::Removed) }]);
        assert!(removed.contains("支部说：里面有名字、号码或地址。") && !removed.contains("去掉就好"), "{removed}");
        let waits = html(&[], &[MyPost { state: PostState::Pending, ..returned.clone() }]);
        assert!(waits.contains("没太看明白。是哪个驿站？") && waits.contains("已请另一位再看"), "{waits}");
        // It came back again, was changed and sent again.
        let again = html(&[], &[MyPost { state: PostState::Pending, reason: None, ..returned.clone() }]);
        assert!(again.contains(NEXT) && !again.contains("已请另一位再看"), "{again}");
        // What was promised is told.
        let upheld = html(&[], &[MyPost { state: PostState::Removed, upheld: true, ..returned.clone() }]);
        assert!(upheld.contains("维持撤下，这就定了") && !upheld.contains("data-ask=\"appeal\""), "{upheld}");
        // It was published after that look, and taken down by one alone.
        let since = html(&[], &[MyPost { state: PostState::Removed, ..returned.clone() }]);
        assert!(!since.contains("维持撤下") && since.contains("每条只能请一次"), "{since}");
        let taken = html(&[], &[MyPost { state: PostState::Approved, reason: None, ..returned.clone() }]);
        assert!(taken.contains("你请另一位看过，发出来了。"), "{taken}");
        let said = html(&[], &[returned]);
        assert!(!said.contains("data-ask=\"appeal\"") && said.contains("请另一位看过了"));
    }

    #[test]
    fn what_was_sent_is_shown_from_here_until_the_server_lists_it() {
        let sent = Word { sent_at: NOW, ..word("p") };
        assert!(html(std::slice::from_ref(&sent), &[]).contains("支部收到了"));
        let listed = html(&[sent], &[post(PostState::Pending)]);
        assert_eq!(listed.matches("<article").count(), 1);
        assert!(listed.contains("换电柜"));
    }

    #[test]
    fn anothers_words_are_counted_and_not_shown() {
        let said = html(&[Word { owner: "B".into(), ..word("d") }], &[]);
        assert!(said.contains("别人没发出的 1 条") && !said.contains("热水"));
    }

    #[test]
    fn nothing_is_said_to_be_on_the_phone_that_it_did_not_take() {
        let words = [Word { queued_at: NOW, ..word("q") }, word("d")];
        let said = Rows { words: &words, me: Some("A"), now: NOW, is_kept_nowhere: true, ..Rows::default() }.html();
        assert!(!said.contains("手机里") && said.matches(KEPT_NOWHERE).count() == 2, "{said}");
    }

    #[test]
    fn an_old_one_is_asked_about() {
        let old = Word { queued_at: NOW - 31 * 24 * HOUR, ..word("q") };
        let said = html(&[old], &[]);
        assert!(said.contains("等了 31 天") && said.contains("还发吗") && said.contains("data-way=\"again\""));
    }
}
