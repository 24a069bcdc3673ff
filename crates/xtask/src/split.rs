//! Takes the reader's WASM apart: the start, which everybody waits for, and the parts that are fetched when they are wanted
//! (`src/reader/parts.rs`). Trunk's own WASM is of no use here: the splitter needs what the linker wrote (`build.rs`), before
//! wasm-bindgen has been there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, thread};

use serde_json::json;
use wasm_split_cli_support::{Options, transform};

use crate::bind::bind;
use crate::failure::Failure;
use crate::{process, project};

/// What the splitter writes to load the parts; the app's script imports it.
pub(crate) const LINK: &str = "__wasm_split.js";
/// Where the splitter works, below the folder that is being finished.
pub(crate) const FOLDER: &str = "split";
/// After brotli `s` is smaller than `z`, and with Rust's stack lowest in memory (the linker's `--stack-first`) nobody uses
/// the first kilobyte.
const OPTIMISED: [&str; 6] =
    ["-Os", "--converge", "--low-memory-unused", "--strip-producers", "--strip-debug", "--strip-target-features"];

/// What the splitter made.
pub(crate) struct Split {
    /// The files beside the start, by the names that [`LINK`] has for them, without their ending.
    pub(crate) files: Vec<(String, PathBuf)>,
    /// Of each part the names of its files; a file may belong to several.
    pub(crate) parts: BTreeMap<String, Vec<String>>,
}

/// A file that is not fetched at the start.
pub(crate) struct PartFile {
    /// As [`LINK`] knows it, without its ending.
    pub(crate) name: String,
    /// Where it is served.
    pub(crate) url: String,
    /// The parts that need it.
    pub(crate) parts: Vec<String>,
}

/// Puts `<name>.js`, `<name>_bg.wasm` and [`LINK`] into a folder, in place of what Trunk put there.
pub(crate) fn split(name: &str, folder: &Path, release: bool) -> Result<Split, Failure> {
    let linked = project::wasm(name, release);
    let wasm = fs::read(&linked).map_err(Failure::file("read", &linked))?;
    let parts = folder.join(FOLDER);
    let (main, script) = (parts.join(format!("{name}.wasm")), format!("./{name}.js"));
    let link = format!("./{LINK}");
    let mut options = Options::new(&wasm);
    options.output_dir = &parts;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &script;
    let done = transform(options)
        .map_err(|why| Failure::say(format!("{} cannot be taken apart: {why:#}", linked.display())))?;
    bind(&main, name, folder, true)?;
    if release {
        optimise(&folder.join(format!("{name}_bg.wasm")), &done.split_modules)?;
    }
    let (from, to) = (parts.join(LINK), folder.join(LINK));
    fs::rename(&from, &to).map_err(Failure::file("move", &from))?;
    let named = |file: PathBuf| (file.file_stem().unwrap_or_default().to_string_lossy().into_owned(), file);
    Ok(Split {
        files: done.split_modules.into_iter().map(named).collect(),
        parts: done.prefetch_map.into_iter().collect(),
    })
}

/// Makes a file's WASM smaller.
pub(crate) fn optimised(file: &Path) -> Result<(), Failure> {
    process::run(process::command("wasm-opt").args(OPTIMISED).arg(file).arg("-o").arg(file))
}

/// The start beside the parts: wasm-opt uses all cores by itself, but not all of the time.
fn optimise(start: &Path, parts: &[PathBuf]) -> Result<(), Failure> {
    thread::scope(|scope| {
        let parts = scope.spawn(|| parts.iter().try_for_each(|file| optimised(file)));
        optimised(start)?;
        parts.join().unwrap_or_else(|_| Err(Failure::say("a thread that called wasm-opt stopped")))
    })
}

/// The splitter's script, made to fetch the files by the names under which they are served and by our own rules
/// (`public/part.js`), and to tell the loader of the parts: their files, and which pages need them.
pub(crate) fn linked(script: &str, files: &[PartFile]) -> Result<String, Failure> {
    let mut script = replaced(script, "console.error(e);", "failed(e);")?;
    for PartFile { name, url, .. } in files {
        let fetcher = format!(
            "() => {{\n    const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n    src.catch(() => {{}});\n    \
             return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n"
        );
        // In a debug build there is a check around it.
        let fetcher = if script.contains(&fetcher) { fetcher } else { fetcher.replace("=> (W", "=> debugWrap(W") };
        script = replaced(&script, &fetcher, &format!("() => part({url:?})"))?;
    }
    let mut of_parts = BTreeMap::<&str, Vec<&str>>::new();
    for file in files {
        file.parts.iter().for_each(|part| of_parts.entry(part).or_default().push(&file.url));
    }
    let pages: BTreeMap<_, _> = api::parts::OF_PAGES.into();
    if let Some((page, part)) = pages.iter().find(|(_, part)| !of_parts.contains_key(*part)) {
        return Err(Failure::say(format!(
            "pages below /{page}/ need the part `{part}`, and the app has none of that name"
        )));
    }
    let (files, pages) = (json!(of_parts), json!(pages));
    Ok(format!(
        "import {{ failed, part }} from \"./part.js\";\nexport const files = {files};\nexport const pages = {pages};\n{script}"
    ))
}

fn replaced(script: &str, from: &str, to: &str) -> Result<String, Failure> {
    match script.matches(from).count() {
        1 => Ok(script.replacen(from, to, 1)),
        many => Err(Failure::say(format!("the splitter's script has this {many} times, and not once:\n{from}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(wrap: &str) -> String {
        let chunk = |name: &str| {
            format!(
                "makeLoad(() => {{\n    const src = fetch(new URL(\"./{name}.wasm\", import.meta.url));\n    \
                 src.catch(() => {{}});\n    return async (imports) => {wrap}(WebAssembly.instantiateStreaming(src, imports));\n}}\n, []);\n"
            )
        };
        ["console.error(e);\n", &chunk("chunk_1"), &chunk("split_say"), &chunk("split_rest"), &chunk("split_around")]
            .concat()
    }

    fn files() -> Vec<PartFile> {
        let file = |name: &str, url: &str, parts: &[&str]| PartFile {
            name: name.into(),
            url: url.into(),
            parts: parts.iter().map(ToString::to_string).collect(),
        };
        vec![
            file("chunk_1", "/assets/1.wasm", &["rest", "say"]),
            file("split_say", "/assets/2.wasm", &["say"]),
            file("split_rest", "/assets/3.wasm", &["rest"]),
            file("split_around", "/assets/4.wasm", &["around"]),
        ]
    }

    #[test]
    fn parts_are_fetched_by_the_names_under_which_they_are_served() {
        for wrap in ["", "debugWrap"] {
            let linked = linked(&script(wrap), &files()).unwrap_or_default();
            assert!(linked.contains("makeLoad(() => part(\"/assets/2.wasm\"), [])"), "{linked}");
            assert!(linked.contains("\"say\":[\"/assets/1.wasm\",\"/assets/2.wasm\"]"), "{linked}");
            assert!(linked.contains("\"search\":\"rest\"") && linked.contains("failed(e)"), "{linked}");
            assert!(!linked.contains("import.meta"), "{linked}");
        }
    }

    #[test]
    fn a_script_that_loads_otherwise_is_refused() {
        let other = script("").replace("instantiateStreaming", "instantiate");
        assert!(linked(&other, &files()).is_err_and(|why| why.to_string().contains("0 times")));
        assert!(linked(&script(""), &files()[1..2]).is_err());
    }
}
