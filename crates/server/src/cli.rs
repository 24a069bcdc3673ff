//! The command line. Every setting is a flag or a `NUANXIN_*` variable; `--help` documents each.

use std::io::{Write, stdout};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use api::people::Role;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use url::Url;

use crate::connections::ConnectionArgs;
use crate::files::Error;
use crate::pictures::Pictures;
use crate::{clock, close, console, content_commands, content_takeout, data_commands, export, people_commands, serve};

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
    Serve(ServeArgs),
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

/// Where people and posts are.
#[derive(Args, Clone, Debug)]
pub(crate) struct DataArgs {
    /// What the server must remember
    #[arg(long, env = "NUANXIN_DATA_DIR", default_value = "data")]
    pub(crate) data_dir: PathBuf,
    /// postgres://USER:PASSWORD@HOST/DATABASE instead of the file nuanxin.db in the data folder
    #[arg(long, env = "NUANXIN_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
}

/// Settings of `invite`.
#[derive(Args, Clone, Debug)]
pub(crate) struct InviteArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Which branch, by its id; an admin needs none
    #[arg(long)]
    pub(crate) branch: Option<i64>,
    /// What one becomes
    #[arg(long)]
    pub(crate) role: InviteRole,
    /// How many days it can be used
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub(crate) days: u32,
    /// Public address, such as https://nuanxin.example
    #[arg(long, env = "NUANXIN_PUBLIC_URL", value_parser = public_url)]
    pub(crate) public_url: Option<String>,
}

/// Settings of `reset-passphrase`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ResetArgs {
    /// As they sign in
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// Public address, such as https://nuanxin.example
    #[arg(long, env = "NUANXIN_PUBLIC_URL", value_parser = public_url)]
    pub(crate) public_url: Option<String>,
}

/// What one becomes by an invite.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum InviteRole {
    /// Says something
    Member,
    /// Looks at what members say
    Secretary,
    /// Makes branches and secretaries
    Admin,
}

impl From<InviteRole> for Role {
    fn from(role: InviteRole) -> Self {
        match role {
            InviteRole::Member => Self::Member,
            InviteRole::Secretary => Self::Secretary,
            InviteRole::Admin => Self::Admin,
        }
    }
}

/// Where things are on this machine.
#[derive(Args, Clone, Debug)]
pub(crate) struct Folders {
    /// Cards, articles and the rest, in markdown
    #[arg(long, env = "NUANXIN_CONTENT_DIR", default_value = "content")]
    pub(crate) content_dir: PathBuf,
    /// The built app
    #[arg(long, env = "NUANXIN_DIST", default_value = "dist")]
    pub(crate) dist: PathBuf,
    /// What the server must remember
    #[arg(long, env = "NUANXIN_DATA_DIR", default_value = "data")]
    pub(crate) data_dir: PathBuf,
    /// Public address, such as https://nuanxin.example: for link previews; https also turns on HSTS
    #[arg(long, env = "NUANXIN_PUBLIC_URL", value_parser = public_url)]
    pub(crate) public_url: Option<String>,
    /// s3://BUCKET/PREFIX instead of the folder `pictures` in the data folder; keys, region and endpoint as AWS_* variables
    #[arg(long, env = "NUANXIN_PICTURES_URL")]
    pub(crate) pictures_url: Option<String>,
    /// How hard files are compressed that are made once for everybody, 0 to 11: 11 is fewest bytes for riders, less starts
    /// and publishes sooner
    #[arg(long, env = "NUANXIN_BROTLI", default_value_t = 11, value_parser = clap::value_parser!(u8).range(..=11))]
    pub(crate) brotli: u8,
}

impl Folders {
    /// The way to the pictures of articles.
    pub(crate) fn pictures(&self) -> Result<Pictures, Error> {
        Pictures::open(&self.data_dir, &self.content_dir, self.pictures_url.as_deref())
    }
}

