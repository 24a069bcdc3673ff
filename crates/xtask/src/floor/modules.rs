//! WebAssembly that the oldest browsers compile.

use wasmparser::{Validator, WasmFeatures};

use super::Floor;

/// What came after the first version of WebAssembly, with the browsers that know it (MDN's `webassembly` data). Newer
/// proposals need no row: what is not here is refused.
const SINCE: [(WasmFeatures, [(&str, f64); 3]); 7] = [
    (WasmFeatures::SATURATING_FLOAT_TO_INT, [("chrome", 75.0), ("safari", 15.0), ("firefox", 64.0)]),
    (WasmFeatures::SIGN_EXTENSION, [("chrome", 74.0), ("safari", 14.1), ("firefox", 62.0)]),
    (WasmFeatures::MULTI_VALUE, [("chrome", 85.0), ("safari", 13.1), ("firefox", 78.0)]),
    (WasmFeatures::BULK_MEMORY, [("chrome", 75.0), ("safari", 15.0), ("firefox", 79.0)]),
    (WasmFeatures::REFERENCE_TYPES, [("chrome", 96.0), ("safari", 15.0), ("firefox", 79.0)]),
    (WasmFeatures::SIMD, [("chrome", 91.0), ("safari", 16.4), ("firefox", 89.0)]),
    (WasmFeatures::EXTENDED_CONST, [("chrome", 114.0), ("safari", 17.4), ("firefox", 112.0)]),
];

/// What in this module some browser refuses.
pub(super) fn fault(module: &[u8], floor: &Floor) -> Option<String> {
    Validator::new_with_features(known(floor))
        .validate_all(module)
        .err()
        .map(|why| format!("{why}, in {}", floor.target()))
}

fn known(floor: &Floor) -> WasmFeatures {
    let known = SINCE.iter().filter(|(_, since)| floor.reaches(since)).map(|(feature, _)| *feature);
    // `GC_TYPES` is no proposal: without it there are no references to JavaScript's values.
    known.fold(WasmFeatures::WASM1.union(WasmFeatures::GC_TYPES), WasmFeatures::union)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{floor, project};

    fn faults_of(module: &[u8]) -> [Option<String>; 2] {
        let (Ok(app), Ok(words)) = (floor::app(), floor::words()) else { panic!("browsers.json cannot be read") };
        [fault(module, &app), fault(module, &words)]
    }

    /// `(module (func (drop (v128.const i32x4 0 0 0 0))))`
    fn vectors() -> Vec<u8> {
        let start = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 0x17, 1, 0x15, 0, 0xfd, 12];
        [&start[..], &[0; 16], &[0x1a, 0x0b]].concat()
    }

    #[test]
    fn a_module_with_vectors_is_too_new() {
        assert_eq!(
            Validator::new_with_features(WasmFeatures::WASM2).validate_all(&vectors()).err().map(|why| why.to_string()),
            None
        );
        let [fault, _] = faults_of(&vectors());
        assert!(fault.is_some_and(|why| why.contains("SIMD") && why.contains("safari16")));
    }

    #[test]
    fn what_old_js_and_the_loader_try_is_known_where_the_app_runs_and_nowhere_below() {
        for name in ["public/old.js", "public/loader.js"] {
            let script = std::fs::read_to_string(project::root().join(name)).unwrap_or_default();
            let bytes =
                script.split_once("new Uint8Array([").and_then(|(_, rest)| rest.split_once(']')).unwrap_or_default().0;
            let module: Vec<u8> = bytes.split(',').filter_map(|byte| byte.trim().parse().ok()).collect();
            let [fault, older] = faults_of(&module);
            assert_eq!(fault, None, "{name}");
            assert!(older.is_some_and(|why| why.contains("reference types")), "{name}");
        }
    }
}
