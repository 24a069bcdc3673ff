//! `index.html` on its way to `shell.html`: a little smaller, with style, script and preloads put in.
//!
//! Only text is replaced here. The comments that begin with `slot:` are the server's, and stay.

use crate::failure::Failure;

const SLOT: &str = "<!--slot:";
const STYLE: &str = "<!--critical-css-->";
const PRELOAD: &str = "<!--preload-->";
const APP: &str = "<!--app-->";

/// Drops comments that nobody reads later, and the indentation.
pub(crate) fn minify(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let (before, comment) = rest.split_at(start);
        let (comment, after) = match comment.find("-->") {
            Some(end) => comment.split_at(end + "-->".len()),
            None => (comment, ""),
        };
        text += before;
        if comment.starts_with(SLOT) || [STYLE, PRELOAD, APP].contains(&comment) {
            text += comment;
        }
        rest = after;
    }
    text += rest;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

/// Without what only Trunk reads.
pub(crate) fn without_trunk(html: &str) -> String {
    html.lines().filter(|line| !line.contains("data-trunk")).flat_map(|line| [line, "\n"]).collect()
}

/// The desk's page while there is no desk: what it says, and whether it looks again.
pub(crate) fn announcing(html: &str, said: &str, looks_again: bool) -> Result<String, Failure> {
    let refresh = if looks_again { "<meta http-equiv=\"refresh\" content=\"5\">" } else { "" };
    replace(&replace(&replace(html, PRELOAD, refresh)?, APP, "")?, "正在打开书记台……", said)
}

/// Puts the style in.
pub(crate) fn with_style(html: &str, css: &str) -> Result<String, Failure> {
    if css.contains("</style") {
        return Err(Failure::say("the style contains `</style`, which would end it in the page"));
    }
    // The marker may stand alone or already between its tags.
    let html = html.replacen(&format!("<style>{STYLE}</style>"), STYLE, 1);
    replace(&html, STYLE, &format!("<style>{css}</style>"))
}

/// Puts in what loads the app, and what tells an old browser that it cannot run it. The preloads start both downloads
/// before any script has run.
pub(crate) fn with_app(html: &str, js: &str, wasm: &str, old: &str) -> Result<String, Failure> {
    let preload = format!(
        "<link rel=\"modulepreload\" href=\"{js}\">\
         <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\
         <script async src=\"{old}\"></script>"
    );
    let script = format!("<script type=\"module\" src=\"{js}\" data-wasm=\"{wasm}\"></script>");
    replace(&replace(html, PRELOAD, &preload)?, APP, &script)
}

/// The text between the first plain `<tag>` and its end: what the CSP's hash is of.
pub(crate) fn inline<'a>(html: &'a str, tag: &str) -> Option<&'a str> {
    let (_, after) = html.split_once(&format!("<{tag}>"))?;
    after.split_once(&format!("</{tag}>")).map(|(text, _)| text)
}

/// The addresses of scripts that are no modules: every browser runs them, whatever its age.
pub(crate) fn plain_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|script| {
        let script = script.split('>').next()?;
        attribute(script, "src").filter(|_| attribute(script, "type") != Some("module"))
    })
}

/// The addresses of the icons that the page links to.
pub(crate) fn icons(html: &str) -> impl Iterator<Item = &str> {
    html.split("<link ").skip(1).filter_map(|link| {
        let link = link.split('>').next()?;
        let icon = attribute(link, "rel")?.split_whitespace().any(|word| word == "icon" || word == "apple-touch-icon");
        icon.then(|| attribute(link, "href"))?
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!("{name}=\""))?.1.split('"').next()
}

fn replace(html: &str, marker: &str, with: &str) -> Result<String, Failure> {
    match html.matches(marker).count() {
        1 => Ok(html.replacen(marker, with, 1)),
        many => Err(Failure::say(format!("index.html has {marker} {many} times: it must be there exactly once"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n  <!-- why -->\n  <!--slot:head-->\n  <!--preload--><!--critical-css-->\n</head>\n\n\
                        <main><!--slot:main--></main><!--app-->\n";

    #[test]
    fn slots_and_markers_survive_and_other_comments_do_not() {
        let expected = "<head>\n<!--slot:head-->\n<!--preload--><!--critical-css-->\n</head>\n\
                        <main><!--slot:main--></main><!--app-->\n";
        assert_eq!(minify(PAGE), expected);
    }

    #[test]
    fn style_and_app_stand_at_their_markers() {
        let page = with_style(PAGE, "a{b:c}")
            .and_then(|page| with_app(&page, "/a.js", "/a.wasm", "/o.js"))
            .unwrap_or_default();
        assert!(page.contains("crossorigin><script async src=\"/o.js\"></script><style>a{b:c}</style>"));
        assert!(page.contains("</main><script type=\"module\" src=\"/a.js\" data-wasm=\"/a.wasm\"></script>"));
        assert_eq!(inline(&page, "style"), Some("a{b:c}"));
        assert_eq!(plain_scripts(&page).collect::<Vec<_>>(), ["/o.js"]);
    }

    #[test]
    fn a_page_that_is_not_built_yet_says_so_and_looks_again() {
        let page = "<!--preload--><link data-trunk rel=\"rust\">\n<p>正在打开书记台……</p><!--app-->\n";
        assert_eq!(without_trunk(page), "<p>正在打开书记台……</p><!--app-->\n");
        let announced = announcing(page, "书记台正在编译，马上好。", true).unwrap_or_default();
        assert!(announced.contains("refresh") && announced.contains("<p>书记台正在编译，马上好。</p>\n"));
    }

    #[test]
    fn a_marker_between_its_tags_is_the_same() {
        let page = with_style("<style><!--critical-css--></style>", "a{}").unwrap_or_default();
        assert_eq!(page, "<style>a{}</style>");
    }

    #[test]
    fn a_missing_or_doubled_marker_is_named() {
        let said = with_app("<!--preload-->", "", "", "").map_err(|failure| failure.to_string());
        assert!(said.is_err_and(|words| words.contains("<!--app--> 0 times")));
        assert!(with_style("<!--critical-css--><!--critical-css-->", "").is_err());
        assert!(with_style("<!--critical-css-->", "a{}</style>").is_err());
    }

    #[test]
    fn icons_are_found_by_their_relation() {
        let html = "<link rel=\"icon\" href=\"/a.svg\"><link href=\"/b.png\" rel=\"apple-touch-icon\">\
                    <link rel=\"manifest\" href=\"/m\"><link rel=\"shortcut icon\" href=\"/c.ico\">";
        assert_eq!(icons(html).collect::<Vec<_>>(), ["/a.svg", "/b.png", "/c.ico"]);
    }
}
