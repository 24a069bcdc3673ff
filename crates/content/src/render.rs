//! Markdown to HTML that cannot run. This is the only place where markdown is read.
//!
//! Raw HTML is shown as text; links pass an allow-list, and pictures are this site's own, of a size their name tells; table alignment becomes classes, because the
//! content security policy forbids style attributes. Work and output stay proportional to the input: nesting and table
//! width are bounded, which also keeps the DOM shallow enough for a cheap phone.

mod events;
mod fences;
mod line_marks;
mod meant;
mod numbered;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::bundle::escape;
use crate::picture::Picture;
use events::as_read;
pub(crate) use fences::{Kind, kinds};
use meant::MARK;
pub(crate) use meant::is_prose;

/// Blocks, and emphasis, nested deeper than this are laid flat.
const MAX_DEPTH: usize = 8;
/// Tables with more columns than this are shown as the text they are.
const MAX_COLUMNS: usize = 12;
/// Longest URL that is made a link.
const MAX_URL: usize = 2048;

/// A link found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written.
    pub url: String,
    /// Line within the text, from 0.
    pub line: usize,
    /// Whether it is shown rather than followed.
    pub is_picture: bool,
    /// What a picture shows, in words.
    pub alt: String,
}

/// HTML of a markdown text.
pub fn to_html(markdown: &str) -> String {
    let text = prepared(markdown);
    let mut safe = Safe::default();
    let events = as_read(Parser::new_ext(&text, OPTIONS)).into_iter().flat_map(|event| safe.pass(event));
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, events);
    out.retain(|c| c != MARK);
    out
}

/// The words of a markdown text alone, for search.
pub fn to_text(markdown: &str) -> String {
    let mut out = String::new();
    for event in as_read(Parser::new_ext(&prepared(markdown), OPTIONS)) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => out.push(' '),
            _ => {}
        }
    }
    out.retain(|c| c != MARK);
    out
}

