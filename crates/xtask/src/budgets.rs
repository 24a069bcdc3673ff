//! What a rider downloads, in bytes, against what the design allows; and what a secretary does, so that it grows no more
//! than somebody means it to. That the oldest browsers know what it is made of is asked here as well (`floor.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use api::parts::{AROUND, REST, SAY};
use serde_json::Value;

use crate::failure::Failure;
use crate::{compress, floor, process, project};

/// What everybody waits for: WASM and JavaScript of the start, the service worker included.
/// What the browser is asked for is bound in the start's script, whoever calls it; what crates export to it is kept, whether anybody
/// calls it or not (`crates/wasm-streams`).
const START: u64 = 118_000;
/// Each part by itself, with a text that it alone has: were it found in the start, the part would have been left there.
/// Since `rest` ranks what was found, spells texts and parts no words on pictures it has some 2 KB more; the search files
/// have 3.5 KB less, as they no longer spell every title. Recordings are 7,000 bytes of it: the player that goes on while the screen is off,
/// and what stores them and takes them away. A recording that was paused goes on, and what is stored is looked after: 2,800. What a question is about,
/// and what is called otherwise, is found: 700; that a question is known by the words for a need in it, whatever stands around them, and in pinyin, 1,900.
/// What two of three parts share moves between them, some 200 bytes. `say` knows what became of an account that left on another phone.
const PARTS: [(&str, u64, &str); 3] =
    [(SAY, 68_000, "account-said"), (AROUND, 40_000, "open-hint"), (REST, 55_000, "share-ways")];
/// What several parts need, and comes with the first of them. Since 这里没开门 is sent from `around`, what sends words is no longer
/// `say`'s alone, which has 1,500 bytes less.
/// What may be written is asked by 这里没开门 as by 心里话: those rules are 7,000 of it.
/// They know of numbers that are parted by whatever parts words, and are written in any digits: 1,800 more.
const SHARED: u64 = 16_000;
/// A page, with the start and the part it needs.
const PAGE: u64 = 200_000;
/// All of it: what a phone stores, 身边 included, which has 27,500 bytes since it knows of care, takes what is wrong
/// about a place, and draws letters; its own limit leaves it more.
/// With the files to search it stores 3 KB less than before these were. Activities and wishes for them are 8,300 bytes, of which the
/// start gave 4,600. That a wish has news, and what the desk tells, are 900 of `around`; taps that wait for a network, and words that
/// are found as they are meant, 2,600 of the others. Recordings are 7,600 bytes with what the service worker answers of them; stories,
/// thanks and nominations 1,000; how a number may be written 3,500; a recording that is paused 2,800. Questions that are understood are 1,900,
/// and news of 身边 that leads somewhere, wishes that wait for an invite and letters that are printed 2,600.
const APP: u64 = 293_000;
/// Script and style of 领读's own pages, which need nothing else: a phone that follows has them within a second of scanning. Any card
/// (挑一条), a start that waits for the network and a page that is found again without one are 500 of it; phones that say 我可以接, and
/// are asked first when nobody hears of whoever leads, 380. Back that closes what is open, and 你正在领 with a way back to it, 480. The way back that closes 挑一条, 你正在领 for whoever has left, a question
/// before another one is begun, and digits that are whole in large letters and on any wall are 490.
const FOLLOW: u64 = 8_300;
/// The home page, complete with today's card.
const HOME: u64 = 15_000;
/// All that a phone stores of today's content: 146 cards with the sentences beside them, 23 articles, 34 decks, and the search
/// over them are 143,015 bytes; 20 places with the hours of a year 7,000; 20 things of care, each with its page, 9,000;
/// who looks after what, agreements and roles, 23 pages, 8,600; activities, 8 pages with their data for search engines and how one signs up, 4,800; stories, 4 pages, and thanks below them and below places 2,100; words of quotations that no line
/// parts 4,500. Decks are found by a search, and what places have by all its names: 1,200; the numbers
/// that are dialled in a hurry and what no place has are found too, and 歇脚 and 停驻休憩 name each other: 270; words for a need, and where each deck stands in the year: 400. More content may raise it, by what the content needs.
const CONTENT: u64 = 184_500;
/// The desk's WASM and JavaScript, with the markdown parser for the preview: nobody's design says how large it may be, but
/// an office PC is not everywhere. It has the tables of line breaks and look-alikes since drafts are checked as they are typed,
/// and since a file's columns, sheets and encodings can be chosen it weighs 688,900 bytes. What other hands do is told apart
/// from one's own, reasons and batches can be chosen, and a planned document knows its day: 705,200. Opening hours are read, and places seen, while they are
/// typed: 43 KB. What riders say about places, and tables of them, are looked over: 21 KB. Care, who looks after what, agreements
/// and roles, with their fields, checks and pages: 32 KB. With activities, claims of shops, the round of those who are to be called, and
/// sheets that are all code, it weighs 832,300. Who comes to what, what waits in every room, and slots that are filled in by their parts: 40 KB.
/// Recordings are brought and taken back, questions and nominations have words of their own, and rows stay under the hand by their
/// names while others change: 36 KB. Riders are asked to read aloud, and what they send is heard: 4 KB.
/// What is faulty is brought into sight between the bars, a deck is chosen by its title, and a card that is withdrawn says its days: 6 KB.
/// What an import has published is withdrawn as one, places are chosen by typing, an appeal against what was taken down has its own
/// answers, and nominations, activities and what shipped have their lists: 14 KB.
const DESK: u64 = 945_000;
/// What riders must never download, by the traces it leaves in a binary: the markdown parser and the desk.
const FOREIGN: [&str; 2] = ["pulldown", "desk::"];

