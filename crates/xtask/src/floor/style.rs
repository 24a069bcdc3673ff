//! Style that the oldest browsers know, and what may be used all the same, because nobody misses it where it is unknown.

use std::collections::BTreeSet;

use serde_json::json;

use super::Floor;
use crate::failure::Failure;
use crate::{esbuild, process, project};

/// A script for Node, run where its parts are installed.
const SCRIPT: &str = include_str!("unknown_style.mjs");

/// A feature, by its path in MDN's data and with all below it, and what is there for browsers that do not know it.
type Fallback = (&'static str, &'static str);

/// Where the app runs. A value that stands behind another one of its property needs no row: that one is the fallback. What
/// stands in an `@supports` needs none either.
pub(super) const APP: [Fallback; 26] = [
    ("css.at-rules.container", "only for narrow, low and large-lettered screens: without it all is there, and scrolls"),
    ("css.at-rules.media.scripting", "for browsers whose scripts are off: without it buttons are seen that do nothing"),
    ("css.at-rules.page", "the printer's own margins and sheet"),
    ("css.properties.-webkit-box-decoration-break", "Chromium and Safari know this one"),
    ("css.properties.-webkit-print-color-adjust", "Chromium and Safari know this one"),
    ("css.properties.-webkit-tap-highlight-color", "Firefox highlights no tap"),
    ("css.properties.box-decoration-break", "Firefox knows this one"),
    ("css.properties.contain-intrinsic-size", "goes with `content-visibility`"),
    ("css.properties.container-type", "goes with `@container`"),
    ("css.properties.content-visibility", "saves work and changes nothing"),
    ("css.properties.cursor", "a phone has no mouse"),
    ("css.properties.forced-color-adjust", "Safari has no forced colours"),
    ("css.properties.justify-content.safe", "the show begins at the top"),
    ("css.properties.line-clamp", "`-webkit-line-clamp` stands beside it, and is what all know"),
    ("css.properties.overflow-anchor", "who does not know it does not move what is read either"),
    ("css.properties.page", "goes with `@page`"),
    ("css.properties.print-color-adjust", "Firefox knows this one"),
    ("css.properties.resize", "a phone has no mouse"),
    ("css.properties.scroll-snap-stop", "a strong swipe passes a card"),
    ("css.properties.scrollbar-width", "Chromium and Safari know `::-webkit-scrollbar`, which stands beside it"),
    ("css.properties.text-wrap", "lines of a quotation that are not of one length"),
    ("css.selectors.-webkit-details-marker", "Chromium and Firefox have a list's marker there"),
    ("css.selectors.-webkit-scrollbar", "Firefox knows `scrollbar-width`"),
    ("css.selectors.-webkit-search-cancel-button", "Firefox shows no cross in a field"),
    ("css.selectors.has", "saves room, and marks what a control inside shows by itself"),
    ("css.selectors.highlight", "what is read aloud is heard, and not marked"),
];

/// Besides these, in pages without the app, whose style `old_style.rs` makes: words and links remain.
pub(super) const WORDS: [Fallback; 21] = [
    ("css.at-rules.media.forced-colors", "who does not know them has none"),
    ("css.properties.-moz-appearance", "Firefox knows this one"),
    ("css.properties.-webkit-clip-path", "`clip-path` stands beside it"),
    ("css.properties.accent-color", "controls in the browser's own colours, and off"),
    ("css.properties.align-content.start", "lines of a grid that stand apart"),
    ("css.properties.align-self", "stands where the line puts it"),
    ("css.properties.appearance", "a control that looks like the browser's own, and is off"),
    ("css.properties.color-scheme", "controls and bars stay light in the dark"),
    ("css.properties.contain", "a deck is one page that scrolls"),
    ("css.properties.height.fit-content", "a sheet that only the app opens"),
    ("css.properties.justify-content.end", "stands where the line puts it"),
    ("css.properties.justify-content.start", "stands where the line puts it"),
    (
        "css.properties.overflow-wrap.anywhere",
        "`break-word` by the browser's own rules: e2e looks that nothing goes sideways",
    ),
    ("css.properties.overscroll-behavior", "the page behind scrolls on"),
    ("css.properties.overscroll-behavior-y", "the page behind scrolls on"),
    ("css.properties.scroll-behavior", "it jumps, and does not glide"),
    ("css.properties.scroll-margin-block", "nothing scrolls to it: only the desk has it, and does not open"),
    ("css.properties.text-decoration-thickness", "a line of the browser's own thickness"),
    ("css.properties.text-underline-offset", "a line at the browser's own distance"),
    ("css.selectors.backdrop", "a sheet that only the app opens"),
    ("css.selectors.focus-visible", "the browser's own ring"),
];

