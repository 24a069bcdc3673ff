//! `cargo xtask dev`: Trunk rebuilds the app when code or style change, the server follows `dist/` and `content/`.

use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};
use std::{fs, process::Command};

use crate::failure::Failure;
use crate::{build, process, project, run, tools};

pub(crate) fn dev(extra: &[String]) -> Result<(), Failure> {
    let arguments = run::serve(&["--dev", "--watch"], false, extra);
    run::free(&run::listen(&arguments))?;
    tools::for_dev()?;
    build::fetch()?;
    build::debug_server()?;

    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))
        .map_err(|error| Failure::say(format!("cannot listen for Ctrl-C: {error}")))?;

    let start = SystemTime::now();
    let mut children = vec![Running::start(build::trunk("watch"))?];
    let mut server = Some(process::command(project::server("debug")));
    while !stop.load(Ordering::Relaxed) {
        // The server starts with the first build it could serve; later ones it notices itself.
        if built_since(start)
            && let Some(mut command) = server.take()
        {
            command.args(&arguments);
            children.push(Running::start(command)?);
        }
        for child in &mut children {
            child.check()?;
        }
        sleep(Duration::from_millis(200));
    }
    Ok(())
}

fn built_since(start: SystemTime) -> bool {
    let written = fs::metadata(project::dist().join("shell.html")).and_then(|file| file.modified());
    written.is_ok_and(|written| written >= start)
}

/// A child that dies with us, whichever way we leave.
struct Running {
    line: String,
    child: Child,
}

impl Running {
    fn start(mut command: Command) -> Result<Self, Failure> {
        let line = process::line(&command);
        match command.spawn() {
            Ok(child) => Ok(Self { line, child }),
            Err(source) => Err(Failure::NotStarted { line, source }),
        }
    }

    fn check(&mut self) -> Result<(), Failure> {
        match self.child.try_wait() {
            Ok(Some(status)) => Err(Failure::Command { line: self.line.clone(), status: status.to_string() }),
            _ => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where the child has already gone.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
