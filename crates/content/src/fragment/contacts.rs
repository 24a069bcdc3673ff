//! Who looks after what: the list, the page of each, and the shelf of agreements.

use super::places::SAMPLE;
use super::{Page, Root, listing, title};
use crate::agreement::{Agreement, STATES};
use crate::bundle::escape;
use crate::day::Day;
use crate::library::Library;
use crate::numbers::dialled;
use crate::organisation::{LAYERS, MadeUp, Organisation, POINT};
use crate::render;

/// What stands above each layer.
const HEADINGS: [(&str, &str); 5] = [
    ("联系点", "党委委员固定来的地方。选一个当“我的联系点”，只记在这部手机里。"),
    ("支部", "按片分的外卖配送员流动党员党支部，优先请党员站长当书记。"),
    ("行业党委", ""),
    ("协会党支部", ""),
    ("工作体系", "四方一起：一家统着，一家推着，几家搭手，平台也在里面。"),
];

/// `/contacts/`: layer by layer, the nearest first; below them the agreements. A visit that is over by `today` says so.
pub fn contacts(library: &Library, today: Day) -> Page {
    let all: Vec<&Organisation> = library.organisation.values().filter(|one| one.withdrawn.is_none()).collect();
    let section = |(layer, (heading, about)): (&&str, &(&str, &str))| {
        let rows: String = all.iter().filter(|one| one.layer == **layer).map(|one| row(one, today)).collect();
        if rows.is_empty() {
            return rows;
        }
        let about = if about.is_empty() { String::new() } else { format!("<p class=\"hint\">{about}</p>") };
        format!("<section><h2>{heading}</h2>{about}<ul class=\"rows articles\">{rows}</ul></section>")
    };
    let sections: String = LAYERS.iter().zip(&HEADINGS).map(section).collect();
    let empty = if all.is_empty() { "<p class=\"empty\">还没有写。</p>" } else { "" };
    let shelf = shelf(library);
    listing(
        api::paths::CONTACTS,
        "谁管什么",
        "联系点、支部、党委各管什么，下次哪天来，找谁。",
        library,
        &format!("{empty}{sections}{shelf}"),
    )
}

fn row(one: &Organisation, today: Day) -> String {
    let visit = one.visit.filter(|_| one.layer == POINT);
    let visit = visit.map_or(String::new(), |day| {
        format!("<small class=\"visit\" data-visit=\"{day}\">{}</small>", visit_words(one, today))
    });
    format!(
        "<li data-contact=\"{slug}\"><a href=\"{href}\"><strong>{title}{sample}</strong><span>{summary}</span>{visit}</a></li>",
        slug = one.slug,
        href = api::paths::below(api::paths::CONTACTS, &one.slug),
        title = escape(&one.title),
        sample = if one.made_up == MadeUp::All { SAMPLE } else { "" },
        summary = escape(&one.summary),
    )
}

/// 下次来：12月3日 14:00，科巷东口驿站. Of a visit that is over, also where no script compares days, that none is known.
fn visit_words(one: &Organisation, today: Day) -> String {
    let Some(day) = one.visit else { return String::new() };
    if day < today {
        return "下次哪天来，还没写".into();
    }
    format!("下次来：{} {}", day.chinese(), escape(&one.visit_at))
}

/// `/contacts/:slug/`: what it looks after, and how one reaches it.
pub fn contact(one: &Organisation, library: &Library, today: Day) -> Page {
    let path = api::paths::below(api::paths::CONTACTS, &one.slug);
    let (name, title) = (escape(&one.title), title(&one.title, &library.site.name));
    let more = format!(" data-contact=\"{}\"", one.slug);
    let root = Root { path: &path, title: &title, heading: &one.layer, note: "", tab: "around", more: &more };
    let made_up = if one.made_up == MadeUp::Contact { SAMPLE } else { "" };
    let visit = match one.visit {
        Some(day) => format!("<span class=\"visit\" data-visit=\"{day}\">{}</span>", visit_words(one, today)),
        None => String::new(),
    };
    let phone = match one.phone.as_str() {
        "" => String::new(),
        phone => format!("<a href=\"tel:{}\">{}</a>{made_up}", dialled(phone), escape(phone)),
    };
    let rows =
        [("管哪一带", escape(&one.street)), ("来的日子", visit), ("找谁", escape(&one.contact)), ("电话", phone)];
    let rows = rows.iter().filter(|(_, words)| !words.is_empty());
    let rows: String = rows.map(|(label, words)| format!("<dt>{label}</dt><dd>{words}</dd>")).collect();
    let mine = match one.layer == POINT {
        true => {
            "<p class=\"bar\"><button type=\"button\" class=\"button quiet\" data-action=\"contact\" aria-pressed=\"false\">设为我的联系点</button></p><p class=\"fine\">只记在这部手机里，不发给谁；再点一下就不是了。</p>"
        }
        false => "",
    };
    let html = root.wrap(&format!(
        "<article class=\"paper-page\"><h1 class=\"title\">{name}{sample}</h1><p>{summary}</p><dl class=\"facts\">{rows}</dl>{body}{mine}</article>",
        sample = if one.made_up == MadeUp::All { SAMPLE } else { "" },
        summary = escape(&one.summary),
        body = prose(&one.body),
    ));
    Page { path, title: one.title.clone(), description: one.summary.clone(), html }
}

