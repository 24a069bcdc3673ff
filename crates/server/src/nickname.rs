//! Names people choose: in one form, and none that passes for an office.

use api::rules;
use content::fold::plain;
use unicode_normalization::UnicodeNormalization;

use crate::refusal::Refusal;

/// Letters that look like others: to see through, never to store.
const LOOK_ALIKES: [(char, char); 40] = [
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ї', 'i'),
    ('ԁ', 'd'),
    ('ո', 'n'),
    ('α', 'a'),
    ('ι', 'i'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('υ', 'u'),
    ('ı', 'i'),
    ('0', 'o'),
    ('1', 'i'),
    ('4', 'a'),
    ('@', 'a'),
    ('書', '书'),
    ('記', '记'),
    ('計', '记'),
    ('计', '记'),
    ('紀', '记'),
    ('菅', '管'),
    ('員', '员'),
    ('黨', '党'),
    ('組', '组'),
    ('織', '织'),
    ('統', '统'),
    ('係', '系'),
    ('繫', '系'),
    ('宫', '官'),
];

/// A nickname as it is stored.
pub(crate) fn nickname(typed: &str) -> Result<String, Refusal> {
    let name = one_form(typed);
    rules::check_nickname(&name)?;
    // What is refused in plain letters is refused in disguise.
    rules::check_office(&seen_through(&name))?;
    Ok(name)
}

/// The name of a secretary or an admin as it is stored, and as it is compared. It may be that of an office.
pub(crate) fn desk_name(typed: &str) -> Result<(String, String), Refusal> {
    let name = one_form(typed);
    match rules::check_nickname(&name) {
        Err(mut error) if error.code != "office" => {
            error.field = Some("name".into());
            error.message = error.message.replace("昵称", "名字").replace("；也可以不要名字", "");
            Err(error.into())
        }
        _ => Ok((name.clone(), folded(&name))),
    }
}

/// As names are compared when signing in.
pub(crate) fn folded(typed: &str) -> String {
    one_form(typed).to_lowercase().split_whitespace().collect()
}

/// The name of a branch as it is stored.
pub(crate) fn branch_name(typed: &str) -> Result<String, Refusal> {
    const MOST: usize = 30;
    let name = one_form(typed);
    match rules::characters(&name) {
        0 => Err(Refusal::field("name", "empty", "支部还没有名字")),
        count if count > MOST || name.contains('\n') => {
            Err(Refusal::field("name", "too_long", "支部的名字最多 30 个字，一行"))
        }
        _ => Ok(name),
    }
}

fn one_form(typed: &str) -> String {
    rules::tidy(&plain(typed).nfkc().collect::<String>())
}

/// Small letters, look-alikes replaced, nothing but letters; marks on letters dropped.
fn seen_through(name: &str) -> String {
    let plain = name.nfkd().flat_map(char::to_lowercase);
    let seen = plain.map(|c| LOOK_ALIKES.iter().find(|(like, _)| *like == c).map_or(c, |(_, letter)| *letter));
    seen.filter(|c| c.is_alphanumeric()).collect()
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
            "書記",
            "书計",
            "书·记",
            "宫方",
            "ádmin",
            "菅理员",
            // Longer by letters of its own, once it is seen through.
            "аdmin각각각각",
        ] {
            assert!(nickname(name).is_err(), "{name}");
        }
        for name in ["小林", "老计", "红书包", "Ｌｉｎ"] {
            assert!(nickname(name).is_ok(), "{name}");
        }
        assert_eq!(nickname("Ｌｉｎ").ok().as_deref(), Some("Lin"));
    }

    #[test]
    fn a_name_to_sign_in_with_has_one_form() {
        assert_eq!(desk_name("王 书记").ok(), Some(("王 书记".to_string(), "王书记".to_string())));
        assert_eq!(folded("ＬＩＮ"), "lin");
        assert!(desk_name("13812345678").is_err() && desk_name("\u{200b}").is_err());
    }
}
