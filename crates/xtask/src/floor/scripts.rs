//! Scripts that the oldest browsers parse.

use super::Floor;
use crate::esbuild;
use crate::failure::Failure;

/// What in this script some browser would not parse. esbuild knows which browser parses what, and rewrites what it must:
/// a script that nothing need be rewritten in comes out as it does for the newest.
pub(super) fn fault(script: &str, floor: &Floor) -> Result<Option<String>, Failure> {
    let (newest, old) = (esbuild::written_for("esnext", script)?, esbuild::written_for(&floor.target(), script)?);
    let different = newest.lines().zip(old.lines()).find(|(new, old)| new != old).map(|(new, _)| new);
    let different = different.or_else(|| (newest != old).then_some("its end"));
    let shown = |line: &str| line.trim().chars().take(120).collect::<String>();
    Ok(different.map(|line| format!("{} cannot parse `{}`", floor.target(), shown(line))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{floor, tools};

    fn faults_of(script: &str) -> [Option<String>; 2] {
        let (Ok(app), Ok(words)) = (floor::app(), floor::words()) else { panic!("browsers.json cannot be read") };
        assert!(tools::for_finish().is_ok());
        [app, words].map(|floor| fault(script, &floor).unwrap_or_else(|why| Some(why.to_string())))
    }

    #[test]
    fn syntax_that_came_later_is_named() {
        let [fault, _] = faults_of("const ok = 1;\nclass Late {\n  static { console.log(ok); }\n}\n");
        assert!(fault.is_some_and(|why| why.contains("safari16") && why.contains("static {")));
        let [fault, older] = faults_of("console.log(window.taps ?? []);\n");
        assert_eq!(fault, None);
        assert!(older.is_some_and(|why| why.contains("chrome78") && why.contains("??")));
        assert!(faults_of("console.log(/(?<=a)b/v);\n")[0].is_some());
    }

    #[test]
    fn what_everybody_parses_is_left_alone() {
        assert_eq!(faults_of("try { [1].map((one) => ({ ...{ one } })); } catch {}\n"), [None, None]);
    }
}
