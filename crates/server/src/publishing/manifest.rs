//! What the app is called where it is installed: its manifest, in the words of the site.

use content::site::Site;
use serde_json::Value;

/// Where it is, in `dist/` and for browsers.
pub(crate) const PATH: &str = "/manifest.webmanifest";
/// Its kind.
pub(crate) const KIND: &str = "application/manifest+json";

/// The manifest of the build with the site's name and what the site says of itself; what is no manifest stays as it is.
pub(crate) fn named(manifest: &str, site: &Site) -> Vec<u8> {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(manifest) else { return manifest.into() };
    for (field, words) in [("name", &site.name), ("short_name", &site.name), ("description", &site.tagline)] {
        fields.insert(field.into(), words.as_str().into());
    }
    Value::Object(fields).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_words_stand_in_the_manifest_and_the_rest_stays() {
        let site = Site { name: "邻里".into(), tagline: "遛弯时读\"一句\"".into(), ..Site::default() };
        let named: Value =
            serde_json::from_slice(&named(r#"{"id":"/","name":"暖新","description":"x"}"#, &site)).unwrap();
        assert_eq!(named["id"], "/");
        assert_eq!((&named["name"], &named["short_name"]), (&"邻里".into(), &"邻里".into()));
        assert_eq!(named["description"], "遛弯时读\"一句\"");
        assert_eq!(super::named("<html>", &site), b"<html>");
    }
}
