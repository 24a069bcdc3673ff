//! A long text to look for words in. The browser's own search is native code, many times as fast as ours compiled for
//! size; outside of a browser, for tests, it is the plain thing.

#[cfg(target_arch = "wasm32")]
mod native {
    use js_sys::JsString;

    /// The text, as the browser keeps it.
    #[derive(Debug)]
    pub struct Haystack(JsString);

    impl Haystack {
        /// Of a text.
        pub fn new(text: &str) -> Self {
            Self(text.into())
        }

        /// Where a part first begins at a place or behind it, in UTF-16 units.
        pub fn find(&self, part: &str, from: u32) -> Option<u32> {
            u32::try_from(self.0.index_of(part, from as i32)).ok()
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// The text in UTF-16 units.
    #[derive(Debug)]
    pub struct Haystack(Vec<u16>);

    impl Haystack {
        /// Of a text.
        pub fn new(text: &str) -> Self {
            Self(text.encode_utf16().collect())
        }

        /// Where a part first begins at a place or behind it, in UTF-16 units.
        pub fn find(&self, part: &str, from: u32) -> Option<u32> {
            let part: Vec<u16> = part.encode_utf16().collect();
            let found = self.0.get(from as usize..)?.windows(part.len()).position(|window| window == part)?;
            Some(from + found as u32)
        }
    }
}

pub use native::Haystack;
