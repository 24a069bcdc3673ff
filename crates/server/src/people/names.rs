//! Names people choose: in one form, and none that passes for an office.

use api::error::ErrorBody;
use api::rules;
use content::fold::plain;
use unicode_normalization::UnicodeNormalization;

/// Letters that look like others, or are other ways to write them: to see through, never to store. Both sides of a comparison
/// go through it.
#[rustfmt::skip]
const LOOK_ALIKES: &[(&str, char)] = &[
    ("аαᴀ@4", 'a'), ("вʙ", 'b'), ("сᴄ", 'c'), ("ԁᴅ", 'd'), ("еєεᴇ3", 'e'), ("ғꜰ", 'f'), ("ɡɢ", 'g'), ("нһʜ", 'h'),
    ("іїιıɪ1l|!ӏʟ", 'i'), ("јᴊ", 'j'), ("кκᴋ", 'k'), ("мᴍ", 'm'), ("ոηɴп", 'n'), ("оοσᴏ0", 'o'), ("рρᴘ", 'p'), ("ʀг", 'r'),
    ("ѕꜱ5$", 's'), ("тτᴛ7", 't'), ("υᴜ", 'u'), ("νᴠ", 'v'), ("ԝᴡ", 'w'), ("хχ", 'x'), ("уʏγ", 'y'), ("ᴢ", 'z'),
    ("書", '书'), ("記計计紀纪", '记'), ("菅", '管'), ("員", '员'), ("黨", '党'), ("組", '组'), ("織", '织'), ("統", '统'),
    ("係繫", '系'), ("宫宮", '官'), ("區", '区'), ("縣", '县'), ("監", '监'), ("暧曖煖", '暖'), ("壬", '任'), ("總", '总'),
    ("審", '审'), ("長", '长'), ("檢", '检'), ("務", '务'), ("戰", '战'), ("蓆", '席'), ("領", '领'), ("導", '导'), ("軍", '军'),
    ("國", '国'), ("協", '协'), ("習刁", '习'), ("澤", '泽'), ("東", '东'), ("鄧", '邓'), ("錦", '锦'), ("濤", '涛'), ("來", '来'),
];

/// Offices of the state and of whoever leads it, beside those that the phone refuses as well: a phone need not download them.
#[rustfmt::skip]
const OF_THE_STATE: &[&str] = &[
    "主席", "总理", "委员长", "总统", "元首", "领导", "领袖", "国务", "党中央", "中央军委", "常委", "政委", "政协", "人大代表", "党代表",
    "部长", "省长", "市长", "州长", "厅长", "局长", "处长", "县长", "区长", "镇长", "乡长", "村长", "司令", "检察", "法院", "法官",
    "警察", "民警", "交警", "城管", "毛泽东", "周恩来", "邓小平", "江泽民", "胡锦涛", "习近平", "习大大",
];

/// A nickname as it is stored. `reserved`: what this site calls itself, and what its deployer keeps for offices.
pub(crate) fn nickname(typed: &str, reserved: &[&str]) -> Result<String, ErrorBody> {
    let name = one_form(typed);
    rules::check_nickname(&name)?;
    let joiners = |text: &str| text.matches(rules::JOINER).count();
    if joiners(&name) < joiners(typed) {
        return Err(field("nickname", "invisible", "昵称里有看不见的字符，换一个"));
    }
    // What is refused in plain letters is refused in disguise.
    let seen = seen_through(&name);
    let mut offices = rules::OFFICES.iter().chain(OF_THE_STATE).chain(reserved).map(|office| seen_through(office));
    // One character is in many a name.
    match offices.any(|office| office.chars().count() > 1 && seen.contains(&office)) {
        true => Err(rules::is_office()),
        false => Ok(name),
    }
}

/// The name of a secretary or an admin as it is stored, and as it is compared. It may be that of an office.
pub(crate) fn desk_name(typed: &str) -> Result<(String, String), ErrorBody> {
    let name = one_form(typed);
    match rules::check_nickname(&name) {
        Err(mut error) if error.code != "office" => {
            error.field = Some("name".into());
            error.message = error.message.replace("昵称", "名字").replace("；也可以不要名字", "");
            Err(error)
        }
        _ => Ok((name.clone(), folded(&name))),
    }
}

/// As names are compared when signing in.
pub(crate) fn folded(typed: &str) -> String {
    one_form(typed).to_lowercase().split_whitespace().collect()
}

