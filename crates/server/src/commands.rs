//! Command line: what can be asked for, and what each command does. Its settings stand in [`crate::config`]; `--help`
//! documents each.

pub(crate) mod archive;
pub(crate) mod backup;
pub(crate) mod close;
pub(crate) mod console;
pub(crate) mod content;
pub(crate) mod export;
pub(crate) mod people;
pub(crate) mod sample;
pub(crate) mod serve;
pub(crate) mod shutdown;

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::{Parser, Subcommand};

use crate::config::{ArchiveArgs, CloseArgs, DataArgs, ExportArgs, InviteArgs, ResetArgs, ServeArgs};
use crate::infra::clock;

/// The reader's server, and the tools of those who run it.
#[derive(Debug, Parser)]
#[command(name = "nuanxin-server", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages until told to stop
    Serve(Box<ServeArgs>),
    /// Write a complete static reader into a folder
    Export(ExportArgs),
    /// Write everything into a folder, take everybody's data away for good, and close: from then on only content is served
    ExportAndClose(CloseArgs),
    /// Check, render, verify, export and import content
    #[command(subcommand)]
    Content(ContentCommand),
    /// Make branches
    #[command(subcommand)]
    Branch(BranchCommand),
    /// Make an invite for one person, and print its link
    Invite(InviteArgs),
    /// Make a link with which a secretary or admin chooses another passphrase, and print it: once, within a day
    ResetPassphrase(ResetArgs),
    /// Write a consistent copy of the database into a new file, while the server runs (SQLite)
    Backup {
        /// A file that is not there yet
        file: PathBuf,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Put such a copy into a data folder without a database; who has left since is not brought back
    Restore {
        /// Written by `backup`; left out where the old database is in place again already, as after pg_restore
        file: Option<PathBuf>,
        /// left.txt of a data folder that was lost; of each, where there were several. One that lies in the data folder
        /// already counts anyway
        #[arg(long)]
        ledger: Vec<PathBuf>,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Add sample posts, the same for the same number
    Seed {
        /// How many
        #[arg(long)]
        posts: u64,
        #[command(flatten)]
        data: DataArgs,
    },
}

#[derive(Debug, Subcommand)]
enum BranchCommand {
    /// Make a branch, and print its id
    Add {
        /// As posts are signed with it
        name: String,
        #[command(flatten)]
        data: DataArgs,
    },
}

#[derive(Debug, Subcommand)]
enum ContentCommand {
    /// Name every fault as path:line: field: message (hint); exit 1 if there is one
    Check {
        /// Cards, articles and the rest, in markdown
        #[arg(long, env = "NUANXIN_CONTENT_DIR", default_value = "content")]
        content_dir: PathBuf,
        /// Print the faults as a JSON array
        #[arg(long)]
        json: bool,
        /// Also say what 读懂 may do better, in the same form; that is no fault
        #[arg(long, conflicts_with = "json")]
        hints: bool,
    },
    /// Print the HTML of a markdown file, or of standard input (`-`); front matter is left out
    Render {
        /// A file, or `-`
        file: PathBuf,
    },
    /// Find every quotation in the source's text to the character, and write the source's lock
    Verify {
        /// Cards, articles and the rest, in markdown
        #[arg(long, env = "NUANXIN_CONTENT_DIR", default_value = "content")]
        content_dir: PathBuf,
        /// The text, one paragraph a line
        #[arg(long)]
        source: PathBuf,
        /// Which source the text is of, where there are several
        #[arg(long)]
        id: Option<String>,
        /// First write into each card the sentences right before and after its own, as they stand in the text
        #[arg(long)]
        fill: bool,
    },
    /// Write everything published, the desk's as well as the folder's, into an empty or new folder
    Export {
        /// An empty or new folder
        dir: PathBuf,
        #[command(flatten)]
        args: ArchiveArgs,
    },
    /// Take such a folder back into the content folder: all of it, or nothing where it has faults
    Import {
        /// Written by `content export`, or unpacked from the desk's zip
        dir: PathBuf,
        #[command(flatten)]
        args: ArchiveArgs,
    },
}

/// Runs what was asked for. Faults in the content are the person's and end in 1; faults of the machine in 2, also where what
/// was asked for could not be printed.
pub(crate) fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(told) => {
            // `--help` and `--version` too.
            console::said(told.print().and_then(|()| stdout().flush()));
            return ended(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    // It goes on where its address could not be printed, and ends as it is told to.
    let serves = matches!(command, Command::Serve(_));
    if let Some(fault) = clock::fault(SystemTime::now()) {
        console::note(format!("nuanxin-server: {fault}"));
        return ExitCode::from(2);
    }
    let done = match command {
        Command::Serve(args) => serve::serve(&args).map(|()| true),
        Command::Export(args) => export::export(&args),
        Command::ExportAndClose(args) => close::close(&args),
        Command::Branch(BranchCommand::Add { name, data }) => people::add_branch(&data, &name),
        Command::Backup { file, data } => backup::backup(&data, &file),
        Command::Restore { file, ledger, data } => backup::restore(&data, file.as_deref(), &ledger),
        Command::Seed { posts, data } => backup::seed(&data, posts),
        Command::Invite(args) => people::invite(&args),
        Command::ResetPassphrase(args) => people::reset_passphrase(&args),
        Command::Content(ContentCommand::Check { content_dir, json, hints }) => {
            content::check(&content_dir, json, hints)
        }
        Command::Content(ContentCommand::Render { file }) => content::render(&file),
        Command::Content(ContentCommand::Verify { content_dir, source, id, fill }) => {
            content::verify(&content_dir, &source, id.as_deref(), fill)
        }
        Command::Content(ContentCommand::Export { dir, args }) => archive::export(&args, &dir),
        Command::Content(ContentCommand::Import { dir, args }) => archive::import(&args, &dir),
    };
    match done {
        Ok(true) if serves => ExitCode::SUCCESS,
        Ok(true) => ended(0),
        Ok(false) => ended(1),
        Err(error) => {
            console::note(format!("nuanxin-server: {error}"));
            ExitCode::from(2)
        }
    }
}

fn ended(code: u8) -> ExitCode {
    ExitCode::from(if console::has_failed() { 2 } else { code })
}
