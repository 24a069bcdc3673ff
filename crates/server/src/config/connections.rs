//! What is allowed to connections. Every setting is there so that an operator behind an odd network can be more generous,
//! and a test less.

use std::time::Duration;

use clap::Args;

/// A body has to come at least so fast, in bytes a second: the slowest network that anybody rides with is ten times as fast.
pub(crate) const SLOWEST: u64 = 1_024;
/// Files that this process needs beside its connections: databases, pages, pictures, logs.
const OTHER_FILES: u64 = 128;

/// Settings of connections.
#[derive(Args, Clone, Debug)]
pub(crate) struct ConnectionArgs {
    /// How many connections may be open at once; fewer where the system allows this process fewer files. Where there is
    /// no room, whoever gets nowhere for the longest makes it, or the next one is answered with 503
    #[arg(long, env = "NUANXIN_MAX_CONNECTIONS", default_value_t = 4_096, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_connections: u32,
    /// In how many seconds the head of a request must be there, once it has begun
    #[arg(long, env = "NUANXIN_HEADER_TIMEOUT", default_value = "10", value_parser = seconds)]
    pub(crate) header_timeout: Seconds,
    /// In how many seconds the body of a request must be there; one more for each kilobyte that has come
    #[arg(long, env = "NUANXIN_BODY_TIMEOUT", default_value = "30", value_parser = seconds)]
    pub(crate) body_timeout: Seconds,
    /// For how many seconds a connection may be quiet between requests; more than a proxy in front keeps it
    #[arg(long, env = "NUANXIN_IDLE_TIMEOUT", default_value = "75", value_parser = seconds)]
    pub(crate) idle_timeout: Seconds,
    /// For how many seconds nothing of an answer may be taken
    #[arg(long, env = "NUANXIN_WRITE_TIMEOUT", default_value = "60", value_parser = seconds)]
    pub(crate) write_timeout: Seconds,
    /// For how many seconds one request may keep a processor busy, such as with reading a file or checking a table
    #[arg(long, env = "NUANXIN_WORK_TIMEOUT", default_value = "30", value_parser = seconds)]
    pub(crate) work_timeout: Seconds,
    /// How many event streams of the desk may be open at once, of all people together; at most half of all connections
    #[arg(long, env = "NUANXIN_MAX_STREAMS", default_value_t = 1_000)]
    pub(crate) max_streams: usize,
    /// How many phones may follow readings by event streams at once; at most half of all connections. Others ask every two
    /// seconds
    #[arg(long, env = "NUANXIN_MAX_FOLLOWING", default_value_t = 2_048)]
    pub(crate) max_following: usize,
    /// After how many seconds without a sign of whoever leads a reading those who have said so may go on with it, and after as many
    /// more anybody
    #[arg(long, env = "NUANXIN_READING_PATIENCE", default_value = "30", value_parser = seconds)]
    pub(crate) reading_patience: Seconds,
    /// After how many seconds an event stream looks again whether its session goes on
    #[arg(long, env = "NUANXIN_STREAM_CHECK", default_value = "60", value_parser = seconds)]
    pub(crate) stream_check: Seconds,
    /// How many seconds open answers have after SIGTERM or Ctrl-C
    #[arg(long, env = "NUANXIN_GRACE", default_value = "5", value_parser = seconds)]
    pub(crate) grace: Seconds,
}

/// A time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seconds(pub(crate) Duration);

impl ConnectionArgs {
    /// How many connections may be open, with as many files as this process may have.
    pub(crate) fn most(&self) -> usize {
        let files = files();
        let others = OTHER_FILES.min(files / 8 * 5);
        usize::try_from((files - others).min(u64::from(self.max_connections))).unwrap_or(usize::MAX).max(1)
    }

    /// How many event streams may be open: each is a connection for hours, and half of them are left to those who read.
    pub(crate) fn streams(&self) -> usize {
        self.max_streams.min(self.most() / 2)
    }

    /// How many event streams of readings may be open.
    pub(crate) fn following(&self) -> usize {
        self.max_following.min(self.most() / 2)
    }

    /// How often to look for what takes too long.
    pub(crate) fn tick(&self) -> Duration {
        let times = [self.header_timeout, self.body_timeout, self.idle_timeout, self.write_timeout];
        let shortest = times.into_iter().map(|time| time.0).min().unwrap_or_default();
        (shortest / 4).clamp(Duration::from_millis(10), Duration::from_secs(1))
    }
}

/// As many files as this process may have open. It is given all that it may give itself: many systems give 1,024 to begin
/// with.
#[cfg(unix)]
fn files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
fn files() -> u64 {
    u64::MAX
}

fn seconds(text: &str) -> Result<Seconds, String> {
    match text.parse() {
        Ok(seconds @ 0.01..=86_400.0) => Ok(Seconds(Duration::from_secs_f64(seconds))),
        _ => Err("expected seconds, such as 30 or 0.5".into()),
    }
}
