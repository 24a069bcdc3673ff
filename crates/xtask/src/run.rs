//! `cargo xtask run`: from a fresh clone to a page in the browser. What a rider reads is served as soon as it can be; the desk
//! is built behind it.

use std::fs::File;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::time::SystemTime;
use std::{env, thread};

use crate::failure::Failure;
use crate::steps::kept;
use crate::web::App;
use crate::{build, lan, process, project, tools};

const USUAL: &str = "127.0.0.1:8080";
const EVERYWHERE: &str = "0.0.0.0:8080";

pub(crate) fn run(lan: bool, sample: bool, extra: &[String]) -> Result<(), Failure> {
    let mut arguments = serve(&["--watch"], lan, extra);
    if sample {
        // Not among anybody's own data.
        let folder = project::target().join("sample-data").display().to_string();
        arguments.extend(["--sample".into(), "--data-dir".into(), folder]);
    }
    let listen = listen(&arguments);
    // Before the build, which takes minutes the first time.
    free(&listen)?;
    println!("1 of 3: tools (a minute, once)");
    tools::for_build()?;
    println!("2 of 3: the server, and beside it what riders read (six minutes the first time, then seconds)");
    let reader = thread::spawn(|| step("reader"));
    let server = build::debug_server();
    let (reader, said) =
        reader.join().unwrap_or_else(|_| (Err(Failure::say("the reader's build stopped")), String::new()));
    if reader.is_err() {
        eprint!("{said}");
    }
    reader.and(server)?;
    let until = match App::Desk.announce("书记台正在编译，马上好。", true)? {
        true => "/desk/ says so until it is there",
        false => "until then /desk/ is as it was built last",
    };
    println!("3 of 3: serving; the desk (书记台) is built behind it (five minutes the first time), and {until}");
    let own = env::current_exe().map_err(|why| Failure::say(format!("this program cannot be found: {why}")))?;
    let mut desk = process::command(own);
    desk.args(["step", "desk-behind"]);
    // Nobody waits for it: it ends by itself, or by the Ctrl-C that ends the server.
    desk.spawn().map_err(|source| Failure::NotStarted { line: process::line(&desk), source })?;
    if lan {
        lan::show(&listen);
    }
    let mut server = process::command(project::server("debug"));
    server.args(arguments);
    if env::var_os("NUANXIN_BROTLI").is_none() {
        // Fewest bytes take this server seconds at each start.
        server.env("NUANXIN_BROTLI", "4");
    }
    hand_over(server)
}

/// Builds the desk while a server runs, and has that one look at `dist/` again.
pub(crate) fn desk_behind() -> Result<(), Failure> {
    let (outcome, said) = step("desk");
    if outcome.is_err() {
        eprint!("{said}");
        App::Desk.announce("书记台没有编译成，看终端里的话。", false)?;
    }
    outcome?;
    let app = project::dist().join("app.json");
    let touched = File::options().write(true).open(&app).and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(Failure::file("write", &app))?;
    println!("the desk is there: /desk/");
    Ok(())
}

/// One of our own hidden tasks, and all it says.
fn step(name: &str) -> (Result<(), Failure>, String) {
    match env::current_exe() {
        Ok(own) => kept(process::command(own).args(["step", name])),
        Err(why) => (Err(Failure::say(format!("this program cannot be found: {why}"))), String::new()),
    }
}

/// The arguments of `nuanxin-server serve`: its own defaults are this clone's folders, seen from the root.
pub(crate) fn serve(flags: &[&str], lan: bool, extra: &[String]) -> Vec<String> {
    let mut arguments = vec!["serve".to_string()];
    arguments.extend(flags.iter().filter(|flag| !extra.iter().any(|word| word == *flag)).map(ToString::to_string));
    if lan && given(extra, "--listen").is_none() {
        arguments.extend(["--listen".to_string(), EVERYWHERE.to_string()]);
    }
    arguments.extend_from_slice(extra);
    arguments
}

/// Where a server with these arguments listens.
pub(crate) fn listen(arguments: &[String]) -> String {
    let given = given(arguments, "--listen").map(str::to_string);
    given.or_else(|| env::var("NUANXIN_LISTEN").ok()).unwrap_or_else(|| USUAL.into())
}

/// The value of `--name value` or `--name=value`.
pub(crate) fn given<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == name {
            return words.next().map(String::as_str);
        }
        if let Some(value) = word.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value);
        }
    }
    None
}

/// Whether someone else already listens there.
pub(crate) fn free(listen: &str) -> Result<(), Failure> {
    let address: SocketAddr = match listen.parse() {
        Ok(address) => address,
        // Not ours to judge: the server knows what it accepts.
        Err(_) => return Ok(()),
    };
    let taken = TcpListener::bind(address).err().filter(|error| error.kind() == ErrorKind::AddrInUse);
    let Some(_) = taken else { return Ok(()) };
    let next = SocketAddr::new(address.ip(), address.port().wrapping_add(1));
    Err(Failure::say(format!(
        "port {} is taken by another program (an earlier `cargo xtask run`?): stop it, or choose another port with \
         `cargo xtask run -- --listen {next}`",
        address.port()
    )))
}

/// Becomes the server, so that Ctrl-C and signals reach it and nothing else stands between.
#[cfg(unix)]
fn hand_over(mut server: std::process::Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;

    let source = server.exec();
    Err(Failure::NotStarted { line: process::line(&server), source })
}

#[cfg(not(unix))]
fn hand_over(mut server: std::process::Command) -> Result<(), Failure> {
    process::run(&mut server)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_string).collect()
    }

    #[test]
    fn what_the_person_gives_replaces_ours() {
        let extra = words("--listen=127.0.0.1:9000 --watch --public-url https://example.org");
        assert_eq!(serve(&["--watch"], true, &extra), [words("serve"), extra.clone()].concat());
        assert_eq!(serve(&["--dev", "--watch"], false, &[]), words("serve --dev --watch"));
        assert_eq!(listen(&serve(&[], true, &[])), EVERYWHERE);
    }

    #[test]
    fn a_flags_value_is_found_in_both_forms() {
        assert_eq!(given(&words("--a 1 --listen x:1"), "--listen"), Some("x:1"));
        assert_eq!(given(&words("--listen=y:2"), "--listen"), Some("y:2"));
        assert_eq!(given(&words("--listening z"), "--listen"), None);
    }

    #[test]
    fn a_taken_port_is_said_plainly() {
        let held = TcpListener::bind("127.0.0.1:0").and_then(|held| held.local_addr().map(|address| (held, address)));
        let Ok((_held, address)) = held else { panic!("no loopback") };
        let said = free(&address.to_string()).map_err(|failure| failure.to_string());
        assert!(said.is_err_and(|words| words.contains(&format!("port {} is taken", address.port()))));
    }
}
