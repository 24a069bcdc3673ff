//! Licences of all crates in the lock file, against those this project accepts.
//!
//! cargo-deny does this and more, and takes minutes to build; what is needed here is one question to `cargo metadata`.

use cargo_metadata::{Metadata, MetadataCommand, Package};
use spdx::{Expression, ParseMode};

use crate::failure::Failure;
use crate::project;

/// Permissive, or (MPL) asking only for changes to its own files.
const ACCEPTED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
/// An exception gives more than its licence does, so it never stands in the way of an accepted one; still, only those
/// that were looked at.
const EXCEPTIONS: [&str; 1] = ["LLVM-exception"];

pub(crate) fn licences() -> Result<(), Failure> {
    let packages = metadata()?.packages;
    let faults: Vec<String> = packages.iter().filter_map(fault).collect();
    println!("{} crates", packages.len());
    match faults.len() {
        0 => Ok(()),
        _ => Err(Failure::say(faults.join("\n"))),
    }
}

/// Of all platforms. Asked offline first: after a build everything is there, and no registry is bothered.
pub(crate) fn metadata() -> Result<Metadata, Failure> {
    let ask = |flags: &[&str]| {
        let flags = flags.iter().map(ToString::to_string).collect::<Vec<_>>();
        MetadataCommand::new().current_dir(project::root()).other_options(flags).exec()
    };
    ask(&["--locked", "--offline"])
        .or_else(|_| ask(&["--locked"]))
        .map_err(|error| Failure::say(format!("`cargo metadata` failed: {error}")))
}

fn fault(package: &Package) -> Option<String> {
    let Package { name, version, license, .. } = package;
    let Some(license) = license else {
        return Some(format!("{name} {version} names no licence: read its licence file, and choose another crate"));
    };
    match accepted(license) {
        Ok(true) => None,
        Ok(false) => Some(format!("{name} {version} is under {license}, which is not accepted: choose another crate")),
        Err(why) => Some(format!("{name} {version} has an unreadable licence, {license}: {why}")),
    }
}

/// Whether an SPDX expression can be met with accepted licences alone. Old crates write `MIT/Apache-2.0` for OR.
fn accepted(expression: &str) -> Result<bool, String> {
    let expression = Expression::parse_mode(expression, ParseMode::LAX).map_err(|error| error.reason.to_string())?;
    Ok(expression.evaluate(|term| {
        let licence = term.license.id().is_some_and(|id| ACCEPTED.contains(&id.name));
        let addition = term.addition.as_ref();
        licence && addition.is_none_or(|added| added.id().is_some_and(|id| EXCEPTIONS.contains(&id.name)))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_accepted_when_accepted_licences_meet_it() {
        let yes = [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ];
        for expression in yes {
            assert_eq!(accepted(expression), Ok(true), "{expression}");
        }
    }

    #[test]
    fn one_unaccepted_licence_that_cannot_be_avoided_is_enough() {
        for expression in
            ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "LGPL-2.1-or-later", "MIT WITH Classpath-exception-2.0"]
        {
            assert_eq!(accepted(expression), Ok(false), "{expression}");
        }
        assert!(accepted("whatever").is_err());
    }
}
