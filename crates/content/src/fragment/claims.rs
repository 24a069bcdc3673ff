//! 认领: a shop's keeper says what the shop gives. Plain forms that any browser sends by itself: nobody waits for the app, which has
//! no part in these pages. The server makes them anew for each who asks.

use std::fmt::Write;

use api::claims::{LISTED_DAYS, MOST_IN_LINE, OFFERS};

use super::{Page, Root, title};
use crate::bundle::escape;
use crate::day::Day;
use crate::site::Site;

/// What stands in the form, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimForm {
    /// The shop's key: made with the page, so that the same page sent twice is one claim.
    pub key: String,
    /// What the shop is called.
    pub title: String,
    /// In which street.
    pub street: String,
    /// Its door or address, in words.
    pub whereabouts: String,
    /// Which of [`OFFERS`].
    pub offers: [bool; OFFERS.len()],
    /// When it is open, as people write it.
    pub hours: String,
    /// The shop's public number; may be empty.
    pub phone: String,
    /// Whether it hangs on the door, for everybody: else it may be no mobile.
    pub is_on_door: bool,
    /// Key of the claim that somebody has decided about before these words came; may be empty.
    pub decided: String,
}

/// What is wrong with a field of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFault {
    /// Name of the field; anything else is said above the form.
    pub field: String,
    /// What is wrong, and how to write it instead.
    pub message: String,
}

/// Where a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// Nobody has come by yet.
    Waiting,
    /// It is not put on the list.
    Declined {
        /// Why, in the desk's words.
        reason: String,
    },
    /// It is on the list, or was.
    Listed {
        /// Slug of the place.
        place: String,
        /// What it is called.
        title: String,
        /// The last day.
        until: Day,
        /// The last day of being on the list at all, at last as one that may have changed.
        last: Day,
        /// How many days that is from today; negative once it is past.
        left: i32,
        /// Whether the shop has asked to go on.
        asks: bool,
        /// Whether it may ask now.
        may_ask: bool,
    },
    /// Readers are shown the place no more.
    TakenOff,
}

impl ClaimState {
    /// Whether the shop may ask to go on, and has not.
    pub fn may_ask(&self) -> bool {
        matches!(self, Self::Listed { may_ask: true, .. })
    }
}

/// `/claim/`: the form, with what is wrong in it. `streets`: those that the list has.
pub fn claim_form(site: &Site, streets: &[&str], form: &ClaimForm, faults: &[ClaimFault]) -> Page {
    let fault = |field: &str| faults.iter().find(|fault| fault.field == field);
    let line = |name: &str, label: &str, hint: &str, value: &str, more: &str| {
        let (said, marks) = marks(name, fault(name));
        let hint = if hint.is_empty() { String::new() } else { format!("<small>{hint}</small>") };
        format!(
            "<label for=\"claim-{name}\">{label}{hint}</label>{said}<input id=\"claim-{name}\" name=\"{name}\" value=\"{}\" autocomplete=\"off\"{marks}{more}>",
            escape(value)
        )
    };
    let most = format!(" maxlength=\"{MOST_IN_LINE}\"");
    let boxes: String = OFFERS
        .iter()
        .zip(form.offers)
        .map(|((name, words), is)| {
            let checked = if is { " checked" } else { "" };
            format!("<label><input type=\"checkbox\" name=\"{name}\" value=\"1\"{checked}>{words}</label>")
        })
        .collect();
    let known: String = streets.iter().map(|street| format!("<option value=\"{}\">", escape(street))).collect();
    let above = faults.iter().find(|fault| !FIELDS.contains(&fault.field.as_str()));
    let mut above = above.map(|fault| said("", &fault.message)).unwrap_or_default();
    if !form.decided.is_empty() {
        let link = escape(&api::paths::claim(&form.decided));
        let _ = write!(above, "<p><a class=\"row-link\" href=\"{link}\">看上一份怎么定的</a></p>");
    }
    let (offers_said, _) = marks("offers", fault("offers"));
    let on_door = format!(
        "<label class=\"box\"><input type=\"checkbox\" name=\"{DOOR}\" value=\"1\"{}>是手机号，就贴在店门口，谁打都行</label>",
        if form.is_on_door { " checked" } else { "" }
    );
    let inner = format!(
        "<h1 class=\"title\">爱“新”商家，来认领</h1>\
         <p>店里愿意给骑手一点方便，写下来，一分钟。书记到店里看一眼，就放上名单。不用账号，不记是谁写的。</p>{above}\
         <form method=\"post\" action=\"{path}\" novalidate><input type=\"hidden\" name=\"key\" value=\"{key}\">\
         {title}{street}<datalist id=\"streets\">{known}</datalist>{whereabouts}\
         <fieldset><legend>给骑手什么<small>有一样就行</small></legend>{offers_said}{boxes}</fieldset>{hours}{phone}{on_door}\
         <button class=\"button\">看一遍</button></form>",
        path = api::paths::CLAIM,
        key = escape(&form.key),
        title = line("title", "店名", "", &form.title, &most),
        street = line(
            "street",
            "在哪一带",
            "骑手怎么说就怎么写，如：科巷",
            &form.street,
            &format!("{most} list=\"streets\"")
        ),
        whereabouts = line(
            "whereabouts",
            "门在哪儿",
            "怎么认，或者路名门牌。如：菜场东门往南 30 步，蓝门头",
            &form.whereabouts,
            &most
        ),
        hours = line(
            "hours",
            "几点开门",
            "平时怎么写就怎么写。如：每天早6点到晚8点，节假日照常",
            &form.hours,
            " maxlength=\"200\""
        ),
        phone = line(
            "phone",
            "店里的电话",
            "会公开，人人看得到。写座机；手机号只收贴在店门口的那个；没有就空着",
            &form.phone,
            " inputmode=\"tel\" maxlength=\"30\""
        ),
    );
    page(site, "认领", &inner)
}

