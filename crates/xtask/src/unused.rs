//! Dependencies that no line of their crate names: they cost a download and minutes, and nobody knows what they are for.
//!
//! The compiler's own lint judges each test and program by itself, and what one of them needs the others do not.

use std::fs;
use std::path::Path;

use cargo_metadata::{Dependency, Package};

use crate::failure::Failure;
use crate::{licences, process, project};

/// Named in no code, and there for what they do to others (their manifest says what).
const FOR_OTHERS: [&str; 2] = ["reqwest", "stable_deref_trait"];

pub(crate) fn unused() -> Result<(), Failure> {
    let metadata = licences::metadata()?;
    let list = process::read(process::command("git").args(["ls-files", "-co", "--exclude-standard", "-z", "*.rs"]))?;
    let files: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        let folder = package.manifest_path.parent().map(|folder| folder.as_std_path()).unwrap_or(Path::new(""));
        let is_own = |path: &&&str| {
            // The root's crate has the others below it.
            let is_others = folder == project::root() && path.starts_with("crates/");
            project::root().join(path).starts_with(folder) && !is_others
        };
        let read = |path: &&str| fs::read_to_string(project::root().join(path)).ok();
        let code: String = files.iter().filter(is_own).filter_map(read).map(|text| without_comments(&text)).collect();
        faults.extend(not_named(package, &code));
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::say(faults.join("\n"))) }
}

fn not_named(package: &Package, code: &str) -> Vec<String> {
    let name = |one: &Dependency| one.rename.as_ref().unwrap_or(&one.name).replace('-', "_");
    let is_unused = |name: &String| !FOR_OTHERS.contains(&name.as_str()) && !has_name(code, name);
    let say = |unused: String| {
        format!("{}: no line names `{unused}`: take it out of {}", package.name, package.manifest_path)
    };
    package.dependencies.iter().map(name).filter(is_unused).map(say).collect()
}

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect()
}

/// Whether the code has this name, and not as a part of a longer one.
fn has_name(code: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name)
        .any(|(at, _)| !code[..at].ends_with(is_part) && !code[at + name.len()..].starts_with(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_name() {
        assert!(has_name("use url::Url;", "url"));
        assert!(has_name("#[derive(serde::Serialize)]", "serde"));
        assert!(!has_name(&without_comments("    // by url\n//! url\nfn x() {}"), "url"));
        for other in ["fn public_url() {}", "use urls::Url;", ""] {
            assert!(!has_name(other, "url"), "{other}");
        }
    }
}
