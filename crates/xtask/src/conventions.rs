//! The house rules that a text search can see. One row a rule; a violation is `path:line: rule: what to do`.

use std::collections::BTreeMap;
use std::fs;

use crate::failure::Failure;
use crate::{process, project};

struct Rule {
    name: &'static str,
    applies: fn(path: &str) -> bool,
    probe: Probe,
    advice: &'static str,
}

enum Probe {
    /// A file or folder of this name.
    Named(&'static [&'static str]),
    /// A line with one of these, not as the end of a longer word; comments may speak of what code may not do.
    Contains(&'static [&'static str]),
    /// More lines than this.
    Longer(usize),
    /// A component of more lines than this.
    LongComponent(usize),
}

/// Needles are split by `concat!`, so that this file keeps its own rules.
const RULES: [Rule; 9] = [
    Rule {
        name: "no-drawers",
        applies: is_rust,
        probe: Probe::Named(&["utils", "helpers", "common", "types", "models", "services", "mod"]),
        advice: "name it after what it holds (a module's root is `name.rs`, beside the folder `name/`)",
    },
    Rule {
        name: "browser-only",
        applies: |path| path.starts_with("src/") && !path.starts_with("src/browser") && is_rust(path),
        probe: Probe::Contains(&[concat!("web", "_sys")]),
        advice: "only src/browser/ talks to the browser: add a function there and call it",
    },
    Rule {
        name: "no-style-attribute",
        applies: |path| {
            path == "index.html"
                || is_rust(path) && (path.starts_with("src/") || path.starts_with("crates/content/src/"))
        },
        probe: Probe::Contains(&[concat!("sty", "le=")]),
        advice: "the CSP blocks style attributes: use a class and a rule below style/",
    },
    Rule {
        name: "nothing-unfinished",
        applies: is_rust,
        probe: Probe::Contains(&[concat!("to", "do!("), concat!("unimpl", "emented!("), concat!("d", "bg!(")]),
        advice: "finish it or take it out",
    },
    Rule {
        name: "every-test-runs",
        applies: |path| path.starts_with("e2e/"),
        probe: Probe::Contains(&[
            concat!("test.on", "ly("),
            concat!("describe.on", "ly("),
            concat!("test.sk", "ip("),
            concat!("describe.sk", "ip("),
        ]),
        advice: "run all tests, always: fix it or delete it",
    },
    Rule {
        name: "no-alert",
        applies: |path| is_rust(path) || path.ends_with(".js") || path.ends_with(".html"),
        probe: Probe::Contains(&[concat!("window.al", "ert"), concat!("alert_with_", "message")]),
        advice: "it stops a rider's hand mid-street: show a toast",
    },
    Rule {
        name: "small-files",
        applies: is_rust,
        probe: Probe::Longer(400),
        advice: "split it: one idea a file, named after its main item",
    },
    Rule {
        name: "small-components",
        applies: |path| path.starts_with("src/") && is_rust(path),
        probe: Probe::LongComponent(80),
        advice: "take it apart: what it knows and does into a state of its own, what it shows into small components",
    },
    Rule {
        name: "one-word",
        // What a column may be called is whatever people call it.
        applies: |path| is_said(path) && path != "crates/server/src/curation/imports/column_names.rs",
        probe: Probe::Contains(&[
            concat!("一分钟", "读懂"),
            concat!("已存在", "手机里"),
            concat!("已存", "本机"),
            concat!("没", "存上"),
            concat!("已", "撤回"),
            concat!("登录", "没了"),
            concat!("没", "答好"),
            concat!("没", "看成"),
            concat!("不再", "适合"),
        ]),
        advice: "one word for one thing: the other one stands in docs/GLOSSARY.md, under the words to avoid",
    },
];