/// Whether `dist/` holds something worth measuring: a debug build has no compressed files.
pub(crate) fn is_release_build() -> bool {
    let is_whole = |files: Result<Vec<PathBuf>, Failure>| {
        files.is_ok_and(|files| !files.is_empty() && files.iter().all(|file| compress::sibling(file).is_file()))
    };
    // `run` serves the reader before there is a desk.
    is_whole(app_files()) && is_whole(code(&project::dist().join("desk")))
}

pub(crate) fn budgets() -> Result<(), Failure> {
    let mut faults = Vec::new();
    let parts = parts()?;
    let (mut start, mut shared, mut of_parts) = (0, 0, BTreeMap::<&str, u64>::new());
    let follow = follow()?;
    for file in app_files()?.into_iter().filter(|file| !follow.contains(file)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bytes = fs::read(&file).map_err(Failure::file("read", &file))?;
        let size = size(&file)?;
        let needed_by = parts.get(&format!("{}{name}", api::paths::ASSETS)).map(Vec::as_slice);
        let of = needed_by.map_or("start".to_string(), |parts| parts.join(" and "));
        println!("{name} ({of}): {} bytes, {size} compressed", bytes.len());
        match needed_by {
            None => start += size,
            Some([part]) => *of_parts.entry(part).or_default() += size,
            Some(_) => shared += size,
        }
        let has = |trace: &str| contains(&bytes, trace);
        let foreign = FOREIGN.into_iter().filter(|trace| has(trace));
        faults.extend(foreign.map(|trace| format!("{name} contains `{trace}`: the reader must not carry it")));
        let left =
            PARTS.into_iter().filter(|(part, _, trace)| has(trace) != needed_by.is_some_and(|of| *of == [*part]));
        faults.extend(left.filter(|_| name.ends_with("wasm")).map(|(part, _, trace)| misplaced(&name, part, trace)));
    }
    faults.extend(over("the reader's start", start, START));
    for (part, limit, _) in PARTS {
        let size = of_parts.get(part).copied().unwrap_or_default();
        faults.extend(over(&format!("the reader's part `{part}`"), size, limit));
        faults.extend(over(&format!("a page that needs `{part}`"), start + shared + size, PAGE));
    }
    faults.extend(over("what its parts share", shared, SHARED));
    faults.extend(over("all of the reader", start + shared + of_parts.values().sum::<u64>(), APP));
    let follow = follow.iter().map(|file| size(file)).sum::<Result<u64, Failure>>()?;
    faults.extend(over("领读's own pages", follow, FOLLOW));
    let desk = code(&project::dist().join("desk"))?.iter().map(|file| size(file)).sum::<Result<u64, Failure>>()?;
    faults.extend(over("the desk's WASM and JavaScript", desk, DESK));
    let (home, content) = exported()?;
    faults.extend(over("the home page", home, HOME));
    faults.extend(over("the whole content", content, CONTENT));
    faults.extend(floor::faults()?);
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Failure::say(faults.join("\n"))),
    }
}

fn over(what: &str, size: u64, limit: u64) -> Option<String> {
    println!("{what}: {size} of {limit} bytes");
    (size > limit).then(|| format!("{what}: {size} bytes compressed, {} over the limit of {limit}", size - limit))
}

