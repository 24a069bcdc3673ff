//! `export`: the same pages and bundle as files, for any static host.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use api::pages::{Needs, PAGES};
use content::day::Day;
use content::fragment;
use content::media;
use content::publish::{Found, View};

use crate::commands::console::{self, block_on, with_store};
use crate::config::{CloseArgs, DataArgs, ExportArgs, Folders};
use crate::infra::clock::today;
use crate::infra::files::Error;
use crate::pictures::Pictures;
use crate::publishing::frontend::{App, silenced};
use crate::publishing::manifest;
use crate::publishing::publish::{Published, publish};
use crate::publishing::visible_pictures;
use crate::store::connection::open::FILE;
use crate::store::documents::overlay::Overlay;
use api::version::Version;

/// Lists what an export wrote, so that the next one can remove what is no longer there.
const MARK: &str = ".nuanxin-export";

/// Where a site that has closed says so, beside the pages that need a server: old links to people's words and to the desk lead there.
const CLOSED: [&str; 2] = ["/closed/", api::paths::DESK];

/// What was published at the desk, where there is a database.
pub(crate) fn published_without_files(data: &DataArgs) -> Result<Overlay, Error> {
    if data.database_url.is_none() && !data.data_dir.join(FILE).exists() {
        return Ok(Overlay::default());
    }
    with_store(data, async |store| store.overlay().await.map_err(|error| Error::Other(error.to_string())))
}

/// Writes a static reader; `false` if content has faults, and then nothing is written.
pub(crate) fn export(args: &ExportArgs) -> Result<bool, Error> {
    write(&args.folders, args.database_url.as_deref(), &args.dir, false)
}

/// The same for a site that closes: where people spoke stands that they do not any more.
pub(crate) fn closing(args: &CloseArgs, dir: &Path) -> Result<bool, Error> {
    write(&args.folders, args.database_url.as_deref(), dir, true)
}

fn write(folders: &Folders, database_url: Option<&str>, dir: &Path, is_closing: bool) -> Result<bool, Error> {
    let stale = existing(dir)?;
    let app = App::read(&folders.dist)?;
    fs::create_dir_all(&folders.data_dir).map_err(Error::at(&folders.data_dir))?;
    let data = DataArgs { data_dir: folders.data_dir.clone(), database_url: database_url.map(str::to_string) };
    let overlay = published_without_files(&data)?;
    let Published { publication, texts, faults, .. } = publish(folders, &overlay, None)?;
    if !faults.is_empty() {
        faults.iter().for_each(console::print);
        console::note(format!("{} 处要改，没有导出", faults.len()));
        return Ok(false);
    }
    let mut out = Out { dir, written: BTreeSet::new() };
    out.copy(&folders.dist, Path::new(""))?;
    let policy = format!("<meta http-equiv=\"content-security-policy\" content=\"{}\">", app.policy);
    if let Some(built) = app.files.get(manifest::PATH) {
        let named = manifest::named(&built.text(), &texts.library.site);
        out.write(manifest::PATH.trim_start_matches('/'), &named)?;
    }
    let compose = |view: &View| silenced(&app.shell.compose(view, folders.public_url.as_deref(), &policy));
    let day: Day = today();
    for path in publication.paths() {
        if let Found::Page(view) = publication.find(&path, day) {
            out.write(&format!("{}index.html", path.trim_start_matches('/')), compose(&view).as_bytes())?;
        }
    }
    if let Found::Missing(view) = publication.find("/404.html", day) {
        out.write("404.html", compose(&view).as_bytes())?;
    }
    for (name, bytes) in &publication.files {
        out.write(&format!("bundle/{name}"), bytes)?;
    }
    for (path, text) in &publication.calendars {
        out.write(path.trim_start_matches('/'), text.as_bytes())?;
    }
    let pictures = Pictures::of(folders)?;
    for name in visible_pictures::shown(&texts, &overlay) {
        if let Some(bytes) = block_on(pictures.get(&name))?? {
            out.write(&media::path(&name), &bytes)?;
        }
    }
    if is_closing {
        let view = publication.view_of(&fragment::closed(&texts.library.site));
        // Without the app, which would look for what was here.
        let page = silenced(&app.shell.compose_still(&view, &policy));
        let spoken = PAGES.iter().filter(|(path, needs)| *needs == Needs::Server && !path.contains(':'));
        for path in CLOSED.into_iter().chain(spoken.map(|(path, _)| *path)) {
            out.write(&format!("{}index.html", path.trim_start_matches('/')), page.as_bytes())?;
        }
    }
    let shell = fs::read_to_string(folders.dist.join("shell.html")).map_err(Error::at(&folders.dist))?;
    let shell = shell.replacen("<!--slot:head-->", &format!("{policy}<!--slot:head-->"), 1);
    out.write("shell.html", silenced(&shell).as_bytes())?;
    let version =
        Version { seq: publication.index.seq, bundle: publication.name.clone(), app: app.fingerprint, api: false };
    let version = serde_json::to_vec(&version).map_err(|error| Error::Other(error.to_string()))?;
    out.write("version.json", &version)?;
    for path in stale.difference(&out.written).filter(|path| dir.join(path).is_file()) {
        fs::remove_file(dir.join(path)).map_err(Error::at(dir.join(path)))?;
    }
    let list: String = out.written.iter().map(|path| format!("{}\n", path.display())).collect();
    out.write(MARK, list.as_bytes())?;
    console::note(format!("{}: {} 个文件", dir.display(), out.written.len()));
    Ok(true)
}

/// The desk's folder in `dist/`.
const DESK: &str = "desk";

struct Out<'a> {
    dir: &'a Path,
    written: BTreeSet<PathBuf>,
}

impl Out<'_> {
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let target = self.dir.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Error::at(parent))?;
        }
        fs::write(&target, bytes).map_err(Error::at(&target))?;
        self.written.insert(PathBuf::from(path));
        Ok(())
    }

    fn copy(&mut self, folder: &Path, below: &Path) -> Result<(), Error> {
        for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
            let entry = entry.map_err(Error::at(folder))?;
            let below = below.join(entry.file_name());
            // The one needs the server; the other is written in the site's words.
            let is_manifest = below.to_string_lossy().starts_with(manifest::PATH.trim_start_matches('/'));
            if below == Path::new(DESK) || is_manifest {
                continue;
            }
            if entry.path().is_dir() {
                self.copy(&entry.path(), &below)?;
            } else if entry.file_name() != "app.json" {
                let bytes = fs::read(entry.path()).map_err(Error::at(entry.path()))?;
                self.write(&below.to_string_lossy(), &bytes)?;
            }
        }
        Ok(())
    }
}

/// What an earlier export wrote, by its own list; an error where the folder holds something else. Nothing that is not on
/// the list is ever touched: people keep a repository or a host's settings in such a folder.
fn existing(dir: &Path) -> Result<BTreeSet<PathBuf>, Error> {
    if !dir.exists() || fs::read_dir(dir).map_err(Error::at(dir))?.next().is_none() {
        return Ok(BTreeSet::new());
    }
    let Ok(list) = fs::read_to_string(dir.join(MARK)) else {
        return Err(Error::Other(format!("{}: 这个文件夹里有别的东西，请换一个空的", dir.display())));
    };
    let is_inside = |path: &PathBuf| path.components().all(|part| matches!(part, Component::Normal(_)));
    Ok(list.lines().map(PathBuf::from).filter(is_inside).collect())
}
