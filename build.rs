//! What the splitter needs to know of the linker's work stays in the reader's WASM until the hook takes it apart.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=nuanxin=--emit-relocs");
    }
}
