//! A place: where somebody on the road may sit down, charge, warm up and ask.

mod group;

use api::documents::Folder;

use crate::card::withdrawn;
use crate::check;
use crate::day::Day;
use crate::document::{Document, Found, Kind};
use crate::fault::Faults;
use crate::fields::{Fields, Input, Items, List, field};
use crate::fragment::{self, Page};
use crate::front_matter::{FrontMatter, Item, did_you_mean};
use crate::library::Library;
use crate::numbers;
use crate::opening::{Hours, Standing};
use crate::read_field::{day, is_yes, known_words, one_of, opening_hours, shop_phone, words};
use crate::render;

/// What a place is.
pub const KINDS: [&str; 4] = ["驿站", "广场", "街区", "商家"];
/// How far it reaches: 服务点, 服务街, 服务区, 服务圈.
pub const LEVELS: [&str; 4] = ["点", "街", "区", "圈"];
/// What a place may have, in the words in which it is shown; the first five are those of every 驿站. Each is also written in
/// shorter words.
pub const SERVICES: [(&str, &[&str]); 14] = [
    ("停驻休憩", &["歇脚", "休息", "座椅"]),
    ("手机充电", &["充手机", "充电"]),
    ("指路问询", &["问路", "指路"]),
    ("更换电瓶", &["换电瓶", "换电", "电瓶更换"]),
    ("应急救援", &["应急", "救援"]),
    ("热水", &["开水", "饮水", "喝水"]),
    ("厕所", &["卫生间", "洗手间", "WC"]),
    ("微波炉", &["热饭"]),
    ("雨具", &["雨伞", "雨衣"]),
    ("急救", &["急救箱", "药箱", "医药箱"]),
    ("空调", &["冷暖空调", "暖气"]),
    ("充气", &["打气", "打气筒"]),
    ("Wi-Fi", &["wifi", "WIFI", "无线网"]),
    ("看书", &["图书", "书报", "阅览"]),
];

/// A shop whose claim has ended is on the list for so many days more, as one that may have changed.
pub use crate::opening::{OFF_AFTER, STAYS_AFTER};
pub use crate::street::around;

/// Which of a place's fields somebody has looked at last, and when. `None`: nobody, ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// The hours.
    pub hours: Option<Day>,
    /// What is there.
    pub services: Option<Day>,
    /// Where it is and how to get in.
    pub whereabouts: Option<Day>,
    /// What a shop gives.
    pub offers: Option<Day>,
}

/// A place as its file says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The file's name.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`LEVELS`].
    pub level: String,
    /// Where riders would say it is: 科巷.
    pub street: String,
    /// Street and number; may be empty.
    pub address: String,
    /// What one sees when one is there; may be empty.
    pub landmark: String,
    /// How to get in; may be empty.
    pub entrance: String,
    /// Names of [`SERVICES`], in its order.
    pub services: Vec<&'static str>,
    /// What is asked for and not there.
    pub lacks: Vec<String>,
    /// When it is open; `None` where nobody knows.
    pub hours: Option<Hours>,
    /// Last orders, in minutes from 00:00.
    pub last_orders: Vec<u16>,
    /// The last day of being closed.
    pub closed_until: Option<Day>,
    /// Whether it is in use.
    pub standing: Standing,
    /// What a shop gives.
    pub offers: Vec<String>,
    /// Who looks after it; may be empty.
    pub keeper: String,
    /// The keeper's public number; may be empty.
    pub phone: String,
    /// Of a shop: its keeper says that this number hangs on the door, for everybody; then it may be a mobile.
    pub phone_is_on_door: bool,
    /// Latitude and longitude in degrees, WGS-84, as they are written.
    pub coordinates: Option<(String, String)>,
    /// What was looked at when.
    pub confirmed: Confirmed,
    /// Of a shop that was claimed: the last day of being listed. From the next day on nothing of it is called open, and
    /// [`OFF_AFTER`] days later it is no more on the list.
    pub listed_until: Option<Day>,
    /// Of such a shop: it asked to go on while it was on the list, and nobody has come by yet. No file says it; the publisher does.
    pub goes_on: bool,
    /// Whether it is made up.
    pub is_sample: bool,
    /// Since when it must no longer be shown.
    pub withdrawn: Option<Day>,
    /// Markdown: where to leave the scooter, and whatever else is to be said.
    pub body: String,
    /// Line on which the body begins.
    pub body_line: usize,
}

