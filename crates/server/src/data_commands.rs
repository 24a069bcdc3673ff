//! `backup`, `restore` and `seed`: what is kept, from a shell.

use std::fs;
use std::path::Path;

use crate::cli::DataArgs;
use crate::files::Error;
use crate::people_commands::{refuse, with_store};
use crate::store::{self, StoreError};

fn said(error: StoreError) -> Error {
    Error::Other(error.to_string())
}

/// Writes a consistent copy while others go on writing.
pub(crate) fn backup(data: &DataArgs, file: &Path) -> Result<bool, Error> {
    if data.database_url.is_some() {
        return refuse("PostgreSQL 用它自己的 pg_dump 备份；left.txt 在数据文件夹里，一起收好");
    }
    if file.exists() {
        return refuse("已经有这个文件了，换一个名字");
    }
    with_store(data, async |store| {
        store.backup(file).await.map_err(said)?;
        Ok(true)
    })
}

/// Puts a copy into a folder that has no database, without those who have left since.
pub(crate) fn restore(data: &DataArgs, file: &Path, ledger: Option<&Path>) -> Result<bool, Error> {
    if data.database_url.is_some() {
        return refuse("PostgreSQL 用它自己的 pg_restore 恢复");
    }
    let database = data.data_dir.join(store::FILE);
    if database.exists() {
        return refuse("数据文件夹里已经有数据库了：先把 nuanxin.db 移开，left.txt 留在原处");
    }
    fs::create_dir_all(&data.data_dir).map_err(Error::at(&data.data_dir))?;
    if let Some(ledger) = ledger {
        let kept = data.data_dir.join(store::LEDGER);
        let mut lines = fs::read(&kept).unwrap_or_default();
        lines.extend(fs::read(ledger).map_err(Error::at(ledger))?);
        fs::write(&kept, lines).map_err(Error::at(&kept))?;
    }
    fs::copy(file, &database).map_err(Error::at(file))?;
    let opened = with_store(data, async |store| {
        let gone = store.forget_those_who_left().await.map_err(said)?;
        eprintln!("恢复好了；之后离开的 {gone} 项没有带回来");
        Ok(true)
    });
    if opened.is_err() {
        // What is no database of ours is not left where the next start would find it.
        let _ = fs::remove_file(&database);
    }
    opened
}

/// Adds sample posts.
pub(crate) fn seed(data: &DataArgs, posts: u64) -> Result<bool, Error> {
    with_store(data, async |store| {
        store.seed(posts).await.map_err(said)?;
        Ok(true)
    })
}
