//! `backup`, `restore` and `seed`: what is kept, from a shell.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::commands::console::{self, refuse, with_store};
use crate::config::DataArgs;
use crate::infra::files::{Error, read_text, write_atomically};
use crate::store::connection::ledger::FILE as LEDGER;
use crate::store::connection::open::{FILE, private};

/// Below the data folder: where a copy lies before it is put in place.
const RESTORING: &str = "restoring";

/// Writes a consistent copy while others go on writing.
pub(crate) fn backup(data: &DataArgs, file: &Path) -> Result<bool, Error> {
    if data.database_url.is_some() {
        return refuse("PostgreSQL 用它自己的 pg_dump 备份；left.txt 在数据文件夹里，一起收好");
    }
    if file.exists() {
        return refuse("已经有这个文件了，换一个名字");
    }
    let copied = with_store(data, async |store| {
        store.backup(file).await.map_err(Error::from)?;
        Ok(true)
    });
    if copied.is_err() {
        // Part of a copy is none, and would be in the way of the next one.
        let _ = fs::remove_file(file);
    }
    copied
}

/// Puts a copy into a folder that has no database, without those who have left since. Without a copy the database is in
/// place already: only the second half is done.
pub(crate) fn restore(data: &DataArgs, file: Option<&Path>, ledgers: &[PathBuf]) -> Result<bool, Error> {
    if data.database_url.is_some() && file.is_some() {
        return refuse("PostgreSQL 用它自己的 pg_restore 恢复；然后再运行一次 restore，不写文件名，离开的人就不会回来");
    }
    let database = data.data_dir.join(FILE);
    // A log that was left behind would be played into the copy.
    let is_there = ["db", "db-wal", "db-shm"].iter().any(|part| database.with_extension(part).exists());
    if file.is_some() && is_there {
        return refuse(
            "数据文件夹里已经有数据库了：先把 nuanxin.db、nuanxin.db-wal、nuanxin.db-shm 都移开，left.txt 留在原处",
        );
    }
    if file.is_none() && data.database_url.is_none() && !database.exists() {
        return refuse("数据文件夹里没有数据库；要恢复哪个备份，写上它的文件名");
    }
    fs::create_dir_all(&data.data_dir).map_err(Error::at(&data.data_dir))?;
    add_ledgers(&data.data_dir.join(LEDGER), ledgers)?;
    let gone = match file {
        Some(file) => put_in_place(&data.data_dir, file)?,
        None => forget(data)?,
    };
    console::note(format!("恢复好了；之后离开的 {gone} 项没有带回来。没用过的邀请都作废了，书记和管理员要重新登录"));
    Ok(true)
}

/// What was remembered elsewhere is remembered here too.
fn add_ledgers(kept: &Path, ledgers: &[PathBuf]) -> Result<(), Error> {
    if ledgers.is_empty() {
        return Ok(());
    }
    let mut lines = if kept.exists() { read_text(kept)? } else { String::new() };
    for ledger in ledgers {
        lines = format!("{}\n{}\n", lines.trim_end(), read_text(ledger)?.trim_end());
    }
    write_atomically(kept, lines.trim_start().as_bytes())
}

/// Takes away what a restoring that was cut off has left behind: whoever has left is in it.
pub(crate) fn drop_half_restored(data_dir: &Path) {
    let _ = fs::remove_dir_all(data_dir.join(RESTORING));
}

/// Makes the copy ready in a folder beside: whatever happens, no start finds somebody in it who has left.
fn put_in_place(data_dir: &Path, file: &Path) -> Result<usize, Error> {
    drop_half_restored(data_dir);
    let beside = data_dir.join(RESTORING);
    fs::create_dir_all(&beside).map_err(Error::at(&beside))?;
    let copy = beside.join(FILE);
    let ready = || {
        // Not as readable as the backup may be by now.
        let mut private = private(&copy).map_err(Error::at(&copy))?;
        fs::File::open(file).and_then(|mut file| io::copy(&mut file, &mut private)).map_err(Error::at(file))?;
        let kept = data_dir.join(LEDGER);
        if kept.exists() {
            fs::copy(&kept, beside.join(LEDGER)).map_err(Error::at(&kept))?;
        }
        let gone = forget(&DataArgs { data_dir: beside.clone(), database_url: None })?;
        if copy.with_extension("db-wal").exists() {
            return Err(Error::Other("the copy could not be closed".into()));
        }
        fs::File::open(&copy).and_then(|copy| copy.sync_all()).map_err(Error::at(&copy))?;
        fs::rename(&copy, data_dir.join(FILE)).map_err(Error::at(&copy))?;
        Ok(gone)
    };
    let gone = ready();
    drop_half_restored(data_dir);
    gone
}

/// Takes away whoever the ledger says has left; how much that was.
fn forget(data: &DataArgs) -> Result<usize, Error> {
    let mut gone = 0;
    with_store(data, async |store| {
        gone = store.forget_those_who_left().await.map_err(Error::from)?;
        store.close().await;
        Ok(true)
    })?;
    Ok(gone)
}

/// Adds sample posts.
pub(crate) fn seed(data: &DataArgs, posts: u64) -> Result<bool, Error> {
    with_store(data, async |store| {
        store.seed(posts).await.map_err(Error::from)?;
        Ok(true)
    })
}