impl Kind for Place {
    const FOLDER: Folder = Folder::Places;
    const FIELDS: Fields = Fields {
        head: &[
            field("title", "名称", "", Input::Line),
            field("kind", "是什么", "", Input::Choice(&KINDS)),
            field("level", "多大一片", "服务点、服务街、服务区、服务圈", Input::Choice(&LEVELS)),
            field("street", "在哪一带", "骑手怎么说就怎么写，如：科巷", Input::Line),
            field("address", "地址", "路名和门牌，没有就空着", Input::Line),
            field("landmark", "怎么认", "如：菜场东门往南 30 步，蓝门头", Input::Line),
            field("entrance", "怎么进", "如：推门就进，不登记；夜里按门铃", Input::Line),
            field("hours", "开放时间", "如：周一至周五 9:00-18:00，周六日休息，节假日休息；或 24小时", Input::Words),
            field("last_order", "最后点单", "如：22:00；不点单就空着", Input::Line).rare(),
            field("closed_until", "休到哪天", "这一天还休，第二天开；不休就空着", Input::Day),
            field("standing", "还在不在", "", Input::Choice(&["", "暂停", "没了"])),
            field("lacks", "没有什么", "用“、”隔开，如：厕所、微波炉", Input::Line).rare(),
            field("offers", "爱“新”给什么", "商家才写，用“、”隔开", Input::Words),
            field("keeper", "谁在管", "单位，不写人名", Input::Line),
            field("phone", "公开的电话", "座机或热线，不写个人手机号", Input::Line),
            field(
                "phone_on_door",
                "手机号贴在店门口吗",
                "商家才写：店家说谁打都行、门口也贴着的手机号，写“是”",
                Input::Choice(&["", "是"]),
            )
            .rare(),
            field(
                "coordinates",
                "坐标",
                "纬度,经度（WGS-84，手机定位给的那种；高德、百度、腾讯地图上抄的会偏几百米），没有就空着",
                Input::Line,
            )
            .rare(),
            field("hours_confirmed", "时间哪天确认的", "", Input::Day).rare(),
            field("services_confirmed", "服务哪天确认的", "", Input::Day).rare(),
            field("place_confirmed", "位置哪天确认的", "", Input::Day).rare(),
            field("offers_confirmed", "爱“新”哪天确认的", "", Input::Day).rare(),
            field(
                "listed_until",
                "认领到哪天",
                "爱“新”商家才写，书记到店确认时自己写上；过了先写可能已变，再过 30 天名单上就看不到",
                Input::Day,
            )
            .rare(),
            field("sample", "是示例数据吗", "编出来给人看样子的，写“是”", Input::Choice(&["", "是"])).rare(),
        ],
        list: Some(List { key: "services", label: "里面有什么", items: Items::Services }),
        body: Some("还有什么要说的"),
        is_withdrawn: true,
    };

