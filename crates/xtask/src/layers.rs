//! Layers: a folder of a crate imports only those below it, and no files import each other in a circle. What stands here is
//! the plan of the house; `docs/ARCHITECTURE.md` says what lives where.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::project;

/// A crate's folder of sources, and its floors from the ground up: rooms of one floor know nothing of each other. The
/// crate's root may import all of them.
struct House {
    root: &'static str,
    floors: &'static [&'static [&'static str]],
}

const HOUSES: [House; 2] = [
    House {
        root: "crates/server/src",
        floors: &[
            &["config", "infra", "tables"],
            &["people", "pictures", "recordings", "store"],
            &["publishing"],
            &["curation"],
            &["web"],
            &["commands"],
        ],
    },
    House { root: "src", floors: &[&["browser"], &["client", "ui"], &["desk", "reader"]] },
];

/// A file of a crate as `a::b`; the crate's own root is empty.
type Module = String;

/// Says what imports upwards, and which files import each other in a circle.
pub(crate) fn layers() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for house in &HOUSES {
        let mut files = BTreeMap::new();
        read(&project::root().join(house.root), "", &mut files)?;
        wrong.extend(judge(house, &files));
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::say(format!("{} against the layers\n{}", wrong.len(), wrong.join("\n")))),
    }
}

/// All files below a folder, by module.
fn read(folder: &Path, module: &str, files: &mut BTreeMap<Module, String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file("list", folder))? {
        let path = entry.map_err(Failure::file("list", folder))?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let inner = if module.is_empty() { stem.to_string() } else { format!("{module}::{stem}") };
        if path.is_dir() {
            read(&path, &inner, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            // Beside a library they are entry points, and import its root alone.
            if module == "bin" || stem == "main" && folder.join("lib.rs").is_file() {
                continue;
            }
            let inner = if matches!(inner.as_str(), "main" | "lib") { String::new() } else { inner };
            files.insert(inner, fs::read_to_string(&path).map_err(Failure::file("read", &path))?);
        }
    }
    Ok(())
}

fn judge(house: &House, files: &BTreeMap<Module, String>) -> Vec<String> {
    let imports: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|(module, text)| (module.as_str(), imports(module, text, files))).collect();
    let floor = |module: &str| {
        let room = module.split("::").next().unwrap_or_default();
        house.floors.iter().position(|rooms| rooms.contains(&room)).map(|floor| (floor, room.to_string()))
    };
    let mut wrong = Vec::new();
    for (from, all) in &imports {
        let path = format!("{}/{}.rs", house.root, from.replace("::", "/"));
        if from.is_empty() {
            continue;
        }
        let Some((own, room)) = floor(from) else {
            wrong.push(format!(
                "{path}: has no floor: put it into a room, or give its room one (crates/xtask/src/layers.rs)"
            ));
            continue;
        };
        let up = all.iter().filter(|to| floor(to).is_some_and(|(its, other)| other != room && its >= own));
        wrong.extend(up.map(|to| format!("{path}: imports {to}, which is not below it: move what both need down")));
    }
    wrong.extend(
        circles(&imports).into_iter().map(|circle| {
            format!("{}: these files import each other in a circle: {}", house.root, circle.join(" -> "))
        }),
    );
    wrong
}

/// The files that a file imports, outside its tests.
fn imports<'a>(module: &str, text: &str, files: &'a BTreeMap<Module, String>) -> BTreeSet<&'a str> {
    let code = code(text);
    let mut found = BTreeSet::new();
    for (at, word) in words(&code) {
        // A path begins where no other goes on.
        if code[..at].ends_with("::") || !code[at + word.len()..].starts_with("::") {
            continue;
        }
        let rest = &code[at + word.len() + 2..];
        let begin = match word {
            "crate" => String::new(),
            "super" => parent(module).to_string(),
            word if files.contains_key(&joined(module, word)) => joined(module, word),
            _ => continue,
        };
        leaves(&begin, rest, &mut |path| {
            if let Some(file) = file_of(path, files)
                && file != module
                && !file.is_empty()
            {
                found.insert(file);
            }
        });
    }
    found
}

/// Without comments, tests, and the places that only a visibility names.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let mut code = String::new();
    for line in lines {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("pub(in ") {
            code.push_str(before);
            rest = after.split_once(')').map_or("", |(_, rest)| rest);
        }
        code.push_str(rest);
        code.push('\n');
    }
    code
}

