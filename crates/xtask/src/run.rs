//! `cargo xtask run`: from a fresh clone to a page in the browser.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};

use crate::failure::Failure;
use crate::{build, lan, process, project};

pub(crate) fn run(lan: bool, extra: &[String]) -> Result<(), Failure> {
    let usual = if lan { "0.0.0.0:8080" } else { "127.0.0.1:8080" };
    let listen = given(extra, "--listen").unwrap_or(usual).to_string();
    // Before the build, which takes minutes the first time.
    free(&listen)?;
    build::release()?;
    if lan {
        lan::show(&listen);
    }
    let mut server = process::command(project::server("release"));
    server.args(serve(&listen, &["--watch"], extra));
    hand_over(server)
}

/// The arguments of `nuanxin-server serve`: ours, except where the person gave their own.
pub(crate) fn serve(listen: &str, flags: &[&str], extra: &[String]) -> Vec<String> {
    let defaults = [("--dist", "dist"), ("--content-dir", "content"), ("--data-dir", "data"), ("--listen", listen)];
    let mut arguments = vec!["serve".to_string()];
    for (name, value) in defaults {
        if given(extra, name).is_none() {
            arguments.extend([name.to_string(), value.to_string()]);
        }
    }
    arguments.extend(flags.iter().filter(|flag| !extra.iter().any(|word| word == *flag)).map(ToString::to_string));
    arguments.extend_from_slice(extra);
    arguments
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
    fn what_the_person_gives_replaces_the_usual_argument() {
        let extra = words("--listen=127.0.0.1:9000 --data-dir /srv/data --watch --public-url https://example.org");
        let arguments = serve("127.0.0.1:8080", &["--watch"], &extra);
        assert_eq!(arguments, [words("serve --dist dist --content-dir content"), extra].concat());
        assert_eq!(serve("[::]:1", &["--watch"], &[]).last().map(String::as_str), Some("--watch"));
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
