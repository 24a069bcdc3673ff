//! Opening: what both databases have in common when they are opened.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;

/// SQLite's file, below the data folder.
pub(crate) const FILE: &str = "nuanxin.db";
/// Whoever waits longer for a connection or a lock is told to try again.
pub(in crate::store) const PATIENCE: Duration = Duration::from_secs(5);

/// Whether the tables are what this version needs, by what the database says of itself. Asked first, because going through
/// with it writes, where there is nothing to do too.
pub(in crate::store) fn is_migrated(migrations: &Migrator, seen: &[(i64, Vec<u8>)]) -> bool {
    let needed = migrations.iter().map(|one| (one.version, one.checksum.as_ref()));
    needed.eq(seen.iter().map(|(version, checksum)| (*version, checksum.as_slice())))
}

/// Makes an empty file that only this server's user reads, unless there is one: SQLite gives its logs the same rights.
pub(crate) fn private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}