pub(crate) fn conventions() -> Result<(), Failure> {
    let list = process::read(process::command("git").args(["ls-files", "-co", "--exclude-standard", "-z"]))?;
    let mut violations = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // Listed but deleted, or no text: nothing to judge.
        if let Ok(text) = fs::read_to_string(project::root().join(path)) {
            violations.extend(judge(path, &text));
        }
    }
    let style = |name: &str| fs::read_to_string(project::root().join("style").join(name)).unwrap_or_default();
    violations.extend(["main.css", "desk.css"].iter().flat_map(|app| shared_classes(app, style)));
    match violations.is_empty() {
        true => Ok(()),
        false => Err(Failure::say(format!("{} against the house rules\n{}", violations.len(), violations.join("\n")))),
    }
}

/// All violations in one file; `path` is relative to the root, with forward slashes.
fn judge(path: &str, text: &str) -> Vec<String> {
    let rules = RULES.iter().filter(|rule| (rule.applies)(path));
    let lines = rules.flat_map(|rule| rule.probe.lines(path, text).into_iter().map(move |line| (rule, line)));
    lines.map(|(rule, line)| format!("{path}:{line}: {}: {}", rule.name, rule.advice)).collect()
}

/// Files below all features, whose classes others give another look on purpose.
const BELOW: [&str; 6] = ["tokens.css", "base.css", "frame.css", "ui.css", "desk-frame.css", "forced.css"];

/// Classes that the files of two features of one app give a look of their own: whoever writes the second does not know of the first.
/// `style` gives a file's text.
fn shared_classes(app: &str, style: impl Fn(&str) -> String) -> Vec<String> {
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    let mut violations = Vec::new();
    let names = style(app);
    let files = names.lines().filter_map(|line| line.strip_prefix("@import \"./")?.strip_suffix("\";"));
    for file in files.filter(|file| !BELOW.contains(file)) {
        for class in plain_classes(&style(file)) {
            let home = homes.entry(class.clone()).or_insert_with(|| file.to_string());
            if home != file {
                violations.push(format!("style/{file}:1: one-home: `{class}` is {home}'s: give it another name"));
            }
        }
    }
    violations
}

/// The selectors of a style that are one class and nothing else; not those for paper, where all that is not printed is hidden.
fn plain_classes(css: &str) -> Vec<String> {
    let code: String = css.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code)).collect();
    let code = without_print(&code);
    let selectors = code.split('{').filter_map(|part| part.rsplit(['}', ';']).next());
    let is_plain = |one: &&str| {
        one.strip_prefix('.').is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)))
    };
    selectors.flat_map(|list| list.split(',').map(str::trim)).filter(is_plain).map(str::to_string).collect()
}

/// A style without what is for paper alone.
fn without_print(code: &str) -> String {
    let Some((before, rest)) = code.split_once("@media print") else { return code.to_string() };
    let mut depth = 0;
    let end = rest.find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == '}' && depth == 0
    });
    before.to_string() + &end.map(|end| without_print(&rest[end + 1..])).unwrap_or_default()
}

impl Probe {
    /// The numbers of the lines it objects to.
    fn lines(&self, path: &str, text: &str) -> Vec<usize> {
        match self {
            Self::Named(names) => {
                let mut parts = path.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part));
                if parts.any(|part| names.contains(&part)) { vec![1] } else { Vec::new() }
            }
            Self::Contains(needles) => {
                let code = |line: &str| !line.trim_start().starts_with("//");
                let hits = |line: &str| code(line) && needles.iter().any(|needle| has_word(line, needle));
                text.lines().enumerate().filter(|(_, line)| hits(line)).map(|(index, _)| index + 1).collect()
            }
            Self::Longer(limit) => {
                if text.lines().count() > *limit {
                    vec![limit + 1]
                } else {
                    Vec::new()
                }
            }
            Self::LongComponent(limit) => {
                let lines: Vec<&str> = text.lines().collect();
                let is_long = |at: &usize| {
                    let end = lines[*at..].iter().position(|line| *line == "}");
                    lines[*at] == "#[component]" && end.is_some_and(|end| end > *limit)
                };
                (0..lines.len()).filter(is_long).map(|at| at + 1).collect()
            }
        }
    }
}