/// What is unknown and has no fallback; a feature that has one is noted as `used`.
pub(super) fn faults(css: &str, floor: &Floor, used: &mut BTreeSet<&'static str>) -> Result<Vec<String>, Failure> {
    let fallbacks: Vec<Fallback> =
        if *floor == super::app()? { APP.into() } else { APP.into_iter().chain(WORDS).collect() };
    let mut faults = Vec::new();
    for line in unknown(css, floor)?.lines() {
        let (feature, place) = line.split_once('\t').unwrap_or((line, ""));
        match fallbacks.iter().find(|(path, _)| is_within(feature, path)) {
            Some((path, _)) => _ = used.insert(path),
            None => faults.push(format!("{feature} is not known to {}: {place}", floor.target())),
        }
    }
    Ok(faults)
}

/// Fallbacks that nothing needs any more: a list that is not kept true hides what comes next.
pub(super) fn unused(used: &BTreeSet<&'static str>) -> Vec<String> {
    let unused = APP.iter().chain(&WORDS).filter(|(path, _)| !used.contains(path));
    unused.map(|(path, _)| format!("crates/xtask/src/floor/style.rs: nothing needs the row of {path}")).collect()
}

fn is_within(feature: &str, path: &str) -> bool {
    feature.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn unknown(css: &str, floor: &Floor) -> Result<String, Failure> {
    let mut browsers = floor.0.clone();
    // The data has Apple's phones apart, and they lack more.
    browsers.extend(floor.0.get("safari").map(|version| ("safari_ios".to_string(), *version)));
    let mut node = process::command("node");
    node.current_dir(project::tools().join("npm-floor")).args(["--input-type=module", "--eval", SCRIPT]);
    esbuild::pipe(node.arg(json!(browsers).to_string()), css)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{floor, tools};

    fn found(css: &str) -> (Vec<String>, Vec<&'static str>) {
        let (Ok(app), Ok(())) = (floor::app(), tools::for_floor()) else { panic!("the tools cannot be had") };
        let mut used = BTreeSet::new();
        let faults = faults(css, &app, &mut used).unwrap_or_else(|why| vec![why.to_string()]);
        (faults, used.into_iter().collect())
    }

    #[test]
    fn what_came_later_is_named_wherever_it_stands() {
        for (css, feature) in [
            ("a { anchor-name: --a; }", "css.properties.anchor-name"),
            (
                "a { display: flow-root list-item; height: 10dvh; }",
                "css.types.length.viewport_percentage_units_dynamic",
            ),
            ("a { color: color-mix(in srgb, red, blue); }", "css.types.color.color-mix"),
            ("a { text-decoration: underline wavy red; }", "css.properties.text-decoration.wavy"),
            ("a { b & { color: red; } }", "css.selectors.nesting"),
            ("a:state(x) { color: red; }", "css.selectors.state"),
            ("@starting-style { a { color: red; } }", "css.at-rules.starting-style"),
            ("@media (width > 10rem) { a { color: red; } }", "css.at-rules.media.range_syntax"),
            ("a { no-such-thing: 1; }", "css.properties.no-such-thing"),
        ] {
            let (faults, _) = found(css);
            assert!(faults.iter().any(|fault| fault.starts_with(feature)), "{css}: {faults:?}");
        }
    }

    #[test]
    fn what_has_a_fallback_may_be_used() {
        let (faults, used) = found(
            "a:has(b) { height: 10vh; height: 10dvh; inset: 0; gap: min(1px, 1em); --x: color-mix(in srgb, red, blue); }",
        );
        assert_eq!((faults, used), (vec!["css.types.color.color-mix is not known to chrome97,firefox102,safari16: --x: color-mix(in srgb, red, blue)".to_string()], vec!["css.selectors.has"]));
        assert_eq!(found("@supports (anchor-name: --a) { a { anchor-name: --a; } }"), (vec![], vec![]));
    }

    #[test]
    fn a_fallback_that_nothing_needs_is_named() {
        let used = APP.iter().chain(&WORDS).skip(1).map(|(path, _)| *path).collect();
        assert_eq!(unused(&used).len(), 1);
    }
}
