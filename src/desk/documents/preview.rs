//! What readers will see: the publisher's own fragments, made here of what is being written, in a page as wide as some
//! phone. Nothing that was typed becomes HTML but by the one renderer, and the page's sandbox lets no script run.

use ::api::documents::Folder;
use content::card::Card;
use content::day::Day;
use content::deck::Deck;
use content::document::Kind;
use content::fault::Faults;
use content::fragment;
use content::front_matter::FrontMatter;
use content::library::Library;
use content::lock::Proof;
use content::site::Site;
use content::source::Source;
use leptos::html::Iframe;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::collate;
use super::shelf::Shelf;
use super::writing::Writing;
use crate::browser::watch::watch;
use crate::browser::{clock, http, inset};

/// The reader's frame, which has the reader's style in it: the policy of this page allows that very style.
const SHELL: &str = "/shell.html";

/// Whether a folder's documents are shown to readers as pages.
pub(super) fn is_shown(folder: Folder) -> bool {
    folder != Folder::Sources
}

/// What is being written, as a page.
#[component]
pub(super) fn Preview(writing: Writing) -> impl IntoView {
    let (width, theme, percent) = (RwSignal::new(360_u32), RwSignal::new("light"), RwSignal::new(100_u32));
    let frame = NodeRef::<Iframe>::new();
    let loaded = RwSignal::new(0_u32);
    let failed = RwSignal::new(false);
    spawn_local(async move {
        match http::get_text(SHELL).await {
            Ok(shell) => {
                if let Some(frame) = frame.try_get_untracked().flatten() {
                    inset::open(&frame, &page(&shell));
                }
            }
            Err(_) => failed.set(true),
        }
    });
    watch(move || {
        let html = writing.text.with(|text| writing.shelf.with(|shelf| html(writing, text, shelf)));
        if loaded.get() > 0
            && let Some(frame) = frame.get()
        {
            inset::set_look(&frame, theme.get(), percent.get());
            inset::show(&frame, &html);
            inset::fit(&frame);
        }
    });
    watch(move || {
        width.track();
        writing.part.track();
        // As wide as it is by then; what was out of sight had no height to be measured.
        clock::soon(move || {
            if let Some(frame) = frame.try_get_untracked().flatten() {
                inset::fit(&frame);
            }
        });
    });
    let widths = move |wide: u32| {
        let pressed = move || (width.get() == wide).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| width.set(wide)>{wide}</button> }
    };
    let themes = move |name: &'static str, words: &'static str| {
        let pressed = move || (theme.get() == name).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| theme.set(name)>{words}</button> }
    };
    view! {
        <div class="looks">
            <div class="filters" role="group" aria-label="手机多宽">{widths(320)}{widths(360)}{widths(412)}</div>
            <div class="filters" role="group" aria-label="光线">{themes("light", "日间")}{themes("sun", "日光")}{themes("dark", "夜间")}</div>
            <div class="filters" role="group" aria-label="字号">
                <button type="button" aria-pressed=move || (percent.get() == 200).to_string() on:click=move |_| percent.update(|percent| *percent = 300 - *percent)>"大字 200%"</button>
            </div>
        </div>
        <p class="hint" hidden=move || !failed.get()>"预览没打开，有网再来。写的不受影响。"</p>
        <div class="phone" tabindex="0" role="group" aria-label="预览">
            <iframe node_ref=frame sandbox="allow-same-origin" title="读者看到的样子" data-width=move || width.get() on:load=move |_| loaded.update(|times| *times += 1)></iframe>
        </div>
    }
}

/// The page in the frame: the reader's style and symbols, and an empty main.
fn page(shell: &str) -> String {
    let style = between(shell, "<style>", "</style>");
    let sprite = between(shell, "<svg class=\"sprite\"", "</svg>");
    let sprite = if sprite.is_empty() { String::new() } else { format!("<svg class=\"sprite\"{sprite}</svg>") };
    format!(
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><style>{style}</style></head>\
         <body><main id=\"first-paint\"></main>{sprite}</body></html>"
    )
}

fn between<'a>(html: &'a str, before: &str, behind: &str) -> &'a str {
    let found = html.split_once(before).and_then(|(_, rest)| rest.split_once(behind));
    found.map_or("", |(inner, _)| inner)
}

fn html(writing: Writing, text: &str, shelf: &Shelf) -> String {
    let proof = collate::proof(writing);
    writing.slug.with_value(|slug| fragment(writing.folder, slug, text, &shelf.library, proof, clock::today()))
}

/// What readers are shown of a text. `proof`: what is known of a card's quotation.
fn fragment(folder: Folder, slug: &str, text: &str, library: &Library, proof: Proof, today: Day) -> String {
    let mut faults = Faults::of("");
    let file = FrontMatter::parse(text, &mut faults);
    match folder {
        Folder::Cards => {
            let card = Card::read(slug, file, &mut faults);
            let unknown = unknown();
            let source = library.sources.get(&card.source).unwrap_or(&unknown);
            format!(
                "<div class=\"page\" data-deck=\"preview\"><div class=\"deck\"><section class=\"slot\">{}</section></div></div>",
                fragment::card(&Card { proof, ..card }, source)
            )
        }
        Folder::Decks => {
            let deck = Deck { withdrawn: None, ..Deck::read(slug, file, &mut faults) };
            let alone = Library { decks: [(slug.to_string(), deck)].into(), ..library.clone() };
            fragment::decks(&alone, today).html
        }
        Folder::Site => {
            let site = Site::read(file, &mut faults);
            fragment::about(&Library { site, ..library.clone() }).html
        }
        _ => {
            let alone = library.with([(folder.path(slug), text.to_string())]);
            alone
                .get(folder, slug)
                .and_then(|document| document.page(&alone, today))
                .map(|page| page.html)
                .unwrap_or_default()
        }
    }
}

/// In the place of a source that was not chosen yet.
fn unknown() -> Source {
    let text = || "还没选出处".to_string();
    Source { slug: String::new(), title: text(), short: text(), author: text(), date: Day(0), published_in: text() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_words() {
        let bad = "<img src=x onerror=alert(1)><script>alert(1)</script>";
        let text = format!(
            "---\nquote: '{bad}'\nsentence: '{bad}'\nsource: '{bad}'\nsection: '{bad}'\ntheme: '{bad}'\n---\n{bad}\n\n[a](javascript:alert(1))\n"
        );
        for folder in [Folder::Cards, Folder::Articles, Folder::Decks, Folder::Site] {
            let text = text.replace("quote", if folder == Folder::Site { "name" } else { "title" });
            let html = fragment(folder, "x", &text, &Library::default(), Proof::Missing, Day(0));
            assert!(!html.contains("<img") && !html.contains("<script") && !html.contains("javascript:"), "{html}");
        }
        let html = fragment(Folder::Cards, "x", &text, &Library::default(), Proof::Missing, Day(0));
        assert!(
            html.contains("&lt;img")
                && !html.contains("<img")
                && !html.contains("<script")
                && !html.contains("href=\"javascript"),
            "{html}"
        );
    }

    #[test]
    fn the_page_takes_style_and_symbols_of_the_reader() {
        let shell = "<html><style>a{}</style><body><svg class=\"sprite\" aria-hidden=\"true\"><symbol id=\"i\"/></svg>";
        let page = page(shell);
        assert!(
            page.contains("<style>a{}</style>")
                && page.contains("<svg class=\"sprite\" aria-hidden=\"true\"><symbol id=\"i\"/></svg>")
        );
    }
}
