//! What members said, as HTML: one function for the page the server sends and for the app. Everything here was written
//! by somebody, and is escaped.

use api::posts::{Feed, Post, Reply};

use crate::bundle::escape;
use crate::day::Day;

/// Where the feed goes in the page that shows it (`fragment::posts`).
pub const SLOT: &str = "<div class=\"feed\" data-slot=\"feed\"></div>";

/// What whoever speaks is called where the deployer says nothing else (`site.md`).
pub const SPEAKER: &str = "骑手";

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// The page of a feed with its newest posts in it; `quote` knows the quotation of a card that can be read now, `speaker` is
/// what whoever speaks is called.
pub fn with_feed(page: &str, feed: &Feed, quote: &dyn Fn(&str) -> Option<String>, speaker: &str, now: i64) -> String {
    let filled = format!("<div class=\"feed\" data-slot=\"feed\">{}</div>", html(feed, quote, speaker, now));
    page.replacen(SLOT, &filled, 1)
}

/// A page of the feed and, where there are older ones, the button that brings them.
pub fn html(feed: &Feed, quote: &dyn Fn(&str) -> Option<String>, speaker: &str, now: i64) -> String {
    let mut html = String::new();
    for post in &feed.posts {
        let about = post.card.as_deref().and_then(quote);
        html += &article(post, about.as_deref(), speaker, now, false);
    }
    if let Some(cursor) = &feed.next {
        let cursor = escape(cursor);
        html += &format!(
            "<p class=\"older\"><button type=\"button\" class=\"button quiet\" data-action=\"say\" data-way=\"older\" \
             data-id=\"{cursor}\">更早的</button></p>"
        );
    } else if !feed.posts.is_empty() {
        html += "<p class=\"older\">就这些了。</p>";
    } else {
        html += "<p class=\"empty\">还没有人说。你先来一句。</p>";
    }
    html
}

/// One post; `is_whole`: alone on its page, with its answers.
pub fn article(post: &Post, quote: Option<&str>, speaker: &str, now: i64, is_whole: bool) -> String {
    let (id, branch) = (escape(&post.id), escape(&post.branch));
    let when = time(post.at, now);
    let when = if is_whole { when } else { format!("<a href=\"{}\">{when}</a>", escape(&api::paths::post(&post.id))) };
    let who = match &post.nickname {
        Some(nickname) => format!("<b>{}</b> {branch} · {when}", escape(nickname)),
        None => format!("<b>{}</b> · {when}", escape(&somebody(&post.branch, speaker))),
    };
    let about = match (&post.card, quote) {
        (Some(slug), Some(quote)) => card_link(slug, quote),
        _ => String::new(),
    };
    let mut replies = String::new();
    if is_whole {
        replies = post.replies.iter().map(|reply| answer(reply, now)).collect();
    } else if !post.replies.is_empty() {
        replies = format!("<a href=\"{}\">支部回应 {}</a>", escape(&api::paths::post(&post.id)), post.replies.len());
    }
    let (inside, below) = if is_whole { (String::new(), replies) } else { (replies, String::new()) };
    format!(
        "<article class=\"post\" data-post=\"{id}\"><p class=\"post-who\">{who}</p><p class=\"post-body\">{}</p>{about}\
         <p class=\"post-do\"><button type=\"button\" data-action=\"say\" data-way=\"agree\" data-id=\"{id}\" aria-pressed=\"false\">\
         <svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-keep\"/></svg>同感 <span>{}</span></button>{inside}\
         <button type=\"button\" class=\"post-report\" data-action=\"say\" data-way=\"report\" data-id=\"{id}\">举报</button></p>{below}</article>",
        escape(&post.body),
        // Nobody is told that nobody agreed.
        Some(post.agrees).filter(|agrees| *agrees > 0).map(|agrees| agrees.to_string()).unwrap_or_default(),
    )
}

/// Who signs with the branch alone: `科巷支部的一位骑手`.
pub fn somebody(branch: &str, speaker: &str) -> String {
    [branch, "的一位", speaker].concat()
}

/// An answer, signed by the branch that gave it.
pub fn answer(reply: &Reply, now: i64) -> String {
    format!(
        "<div class=\"reply\"><p class=\"post-who\"><b>{}</b> 回应 · {}</p><p class=\"post-body\">{}</p></div>",
        escape(&reply.branch),
        time(reply.at, now),
        escape(&reply.body)
    )
}

/// The card, or the other document, that a post is about.
pub fn card_link(about: &str, quote: &str) -> String {
    format!("<a class=\"post-card\" href=\"{}\">{}</a>", escape(&api::posts::about::page(about)), escape(quote))
}

/// What members said below a document, newest first: each leads to its own page, where one agrees with it or reports it.
pub fn notes(feed: &Feed, speaker: &str, now: i64) -> String {
    let note = |post: &Post| {
        let who = match &post.nickname {
            Some(nickname) => format!("{} · {}", escape(nickname), escape(&post.branch)),
            None => escape(&somebody(&post.branch, speaker)),
        };
        format!(
            "<li><p class=\"post-body\">{}</p><p class=\"post-who\">{who} · <a href=\"{}\">{}</a></p></li>",
            escape(&post.body),
            escape(&api::paths::post(&post.id)),
            time(post.at, now)
        )
    };
    if feed.posts.is_empty() {
        return "<p class=\"empty\">还没有人说。</p>".into();
    }
    let more = if feed.next.is_some() { "<p class=\"fine\">更早的在“心里话”里。</p>" } else { "" };
    format!("<ul class=\"notes-said\">{}</ul>{more}", feed.posts.iter().map(note).collect::<String>())
}

