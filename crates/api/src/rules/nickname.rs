//! What a member may be called: something that can be read, and nobody's office.

use super::characters::characters;
use super::numbers::{Run, runs_of_digits};
use super::{tidy, wrong};
use crate::error::ErrorBody;

/// A nickname has at most so many characters.
pub const MOST_IN_NICKNAME: usize = 12;

/// Words of offices, in small letters. Written plainly they are refused on the phone; what only looks like them, and the
/// names that a site has for itself, the server knows.
pub const OFFICES: [&str; 38] = [
    "书记",
    "书計",
    "書記",
    "支书",
    "管理员",
    "管理員",
    "管理者",
    "官方",
    "客服",
    "党委",
    "党组",
    "党支",
    "党总支",
    "支部",
    "组织部",
    "组织委员",
    "宣传部",
    "统战部",
    "社工部",
    "区委",
    "市委",
    "省委",
    "县委",
    "纪委",
    "纪检",
    "监委",
    "主任",
    "政府",
    "公安",
    "版主",
    "审核员",
    "系统",
    "admin",
    "secretary",
    "moderator",
    "official",
    "nuanxin",
    "暖新",
];

/// Whether a nickname, already in NFKC and tidied, may be had: nobody passes for an office or for nobody.
pub fn check_nickname(nickname: &str) -> Result<(), ErrorBody> {
    let wrong = |code, message: &str| Err(wrong("nickname", code, message.into()));
    let count = characters(nickname);
    if count == 0 {
        return wrong("empty", "昵称是空的；也可以不要昵称");
    }
    if count > MOST_IN_NICKNAME {
        return wrong("too_long", "昵称最多 12 个字");
    }
    if nickname.contains('\n') || nickname.chars().any(super::is_no_character) || tidy(nickname) != nickname {
        return wrong("invisible", "昵称里有看不见的字符，换一个");
    }
    // The offices' letters are ASCII; to fold all others takes a table of 12 KB, and what looks like them the server knows.
    let plain: String = nickname.to_ascii_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() {
        return wrong("unreadable", "昵称里要有字");
    }
    if OFFICES.iter().any(|office| plain.contains(office)) {
        return Err(is_office());
    }
    if runs_of_digits(nickname).iter().any(|run: &Run| !run.orders().is_empty()) {
        return wrong("private_number", "昵称里别放号码");
    }
    Ok(())
}

/// What is said of a nickname that passes for an office.
pub fn is_office() -> ErrorBody {
    wrong("nickname", "office", "昵称不能像职务或官方，换一个".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nicknames_pass_for_no_office() {
        for name in ["小林", "老周🇨🇳", "阿里👨\u{200d}👩\u{200d}👧", "委屈的小熊", "主动任性"]
        {
            assert!(check_nickname(name).is_ok(), "{name}");
        }
        for name in [
            "支部书记",
            "张支书",
            "\u{1160}",
            "管 理 员",
            "官方客服",
            "Admin",
            "暖新",
            "党组织",
            "秦淮区委",
            "纪委",
            "王主任",
            "Secretary",
            "moderator1",
            "\u{200b}",
            "张\u{202e}三",
            "小林\u{fffe}",
            "13812345678",
            "",
        ] {
            assert!(check_nickname(name).is_err(), "{name:?}");
        }
    }
}
