//! Makes what the linker wrote into what the server sends: bound to its script, taken apart, named by content, one script
//! file, style in the page, the service worker's list and the CSP's hashes. Called by a build (`web.rs`) and as Trunk's
//! `post_build` hook. A debug build takes the same way without shortening and compressing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};

use crate::bind::bind;
use crate::failure::Failure;
use crate::old_style::{self, old_style};
use crate::split::PartFile;
use crate::{compress, esbuild, fingerprint, page, precache, project, shorten, split, tools};

/// The design's limit for the one inline script.
const INLINE: usize = 400;
const INDEX: &str = "index.html";
/// Where the desk lives; Trunk builds it below this.
const DESK: &str = "/desk/";
/// All the desk's page has to do; it has no taps to keep and no network to wait for.
const DESK_LOADER: &str = r##"import init from "./desk.js";
init({ module_or_path: document.querySelector("script[data-wasm]").dataset.wasm }).catch((why) => {
  // old.js may come later, and looks for this.
  document.documentElement.dataset.app = "none";
  window.turnOff?.();
  throw why;
});
"##;
const LOADER: &str = "loader.js";
/// They become part of the loader's file.
const ALONE: &str = "alone.js";
const REPAIR: &str = "repair.js";
const PART: &str = "part.js";
/// For browsers that are too old for the loader.
const OLD: &str = "old.js";
/// The folder of 领读's own pages, which have no app; `follow.js` in it imports the rest.
const READING: &str = "reading";
const WORKER: &str = "sw.js";

/// Called by Trunk, which tells by environment what it built and where.
pub(crate) fn finish_web() -> Result<(), Failure> {
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .ok_or_else(|| Failure::say("finish-web is called by Trunk: run `cargo xtask build` instead"))?;
    let release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    tools::for_finish()?;
    finish(folder.into(), env::var_os("TRUNK_PUBLIC_URL").is_some_and(|url| url == DESK), release)
}

/// Finishes a folder that has the app's page and, for the reader, what is in `public/`.
pub(crate) fn finish(folder: PathBuf, is_desk: bool, release: bool) -> Result<(), Failure> {
    let (binary, url) = if is_desk { ("desk", DESK) } else { ("nuanxin", "/") };
    let staging = Staging { folder, release, binary, url };
    if is_desk { staging.finish_desk() } else { staging.finish() }
}

/// Makes the desk's page of one that says what is to be said while there is no desk.
pub(crate) fn announce(folder: PathBuf, said: &str, looks_again: bool) -> Result<(), Failure> {
    let staging = Staging { folder, release: true, binary: "desk", url: DESK };
    let css = esbuild::style(&style("desk.css"), true)?;
    let html =
        page::announcing(&page::with_style(&page::minify(&staging.text(INDEX)?), css.trim_end())?, said, looks_again)?;
    staging.write_desk(&html)
}

/// What becomes it becomes `dist/`.
struct Staging {
    folder: PathBuf,
    release: bool,
    /// Script and WASM are named after it (for Trunk by `filehash = false` in Trunk.toml).
    binary: &'static str,
    /// Where the folder is served.
    url: &'static str,
}

impl Staging {
    fn finish(&self) -> Result<(), Failure> {
        let parts = self.parts()?;
        let (js, wasm, old) = (self.script()?, self.wasm()?, self.old("main.css")?);
        let follow = self.follow()?;
        let shell = self.shell(&js, &wasm, &old)?;
        self.write(precache::SHELL, shell.as_bytes())?;
        for name in [INDEX, ALONE, REPAIR, PART, OLD, READING, split::LINK, split::FOLDER] {
            self.remove(name)?;
        }
        self.remove_parts()?;
        let app = self.fingerprint()?;
        // All of one build as one set: a start and parts of different builds do not fit each other.
        let assets: Vec<String> = parts.iter().map(|part| part.url.clone()).chain([js, wasm, old]).collect();
        self.service_worker(&app, &shell, &assets)?;
        let hash = |tag| page::inline(&shell, tag).map(fingerprint::csp);
        // The budgets read what belongs to which part.
        let parts: BTreeMap<_, _> = parts.iter().map(|file| (file.url.as_str(), &file.parts)).collect();
        let facts =
            json!({ "app": app, "script": hash("script"), "style": hash("style"), "parts": parts, "follow": follow });
        self.write("app.json", facts.to_string().as_bytes())?;
        if self.release { compress::folder(&self.folder) } else { Ok(()) }
    }