fn time(at: i64, now: i64) -> String {
    format!("<time datetime=\"{}\" data-at=\"{at}\">{}</time>", Day::at_unix_ms(at), when(at, now))
}

/// When something was, as people say it: `12分钟前`, `昨天`, `11月20日`.
pub fn when(at: i64, now: i64) -> String {
    let (day, today) = (Day::at_unix_ms(at), Day::at_unix_ms(now));
    match now - at {
        ..MINUTE => "刚刚".to_string(),
        ago @ ..HOUR => format!("{}分钟前", ago / MINUTE),
        ago if day == today => format!("{}小时前", ago / HOUR),
        _ if day.plus(1) == today => "昨天".to_string(),
        _ if day.civil().0 == today.civil().0 => day.chinese(),
        _ => format!("{}年{}", day.civil().0, day.chinese()),
    }
}

/// How long somebody has waited: `刚刚`, `等了 2 小时`, `等了 3 天`.
pub fn waited(since: i64, now: i64) -> String {
    match (now - since).max(0) {
        ..MINUTE => "刚刚".to_string(),
        for_ @ ..HOUR => format!("等了 {} 分钟", for_ / MINUTE),
        for_ if for_ < 48 * HOUR => format!("等了 {} 小时", for_ / HOUR),
        for_ => format!("等了 {} 天", for_ / (24 * HOUR)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-24, noon in Beijing.
    const NOON: i64 = 1_795_492_800_000;

    fn post(body: &str) -> Post {
        Post {
            id: "019ab2c3-0000-7000-8000-0123456789ab".into(),
            body: body.into(),
            card: Some("q010".into()),
            nickname: Some("<小林>".into()),
            branch: "科巷\"支部".into(),
            at: NOON - 5 * MINUTE,
            agrees: 3,
            replies: vec![Reply { body: "<i>收到</i>".into(), branch: "科巷支部".into(), at: NOON }],
        }
    }

    #[test]
    fn nothing_that_somebody_wrote_can_run() {
        let post = post("<script>alert(1)</script>\n第二行");
        for is_whole in [false, true] {
            let html = article(&post, Some("a<b>"), SPEAKER, NOON, is_whole);
            for tag in ["<script", "<i>", "<小林", "<b>\"", "a<b>"] {
                assert!(!html.contains(tag), "{tag}");
            }
            assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;\n第二行"));
        }
    }

    #[test]
    fn the_page_holds_the_feed_and_says_how_to_go_on() {
        let page = format!("<div class=\"page\">{SLOT}</div>");
        let mut feed = Feed { posts: vec![post("热水救过我一次")], next: Some("c\"1".into()) };
        let shown = with_feed(&page, &feed, &|_| Some("江山就是人民".into()), SPEAKER, NOON);
        assert!(shown.contains("热水救过我一次") && shown.contains("data-id=\"c&quot;1\">更早的"));
        assert!(shown.contains("href=\"/cards/q010/\">江山就是人民") && shown.contains("支部回应 1"));
        feed.next = None;
        assert!(html(&feed, &|_| None, SPEAKER, NOON).contains("就这些了"));
        assert!(!html(&feed, &|_| None, SPEAKER, NOON).contains("post-card"));
        assert!(html(&Feed::default(), &|_| None, SPEAKER, NOON).contains("还没有人说"));
    }

    #[test]
    fn whoever_signs_with_the_branch_alone_is_called_what_people_here_are() {
        let unnamed = Post { nickname: None, branch: "科巷支部".into(), ..post("热水") };
        assert!(article(&unnamed, None, SPEAKER, NOON, false).contains("<b>科巷支部的一位骑手</b>"));
        assert!(article(&unnamed, None, "<居民>", NOON, true).contains("<b>科巷支部的一位&lt;居民&gt;</b>"));
    }

    #[test]
    fn a_number_of_none_is_not_shown() {
        let alone = Post { agrees: 0, ..post("热水") };
        assert!(article(&alone, None, SPEAKER, NOON, false).contains("同感 <span></span>"));
        assert!(article(&post("热水"), None, SPEAKER, NOON, false).contains("同感 <span>3</span>"));
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        assert_eq!(when(NOON + HOUR, NOON), "刚刚");
        assert_eq!(when(NOON - 12 * MINUTE, NOON), "12分钟前");
        assert_eq!(when(NOON - 3 * HOUR, NOON), "3小时前");
        assert_eq!(when(NOON - 13 * HOUR, NOON), "昨天");
        assert_eq!(when(NOON - 48 * HOUR, NOON), "11月22日");
        assert_eq!(when(NOON - 400 * 24 * HOUR, NOON), "2025年10月20日");
        assert_eq!(waited(NOON, NOON), "刚刚");
        assert_eq!(waited(NOON - 2 * HOUR, NOON), "等了 2 小时");
        assert_eq!(waited(NOON - 49 * HOUR, NOON), "等了 2 天");
    }
}
