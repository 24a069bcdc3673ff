//! The page that says who runs the site, where the quotations come from, and what the site does not do.

use super::numbers::numbers;
use super::{Page, Root, title};
use crate::bundle::escape;
use crate::library::Library;
use crate::render;

/// `/about/`.
pub fn about(library: &Library) -> Page {
    let site = &library.site;
    let mut sources = String::new();
    for source in library.sources.values() {
        sources += &format!(
            "<li>{}《{}》，{}。见{}。</li>",
            escape(&source.author),
            escape(&source.title),
            source.date,
            escape(&source.published_in)
        );
    }
    let record = |label: &str, value: &Option<String>| {
        value.as_ref().map_or_else(String::new, |text| format!("<dt>{label}</dt><dd>{}</dd>", escape(text)))
    };
    let title = title("关于", &site.name);
    let root = Root { path: api::paths::ABOUT, title: &title, heading: "关于", note: "", tab: "me", more: "" };
    let html = root.wrap(&format!(
        "<article class=\"article about\"><header><h1>{name}</h1><p class=\"summary\">{tagline}</p></header>\
         <dl><dt>地区</dt><dd>{district}</dd><dt>谁在办</dt><dd>{committee}</dd><dt>联系</dt><dd>{contact}</dd>{icp}{police}</dl>\
         <div class=\"prose\">{numbers}{privacy}</div><section><h2>金句出处</h2><ul class=\"sources\">{sources}</ul>\
         <p>“读懂”是编者的白话，供参考，以原文为准。</p></section></article>",
        name = escape(&site.name),
        tagline = escape(&site.tagline),
        district = escape(&site.district),
        committee = escape(&site.committee),
        contact = escape(&site.contact),
        icp = record("ICP 备案", &site.icp),
        police = record("公安备案", &site.police_record),
        numbers = numbers(&site.numbers),
        privacy = render::to_html(&site.privacy),
    ));
    Page { path: api::paths::ABOUT.into(), title: "关于".into(), description: site.tagline.clone(), html }
}
