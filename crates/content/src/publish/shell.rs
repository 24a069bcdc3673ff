//! The app's shell: the static frame from `index.html`, with slots for one page.

use thiserror::Error;

use crate::bundle::escape;

const HEAD: &str = "<!--slot:head-->";
const HEADING: &str = "<!--slot:heading-->";
const NOTE: &str = "<!--slot:note-->";
const MAIN: &str = "<!--slot:main-->";

/// `shell.html` of a built app.
#[derive(Clone, Debug)]
pub struct Shell {
    html: String,
}

/// Why a file is no shell.
#[derive(Debug, Error)]
#[error("shell.html has no {0} (was it built by `cargo xtask build`?)")]
pub struct ShellError(&'static str);

/// One page, to be put into the shell.
#[derive(Clone, Debug)]
pub struct View {
    /// Its URL's path; empty where it has none.
    pub path: String,
    /// Without the site's name.
    pub title: String,
    /// For link previews.
    pub description: String,
    /// Of the site.
    pub site: String,
    /// The fragment.
    pub html: String,
}

impl Shell {
    /// Takes the text of `shell.html`.
    pub fn parse(html: String) -> Result<Self, ShellError> {
        match [HEAD, HEADING, NOTE, MAIN].into_iter().find(|slot| !html.contains(slot)) {
            Some(slot) => Err(ShellError(slot)),
            None => Ok(Self { html }),
        }
    }

    /// The complete page without the app: words alone, which nothing takes over or stores.
    pub fn compose_still(&self, view: &View, more_head: &str) -> String {
        let still =
            without(&without(&self.html, "<script type=\"module\"", "</script>"), "<link rel=\"modulepreload\"", ">");
        // What would say that the app is late or cannot come, and turn off what a browser does by itself.
        let still = without(&still, "<script async", "</script>");
        Self { html: without(&still, "<link rel=\"preload\"", ">") }.compose(view, None, more_head)
    }

    /// The complete page. `public_url` (`https://example.org`, no slash at its end) makes previews' links absolute;
    /// `more_head` goes into the head as it is.
    pub fn compose(&self, view: &View, public_url: Option<&str>, more_head: &str) -> String {
        let tab = attribute(&view.html, "data-tab");
        let head = format!("{}{more_head}", head(view, public_url));
        self.html
            .replacen(HEAD, &head, 1)
            .replacen(HEADING, attribute(&view.html, "data-heading"), 1)
            .replacen(NOTE, attribute(&view.html, "data-note"), 1)
            .replacen(&format!("data-for=\"{tab}\""), &format!("data-for=\"{tab}\" aria-current=\"page\""), 1)
            .replacen(MAIN, &view.html, 1)
    }
}

/// A text without the first part that begins and ends so.
fn without(html: &str, begin: &str, end: &str) -> String {
    let parts = html.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    parts.map_or_else(|| html.to_string(), |(before, after)| format!("{before}{after}"))
}

fn head(view: &View, public_url: Option<&str>) -> String {
    let title = match attribute(&view.html, "data-title") {
        "" => escape(&view.title),
        escaped => escaped.to_string(),
    };
    let description: String = escape(&view.description.chars().take(120).collect::<String>());
    let (kind, picture, alt) = preview(&view.path);
    let mut head = format!(
        "<title>{title}</title><meta name=\"description\" content=\"{description}\">\
         <meta property=\"og:type\" content=\"{kind}\"><meta property=\"og:site_name\" content=\"{}\">\
         <meta property=\"og:title\" content=\"{}\"><meta property=\"og:description\" content=\"{description}\">",
        escape(&view.site),
        escape(&short(&view.title)),
    );
    if let (Some(base), false) = (public_url, view.path.is_empty()) {
        let url = escape(&format!("{base}{}", view.path));
        let picture = escape(&format!("{base}/{picture}"));
        head += &format!(
            "<link rel=\"canonical\" href=\"{url}\"><meta property=\"og:url\" content=\"{url}\"><meta property=\"og:image\" content=\"{picture}\">\
             <meta property=\"og:image:width\" content=\"1200\"><meta property=\"og:image:height\" content=\"630\">\
             <meta property=\"og:image:alt\" content=\"{alt}\"><meta name=\"twitter:card\" content=\"summary_large_image\">"
        );
    }
    head
}

/// A title as link previews have room for it, cut where a clause ends.
fn short(title: &str) -> String {
    const MOST: usize = 30;
    const MARK: &str = "……";
    if title.chars().count() <= MOST {
        return title.to_string();
    }
    let room: String = title.chars().take(MOST - MARK.chars().count()).collect();
    let clause = room.rfind(['，', '。', '；', '：', '！', '？', '、', '—']).map(|end| &room[..end]);
    // Of a few characters nobody knows what they are of.
    let kept = clause.filter(|clause| clause.chars().count() >= 8).unwrap_or(&room);
    [kept, MARK].concat()
}

/// What a link preview shows of a path: its kind, its picture in `public/` (see docs/pictures), and what that shows.
fn preview(path: &str) -> (&'static str, &'static str, &'static str) {
    use api::paths;
    if path == paths::HOME || paths::card_slug(path).is_some() {
        ("article", "og-card.png", "一张金句书签，系着红线")
    } else if paths::slug_below(paths::ARTICLES, path).is_some() {
        ("article", "og-article.png", "一本翻开的书")
    } else {
        ("website", "og-site.png", "一朵圆形的红色剪纸花")
    }
}

/// An attribute of a fragment's root element, as escaped there.
fn attribute<'a>(html: &'a str, name: &str) -> &'a str {
    let root = html.split_once('>').map_or("", |(root, _)| root);
    let value = root.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
    value.and_then(|rest| rest.split_once('"')).map_or("", |(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_at_a_clause() {
        let quote = "青年强，则国家强。当代中国青年生逢其时，施展才干的舞台无比广阔，实现梦想的前景无比光明。";
        assert_eq!(short(quote), "青年强，则国家强。当代中国青年生逢其时……");
        assert_eq!(short("江山就是人民，人民就是江山。"), "江山就是人民，人民就是江山。");
        let run = "一".repeat(31);
        assert_eq!(short(&run).chars().count(), 30);
        assert_eq!(short(&["一，", &run].concat()).chars().count(), 30);
    }
}
