//! `content export` and `content import`: what is published, out into a folder and back to the byte.
//!
//! An import writes files into the content folder, which is what an operator restores; nothing of it passes as somebody's
//! work at the desk, and no rule of two persons is gone around. Why: docs/ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use content::fault::Fault;
use content::folder;
use content::library::Library;
use content::media::{self, PICTURES, RECORDINGS};

use crate::commands::console::{self, block_on, refuse};
use crate::commands::export::published_without_files;
use crate::config::ArchiveArgs;
use crate::infra::clock::today;
use crate::infra::files::{Error, is_empty, write_below};
use crate::pictures::Pictures;
use crate::publishing::archive::Archive;
use crate::publishing::merge::merged;
use crate::publishing::texts::Texts;
use crate::store::documents::overlay::Overlay;

/// Where an import lies before all of it is there; hidden, so that nobody reads it.
const STAGING: &str = ".import";

/// Writes everything published into a new folder. What has faults is written too and named: `false`.
pub(crate) fn export(args: &ArchiveArgs, dir: &Path) -> Result<bool, Error> {
    if !is_empty(dir)? {
        return refuse("这个文件夹里有别的东西，换一个空的或新的");
    }
    let overlay = published_without_files(&args.data)?;
    let (texts, faults) = read(&args.content_dir, &overlay)?;
    let pictures = Pictures::open(&args.data.data_dir, &args.content_dir, args.pictures_url.as_deref())?;
    let archive = Archive::of(&texts, &overlay);
    for (path, text) in &archive.texts {
        write_below(dir, path, text.as_bytes())?;
    }
    faults.iter().for_each(console::print);
    let (mut files, mut wanting) = (archive.texts.len(), faults.len());
    for name in &archive.pictures {
        match block_on(pictures.get(name))?? {
            Some(bytes) => {
                write_below(dir, &media::path(name), &bytes)?;
                files += 1;
            }
            None => {
                console::print(format!("{}: 这个文件不在了", media::path(name)));
                wanting += 1;
            }
        }
    }
    console::note(format!("{}：{files} 个文件；草稿和还没到时间的不在里面；{wanting} 处要改", dir.display()));
    Ok(wanting == 0)
}

/// The content folder with what the database puts over it, and every fault.
pub(crate) fn read(content_dir: &Path, overlay: &Overlay) -> Result<(Texts, Vec<Fault>), Error> {
    let (files, mut faults) = folder::texts(content_dir).map_err(Error::at(content_dir))?;
    let files = files.into_iter().collect();
    let (mut library, found) = Library::read(merged(&files, overlay));
    library.end_stories(today());
    faults.extend(found);
    faults.sort();
    Ok((Texts { files, library }, faults))
}

/// Takes such a folder back into the content folder, all of it or nothing; `false` where it has faults.
pub(crate) fn import(args: &ArchiveArgs, dir: &Path) -> Result<bool, Error> {
    let (new, unreadable) = folder::texts(dir).map_err(Error::at(dir))?;
    let pictures = pictures(dir)?;
    if new.is_empty() {
        return refuse("这个文件夹里没有内容");
    }
    let (before, old_faults) = match args.content_dir.exists() {
        true => folder::texts(&args.content_dir).map_err(Error::at(&args.content_dir))?,
        false => Default::default(),
    };
    let mut after: BTreeMap<_, _> = before.iter().cloned().collect();
    after.extend(new.iter().cloned());
    let mut faults = unreadable;
    faults.extend(Library::read(after).1);
    // What was wrong before, and stays as it was, is no reason to refuse what mends something else.
    let known: BTreeSet<Fault> = old_faults.into_iter().chain(Library::read(before.iter().cloned()).1).collect();
    let is_given = |fault: &Fault| new.iter().any(|(path, _)| *path == fault.path);
    faults.retain(|fault| is_given(fault) || !known.contains(fault));
    if !faults.is_empty() {
        faults.sort();
        faults.iter().for_each(console::print);
        console::note(format!("{} 处要改，什么也没有动", faults.len()));
        return Ok(false);
    }
    let changed: Vec<&(String, String)> = new.iter().filter(|file| !before.contains(file)).collect();
    put(&args.content_dir, &changed, &pictures)?;
    let same = new.len() - changed.len();
    console::note(format!(
        "{}：写入 {} 份，{same} 份本来就一样，图片和录音 {} 个",
        args.content_dir.display(),
        changed.len(),
        pictures.len()
    ));
    let overlay = published_without_files(&args.data)?;
    let is_hidden = |(path, text): &&(String, String)| overlay.texts.get(path).is_some_and(|shown| shown.text != *text);
    for (path, _) in new.iter().filter(is_hidden) {
        console::note(format!("{path}: 书记台发布过别的版本，读者看到的还是那一份；到书记台选一份"));
    }
    console::note("开着 --watch 的服务马上会换上；别的到半夜或重启时换");
    Ok(true)
}

/// Everything is on the disk before the first file changes its place: a full disk leaves all as it was.
fn put(content_dir: &Path, texts: &[&(String, String)], pictures: &[(String, PathBuf)]) -> Result<(), Error> {
    let staging = content_dir.join(STAGING);
    let _ = fs::remove_dir_all(&staging);
    let staged = (|| {
        for (path, text) in texts {
            write_below(&staging, path, text.as_bytes())?;
        }
        for (name, file) in pictures {
            write_below(&staging, &media::path(name), &fs::read(file).map_err(Error::at(file))?)?;
        }
        Ok(())
    })();
    if let Err(error) = staged {
        let _ = fs::remove_dir_all(&staging);
        return Err(error);
    }
    let names = pictures.iter().map(|(name, _)| media::path(name));
    // Pictures before the texts that show them, locks and sources before cards.
    let mut paths: Vec<String> = names.collect();
    paths.extend(texts.iter().map(|(path, _)| path.clone()).filter(|path| path.starts_with("sources/")));
    paths.extend(texts.iter().map(|(path, _)| path.clone()).filter(|path| !path.starts_with("sources/")));
    for path in paths {
        let target = content_dir.join(&path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Error::at(parent))?;
        }
        fs::rename(staging.join(&path), &target).map_err(Error::at(&target))?;
    }
    let _ = fs::remove_dir_all(&staging);
    Ok(())
}

/// Pictures and recordings that came along.
fn pictures(dir: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let mut found = Vec::new();
    for folder in [PICTURES, RECORDINGS].map(|folder| dir.join(folder)) {
        if folder.exists() {
            media_in(&folder, &mut found)?;
        }
    }
    found.sort();
    Ok(found)
}

fn media_in(folder: &Path, found: &mut Vec<(String, PathBuf)>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let entry = entry.map_err(Error::at(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link may lead anywhere on this machine.
        let is_file = entry.file_type().map_err(Error::at(entry.path()))?.is_file();
        if is_file && media::folder(&name).is_some() {
            found.push((name, entry.path()));
        }
    }
    Ok(())
}