fn contains(bytes: &[u8], trace: &str) -> bool {
    bytes.windows(trace.len()).any(|window| window == trace.as_bytes())
}

fn misplaced(name: &str, part: &str, trace: &str) -> String {
    format!("`{trace}` belongs to the part `{part}` alone, and {name} is not as it should be: see src/reader/parts.rs")
}

/// Of 领读's own pages.
fn follow() -> Result<Vec<PathBuf>, Failure> {
    let (path, facts) = facts()?;
    let file = |kind: &str| facts["follow"][kind].as_str().map(|url| project::dist().join(url.trim_start_matches('/')));
    let files: Option<Vec<PathBuf>> = ["script", "style"].into_iter().map(file).collect();
    files.ok_or_else(|| Failure::say(format!("{} does not name what 领读's pages need", path.display())))
}

/// What the build wrote down, and where.
fn facts() -> Result<(PathBuf, Value), Failure> {
    let path = project::dist().join("app.json");
    let facts = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    Ok((path, serde_json::from_str(&facts).unwrap_or_default()))
}

/// The files beside the start, by their URL, each with the parts that need it: as the build wrote it down.
fn parts() -> Result<BTreeMap<String, Vec<String>>, Failure> {
    let (path, facts) = facts()?;
    let parts = facts["parts"].as_object().filter(|parts| !parts.is_empty());
    let parts = parts.ok_or_else(|| Failure::say(format!("{} names no parts of the app", path.display())))?;
    let names =
        |parts: &Value| parts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_string).collect();
    Ok(parts.iter().map(|(url, parts)| (url.clone(), names(parts))).collect())
}

/// All code that the reader loads.
fn app_files() -> Result<Vec<PathBuf>, Failure> {
    let mut files = code(&project::dist().join("assets"))?;
    files.push(project::dist().join("sw.js"));
    Ok(files)
}

fn code(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = compress::files(folder)?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "js" || kind == "wasm"));
    Ok(files)
}

/// As sent: the size of the compressed sibling.
fn size(file: &Path) -> Result<u64, Failure> {
    let sibling = compress::sibling(file);
    fs::metadata(&sibling).map(|file| file.len()).map_err(Failure::file("read", &sibling))
}

/// The sizes of `/` and of the whole bundle as the server would send them, from a static export.
fn exported() -> Result<(u64, u64), Failure> {
    let folder = std::env::temp_dir().join(format!("nuanxin-budget-{}", std::process::id()));
    let measured = export(&folder).and_then(|()| {
        let page = folder.join("index.html");
        let bundle = compress::files(&folder.join("bundle"))?;
        compress::siblings(&[bundle.as_slice(), std::slice::from_ref(&page)].concat())?;
        let sizes = bundle.iter().map(|file| size(file));
        Ok((size(&page)?, sizes.sum::<Result<u64, Failure>>()?))
    });
    fs::remove_dir_all(&folder).ok();
    fs::remove_dir_all(data(&folder)).ok();
    measured
}

fn export(folder: &Path) -> Result<(), Failure> {
    // Whichever was built last: what it writes is the same.
    let when = |server: &PathBuf| fs::metadata(server).and_then(|server| server.modified()).ok();
    let built =
        ["debug", "release"].map(project::server).into_iter().filter(|server| server.is_file()).max_by_key(when);
    let missing = || Failure::say("no server to publish with: `cargo xtask build` makes one");
    let mut server = process::command(built.ok_or_else(missing)?);
    server.args(["export", "--dist", "dist", "--content-dir", "content", "--data-dir"]).arg(data(folder)).arg(folder);
    process::read(&mut server).map(drop)
}

/// Not the project's own `data/`: a measurement must not count as a publication.
fn data(folder: &Path) -> PathBuf {
    folder.with_extension("data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_of_the_markdown_parser_is_found() {
        assert!(contains(b"\0asm\x01src/pulldown-cmark", FOREIGN[0]));
        assert!(FOREIGN.into_iter().all(|trace| !contains(b"\0asm nothing of the desk here", trace)));
    }

    #[test]
    fn a_limit_may_be_reached_but_not_passed() {
        assert_eq!(over("it", 10, 10), None);
        assert!(over("it", 11, 10).is_some_and(|said| said.contains("11 bytes") && said.contains("limit of 10")));
    }
}