    /// The desk: a page of its own with its own script and style, and nothing for riders to download.
    fn finish_desk(&self) -> Result<(), Failure> {
        self.write(LOADER, DESK_LOADER.as_bytes())?;
        bind(&project::wasm(self.binary, self.release), self.binary, &self.folder, false)?;
        if self.release {
            split::optimised(&self.path(&format!("{}_bg.wasm", self.binary)))?;
        }
        self.shorten()?;
        let (js, wasm, old) = (self.script()?, self.wasm()?, self.old("desk.css")?);
        let css = esbuild::style(&style("desk.css"), self.release)?;
        let html = page::minify(&self.text(INDEX)?);
        let html = page::with_app(&page::with_style(&html, css.trim_end())?, &js, &wasm, &old)?;
        self.remove_parts()?;
        self.write_desk(&html)?;
        if self.release { compress::folder(&self.folder) } else { Ok(()) }
    }

    fn write_desk(&self, html: &str) -> Result<(), Failure> {
        self.write(INDEX, html.as_bytes())?;
        let facts = json!({ "style": page::inline(html, "style").map(fingerprint::csp) });
        self.write("app.json", facts.to_string().as_bytes())
    }

    /// What has become part of the files.
    fn remove_parts(&self) -> Result<(), Failure> {
        let (js, wasm) = (format!("{}.js", self.binary), format!("{}_bg.wasm", self.binary));
        [LOADER, &js, &wasm, "snippets"].into_iter().try_for_each(|name| self.remove(name))
    }

    /// Takes the app apart: the files that are not fetched at the start, and the parts they belong to.
    fn parts(&self) -> Result<Vec<PartFile>, Failure> {
        let split = split::split(self.binary, &self.folder, self.release)?;
        self.shorten()?;
        let mut files = Vec::new();
        for (name, file) in split.files {
            let bytes = fs::read(&file).map_err(Failure::file("read", &file))?;
            let is_in = |(part, names): (&String, &Vec<String>)| names.contains(&name).then(|| part.clone());
            let parts = split.parts.iter().filter_map(is_in).collect();
            files.push(PartFile { name, url: self.asset("wasm", &bytes)?, parts });
        }
        let script = split::linked(&self.text(split::LINK)?, &files)?;
        self.write(split::LINK, script.as_bytes())?;
        Ok(files)
    }

    /// Gives what WASM takes from its script shorter names.
    fn shorten(&self) -> Result<(), Failure> {
        if !self.release {
            return Ok(());
        }
        let (script, wasm) = (format!("{}.js", self.binary), format!("{}_bg.wasm", self.binary));
        let (short, text) = shorten::shorten(&self.read(&wasm)?, &self.text(&script)?)?;
        self.write(&wasm, &short)?;
        self.write(&script, text.as_bytes())
    }

    /// The loader and wasm-bindgen's script as one file; its URL.
    fn script(&self) -> Result<String, Failure> {
        // The loader imports wasm-bindgen's, which stands beside it.
        let script = esbuild::script(&self.path(LOADER), "esm", self.release)?;
        self.asset("js", script.as_bytes())
    }

    fn wasm(&self) -> Result<String, Failure> {
        self.asset("wasm", &self.read(&format!("{}_bg.wasm", self.binary))?)
    }

    /// What tells a browser that is too old so, and gives the page a style it knows; the script's URL.
    fn old(&self, sheet: &str) -> Result<String, Failure> {
        let url = self.asset("css", old_style(&style(sheet), self.release)?.as_bytes())?;
        // From the project: the desk's build has no copy of `public/`.
        let path = project::root().join("public").join(OLD);
        let script = fs::read_to_string(&path).map_err(Failure::file("read", &path))?.replace("__STYLE__", &url);
        self.asset("js", if self.release { esbuild::minify_es5(&script)? } else { script }.as_bytes())
    }