/// Name of the box that says so of the phone.
const DOOR: &str = "door";
/// Names of fields beside which something is said.
const FIELDS: [&str; 6] = ["title", "street", "whereabouts", "offers", "hours", "phone"];

/// What is wrong with a field, in words above it and in attributes of it. The first thing wrong is where one begins.
fn marks(name: &str, fault: Option<&ClaimFault>) -> (String, String) {
    match fault {
        Some(fault) => {
            (said(name, &fault.message), format!(" aria-invalid=\"true\" aria-describedby=\"wrong-{name}\""))
        }
        None => Default::default(),
    }
}

fn said(name: &str, message: &str) -> String {
    format!("<p class=\"wrong\" id=\"wrong-{name}\" role=\"alert\">{}</p>", escape(message))
}

/// The same once more, as it will be read. `hours`: in words; `advice`: what they leave out.
pub fn claim_review(site: &Site, form: &ClaimForm, hours: &str, advice: &str) -> Page {
    let mut rows = String::new();
    let offers = OFFERS.iter().zip(form.offers).filter(|(_, is)| *is).map(|((_, words), _)| *words);
    let offers = offers.collect::<Vec<_>>().join("、");
    let is_mobile = crate::numbers::names_mobile(&form.phone);
    let phone = match form.phone.as_str() {
        "" => "不写".to_string(),
        phone if is_mobile => format!("{phone}（贴在店门口的手机号，人人看得到）"),
        phone => format!("{phone}（人人看得到）"),
    };
    for (label, text) in [
        ("店名", form.title.as_str()),
        ("在哪一带", &form.street),
        ("门在哪儿", &form.whereabouts),
        ("给骑手", &offers),
        ("几点开门", hours),
        ("电话", &phone),
    ] {
        let _ = write!(rows, "<dt>{label}</dt><dd>{}</dd>", escape(text));
    }
    let mut hidden = String::new();
    let fields = [
        ("key", &form.key),
        ("title", &form.title),
        ("street", &form.street),
        ("whereabouts", &form.whereabouts),
        ("hours", &form.hours),
        ("phone", &form.phone),
    ];
    for (name, value) in fields {
        let _ = write!(hidden, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value));
    }
    for ((name, _), _) in OFFERS.iter().zip(form.offers).filter(|(_, is)| *is) {
        let _ = write!(hidden, "<input type=\"hidden\" name=\"{name}\" value=\"1\">");
    }
    if form.is_on_door {
        let _ = write!(hidden, "<input type=\"hidden\" name=\"{DOOR}\" value=\"1\">");
    }
    let advice = if advice.is_empty() { String::new() } else { format!("<p class=\"hint\">{}</p>", escape(advice)) };
    let inner = format!(
        "<h1 class=\"title\">这样放上名单，对吗？</h1><dl class=\"facts\">{rows}</dl>{advice}\
         <form method=\"post\" action=\"{path}\">{hidden}\
         <p class=\"buttons\"><button class=\"button\" name=\"step\" value=\"send\">没错，交上去</button> \
         <button class=\"button quiet\" name=\"step\" value=\"change\">改一改</button></p></form>\
         <p class=\"fine\">书记到店里看过才上名单，一次 {LISTED_DAYS} 天，到期前问你要不要接着来。除了上面这些，什么都不记。</p>",
        path = api::paths::CLAIM,
    );
    page(site, "认领", &inner)
}