/// Every name in a text, and where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.split(move |c| !is_name(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Calls with each path of a tree such as `a::{b, c::d}`, which follows `begin::`; how much of the text it took.
fn leaves(begin: &str, tree: &str, found: &mut impl FnMut(&str)) -> usize {
    if let Some(inner) = tree.strip_prefix('{') {
        let mut at = 1;
        loop {
            let rest = &inner[at - 1..];
            let next = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            at += rest.len() - next.len();
            if next.is_empty() || next.starts_with('}') {
                return at + 1;
            }
            at += leaves(begin, next, found).max(1);
        }
    }
    let end = tree.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tree.len());
    let (name, rest) = tree.split_at(end);
    let path = match name {
        "" | "self" => begin.to_string(),
        "super" => parent(begin).to_string(),
        name => joined(begin, name),
    };
    match rest.strip_prefix("::") {
        Some(rest) => end + 2 + leaves(&path, rest, found),
        None => {
            found(&path);
            // `as name` stands behind it.
            end + rest.find(|c| ",};\n".contains(c)).unwrap_or(rest.len()) * usize::from(rest.starts_with(" as "))
        }
    }
}

fn joined(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_string() } else { format!("{module}::{name}") }
}

fn parent(module: &str) -> &str {
    module.rsplit_once("::").map_or("", |(parent, _)| parent)
}

/// The file that an item's path leads to.
fn file_of<'a>(mut path: &str, files: &'a BTreeMap<Module, String>) -> Option<&'a str> {
    loop {
        if let Some((file, _)) = files.get_key_value(path) {
            return Some(file);
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// Files that reach each other, each group once, in the order in which they do.
fn circles<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<Vec<&'a str>> {
    let mut known = BTreeSet::new();
    let mut circles = Vec::new();
    for file in imports.keys() {
        if !known.contains(file)
            && let Some(circle) = way(imports, file)
        {
            known.extend(circle.iter().copied());
            circles.push(circle);
        }
    }
    circles
}

/// The shortest way from a file back to itself.
fn way<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>, file: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = std::collections::VecDeque::from([vec![file]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| imports.get(last)).into_iter().flatten() {
            if *next == file {
                return Some([way, vec![file]].concat());
            }
            if seen.insert(*next) {
                ways.push_back([way.clone(), vec![*next]].concat());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUSE: House = House { root: "src", floors: &[&["ground"], &["left", "right"], &["roof"]] };

    fn judged(files: &[(&str, &str)]) -> Vec<String> {
        judge(&HOUSE, &files.iter().map(|(module, text)| (module.to_string(), text.to_string())).collect())
    }

    #[test]
    fn our_own_houses_stand() {
        assert_eq!(layers().map_err(|why| why.to_string()), Ok(()));
    }

    #[test]
    fn what_imports_downwards_is_right() {
        let files = [
            ("", "mod ground;\nuse crate::roof::Tile;"),
            ("ground", ""),
            ("left", "use crate::ground::{self, Stone};"),
            ("roof", "mod tile;\nuse tile::Tile;\nfn f() { crate::left::door() }"),
            (
                "roof::tile",
                "// not crate::roof::Roof\npub(in crate::roof) struct Tile;\n#[cfg(test)]\nmod tests { use super::super::Roof; }",
            ),
        ];
        assert_eq!(judged(&files), [""; 0]);
    }

    #[test]
    fn a_stair_that_runs_up_is_named() {
        let said = judged(&[("ground", "fn f() { crate::roof::Tile::new() }"), ("roof", "")]);
        assert!(said[0].starts_with("src/ground.rs: imports roof"), "{said:?}");
        let said = judged(&[
            ("left", "use crate::{\n    ground::Stone as Rock,\n    right::{Door, Key},\n};"),
            ("right", ""),
            ("ground", ""),
        ]);
        assert!(said.len() == 1 && said[0].starts_with("src/left.rs: imports right"), "{said:?}");
        assert!(judged(&[("cellar", "")])[0].contains("has no floor"));
    }

    #[test]
    fn a_circle_is_named_with_its_way() {
        let files = [
            ("left", "pub struct Shared;\nmod a;\nmod b;\nfn f() { a::g() }"),
            ("left::a", "use super::b::h;"),
            ("left::b", "use crate::left::{Shared};"),
        ];
        assert_eq!(
            judged(&files),
            ["src: these files import each other in a circle: left -> left::a -> left::b -> left"]
        );
    }
}