/// The name of a branch as it is stored.
pub(crate) fn branch_name(typed: &str) -> Result<String, ErrorBody> {
    const MOST: usize = 30;
    let name = one_form(typed);
    match rules::characters(&name) {
        0 => Err(field("name", "empty", "支部还没有名字")),
        count if count > MOST || name.contains('\n') => Err(field("name", "too_long", "支部的名字最多 30 个字，一行")),
        _ => rules::check_readable("name", &name).map(|()| name),
    }
}

fn field(field: &str, code: &str, message: &str) -> ErrorBody {
    ErrorBody { field: Some(field.into()), ..ErrorBody::new(code, message) }
}

fn one_form(typed: &str) -> String {
    rules::tidy(&plain(typed).nfkc().collect::<String>())
}

/// Small letters, look-alikes replaced, nothing but letters; marks on letters dropped.
fn seen_through(name: &str) -> String {
    let plain = name.nfkd().map(in_a_box).flat_map(char::to_lowercase);
    let seen = plain.map(|c| LOOK_ALIKES.iter().find(|(like, _)| like.contains(c)).map_or(c, |(_, letter)| *letter));
    seen.filter(|c| c.is_alphanumeric()).collect::<String>().replace("rn", "m").replace("vv", "w")
}

/// The letter in a square, in a circle, or of a flag.
fn in_a_box(c: char) -> char {
    let first = match c {
        '\u{1f150}'..='\u{1f169}' => 0x1f150,
        '\u{1f170}'..='\u{1f189}' => 0x1f170,
        '\u{1f1e6}'..='\u{1f1ff}' => 0x1f1e6,
        _ => return c,
    };
    char::from_u32(c as u32 - first + 'a' as u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_seen_through_their_disguise() {
        for name in [
            "ａｄｍｉｎ",
            "аdmin",
            "Аdмin".replace('м', "m").as_str(),
            "4dmin",
            "adrnin",
            "ᴀᴅᴍɪɴ",
            "🅐🅓🅜🅘🅝人",
            "🇦 🇩 🇲 🇮 🇳人",
            "書記",
            "书計",
            "书·记",
            "宫方",
            "ádmin",
            "菅理员",
            "黨組織",
            "區委",
            "紀 委",
            "王主壬",
            "暧新",
            "暖 新",
            "习主席",
            "王 市 長",
            "張總理",
            "大领導",
            "刁近平",
            "ѕecretary",
            "m0derat0r",
            "offlciaI",
            // Longer by letters of its own, once it is seen through.
            "аdmin각각각각",
        ] {
            assert!(nickname(name, &[]).is_err(), "{name}");
        }
        for name in [
            "小林",
            "老计",
            "红书包",
            "Ｌｉｎ",
            "委屈",
            "Bill",
            "新区骑手",
            "阿壬",
            "好人大哥",
            "小刁",
            "站长老李",
            "课代表",
        ] {
            assert!(nickname(name, &[]).is_ok(), "{name}");
        }
        assert_eq!(nickname("Ｌｉｎ", &[]).ok().as_deref(), Some("Lin"));
    }

    #[test]
    fn a_sites_own_name_and_what_it_reserves_are_nobodys() {
        let reserved = ["风火轮", "Sunrise", "甲"];
        for name in ["风火轮", "小 风火輪".replace('輪', "轮").as_str(), "SUNRlSE", "5unr1se"] {
            assert!(nickname(name, &reserved).is_err(), "{name}");
        }
        for name in ["风火", "甲乙"] {
            assert!(nickname(name, &reserved).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_name_is_seen_as_it_is_written() {
        assert_eq!(nickname("老周🇨🇳", &[]).ok().as_deref(), Some("老周🇨🇳"));
        let painted = format!("阿{}明", "\u{301}".repeat(400));
        assert_eq!(nickname(&painted, &[]).map(|name| name.chars().count()).ok(), Some(6));
        assert!(nickname("张\u{200d}三", &[]).is_err() && nickname("小林\u{fffe}", &[]).is_err());
    }

    #[test]
    fn a_name_to_sign_in_with_has_one_form() {
        assert_eq!(desk_name("王 书记").ok(), Some(("王 书记".to_string(), "王书记".to_string())));
        assert_eq!(folded("ＬＩＮ"), "lin");
        assert!(desk_name("13812345678").is_err() && desk_name("\u{200b}").is_err());
    }
}