/// `/claim/KEY/`: where the shop's claim stands.
pub fn claim_state(site: &Site, key: &str, state: &ClaimState) -> Page {
    let form = |words: &str| {
        format!(
            "<form method=\"post\" action=\"{}\"><p class=\"buttons\"><button class=\"button\">{words}</button></p></form>",
            escape(&api::paths::claim(key))
        )
    };
    let again = format!("<p class=\"buttons\"><a class=\"button\" href=\"{}\">重新写一份</a></p>", api::paths::CLAIM);
    let (heading, rest) = match state {
        ClaimState::Waiting => (
            "交上去了，等书记来看".to_string(),
            "<p>书记到店里看过，就放上名单。写错了就退回上一页，改了再交一次，还是这一份。</p>".to_string(),
        ),
        ClaimState::Declined { reason } => {
            ("这次没有放上名单".to_string(), format!("<p>书记说：{}</p>{again}", escape(reason)))
        }
        ClaimState::TakenOff => {
            ("已经不在名单上了".to_string(), format!("<p>还想给骑手一点方便，随时再写一份。</p>{again}"))
        }
        ClaimState::Listed { place, title, until, last, left, asks, may_ask } => {
            let (day, is_off) = (until.chinese(), -left > last.0 - until.0);
            let heading = match left {
                0.. if *may_ask || *asks => format!("在名单上，还有 {left} 天到期"),
                0.. => format!("在名单上，到{day}"),
                _ if !is_off => "到期了，名单上写着“可能已变”".to_string(),
                _ => "到期太久，名单上看不到了".to_string(),
            };
            let next = match (asks, may_ask, left) {
                (true, _, 0..) => {
                    format!("<p>说好接着来了。书记再到店里看一眼，就再续 {LISTED_DAYS} 天；这期间一直在名单上。</p>")
                }
                (true, ..) if !is_off => format!(
                    "<p>说好接着来了，等书记再到店里看一眼。这期间还在名单上，写着“可能已变”；到{}还没人来，就看不到了。</p>",
                    last.chinese()
                ),
                (true, ..) => "<p>说好接着来了，等书记再到店里看一眼；看过就放回名单。</p>".to_string(),
                (false, true, _) => format!(
                    "<p>还给骑手这些方便，就点一下。书记再来看一眼，续 {LISTED_DAYS} 天；不会因为点了就从名单上拿下来。</p>{}",
                    form("接着认领")
                ),
                _ => "<p>到期前 14 天，这里会问你要不要接着来。</p>".to_string(),
            };
            let link = format!(
                "<p><a class=\"row-link\" href=\"{}\">骑手看到的：{}</a></p>",
                api::paths::place(place),
                escape(title)
            );
            let other = "<p class=\"fine\">时间或给的东西变了：扫街上的码再写一份，书记看过就换上。</p>";
            (heading, [next, link, other.to_string()].concat())
        }
    };
    let inner = format!(
        "<h1 class=\"title\">{heading}</h1>{rest}<p class=\"fine\">这个网址是你店自己的，别人不知道。收藏它，或者发给自己：到了哪一步、要不要接着来，都在这里。</p>"
    );
    page(site, "我的店", &inner)
}

/// A link that is good no more, or never was.
pub fn no_claim(site: &Site) -> Page {
    let inner = format!(
        "<h1 class=\"title\">没有这个链接，或者过了很久</h1><p>对一对网址。还想认领，就再写一份。</p><p class=\"buttons\"><a class=\"button\" href=\"{}\">去认领</a></p>",
        api::paths::CLAIM
    );
    page(site, "认领", &inner)
}

fn page(site: &Site, heading: &str, inner: &str) -> Page {
    let title = title("爱“新”商家认领", &site.name);
    let root = Root { path: "", title: &title, heading, note: "", tab: "around", more: "" };
    let html = root.wrap(&format!("<section class=\"claim\">{inner}</section>"));
    let description = "店里愿意给骑手一点方便，写下来，书记到店里看过就放上名单。".to_string();
    Page { path: String::new(), title: "爱“新”商家认领".into(), description, html }
}