/// All links of a markdown text, pictures included.
pub fn links(markdown: &str) -> Vec<Link> {
    let text = prepared(markdown);
    let (mut line, mut seen) = (0, 0);
    let (mut found, mut within) = (Vec::<Link>::new(), Vec::<usize>::new());
    for (event, range) in Parser::new_ext(&text, OPTIONS).into_offset_iter() {
        let is_picture = matches!(event, Event::Start(Tag::Image { .. }));
        if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = &event {
            if range.start > seen {
                line += text[seen..range.start].matches('\n').count();
                seen = range.start;
            }
            found.push(Link { url: dest_url.replace(MARK, ""), line, is_picture, alt: String::new() });
            within.extend(is_picture.then_some(found.len() - 1));
            continue;
        }
        match event {
            Event::End(TagEnd::Image) => drop(within.pop()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(link) = within.last().and_then(|at| found.get_mut(*at)) {
                    link.alt.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a URL may be linked: this site's own paths, the web, mail and phone.
pub fn is_allowed_url(url: &str) -> bool {
    let lower = url.get(..8.min(url.len())).unwrap_or_default().to_ascii_lowercase();
    let own = (url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\")) || url.starts_with('#');
    let web = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
    url.len() <= MAX_URL && (own || web) && !url.chars().any(|c| c.is_control() || c == '\\')
}

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_TASKLISTS);

/// The text as it is parsed. Its lines are those that were written.
pub(crate) fn prepared(markdown: &str) -> String {
    meant::meant(&narrow_tables(markdown))
}

/// The events of a prepared text, and where each came from.
pub(crate) fn with_places(prepared: &str) -> impl Iterator<Item = (Event<'_>, std::ops::Range<usize>)> {
    Parser::new_ext(prepared, OPTIONS).into_offset_iter()
}

/// Breaks the delimiter row of tables that are too wide, so that they are read as plain text: each row of a table is
/// filled up to the width of its head, which would let a small text grow with the square of its size.
fn narrow_tables(markdown: &str) -> String {
    let too_wide = |line: &str| {
        let delimiters = line.bytes().all(|b| b"|-: \t>".contains(&b));
        delimiters && line.contains('-') && line.bytes().filter(|b| *b == b'|').count() > MAX_COLUMNS + 1
    };
    if !markdown.lines().any(too_wide) {
        return markdown.to_string();
    }
    let mark = |line: &str| if too_wide(line.trim_end()) { format!("\\{line}") } else { line.to_string() };
    markdown.split_inclusive('\n').map(mark).collect()
}

/// The filter between the parser and the writer.
#[derive(Default)]
struct Safe {
    /// For each open tag whether its end is to be written.
    open: Vec<bool>,
    depth: usize,
    emphasis: usize,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Within pictures: so many, and the words of the outermost.
    pictures: usize,
    picture: Option<String>,
    alt: String,
}

impl Safe {
    fn pass<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => self.start_picture(&dest_url),
            Event::End(TagEnd::Image) => self.end_picture(),
            // What stands in a picture is its description: the words, without anything else.
            Event::Text(text) | Event::Code(text) if self.pictures > 0 => {
                self.alt.push_str(&text);
                None
            }
            Event::SoftBreak | Event::HardBreak if self.pictures > 0 => {
                self.alt.push(' ');
                None
            }
            _ if self.pictures > 0 => None,
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            other => Some(other),
        }
    }

    /// The tag waits for the words in it. One within another is part of those words.
    fn start_picture<'a>(&mut self, url: &str) -> Option<Event<'a>> {
        self.pictures += 1;
        if self.pictures == 1 {
            self.alt.clear();
            self.picture = Picture::at(url).map(|picture| {
                let Picture { width, height, .. } = picture;
                format!("<img src=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"", escape(url))
            });
        }
        None
    }

    /// What is no picture of ours is its words.
    fn end_picture<'a>(&mut self) -> Option<Event<'a>> {
        self.pictures -= 1;
        if self.pictures > 0 {
            return None;
        }
        let alt = std::mem::take(&mut self.alt);
        Some(match self.picture.take() {
            Some(tag) => raw(format!("{tag} alt=\"{}\">", escape(alt.trim()))),
            None => Event::Text(alt.into()),
        })
    }

    fn start<'a>(&mut self, tag: Tag<'a>) -> Option<Event<'a>> {
        let event = match tag {
            Tag::HtmlBlock => Some(Event::Start(Tag::Paragraph)),
            Tag::Heading { level, .. } => {
                // The page's own title is the only first-level heading.
                let level = if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level };
                Some(raw(format!("<{level}>")))
            }
            Tag::BlockQuote(_) => {
                self.depth += 1;
                self.within_depth(Tag::BlockQuote(None))
            }
            Tag::List(first) => {
                self.depth += 1;
                self.within_depth(Tag::List(first))
            }
            Tag::Item => self.within_depth(Tag::Item),
            Tag::Emphasis | Tag::Strong => {
                self.emphasis += 1;
                (self.emphasis <= MAX_DEPTH).then_some(Event::Start(tag))
            }
            Tag::Link { dest_url, .. } => is_allowed_url(&dest_url).then(|| raw(open_link(&dest_url))),
            Tag::Table(alignments) => {
                self.alignments = alignments;
                Some(raw("<div class=\"table\"><table>"))
            }
            Tag::TableHead => {
                (self.column, self.in_head) = (0, true);
                Some(raw("<thead><tr>"))
            }
            Tag::TableRow => {
                (self.column, self.in_head) = (0, false);
                Some(raw("<tr>"))
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"end\"",
                    _ => "",
                };
                self.column += 1;
                Some(raw(format!("<{}{class}>", if self.in_head { "th" } else { "td" })))
            }
            other => Some(Event::Start(other)),
        };
        self.open.push(event.is_some());
        event
    }

    fn within_depth<'a>(&self, tag: Tag<'a>) -> Option<Event<'a>> {
        (self.depth <= MAX_DEPTH).then_some(Event::Start(tag))
    }

    fn end<'a>(&mut self, end: TagEnd) -> Option<Event<'a>> {
        let written = self.open.pop().unwrap_or(false);
        if matches!(end, TagEnd::BlockQuote(_) | TagEnd::List(_)) {
            self.depth -= 1;
        }
        if matches!(end, TagEnd::Emphasis | TagEnd::Strong) {
            self.emphasis -= 1;
        }
        if !written {
            return None;
        }
        Some(match end {
            TagEnd::HtmlBlock => Event::End(TagEnd::Paragraph),
            TagEnd::Heading(level) => {
                raw(format!("</{}>\n", if level == HeadingLevel::H1 { HeadingLevel::H2 } else { level }))
            }
            TagEnd::Link => raw("</a>"),
            TagEnd::Table => raw("</tbody></table></div>\n"),
            TagEnd::TableHead => raw("</tr></thead><tbody>\n"),
            TagEnd::TableRow => raw("</tr>\n"),
            TagEnd::TableCell => raw(if self.in_head { "</th>" } else { "</td>" }),
            other => Event::End(other),
        })
    }
}

fn open_link(url: &str) -> String {
    let elsewhere = if url.starts_with('/') || url.starts_with('#') { "" } else { " rel=\"noopener noreferrer\"" };
    format!("<a href=\"{}\"{elsewhere}>", escape(url))
}

fn raw<'a>(html: impl Into<CowStr<'a>>) -> Event<'a> {
    Event::InlineHtml(html.into())
}
