//! The built app from `dist/`: its shell, its files, and the hashes that the content security policy allows.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use content::publish::Shell;
use serde::Deserialize;

use crate::infra::asset::{Asset, Lifetime};
use crate::infra::files::{Error, read_text};

/// A built app, read once.
#[derive(Debug)]
pub(crate) struct App {
    /// The frame of every page.
    pub(crate) shell: Shell,
    /// Fingerprint of the app's files.
    pub(crate) fingerprint: String,
    /// For pages: see [`App::policy`].
    pub(crate) policy: String,
    /// URLs of style and script of 领读's own pages.
    pub(crate) follow: Follow,
    /// Every other file, by its path.
    pub(crate) files: HashMap<String, Asset>,
}

/// `app.json`, written by the build.
#[derive(Deserialize)]
struct Built {
    app: String,
    script: String,
    style: String,
    #[serde(default)]
    follow: Follow,
}

/// What the pages of a reading need; nothing in a build that has none.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Follow {
    pub(crate) style: String,
    pub(crate) script: String,
}

/// The desk's own `app.json`; a build without the desk has none.
#[derive(Default, Deserialize)]
struct Desk {
    style: String,
}

impl App {
    /// Reads `dist/`.
    pub(crate) fn read(dist: &Path) -> Result<Self, Error> {
        let shell_path = dist.join("shell.html");
        let html = read_text(&shell_path)?;
        let built: Built = serde_json::from_str(&read_text(dist.join("app.json"))?)
            .map_err(|error| Error::Other(format!("{}: {error}", dist.join("app.json").display())))?;
        let desk: Desk = read_text(dist.join("desk/app.json"))
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let mut files = HashMap::new();
        files.insert(
            "/shell.html".into(),
            Asset::new("text/html; charset=utf-8", Lifetime::Never, html.clone().into(), 9),
        );
        read_files(dist, "/", &mut files)?;
        Ok(Self {
            shell: Shell::parse(html).map_err(|error| Error::Other(format!("{}: {error}", shell_path.display())))?,
            policy: policy(&built, &desk),
            fingerprint: built.app,
            follow: built.follow,
            files,
        })
    }
}

/// What pages may do: run the app and the one inline script, use the one inline style, and talk to this site only.
fn policy(built: &Built, desk: &Desk) -> String {
    let desk = if desk.style.is_empty() { String::new() } else { format!(" '{}'", desk.style) };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' '{}'; style-src 'self' '{}'{desk}; img-src 'self' data: blob:; media-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'",
        built.script, built.style
    )
}

fn read_files(folder: &Path, prefix: &str, files: &mut HashMap<String, Asset>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let entry = entry.map_err(Error::at(folder))?;
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            read_files(&path, &format!("{prefix}{name}/"), files)?;
        } else if !name.ends_with(".br") && !name.ends_with(".gz") && name != "shell.html" && name != "app.json" {
            files.insert(format!("{prefix}{name}"), read_file(&path, prefix)?);
        }
    }
    Ok(())
}

fn read_file(path: &Path, prefix: &str) -> Result<Asset, Error> {
    let sibling = |extension: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(extension);
        fs::read(name).ok().map(Into::into)
    };
    let lifetime = match path.file_name().and_then(|name| name.to_str()) {
        _ if prefix.ends_with(api::paths::ASSETS) => Lifetime::Forever,
        Some("sw.js" | "index.html") => Lifetime::Never,
        _ => Lifetime::Day,
    };
    let bytes = fs::read(path).map_err(Error::at(path))?;
    Ok(Asset::with_encodings(&content_type(path), lifetime, bytes, sibling(".br"), sibling(".gz")))
}

fn content_type(path: &Path) -> String {
    let mime = match path.extension().and_then(|extension| extension.to_str()) {
        Some("webmanifest") => return crate::publishing::manifest::KIND.into(),
        Some("js") => return "text/javascript; charset=utf-8".into(),
        _ => mime_guess::from_path(path).first_or_octet_stream(),
    };
    mime.to_string()
}

/// A page that offers no writing, before any script has run (style/posts.css).
pub(crate) fn silenced(html: &str) -> String {
    html.replacen("<html ", "<html data-api=\"false\" ", 1)
}
