//! `content check`, `content render` and `content verify`.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use content::fault::{Fault, Faults};
use content::front_matter::FrontMatter;
use content::library::Library;
use content::{folder, gloss, render, verify};

use crate::commands::console;
use crate::infra::files::{Error, read_text};

/// Prints every fault of a folder, and what its glosses may do better; `false` if there is a fault.
pub(crate) fn check(content_dir: &Path, json: bool, hints: bool) -> Result<bool, Error> {
    let (library, faults) = folder::read(content_dir).map_err(Error::at(content_dir))?;
    if json {
        let text = serde_json::to_string_pretty(&faults).map_err(|error| Error::Other(error.to_string()))?;
        console::print(text);
    } else {
        print(&faults);
        if hints {
            print_hints(&library);
        }
        let (cards, articles, decks) = (library.cards.len(), library.articles.len(), library.decks.len());
        console::note(format!("{cards} 张卡片、{articles} 篇文章、{decks} 组卡片没有问题；{} 处要改", faults.len()));
    }
    Ok(faults.is_empty())
}

/// Prints the HTML of a markdown file or of standard input.
pub(crate) fn render(file: &Path) -> Result<bool, Error> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map_err(Error::at("standard input"))?;
    } else {
        bytes = fs::read(file).map_err(Error::at(file))?;
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut faults = Faults::of("-");
    let parsed = FrontMatter::parse(&text, &mut faults);
    let markdown = if faults.is_empty() { parsed.body.as_str() } else { &text };
    let html = render::to_html(markdown);
    console::print_raw(&html);
    Ok(true)
}

/// Verifies one source and writes its lock; `false` if a card is not in the text.
pub(crate) fn verify(content_dir: &Path, source: &Path, id: Option<&str>, fill: bool) -> Result<bool, Error> {
    let text = read_text(source)?;
    if fill {
        let changed = verify::surround(content_dir, &text, id).map_err(Error::at(content_dir))?;
        console::note(format!("{changed} 张卡片照原文填好了前一句和后一句"));
    }
    let verified = verify::verify(content_dir, &text, id).map_err(Error::at(content_dir))?;
    print(&verified.faults);
    console::note(format!("{}：{} 张卡片与原文逐字一致，已写入 sources/{0}.lock", verified.source, verified.cards));
    Ok(verified.faults.is_empty())
}

/// In the form of a fault, for whoever reads both.
fn print_hints(library: &Library) {
    for card in library.current_cards() {
        for hint in gloss::hints(&card.quote, &card.gloss) {
            console::print(format!("cards/{}.md:{}: body: {hint}", card.slug, card.body_line));
        }
    }
}

fn print(faults: &[Fault]) {
    faults.iter().for_each(console::print);
}