    /// Style and script of the pages that follow a reading: for every browser that shows words, and no part of the app.
    fn follow(&self) -> Result<Value, Failure> {
        let style = self.asset("css", old_style::for_all(&style("reading.css"), self.release)?.as_bytes())?;
        let script = esbuild::script_for_all(&self.path(READING).join("follow.js"), self.release)?;
        Ok(json!({ "style": style, "script": self.asset("js", script.as_bytes())? }))
    }

    fn shell(&self, js: &str, wasm: &str, old: &str) -> Result<String, Failure> {
        let html = page::minify(&self.text(INDEX)?);
        let html = self.inline_script(html)?;
        let css = esbuild::style(&style("main.css"), self.release)?;
        page::with_app(&page::with_style(&html, css.trim_end())?, js, wasm, old)
    }

    fn inline_script(&self, html: String) -> Result<String, Failure> {
        let Some(script) = page::inline(&html, "script").filter(|_| self.release) else { return Ok(html) };
        let small = esbuild::minify_inline(script)?;
        if small.len() > INLINE {
            let size = small.len();
            return Err(Failure::say(format!("index.html's inline script is {size} bytes, and {INLINE} are allowed")));
        }
        Ok(html.replacen(&format!("<script>{script}</script>"), &format!("<script>{small}</script>"), 1))
    }

    /// Of everything but the service worker and `app.json`, which will name it; of the worker its source counts.
    fn fingerprint(&self) -> Result<String, Failure> {
        let files = compress::files(&self.folder)?;
        let contents = files.iter().map(|file| fs::read(file).map_err(Failure::file("read", file)));
        let contents: Vec<Vec<u8>> = contents.collect::<Result<_, _>>()?;
        let names: Vec<String> = files.iter().map(|file| self.name(file)).collect();
        Ok(fingerprint::of_files(names.iter().map(String::as_str).zip(contents.iter().map(Vec::as_slice))))
    }

    fn service_worker(&self, app: &str, shell: &str, assets: &[String]) -> Result<(), Failure> {
        let manifest = self.text(precache::MANIFEST).ok();
        let list = precache::list(shell, manifest.as_deref(), assets);
        let script = self.text(WORKER)?.replace("__PRECACHE__", &list).replace("__APP__", app);
        self.write(WORKER, script.as_bytes())?;
        // A scope of its own lets esbuild shorten its names too.
        let script = esbuild::script(&self.path(WORKER), "iife", self.release)?;
        self.write(WORKER, script.as_bytes())
    }

    /// Stores a file under the name its content gives it, so that it may be cached for ever; its URL.
    fn asset(&self, kind: &str, bytes: &[u8]) -> Result<String, Failure> {
        let name = format!("assets/app-{}.{kind}", fingerprint::hex16(bytes));
        self.write(&name, bytes)?;
        Ok(format!("{}{name}", self.url))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name.trim_start_matches('/'))
    }

    fn name(&self, file: &Path) -> String {
        file.strip_prefix(&self.folder).unwrap_or(file).to_string_lossy().replace('\\', "/")
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let path = self.path(name);
        fs::read(&path).map_err(Failure::file("read", &path))
    }

    fn text(&self, name: &str) -> Result<String, Failure> {
        let path = self.path(name);
        fs::read_to_string(&path).map_err(Failure::file("read", &path))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
        }
        fs::write(&path, bytes).map_err(Failure::file("write", &path))
    }

    fn remove(&self, name: &str) -> Result<(), Failure> {
        let path = self.path(name);
        match path.is_dir() {
            true => fs::remove_dir_all(&path).map_err(Failure::file("remove", &path)),
            false if path.exists() => fs::remove_file(&path).map_err(Failure::file("remove", &path)),
            false => Ok(()),
        }
    }
}

/// A page's style, with all it imports.
fn style(sheet: &str) -> PathBuf {
    project::root().join("style").join(sheet)
}
