//! Stories: the list, and the page of each; and the notes below a story or a place.

use super::places::SAMPLE;
use super::{Page, Root, length, listing, recording, row, title};
use crate::bundle::escape;
use crate::library::Library;
use crate::render;
use crate::story::{ABOUT, Story};

/// What notes are called here.
const THANKS: &str = "谢谢你的风雨无阻";

/// `/stories/`: places first, then people, and the way to name somebody.
pub fn stories(library: &Library) -> Page {
    let section = |heading: &str, about: &str| {
        let stories = library.stories.values().filter(|story| story.withdrawn.is_none() && story.about == about);
        let note = |story: &Story| if story.is_sample { "示例数据" } else { "" };
        let rows: String = stories
            .map(|story| {
                let href = api::paths::below(api::paths::STORIES, &story.slug);
                let row = row(&href, &story.title, &story.summary, note(story));
                row.replacen("<li>", &format!("<li{}>", until(story)), 1)
            })
            .collect();
        match rows.is_empty() {
            true => rows,
            false => format!("<section><h2>{heading}</h2><ul class=\"rows articles\">{rows}</ul></section>"),
        }
    };
    let sections = section("地方的故事", ABOUT[0]) + &section("身边的人", ABOUT[1]);
    let empty = if sections.is_empty() { "<p class=\"empty\">还没有写。</p>" } else { "" };
    listing(
        api::paths::STORIES,
        "身边的故事",
        "广场、长廊，还有风里雨里的人。",
        library,
        &format!(
            "{empty}{sections}<section class=\"speaks\"><h2>寻找最美奋斗者</h2><p>见义勇为的，把岗位上的事做好的，护着一方平安的：身边有这样的人，写三行告诉支部。\
             先问过本人，本人点了头才会写成故事；不投票，不排名。</p><p><a class=\"button\" href=\"{}#{}\">写三行</a></p></section>",
            api::paths::NEW_POST,
            api::posts::about::NOMINATION,
        ),
    )
}

/// `/stories/:slug/`.
pub fn story(story: &Story, library: &Library) -> Page {
    let path = api::paths::below(api::paths::STORIES, &story.slug);
    let note = length::of_text(&story.body);
    let title = title(&story.title, &library.site.name);
    let root = Root { path: &path, title: &title, heading: "故事", note: &note, tab: "around", more: "" };
    let place = library.places.get(&story.place).filter(|place| place.withdrawn.is_none());
    let place = place.map_or(String::new(), |place| {
        let href = api::paths::below(api::paths::PLACES, &place.slug);
        format!("<p><a class=\"row-link\" href=\"{href}\">{}：怎么去，现在开不开</a></p>", escape(&place.title))
    });
    let consent = match (story.agreed, story.until) {
        (Some(agreed), Some(until)) if story.about == ABOUT[1] && !story.is_sample => format!(
            "<p class=\"fine\">{}问过本人，本人看过这一稿。放到{}，到时候自己撤下；本人什么时候说撤，就什么时候撤。</p>",
            agreed.chinese(),
            until.chinese()
        ),
        _ => String::new(),
    };
    let html = root.wrap(&format!(
        "<article class=\"article\"{told}{until}><header data-way-back=\"《{name}》\"><h1>{name}{sample}</h1><p class=\"summary\">{summary}</p>\
         <p class=\"meta\">{about}</p><div class=\"article-do\">{listen}{share}</div></header>{player}<div class=\"prose\">{prose}</div>{consent}{place}{notes}</article>",
        told = recording::told(story.recorded.as_ref()),
        until = until(story),
        name = escape(&story.title),
        sample = if story.is_sample { SAMPLE } else { "" },
        summary = escape(&story.summary),
        about = if story.about == ABOUT[1] { "身边的人" } else { "地方的故事" },
        listen = super::listen_button(),
        share = super::share_button(""),
        player = recording::player(story.recorded.as_ref()),
        prose = render::to_html(&story.body),
        notes = notes(&format!("stories/{}", story.slug)),
    ));
    Page { path, title: story.title.clone(), description: story.summary.clone(), html }
}

/// A phone that had no network since takes it away by itself.
fn until(story: &Story) -> String {
    story.until.map_or(String::new(), |day| format!(" data-until=\"{day}\""))
}

/// Thanks below a document: what members said there comes with a network; the way to say something, with a server.
pub(super) fn notes(about: &str) -> String {
    format!(
        "<section class=\"notes speaks\" data-notes=\"{about}\"><h2 class=\"section\">{THANKS}</h2><div data-slot=\"notes\"></div>\
         <p><a class=\"button quiet\" href=\"{}#{about}\">说声谢谢</a></p></section>",
        api::paths::NEW_POST,
    )
}