    fn read(slug: &str, mut file: FrontMatter, faults: &mut Faults) -> Self {
        let kind = one_of(&mut file, "kind", &KINDS, faults).unwrap_or_default();
        let phone_is_on_door = is_yes(&mut file, "phone_on_door", faults);
        if phone_is_on_door && kind != "商家" && !kind.is_empty() {
            let hint = "别的地方只写座机和热线，删掉这一行";
            faults.add(file.line("phone_on_door"), "phone_on_door", "只有商家的电话贴在店门口", hint);
        }
        let place = Self {
            slug: slug.to_string(),
            title: file.required("title", faults),
            level: one_of(&mut file, "level", &LEVELS, faults).unwrap_or_default(),
            street: file.required("street", faults),
            address: file.optional("address", faults).unwrap_or_default(),
            landmark: file.optional("landmark", faults).unwrap_or_default(),
            entrance: file.optional("entrance", faults).unwrap_or_default(),
            services: services(&file.list("services", faults), faults),
            lacks: known_words(&mut file, "lacks", |word| service(word).is_some(), faults),
            hours: opening_hours(&mut file, faults),
            last_orders: last_orders(&mut file, faults),
            closed_until: day(&mut file, "closed_until", faults),
            standing: match file.optional("standing", faults).as_deref() {
                None | Some("开放") => Standing::Open,
                Some("暂停") => Standing::Paused,
                Some("没了") => Standing::Gone,
                Some(other) => {
                    let message = format!("没有“{other}”这一种");
                    faults.add(file.line("standing"), "standing", message, "写 暂停 或 没了；还开着就不写");
                    Standing::Open
                }
            },
            offers: words(&mut file, "offers", faults),
            keeper: file.optional("keeper", faults).unwrap_or_default(),
            phone: shop_phone(phone_is_on_door, &mut file, faults),
            phone_is_on_door,
            coordinates: coordinates(&mut file, faults),
            confirmed: Confirmed {
                hours: day(&mut file, "hours_confirmed", faults),
                services: day(&mut file, "services_confirmed", faults),
                whereabouts: day(&mut file, "place_confirmed", faults),
                offers: day(&mut file, "offers_confirmed", faults),
            },
            listed_until: day(&mut file, "listed_until", faults),
            goes_on: false,
            is_sample: is_yes(&mut file, "sample", faults),
            withdrawn: withdrawn(&mut file, faults),
            body_line: file.body_line,
            body: std::mem::take(&mut file.body),
            kind,
        };
        Self::FIELDS.refuse_others(&mut file, faults);
        if place.kind == "商家" && place.offers.is_empty() && !faults.has(&["offers"]) {
            faults.add(file.line("offers"), "offers", "商家要写给什么", "如：免费开水、延长堂食时间");
        }
        if place.landmark.is_empty() && place.address.is_empty() {
            faults.add(file.line("landmark"), "landmark", "地址和怎么认，至少写一样", "如：菜场东门往南 30 步");
        }
        place
    }
}

impl Document for Place {
    fn withdrawn(&self) -> Option<Day> {
        self.withdrawn
    }

    fn check(&self, library: &Library, faults: &mut Faults) {
        let said = [&self.address, &self.landmark, &self.entrance, &self.keeper, &self.body];
        if said.into_iter().any(|text| numbers::has_mobile(text)) {
            faults.add(self.body_line, "body", "里面像有手机号", "公开的只写座机或热线，不写个人的");
        }
        check::markdown(library, &self.body, self.body_line, faults);
        check::pictures(&self.body, self.body_line, faults);
    }

    fn page(&self, library: &Library, today: Day) -> Option<Page> {
        Some(fragment::place(self, library, today))
    }

    fn search(&self, _library: &Library) -> Option<Found> {
        let short = self.short_services();
        let parts = [
            self.landmark.clone(),
            self.address.clone(),
            short.join("、"),
            self.offers.join("、"),
            self.entrance.clone(),
            render::to_text(&self.body),
            self.street.clone(),
            // By their full names they are found, but nobody needs to read them twice.
            self.services.iter().filter(|name| !short.contains(name)).copied().collect::<Vec<_>>().join("、"),
        ];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("。");
        let note = format!("{} · {}", self.kind, self.street);
        Some(Found { title: self.title.clone(), note, text })
    }
}

impl Place {
    /// The day on which all that is written was confirmed: of its groups the oldest, and none where one never was.
    pub fn confirmed_in_all(&self) -> Option<Day> {
        let Confirmed { hours, services, whereabouts, offers } = self.confirmed;
        let is_written = [self.hours.is_some(), !self.services.is_empty(), true, !self.offers.is_empty()];
        let days = [hours, services, whereabouts, offers].into_iter().zip(is_written).filter(|(_, is)| *is);
        days.map(|(day, _)| day).collect::<Option<Vec<Day>>>()?.into_iter().min()
    }

