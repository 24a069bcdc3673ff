//! Why the store does not do what it is asked to.

use api::documents::permission::Refused;

use crate::infra::files::Error;

/// What the store answers instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// There is no such thing, or it is nothing to whoever asks.
    #[error("missing")]
    Missing,
    /// The id is taken by something else.
    #[error("taken")]
    IdInUse,
    /// A lecture that its member has asked a question about before.
    #[error("asked")]
    Asked,
    /// Its writer took it away.
    #[error("gone")]
    Gone,
    /// It has changed since it was looked at.
    #[error("stale")]
    Stale,
    /// It does not stand where that could be done.
    #[error("out of place")]
    OutOfPlace,
    /// Somebody else has to decide this.
    #[error("same person")]
    SamePerson,
    /// Somebody else's draft.
    #[error("not yours")]
    NotYours,
    /// The committee alone decides this.
    #[error("the committee's")]
    Committee,
    /// Others rest on it.
    #[error("needed")]
    Needed,
    /// The minute for taking it back is over.
    #[error("too late")]
    TooLate,
    /// Whoever asks has left in the meantime.
    #[error("signed out")]
    SignedOut,
    /// A code that was used.
    #[error("used up")]
    UsedUp,
    /// A link for another passphrase that was used, or whose time is over.
    #[error("used up")]
    ResetUsed,
    #[error("expired")]
    ResetExpired,
    /// A code that was taken back.
    #[error("revoked")]
    Revoked,
    /// A code whose time is over.
    #[error("expired")]
    Expired,
    /// Another one has this name.
    #[error("name taken")]
    NameTaken,
    /// What was sent does not fit what the code is for: the field.
    #[error("{0} does not fit")]
    Unfit(&'static str),
    /// Source texts would have more characters together than are kept ready: how many they have, and how many would come.
    #[error("no room for {more} characters beside {there}")]
    NoRoom {
        /// Those that are there.
        there: i64,
        /// Those of the text that was sent.
        more: i64,
    },
    /// The disk is full, the database away or overloaded: to be tried again.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// PostgreSQL takes no changes now: a database that is only read, or a server that follows another one. To be tried again.
    #[error("unavailable: {0}")]
    ReadOnly(String),
    /// The database's file is damaged: what to do.
    #[error("{0}")]
    Damaged(String),
    /// How the server was started.
    #[error("{0}")]
    Setting(&'static str),
    /// A fault of ours.
    #[error("{0}")]
    Fault(String),
}

/// SQLite's codes for a full disk, a busy, unreadable or write-protected file; low byte of an extended code.
const SQLITE_TRY_AGAIN: [i64; 7] = [5, 6, 8, 9, 10, 13, 14];
/// PostgreSQL's classes of lost connections, conflicts of transactions, lack of means, and being told to stop.
const POSTGRES_TRY_AGAIN: [&str; 5] = ["08", "40", "53", "55", "57"];
/// Its code for a transaction in which nothing may be changed.
const POSTGRES_READ_ONLY: &str = "25006";
/// SQLite's codes for a file that is damaged, or is none of its own.
const SQLITE_DAMAGED: [i64; 2] = [11, 26];

impl From<Refused> for StoreError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotYours => Self::NotYours,
            Refused::SamePerson => Self::SamePerson,
            Refused::Committee => Self::Committee,
            Refused::Needed => Self::Needed,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        // Posts and branches are looked for before anything is hung on them: it is the person who is not there any more.
        if error.as_database_error().is_some_and(|database| database.is_foreign_key_violation()) {
            return Self::SignedOut;
        }
        let passes = match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                true
            }
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                match code.parse::<i64>() {
                    // A number of five digits is a class of PostgreSQL; SQLite's are shorter.
                    Ok(number) if code.len() < 5 => SQLITE_TRY_AGAIN.contains(&(number & 0xff)),
                    _ => POSTGRES_TRY_AGAIN.iter().any(|class| code.starts_with(class)),
                }
            }
            _ => false,
        };
        if let sqlx::Error::Database(database) = &error
            && let Some(code) = database.code().filter(|code| code.len() < 5).and_then(|code| code.parse::<i64>().ok())
            && SQLITE_DAMAGED.contains(&(code & 0xff))
        {
            return Self::Damaged(damaged(crate::store::connection::open::FILE, database.message()));
        }
        let is_read_only = error.as_database_error().and_then(|database| database.code());
        let is_read_only = is_read_only.is_some_and(|code| code == POSTGRES_READ_ONLY);
        // The database's own words may hold values of a row; its message alone does not.
        let said = match &error {
            sqlx::Error::Database(database) => database.message().to_string(),
            _ => error.to_string(),
        };
        match passes {
            _ if is_read_only => Self::ReadOnly(said),
            true => Self::Unavailable(said),
            false => Self::Fault(said),
        }
    }
}

/// What to do with a damaged file.
fn damaged(file: &str, why: &str) -> String {
    format!(
        "数据库 {file} 坏了（{why}）。先停下服务，把 {file}、{file}-wal、{file}-shm 一起移到别处留着，left.txt 不动；再用最近的备份恢复：\
         nuanxin-server restore 备份文件"
    )
}

impl StoreError {
    /// A file that cannot be opened: where it is damaged, what to do.
    pub(in crate::store) fn opening(file: &std::path::Path, error: sqlx::Error) -> Self {
        let why = error.as_database_error().map(|database| database.message().to_string()).unwrap_or_default();
        match Self::from(error) {
            Self::Damaged(_) => Self::damaged(file, &why),
            Self::Unavailable(why) => Self::Unavailable(format!("{}: {why}", file.display())),
            other => other,
        }
    }

    /// A file with a damage in it.
    pub(in crate::store) fn damaged(file: &std::path::Path, why: &str) -> Self {
        Self::Damaged(damaged(&file.display().to_string(), why))
    }

    /// A file that cannot be made or written.
    pub(in crate::store) fn unwritable(file: &std::path::Path, error: &std::io::Error) -> Self {
        Self::Unavailable(format!("{}: {error}", file.display()))
    }

    /// The tables could not be brought to what this version needs.
    pub(crate) fn migration(error: sqlx::migrate::MigrateError) -> Self {
        Self::Fault(format!("migration: {error}"))
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Other(error.to_string())
    }
}
