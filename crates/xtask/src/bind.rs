//! wasm-bindgen: the script between WebAssembly and the browser. As a library: its program brings a test runner along, and
//! takes five minutes to compile.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;

/// Writes `<name>.js` and `<name>_bg.wasm` into a folder. `split`: keeps what the parts of an app that was taken apart find
/// each other by.
pub(crate) fn bind(wasm: &Path, name: &str, folder: &Path, split: bool) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    let bound = bindgen.web(true).and_then(|bindgen| {
        bindgen.input_path(wasm).out_name(name).typescript(false).omit_default_module_path(false);
        bindgen.keep_lld_exports(split).demangle(!split).generate(folder)
    });
    bound.map_err(|why| Failure::say(format!("wasm-bindgen cannot bind {}: {why:#}", wasm.display())))
}