    /// What one finds there, in the words that fit into a row: 歇脚 · 充手机.
    pub fn short_services(&self) -> Vec<&'static str> {
        let short = |name: &&str| SERVICES.iter().find(|(known, _)| known == name).and_then(|(_, short)| short.first());
        // From the sixth on the name itself is short.
        let at = |name: &&str| SERVICES.iter().position(|(known, _)| known == name).unwrap_or_default();
        self.services
            .iter()
            .map(|name| if at(name) < 5 { short(name).copied().unwrap_or(name) } else { name })
            .collect()
    }

    /// The same where there is room for all of it: 歇脚（停驻休憩）, as neither of them makes anybody think of the other.
    pub fn long_services(&self) -> Vec<String> {
        let long = |name: &&str| match *name == SERVICES[0].0 {
            true => format!("{}（{name}）", SERVICES[0].1[0]),
            false => name.to_string(),
        };
        self.services.iter().map(long).collect()
    }

    /// The last day on which a shop that was claimed is on the list at all, at last as one that may have changed.
    pub fn on_list_until(&self) -> Option<Day> {
        Some(self.listed_until?.plus(if self.goes_on { STAYS_AFTER } else { OFF_AFTER }))
    }

    /// Whether that day is over: it is on no list any more.
    pub fn is_off(&self, today: Day) -> bool {
        self.on_list_until().is_some_and(|last| last < today)
    }

    /// The one line that says where it is.
    pub fn whereabouts(&self) -> &str {
        if self.landmark.is_empty() { &self.address } else { &self.landmark }
    }
}

/// The name of a service in any of its words.
pub fn service(word: &str) -> Option<&'static str> {
    SERVICES.iter().find(|(name, others)| *name == word || others.contains(&word)).map(|(name, _)| *name)
}

fn services(items: &[Item], faults: &mut Faults) -> Vec<&'static str> {
    let mut found = Vec::new();
    for Item { line, text } in items {
        match service(text) {
            Some(name) if found.contains(&name) => {
                faults.add(*line, "services", format!("“{name}”写了两次"), "只留一次");
            }
            Some(name) => found.push(name),
            None => {
                let known: Vec<&str> = SERVICES.iter().map(|(name, _)| *name).collect();
                faults.add(*line, "services", format!("没有“{text}”这一项"), did_you_mean(text, &known));
            }
        }
    }
    found.sort_by_key(|name| SERVICES.iter().position(|(known, _)| known == name));
    found
}

fn last_orders(file: &mut FrontMatter, faults: &mut Faults) -> Vec<u16> {
    let times = words(file, "last_order", faults);
    let read = |text: &String| {
        let (hours, minutes) = text.split_once([':', '：'])?;
        let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    };
    let mut orders = Vec::new();
    for text in &times {
        match read(text) {
            Some(minute) => orders.push(minute),
            None => faults.add(file.line("last_order"), "last_order", format!("看不懂“{text}”"), "写成 22:00"),
        }
    }
    orders
}

fn coordinates(file: &mut FrontMatter, faults: &mut Faults) -> Option<(String, String)> {
    let text = file.optional("coordinates", faults)?;
    let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "-.".contains(c));
    let number = |text: &str, most: f64| {
        is_plain(text.trim()) && text.trim().parse::<f64>().is_ok_and(|number| number.abs() <= most)
    };
    let pair = text.split_once([',', '，']).filter(|(lat, lon)| number(lat, 90.0) && number(lon, 180.0));
    match pair {
        Some((lat, lon)) => Some((lat.trim().to_string(), lon.trim().to_string())),
        None => {
            let hint = "写成 纬度,经度，如 32.0417,118.7840";
            faults.add(file.line("coordinates"), "coordinates", format!("“{text}”不是坐标"), hint);
            None
        }
    }
}