/// Settings of `serve`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) folders: Folders,
    /// Address and port to listen on
    #[arg(long, env = "NUANXIN_LISTEN", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Publish again as soon as a file in the content folder changes
    #[arg(long, env = "NUANXIN_WATCH")]
    pub(crate) watch: bool,
    /// For the edit loop: open pages reload when content or the app changes
    #[arg(long)]
    pub(crate) dev: bool,
    /// postgres://USER:PASSWORD@HOST/DATABASE instead of the file nuanxin.db in the data folder
    #[arg(long, env = "NUANXIN_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// A network of proxies whose X-Forwarded-For counts, such as 10.0.0.0/8; may be given several times
    #[arg(long, env = "NUANXIN_TRUSTED_PROXY", value_delimiter = ',')]
    pub(crate) trusted_proxy: Vec<IpNet>,
    /// Whoever drafts a document may publish it alone: for a deployment of one person
    #[arg(long, env = "NUANXIN_ONE_PERSON")]
    pub(crate) one_person: bool,
    /// How often each person and each source may come: `on`, or how many times as often (3, 0.5; passphrases are not
    /// tried more often for it); `off` for tests, only where the server listens on loopback
    #[arg(long, env = "NUANXIN_RATE_LIMIT", default_value = "on", value_parser = rate_limit)]
    pub(crate) rate_limit: RateLimit,
    #[command(flatten)]
    pub(crate) connections: ConnectionArgs,
}

/// How many times as often as usual; without it nobody is slowed down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RateLimit(pub(crate) Option<f64>);

/// Settings of `export`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) folders: Folders,
    /// postgres://USER:PASSWORD@HOST/DATABASE instead of the file nuanxin.db in the data folder
    #[arg(long, env = "NUANXIN_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// An empty or new folder, or one written by an earlier export
    pub(crate) dir: PathBuf,
}

/// Settings of `export-and-close`.
#[derive(Args, Clone, Debug)]
pub(crate) struct CloseArgs {
    #[command(flatten)]
    pub(crate) folders: Folders,
    /// postgres://USER:PASSWORD@HOST/DATABASE instead of the file nuanxin.db in the data folder
    #[arg(long, env = "NUANXIN_DATABASE_URL", hide_env_values = true)]
    pub(crate) database_url: Option<String>,
    /// Do it; without it, only say what would be done
    #[arg(long)]
    pub(crate) yes: bool,
    /// An empty or new folder
    pub(crate) dir: PathBuf,
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
        args: TakeoutArgs,
    },
    /// Take such a folder back into the content folder: all of it, or nothing where it has faults
    Import {
        /// Written by `content export`, or unpacked from the desk's zip
        dir: PathBuf,
        #[command(flatten)]
        args: TakeoutArgs,
    },
}

/// What `content export` and `content import` work on.
#[derive(Args, Clone, Debug)]
pub(crate) struct TakeoutArgs {
    /// Cards, articles and the rest, in markdown
    #[arg(long, env = "NUANXIN_CONTENT_DIR", default_value = "content")]
    pub(crate) content_dir: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// s3://BUCKET/PREFIX instead of the folder `pictures` in the data folder
    #[arg(long, env = "NUANXIN_PICTURES_URL")]
    pub(crate) pictures_url: Option<String>,
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
        Command::Branch(BranchCommand::Add { name, data }) => people_commands::add_branch(&data, &name),
        Command::Backup { file, data } => data_commands::backup(&data, &file),
        Command::Restore { file, ledger, data } => data_commands::restore(&data, file.as_deref(), &ledger),
        Command::Seed { posts, data } => data_commands::seed(&data, posts),
        Command::Invite(args) => people_commands::invite(&args),
        Command::ResetPassphrase(args) => people_commands::reset_passphrase(&args),
        Command::Content(ContentCommand::Check { content_dir, json, hints }) => {
            content_commands::check(&content_dir, json, hints)
        }
        Command::Content(ContentCommand::Render { file }) => content_commands::render(&file),
        Command::Content(ContentCommand::Verify { content_dir, source, id, fill }) => {
            content_commands::verify(&content_dir, &source, id.as_deref(), fill)
        }
        Command::Content(ContentCommand::Export { dir, args }) => content_takeout::export(&args, &dir),
        Command::Content(ContentCommand::Import { dir, args }) => content_takeout::import(&args, &dir),
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

fn rate_limit(text: &str) -> Result<RateLimit, String> {
    match (text, text.parse()) {
        ("on", _) => Ok(RateLimit(Some(1.0))),
        ("off", _) => Ok(RateLimit(None)),
        (_, Ok(times @ 0.1..=1_000.0)) => Ok(RateLimit(Some(times))),
        _ => Err("expected on, off, or how many times as often, 0.1 to 1000".into()),
    }
}

/// As browsers write an origin: the host in small letters and without Chinese ones, no port that goes without saying.
fn public_url(text: &str) -> Result<String, String> {
    let url = Url::parse(text).ok().filter(|url| {
        let is_plain =
            url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        matches!(url.scheme(), "http" | "https") && is_plain
    });
    url.map(|url| url.origin().ascii_serialization()).ok_or_else(|| "expected https://HOST with no path".into())
}
