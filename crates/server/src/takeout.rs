//! Everything published, as the files it could be made of again: the content folder with what was published at the desk
//! laid over it, locks included, and the pictures that it shows.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use content::folder::PICTURES;
use content::picture;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::files::Error;
use crate::pictures::Pictures;
use crate::site::laid_over;
use crate::store::Overlay;

/// Every file by its path, and what is wanting.
#[derive(Debug, Default)]
pub(crate) struct Takeout {
    /// In the order of their paths.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Pictures that a text shows and nobody has any more.
    pub(crate) missing: BTreeSet<String>,
}

impl Takeout {
    /// Puts it together.
    pub(crate) async fn gather(
        texts: &BTreeMap<String, String>,
        overlay: &Overlay,
        pictures: &Pictures,
    ) -> Result<Self, Error> {
        let texts = laid_over(texts, overlay);
        let shown: BTreeSet<String> = texts.values().flat_map(|text| picture::names(text)).map(String::from).collect();
        let mut takeout = Self::default();
        for name in shown {
            match pictures.get(&name).await? {
                Some(bytes) => drop(takeout.files.insert(format!("{PICTURES}/{name}"), bytes)),
                None => drop(takeout.missing.insert(name)),
            }
        }
        takeout.files.extend(texts.into_iter().map(|(path, text)| (path, text.into_bytes())));
        Ok(takeout)
    }

    /// The same in one file. Equal content is an equal file: whoever keeps one a week sees whether anything has changed.
    pub(crate) fn zip(&self) -> Result<Vec<u8>, Error> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let fault = |error: &dyn std::fmt::Display| Error::Other(format!("zip: {error}"));
        for (path, bytes) in &self.files {
            // Pictures are compressed already.
            let is_text = !path.starts_with(PICTURES);
            let method = if is_text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
            let options = SimpleFileOptions::default().compression_method(method);
            let options = options.last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
            zip.start_file(path.as_str(), options).map_err(|error| fault(&error))?;
            zip.write_all(bytes).map_err(|error| fault(&error))?;
        }
        Ok(zip.finish().map_err(|error| fault(&error))?.into_inner())
    }
}
