//! A throw-away PostgreSQL for tests: in a folder of its own, on a free port, gone when they are over.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use super::apt;
use crate::failure::Failure;
use crate::process;

/// Where Debian puts it, a folder a version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// PostgreSQL does not run as root; Debian's package brings this user.
const USER: &str = "postgres";

/// A running one.
pub(crate) struct Postgres {
    bin: PathBuf,
    dir: PathBuf,
    port: u16,
}

/// Installs it where that is ours to do.
pub(super) fn ensure() -> Result<(), Failure> {
    if bin().is_some() {
        return Ok(());
    }
    if apt::can_install() {
        apt::install(&["postgresql"])?;
        return if bin().is_some() { Ok(()) } else { Err(missing()) };
    }
    Err(missing())
}

fn missing() -> Failure {
    Failure::say(
        "PostgreSQL's initdb and pg_ctl are needed on PATH (Debian: apt install postgresql): half of the store's tests run on it",
    )
}

/// Where its programs are: on PATH, or the newest of Debian's.
fn bin() -> Option<PathBuf> {
    let on_path = process::on_path("initdb").and_then(|file| file.parent().map(Path::to_path_buf));
    let version = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let debian = || {
        let folders = fs::read_dir(DEBIAN).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        folders
            .filter(|folder| folder.join("bin/initdb").is_file())
            .max_by_key(version)
            .map(|folder| folder.join("bin"))
    };
    on_path.or_else(debian)
}

impl Postgres {
    /// Makes an empty one and starts it.
    pub(crate) fn start() -> Result<Self, Failure> {
        let bin = bin().ok_or_else(missing)?;
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|error| Failure::say(format!("no free port: {error}")))?.port();
        let dir = env::temp_dir().join(format!("nuanxin-postgres-{port}"));
        fs::create_dir_all(&dir).map_err(Failure::file("make", &dir))?;
        if is_root() {
            process::run(process::command("chown").arg(USER).arg(&dir))?;
        }
        let postgres = Self { bin, dir, port };
        let data = postgres.data();
        // What is made here need not outlive a power cut; what tests write is synced as always.
        let initdb = ["-D", &data, "-U", "nuanxin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
        process::read(&mut postgres.program("initdb", &initdb))?;
        let options =
            format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300");
        let log = postgres.dir.join("log").display().to_string();
        process::read(&mut postgres.program("pg_ctl", &["-D", &data, "-w", "-l", &log, "-o", &options, "start"]))?;
        Ok(postgres)
    }

    /// Where tests make their own databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://nuanxin@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        self.dir.join("data").display().to_string()
    }

    fn program(&self, name: &str, arguments: &[&str]) -> Command {
        let program = self.bin.join(name);
        let mut command = if is_root() {
            let mut command = process::command("runuser");
            command.args(["-u", USER, "--"]).arg(program);
            command
        } else {
            process::command(program)
        };
        command.args(arguments).current_dir(&self.dir);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = process::read(&mut self.program("pg_ctl", &["-D", &self.data(), "-m", "immediate", "stop"]));
        if let Err(failure) = stopped {
            eprintln!("warning: {failure}");
        }
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn is_root() -> bool {
    process::ask("id", &["-u"]).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn it_answers_while_it_is_wanted_and_leaves_nothing() {
        let Ok(postgres) = Postgres::start() else { panic!("{}", missing()) };
        let (dir, address) = (postgres.dir.clone(), format!("127.0.0.1:{}", postgres.port));
        assert!(TcpStream::connect(&address).is_ok() && dir.is_dir());
        drop(postgres);
        assert!(TcpStream::connect(&address).is_err() && !dir.exists());
    }
}
