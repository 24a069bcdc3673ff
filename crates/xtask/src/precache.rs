//! What the service worker stores at its first start: all that the app needs without a network, and nothing else.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::page;

pub(crate) const SHELL: &str = "/shell.html";
pub(crate) const MANIFEST: &str = "/manifest.webmanifest";

/// The list as JSON, sorted. `manifest` is the manifest's text, whose icons count as in use.
pub(crate) fn list(shell: &str, manifest: Option<&str>, assets: &[String]) -> String {
    let mut urls: BTreeSet<String> = assets.iter().cloned().collect();
    urls.insert(SHELL.into());
    urls.extend(page::icons(shell).map(str::to_string));
    if let Some(manifest) = manifest {
        urls.insert(MANIFEST.into());
        let manifest: Value = serde_json::from_str(manifest).unwrap_or_default();
        let icons = manifest["icons"].as_array().into_iter().flatten();
        urls.extend(icons.filter_map(|icon| icon["src"].as_str()).map(str::to_string));
    }
    // Anything not of this site, and data: URLs, need no storing.
    urls.retain(|url| url.starts_with('/') && !url.starts_with("//"));
    Value::from(urls.into_iter().collect::<Vec<_>>()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_shell_assets_manifest_and_icons_once() {
        let shell = "<link rel=\"icon\" href=\"/icon.svg\"><link rel=\"icon\" href=\"data:,\">";
        let manifest = "{\"icons\": [{\"src\": \"/icon.svg\"}, {\"src\": \"/icon-192.png\"}]}";
        let list = list(shell, Some(manifest), &["/assets/app-1.js".into()]);
        let expected = ["/assets/app-1.js", "/icon-192.png", "/icon.svg", MANIFEST, SHELL];
        assert_eq!(list, serde_json::json!(expected).to_string());
    }
}
