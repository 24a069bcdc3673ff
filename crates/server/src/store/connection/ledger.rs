//! What was taken away, beside the database: keyed hashes and months. A backup that is older than somebody's leaving is
//! restored without them.

use std::collections::{HashMap, HashSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::infra::clock::{month, now};
use crate::infra::secrets;

/// The file below the data folder.
pub(crate) const FILE: &str = "left.txt";
/// As long as the database itself remembers a deleted post: 400 days, and the rest of the month.
const KEPT: i64 = 430 * 86_400_000;
const WEEK: Duration = Duration::from_secs(7 * 86_400);

/// The file.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    path: PathBuf,
}

impl Ledger {
    pub(in crate::store) fn new(data_dir: &Path) -> Self {
        Self { path: data_dir.join(FILE) }
    }

    /// Adds hashes; when this returns, the disk has them.
    pub(in crate::store) fn append(&self, traces: &[Vec<u8>]) -> io::Result<()> {
        self.write("", traces)
    }

    /// Takes back what was added for something that then did not happen. By a line of its own, as another process may have
    /// added some since.
    pub(in crate::store) fn take_back(&self, traces: &[Vec<u8>]) -> io::Result<()> {
        self.write("-", traces)
    }

    fn write(&self, sign: &str, traces: &[Vec<u8>]) -> io::Result<()> {
        if traces.is_empty() {
            return Ok(());
        }
        let month = month(now());
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(&self.path)?;
        // A full disk may have taken half a line the last time: it must not swallow this one.
        let mut lines = String::from(if is_within_a_line(&mut file)? { "\n" } else { "" });
        lines.extend(traces.iter().map(|trace| format!("{sign}{} {month}\n", secrets::hex(trace))));
        file.write_all(lines.as_bytes())?;
        file.sync_all()
    }

    /// All hashes that were added once more than they were taken back. No file is an empty one.
    pub(in crate::store) fn read(&self) -> io::Result<HashSet<String>> {
        let text = match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(HashSet::new()),
            read => read?,
        };
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (trace, _) in text.lines().filter_map(|line| line.split_once(' ')) {
            let times = times.entry(trace.trim_start_matches('-')).or_default();
            *times = if trace.starts_with('-') { times.saturating_sub(1) } else { *times + 1 };
        }
        Ok(times.into_iter().filter(|(_, times)| *times > 0).map(|(trace, _)| trace.to_string()).collect())
    }

    /// Takes away copies that were made before an update a week ago: they know of people who have left since.
    pub(in crate::store) fn drop_copies(&self) -> io::Result<()> {
        self.drop_copies_older_than(WEEK)
    }

    fn drop_copies_older_than(&self, least: Duration) -> io::Result<()> {
        let Some(folder) = self.path.parent() else { return Ok(()) };
        for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
            let is_copy = entry.file_name().to_string_lossy().contains(".db.before-");
            let age = entry.metadata().and_then(|data| data.modified()).map(|at| at.elapsed().unwrap_or_default());
            if is_copy && age.is_ok_and(|age| age >= least) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Takes all such copies away, however new.
    pub(in crate::store) fn drop_all_copies(&self) -> io::Result<()> {
        self.drop_copies_older_than(Duration::ZERO)
    }

    /// Drops lines that are old enough. Not while somebody appends.
    pub(in crate::store) fn prune(&self) -> io::Result<()> {
        let Ok(text) = fs::read_to_string(&self.path) else { return Ok(()) };
        let oldest = month(now() - KEPT);
        let is_kept = |line: &&str| line.split_once(' ').is_some_and(|(_, month)| month >= oldest.as_str());
        let kept: String = text.lines().filter(is_kept).map(|line| format!("{line}\n")).collect();
        if kept.len() == text.len() {
            return Ok(());
        }
        crate::infra::files::write_atomically(&self.path, kept.as_bytes()).map_err(io::Error::other)
    }
}

fn is_within_a_line(file: &mut fs::File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_counts_no_more_than_before() {
        let dir = tempfile::tempdir().unwrap();
        let ledger = Ledger::new(dir.path());
        let trace = [vec![1; 32]];
        let counts = || ledger.read().unwrap().contains(&secrets::hex(&trace[0]));
        ledger.append(&trace).unwrap();
        ledger.take_back(&trace).unwrap();
        assert!(!counts());
        ledger.append(&trace).unwrap();
        assert!(counts());
        // As where it is brought back by an old database, and taking it away again fails.
        ledger.append(&trace).unwrap();
        ledger.take_back(&trace).unwrap();
        assert!(counts());
        // As where the line that this belongs to is old enough to be dropped.
        fs::remove_file(dir.path().join(FILE)).unwrap();
        ledger.take_back(&trace).unwrap();
        ledger.append(&trace).unwrap();
        assert!(counts());
    }

    #[test]
    fn half_a_line_swallows_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let ledger = Ledger::new(dir.path());
        ledger.append(&[vec![1; 32]]).unwrap();
        let text = fs::read_to_string(dir.path().join(FILE)).unwrap();
        fs::write(dir.path().join(FILE), format!("{text}{}", &text[..20])).unwrap();
        ledger.append(&[vec![2; 32]]).unwrap();
        let known = ledger.read().unwrap();
        assert!(known.contains(&secrets::hex(&[1; 32])) && known.contains(&secrets::hex(&[2; 32])));
    }
}
