//! Settings: every flag and `NUANXIN_*` variable as plain structs. Nothing is opened here; only the bound on connections
//! asks the system for as many files.

pub(crate) mod connections;

use std::net::SocketAddr;
use std::path::PathBuf;

use api::people::Role;
use clap::{Args, ValueEnum};
use content::day::Day;
use ipnet::IpNet;
use url::Url;

use crate::config::connections::ConnectionArgs;

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
    /// Fill an empty database with sample people and posts (示例数据), and say how to come in; only on loopback
    #[arg(long, env = "NUANXIN_SAMPLE")]
    pub(crate) sample: bool,
    /// Take it for this day (2026-12-03), and go on from nine in its morning in Beijing: for tests, only on loopback
    #[arg(long, env = "NUANXIN_TODAY", value_parser = day)]
    pub(crate) today: Option<Day>,
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

/// What `content export` and `content import` work on.
#[derive(Args, Clone, Debug)]
pub(crate) struct ArchiveArgs {
    /// Cards, articles and the rest, in markdown
    #[arg(long, env = "NUANXIN_CONTENT_DIR", default_value = "content")]
    pub(crate) content_dir: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// s3://BUCKET/PREFIX instead of the folder `pictures` in the data folder
    #[arg(long, env = "NUANXIN_PICTURES_URL")]
    pub(crate) pictures_url: Option<String>,
}

fn rate_limit(text: &str) -> Result<RateLimit, String> {
    match (text, text.parse()) {
        ("on", _) => Ok(RateLimit(Some(1.0))),
        ("off", _) => Ok(RateLimit(None)),
        (_, Ok(times @ 0.1..=1_000.0)) => Ok(RateLimit(Some(times))),
        _ => Err("expected on, off, or how many times as often, 0.1 to 1000".into()),
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "expected a day such as 2026-12-03".into())
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