/// Whether the needle starts where a word does: `data-style=` is no `style=`.
fn has_word(line: &str, needle: &str) -> bool {
    let starts_word = |before: &str| !before.ends_with(|last: char| last.is_alphanumeric() || "_-".contains(last));
    // Chinese has no space before a word.
    let is_chinese = !needle.is_ascii();
    line.match_indices(needle).any(|(at, _)| is_chinese || starts_word(&line[..at]))
}

fn is_rust(path: &str) -> bool {
    path.ends_with(".rs")
}

/// What people read: the app, the server's answers, the manuals, the content.
fn is_said(path: &str) -> bool {
    is_rust(path)
        || ["public/", "content/", "docs/手册/", "README.zh-CN.md"].iter().any(|place| path.starts_with(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<String> {
        judge(path, text).iter().filter_map(|said| said.split(": ").nth(1).map(str::to_string)).collect()
    }

    /// With so many lines inside.
    fn component(lines: usize) -> String {
        format!("#[component]\nfn App() {{\n{}}}\n", "    x();\n".repeat(lines))
    }

    #[test]
    fn a_class_has_one_home() {
        let style = |name: &str| match name {
            "main.css" => "@import \"./a.css\";\n@import \"./b.css\";\n".to_string(),
            "a.css" => {
                "/* .x, {1} */\n.mine, .own { color: red; }\n@media print { .own { color: black; } }".to_string()
            }
            _ => ".row .mine { color: red; }\n.mine:hover { color: blue; }\n.own { color: green; }".to_string(),
        };
        assert_eq!(
            shared_classes("main.css", style),
            ["style/b.css:1: one-home: `.own` is a.css's: give it another name"]
        );
    }

    #[test]
    fn each_rule_sees_what_it_forbids() {
        assert_eq!(rules("src/ui/utils.rs", ""), ["no-drawers"]);
        assert_eq!(rules("src/helpers/card.rs", ""), ["no-drawers"]);
        assert_eq!(rules("src/cards/mod.rs", ""), ["no-drawers"]);
        assert_eq!(rules("src/app.rs", &format!("use {}_sys::Node;", "web")), ["browser-only"]);
        assert_eq!(rules("index.html", &format!("<p {}=\"color:red\">", "style")), ["no-style-attribute"]);
        assert_eq!(rules("crates/server/src/main.rs", &format!("    {}!(\"later\")", "todo")), ["nothing-unfinished"]);
        assert_eq!(rules("e2e/read.spec.js", &format!("test.{}('x', …)", "only")), ["every-test-runs"]);
        assert_eq!(rules("e2e/read.spec.js", &format!("test.describe.{}('x', …)", "skip")), ["every-test-runs"]);
        assert_eq!(rules("public/loader.js", &format!("window.{}('x')", "alert")), ["no-alert"]);
        assert_eq!(rules("src/app.rs", &"\n".repeat(401)), ["small-files"]);
        assert_eq!(rules("src/app.rs", &component(79)), ["small-components"]);
        assert_eq!(rules("src/desk/form.rs", &format!("Some(\"看看{}读懂\")", "一分钟")), ["one-word"]);
    }

    #[test]
    fn what_only_looks_alike_is_left_alone() {
        assert!(rules("src/browser/dom.rs", &format!("use {}_sys::Node;", "web")).is_empty());
        assert!(rules("src/lib.rs", &format!("//! Only `browser` touches `{}_sys`.", "web")).is_empty());
        assert!(rules("src/ui/button.rs", &format!("view! {{ <p data-{}=\"x\"/> }}", "style")).is_empty());
        assert!(rules("src/model.rs", &"\n".repeat(400)).is_empty());
        assert!(rules("src/app.rs", &component(78).repeat(2)).is_empty());
        assert!(rules("docs/types.md", "").is_empty());
        assert!(rules("docs/GLOSSARY.md", &format!("不说{}读懂", "一分钟")).is_empty());
    }

    #[test]
    fn a_violation_names_its_place_and_what_to_do() {
        let said = judge("src/app.rs", &format!("\nuse {}_sys::Node;", "web"));
        assert!(said[0].starts_with("src/app.rs:2: browser-only: only src/browser/"));
    }
}
