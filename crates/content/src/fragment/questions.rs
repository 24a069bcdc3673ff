//! What was asked before a lecture, and what was answered. The server's own page: made anew for each who asks, without the app.

use api::posts::{Feed, Post};

use super::{Page, Root, title};
use crate::activity::Activity;
use crate::bundle::escape;
use crate::day::Day;
use crate::feed::somebody;
use crate::site::Site;

/// `/questions/:activity/`: those that were looked at, the oldest first. `is_open`: one may ask still.
pub fn questions(site: &Site, activity: &Activity, feed: &Feed, is_open: bool) -> Page {
    let path = api::paths::questions(&activity.slug);
    let title = title("大家问了什么", &site.name);
    let root = Root { path: &path, title: &title, heading: "大家问了什么", note: "", tab: "around", more: "" };
    let asked: String = feed.posts.iter().rev().map(|post| question(post, site.speaker())).collect();
    let asked = match asked.is_empty() {
        true => "<p class=\"empty\">还没有人问。书记看过的，写在这里。</p>".to_string(),
        false => format!("<ul class=\"rows\">{asked}</ul>"),
    };
    let more = if feed.next.is_some() { "<p class=\"hint\">只列最近的 50 句。</p>" } else { "" };
    let ask = match is_open {
        true => format!(
            "<p class=\"buttons\"><a class=\"button\" href=\"{}\">我问一句</a></p><p class=\"hint\">一人一句，书记看过就写在这里。讲的时候答，讲完了补在下面。</p>",
            api::paths::new_question(&activity.slug)
        ),
        false => "<p class=\"hint\">这一场讲完了。没答完的，支部补在下面。</p>".to_string(),
    };
    let html = root.wrap(&format!(
        "<article class=\"care-page activity-page\"><h1 class=\"title\">{name}</h1>{ask}{asked}{more}<p><a class=\"row-link\" href=\"{back}\">回到这一场</a></p></article>",
        name = escape(&activity.title),
        back = api::paths::activity(&activity.slug),
    ));
    let description = format!("{}：讲之前大家问的，和答了什么。", activity.title);
    Page { path, title: "大家问了什么".into(), description, html }
}

fn question(post: &Post, speaker: &str) -> String {
    let who = match &post.nickname {
        Some(nickname) => format!("{}，{}", escape(nickname), escape(&post.branch)),
        None => escape(&somebody(&post.branch, speaker)),
    };
    let answers = post.replies.iter().map(|reply| {
        let (branch, when) = (escape(&reply.branch), Day::at_unix_ms(reply.at).chinese());
        format!("<p class=\"thanks\"><b>{branch} {when}</b>{}</p>", escape(&reply.body))
    });
    let answers: String = answers.collect();
    let answers = if answers.is_empty() { "<p class=\"hint\">还没答</p>".to_string() } else { answers };
    format!("<li><p class=\"post-body\">{}</p><p class=\"hint\">{who}</p>{answers}</li>", escape(&post.body))
}
