//! Steps of a long task: each says which it is and how long it takes, a failing one does not stop the others, and one table
//! ends it all. Steps beside others are processes of their own: their output is kept, and shown whole.

use std::fs::File;
use std::process::{Command, ExitCode};
use std::thread::{self, JoinHandle};
use std::time::Instant;
use std::{env, fs};

use crate::failure::Failure;
use crate::process;

/// What is to be done, for how long on two cores from nothing, and which hidden task of our own does it.
pub(crate) type Beside = (&'static str, &'static str, &'static [&'static str]);

/// What was done so far.
pub(crate) struct Steps {
    total: usize,
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    passed: bool,
    seconds: f64,
    note: String,
}

/// Steps that are done one after the other, beside whatever else is.
pub(crate) struct Lane(JoinHandle<Vec<Done>>);

struct Done {
    name: &'static str,
    about: &'static str,
    outcome: Result<(), Failure>,
    seconds: f64,
    output: String,
}

impl Steps {
    /// So many will be run, joined or skipped.
    pub(crate) fn of(total: usize) -> Self {
        Self { total, done: Vec::new() }
    }

    /// Runs one step; whether it passed. `about`: how long it takes from nothing.
    pub(crate) fn run(
        &mut self,
        name: &'static str,
        about: &'static str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> bool {
        self.head(name, about);
        let start = Instant::now();
        let outcome = work();
        self.note(name, outcome, start.elapsed().as_secs_f64())
    }

    /// Starts steps beside those that come next.
    pub(crate) fn beside(&self, steps: &'static [Beside]) -> Lane {
        let names: Vec<_> = steps.iter().map(|(name, ..)| *name).collect();
        println!("beside what follows, and shown when it is done: {}", names.join(", "));
        // Now: a build may replace the file, and then it is found no more.
        let own = env::current_exe();
        let one = move |(name, about, task): &Beside| {
            let start = Instant::now();
            let own = own.as_ref().map_err(|why| Failure::say(format!("this program cannot be found: {why}")));
            let (outcome, output) = match own.map(|own| kept(process::command(own).args(*task))) {
                Ok((outcome, output)) => (outcome, output),
                Err(failure) => (Err(failure), String::new()),
            };
            Done { name, about, outcome, seconds: start.elapsed().as_secs_f64(), output }
        };
        Lane(thread::spawn(move || steps.iter().map(one).collect()))
    }

    /// Waits for them; those that passed.
    pub(crate) fn join(&mut self, lane: Lane) -> Vec<&'static str> {
        let mut passed = Vec::new();
        // It panics for nothing; were it to, its steps are missed in the count.
        for Done { name, about, outcome, seconds, output } in lane.0.join().unwrap_or_default() {
            self.head(name, about);
            print!("{output}");
            if self.note(name, outcome, seconds) {
                passed.push(name);
            }
        }
        passed
    }

    /// Notes a step that makes no sense without an earlier one. It counts as failed: it has not been seen to pass.
    pub(crate) fn skip(&mut self, name: &'static str, needs: &str) {
        self.done.push(Step { name, passed: false, seconds: 0.0, note: format!("not run: needs {needs}") });
    }

    /// Prints the table, and says by the exit code whether all passed.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n{}", self.summary());
        let all = self.done.len() == self.total && self.done.iter().all(|step| step.passed);
        if all { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn head(&self, name: &str, about: &str) {
        println!("\n== {} of {}: {name} ({about})", self.done.len() + 1, self.total);
    }

    fn note(&mut self, name: &'static str, outcome: Result<(), Failure>, seconds: f64) -> bool {
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

    fn summary(&self) -> String {
        let width = self.done.iter().map(|step| step.name.len()).max().unwrap_or_default();
        let mut text = String::new();
        for Step { name, passed, seconds, note } in &self.done {
            let verdict = if *passed { "ok" } else { "FAILED" };
            text += format!("{name:width$}  {verdict:6}  {seconds:7.1} s  {note}").trim_end();
            text += "\n";
        }
        let passed = self.done.iter().filter(|step| step.passed).count();
        text + &format!("{passed} passed, {} failed", self.total.max(self.done.len()) - passed)
    }
}

/// Runs a command and keeps all it says, in the order in which it says it.
pub(crate) fn kept(command: &mut Command) -> (Result<(), Failure>, String) {
    let path = env::temp_dir().join(format!("nuanxin-step-{}-{:?}", std::process::id(), thread::current().id()));
    let files = File::create(&path).and_then(|file| Ok((file.try_clone()?, file)));
    let outcome = match files.map_err(Failure::file("write", &path)) {
        Ok((stdout, stderr)) => process::run(command.stdout(stdout).stderr(stderr)),
        Err(failure) => Err(failure),
    };
    let output = fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    fs::remove_file(&path).ok();
    (outcome, output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_steps_on_its_last_line() {
        let mut steps = Steps::of(3);
        assert!(steps.run("first", "a second", || Ok(())));
        assert!(!steps.run("second", "a second", || Err(Failure::say("it broke\nin detail"))));
        steps.skip("third", "second");
        let summary = steps.summary();
        let lines: Vec<&str> = summary.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[0].starts_with("first   ok") && lines[0].ends_with(" s"));
        assert!(lines[1].starts_with("second  FAILED") && lines[1].ends_with("it broke"));
        assert!(lines[2].ends_with("not run: needs second"));
        assert_eq!(lines[3], "1 passed, 2 failed");
    }

    #[test]
    fn a_step_that_was_promised_and_never_done_is_a_failure() {
        let mut steps = Steps::of(2);
        assert!(steps.run("first", "a second", || Ok(())));
        assert!(steps.summary().ends_with("1 passed, 1 failed"));
        assert!(steps.finish() != ExitCode::SUCCESS);
    }

    #[test]
    fn output_beside_is_kept_whole() {
        let mut node = process::command("node");
        let (outcome, output) = kept(node.args(["-e", "console.log(1); console.error(2); process.exit(3)"]));
        assert_eq!(output, "1\n2\n");
        assert!(outcome.is_err_and(|failure| failure.to_string().contains('3')));
    }
}