fn prose(body: &str) -> String {
    match body.trim() {
        "" => String::new(),
        _ => format!("<div class=\"prose\">{}</div>", render::to_html(body)),
    }
}

/// The way to the agreements, below those who signed them.
fn shelf(library: &Library) -> String {
    let rows = agreement_rows(library);
    match rows.is_empty() {
        true => rows,
        false => format!(
            "<section><h2>共建协议</h2><p class=\"hint\">街道和站点签的纸，各自答应了什么，做到了没有。</p><ul class=\"rows articles\">{rows}</ul></section>"
        ),
    }
}

fn agreement_rows(library: &Library) -> String {
    let mut all: Vec<&Agreement> = library.agreements.values().filter(|one| one.withdrawn.is_none()).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.signed));
    let row = |one: &&Agreement| {
        let done = one.promises.iter().filter(|promise| promise.state == 0).count();
        format!(
            "<li><a href=\"{href}\"><strong>{title}{sample}</strong><span>{parties}</span><small>{signed}签，{all} 条里做到了 {done} 条</small></a></li>",
            href = api::paths::below(api::paths::AGREEMENTS, &one.slug),
            title = escape(&one.title),
            sample = sample(one),
            parties = escape(&one.parties.join("、")),
            signed = one.signed.map(|day| day.chinese()).unwrap_or_default(),
            all = one.promises.len(),
        )
    };
    all.iter().map(row).collect()
}

fn sample(one: &Agreement) -> &'static str {
    if one.is_sample { SAMPLE } else { "" }
}

/// `/agreements/`: the shelf.
pub fn agreements(library: &Library) -> Page {
    let rows = agreement_rows(library);
    let empty = if rows.is_empty() { "<p class=\"empty\">还没有协议。</p>" } else { "" };
    listing(
        api::paths::AGREEMENTS,
        "共建协议",
        "街道和站点各自答应了什么，做到了没有。",
        library,
        &format!("{empty}<ul class=\"rows articles\">{rows}</ul>"),
    )
}

/// `/agreements/:slug/`: what each promised, and what has become of it.
pub fn agreement(one: &Agreement, library: &Library) -> Page {
    let path = api::paths::below(api::paths::AGREEMENTS, &one.slug);
    let (name, title) = (escape(&one.title), title(&one.title, &library.site.name));
    let root = Root { path: &path, title: &title, heading: "共建协议", note: "", tab: "around", more: "" };
    let promises = one.parties.iter().map(|party| {
        let rows = one.promises.iter().filter(|promise| promise.party == *party).map(|promise| {
            let (state, look) = STATES[promise.state];
            format!(
                "<li><span>{}</span><span class=\"state\" data-state=\"{look}\">{state}</span></li>",
                escape(&promise.what)
            )
        });
        match rows.collect::<String>() {
            rows if rows.is_empty() => rows,
            rows => format!(
                "<section><h2 class=\"section\">{}答应的</h2><ul class=\"rows promises\">{rows}</ul></section>",
                escape(party)
            ),
        }
    });
    let promises: String = promises.collect();
    let [signed, until] = [one.signed, one.until].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    let until = if until.is_empty() { until } else { format!("，管到 {until}") };
    let html = root.wrap(&format!(
        "<article class=\"paper-page\"><h1 class=\"title\">{name}{sample}</h1><p class=\"hint\">{parties}，{signed} 签{until}</p>{promises}{body}</article>",
        sample = sample(one),
        parties = escape(&one.parties.join("、")),
        body = prose(&one.body),
    ));
    let description = format!("{}，各自答应了什么，做到了没有。", one.parties.join("、"));
    Page { path, title: one.title.clone(), description, html }
}
