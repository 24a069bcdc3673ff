//! Steps of a long task: each one's output is shown, a failing one does not stop the others, and one table ends it all.

use std::process::ExitCode;
use std::time::Instant;

use crate::failure::Failure;

/// What was done so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    passed: bool,
    seconds: f64,
    note: String,
}

impl Steps {
    /// Runs one step; whether it passed.
    pub(crate) fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), Failure>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = work();
        let seconds = start.elapsed().as_secs_f64();
        let passed = outcome.is_ok();
        let note = outcome.err().map(|failure| failure.to_string()).unwrap_or_default();
        if !passed {
            println!("{name}: {note}");
        }
        // The table is for a glance: a failure of many lines has just been shown in full.
        let note = note.lines().next().unwrap_or_default().to_string();
        self.done.push(Step { name, passed, seconds, note });
        passed
    }

    /// Notes a step that makes no sense without an earlier one. It counts as failed: it has not been seen to pass.
    pub(crate) fn skip(&mut self, name: &'static str, needs: &str) {
        self.done.push(Step { name, passed: false, seconds: 0.0, note: format!("not run: needs {needs}") });
    }

    /// Prints the table, and says by the exit code whether all passed.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n{}", self.summary());
        if self.done.iter().all(|step| step.passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn summary(&self) -> String {
        let width = self.done.iter().map(|step| step.name.len()).max().unwrap_or_default();
        let mut text = String::new();
        for Step { name, passed, seconds, note } in &self.done {
            let verdict = if *passed { "ok" } else { "FAILED" };
            text += format!("{name:width$}  {verdict:6}  {seconds:7.1} s  {note}").trim_end();
            text += "\n";
        }
        let passed = self.done.iter().filter(|step| step.passed).count();
        text + &format!("{passed} passed, {} failed", self.done.len() - passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_steps_on_its_last_line() {
        let mut steps = Steps::default();
        assert!(steps.run("first", || Ok(())));
        assert!(!steps.run("second", || Err(Failure::say("it broke\nin detail"))));
        steps.skip("third", "second");
        let summary = steps.summary();
        let lines: Vec<&str> = summary.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[0].starts_with("first   ok") && lines[0].ends_with(" s"));
        assert!(lines[1].starts_with("second  FAILED") && lines[1].ends_with("it broke"));
        assert!(lines[2].ends_with("not run: needs second"));
        assert_eq!(lines[3], "1 passed, 2 failed");
    }
}
