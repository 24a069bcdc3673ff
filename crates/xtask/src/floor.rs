//! How old a browser may be: `browsers.json` alone says it (docs/BROWSERS.md says why), and what is built keeps to it.

mod modules;
mod scripts;
mod style;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::{compress, page, project, tools};

const WRITTEN: &str = include_str!("../../../browsers.json");

/// The oldest browsers that do something, by name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Floor(BTreeMap<String, f64>);

/// The oldest browsers that run the app.
pub(crate) fn app() -> Result<Floor, Failure> {
    Floor::read("app")
}

/// The oldest browsers in which pages are whole, without the app.
pub(crate) fn words() -> Result<Floor, Failure> {
    Floor::read("words")
}

impl Floor {
    fn read(what: &str) -> Result<Self, Failure> {
        let written: Value = serde_json::from_str(WRITTEN).unwrap_or_default();
        let browsers = written[what].as_object().into_iter().flatten();
        let versions: BTreeMap<_, _> =
            browsers.filter_map(|(name, version)| Some((name.clone(), version.as_f64()?))).collect();
        match versions.is_empty() {
            true => Err(Failure::say(format!("browsers.json does not say which browsers are the oldest for `{what}`"))),
            false => Ok(Self(versions)),
        }
    }

    /// As esbuild wants it: `chrome97,safari16`.
    pub(crate) fn target(&self) -> String {
        self.0.iter().map(|(name, version)| format!("{name}{version}")).collect::<Vec<_>>().join(",")
    }

    /// Whether all of these browsers are at least of these versions; one that is not named knows nothing.
    fn reaches(&self, since: &[(&str, f64)]) -> bool {
        self.0.iter().all(|(name, version)| since.iter().any(|(known, since)| known == name && since <= version))
    }
}

/// What in `dist/` the oldest browsers would not know.
pub(crate) fn faults() -> Result<Vec<String>, Failure> {
    tools::for_floor()?;
    let dist = project::dist();
    let (app, words) = (app()?, words()?);
    let (mut faults, mut used) = (Vec::new(), BTreeSet::new());
    // Scripts that every browser runs, whatever its age: what is not a module, and what stands in a page.
    let mut for_all = Vec::new();
    for html in ["shell.html", "desk/index.html"].map(|name| dist.join(name)) {
        let page = fs::read_to_string(&html).map_err(Failure::file("read", &html))?;
        let inline = page::inline(&page, "script").map(|script| scripts::fault(script, &words));
        faults.extend(inline.transpose()?.flatten().map(|fault| in_file(&html, &fault)));
        for_all.extend(page::plain_scripts(&page).map(|url| dist.join(url.trim_start_matches('/'))));
        let css = page::inline(&page, "style").unwrap_or_default();
        faults.extend(style::faults(css, &app, &mut used)?.iter().map(|fault| in_file(&html, fault)));
    }
    // And that of 领读's own pages, which need no app.
    let built: Value = serde_json::from_str(&read(&dist.join("app.json"))?).unwrap_or_default();
    for_all.extend(built["follow"]["script"].as_str().map(|url| dist.join(url.trim_start_matches('/'))));
    for file in compress::files(&dist)? {
        let floor = if for_all.contains(&file) { &words } else { &app };
        let found = match file.extension().and_then(|kind| kind.to_str()) {
            Some("wasm") => modules::fault(&fs::read(&file).map_err(Failure::file("read", &file))?, floor),
            Some("js") => scripts::fault(&read(&file)?, floor)?,
            // A page has its style in itself: these files are for those who are too old for it.
            Some("css") => Some(style::faults(&read(&file)?, &words, &mut used)?.join("\n")),
            _ => None,
        };
        faults.extend(found.filter(|fault| !fault.is_empty()).map(|fault| in_file(&file, &fault)));
    }
    faults.extend(style::unused(&used));
    Ok(faults)
}

fn in_file(file: &Path, fault: &str) -> String {
    format!("{}: {fault}", file.strip_prefix(project::root()).unwrap_or(file).display())
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(Failure::file("read", file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_about_browsers_says_the_same() {
        let path = project::root().join("docs/BROWSERS.md");
        let said = fs::read_to_string(path).unwrap_or_default();
        let (Ok(app), Ok(words)) = (app(), words()) else { panic!("browsers.json cannot be read") };
        for (row, browser) in [("| Chromium", "chrome"), ("| Safari", "safari"), ("| Firefox", "firefox")] {
            let row = said.lines().find(|line| line.starts_with(row)).unwrap_or_default();
            let (whole, old) = (app.0[browser], words.0[browser]);
            assert!(row.contains(&format!("| {whole} and newer |")), "{row}");
            assert!(row.contains(&format!("| {old} to {}", whole - 1.0)), "{row}");
        }
    }

    #[test]
    fn a_browser_that_nobody_speaks_of_knows_nothing() {
        let floor = Floor([("chrome".into(), 97.0), ("safari".into(), 16.0)].into());
        assert_eq!(floor.target(), "chrome97,safari16");
        assert!(floor.reaches(&[("safari", 16.0), ("chrome", 96.0), ("firefox", 100.0)]));
        assert!(!floor.reaches(&[("chrome", 91.0), ("safari", 16.4)]));
        assert!(!floor.reaches(&[("chrome", 91.0)]));
    }
}
