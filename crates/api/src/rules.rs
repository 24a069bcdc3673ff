//! Rules both sides enforce: the phone before anything is sent, the server because phones can be asked to do anything.

mod numbers;

use crate::error::{ErrorBody, Span};
use numbers::{Run, addresses, runs_of_digits};

/// A post has at most so many characters, as people count them.
pub const MOST_CHARACTERS: usize = 300;
/// A nickname has at most so many.
pub const MOST_IN_NICKNAME: usize = 12;

/// Characters as people count them, near enough without tables: marks that belong to the one before count nothing, but
/// nobody makes a long text of them. Letters are never joined to one.
pub fn characters(text: &str) -> usize {
    /// The longest of emoji are a little shorter.
    const PARTS: usize = 10;
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{0300}'..='\u{036f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}');
    let mut count = 0;
    let mut is_joined = false;
    for c in text.chars() {
        if joins(c) {
            is_joined = c == '\u{200d}';
        } else {
            count += usize::from(!is_joined || c.is_alphanumeric());
            is_joined = false;
        }
    }
    count.max(text.chars().count() / PARTS)
}

/// The text as it is stored: outer white space, invisible characters and direction marks gone, line ends `\n`, at most
/// one empty line between two others.
pub fn tidy(text: &str) -> String {
    let kept: String =
        text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| *c == '\n' || !is_invisible(*c)).collect();
    let mut lines: Vec<&str> = Vec::new();
    for line in kept.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_string()
}

/// Control characters and those that change the direction of text or cannot be seen. The joiner of emoji is let be.
pub fn is_invisible(c: char) -> bool {
    c.is_control() && c != '\t'
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a tidied text may be sent.
pub fn check_body(body: &str, confirmed: bool) -> Result<(), ErrorBody> {
    let wrong = |code: &str, message: String| ErrorBody { field: Some("body".into()), ..ErrorBody::new(code, message) };
    let count = characters(body);
    if count == 0 {
        return Err(wrong("empty", "还没写字".into()));
    }
    if count > MOST_CHARACTERS {
        return Err(wrong("too_long", format!("最多 {MOST_CHARACTERS} 个字，现在是 {count} 个")));
    }
    let digits = runs_of_digits(body);
    if let Some(span) = digits.iter().find_map(Run::number) {
        let message = "里面像有电话或身份证号，去掉再发，免得被别人看去".to_string();
        return Err(ErrorBody { spans: vec![span], ..wrong("private_number", message) });
    }
    let spans: Vec<Span> = digits.iter().filter_map(Run::order).chain(addresses(body)).collect();
    if !confirmed && !spans.is_empty() {
        let message = "里面像有单号或门牌，别人看得见。确定要发吗？".to_string();
        return Err(ErrorBody { spans, ..wrong("private_words", message) });
    }
    Ok(())
}

fn wrong_nickname(code: &str, message: &str) -> ErrorBody {
    ErrorBody { field: Some("nickname".into()), ..ErrorBody::new(code, message) }
}

/// Whether a nickname, already in NFKC and tidied, may be had: nobody passes for an office or for nobody.
pub fn check_nickname(nickname: &str) -> Result<(), ErrorBody> {
    let wrong = wrong_nickname;
    let count = characters(nickname);
    if count == 0 {
        return Err(wrong("empty", "昵称是空的；也可以不要昵称"));
    }
    if count > MOST_IN_NICKNAME {
        return Err(wrong("too_long", "昵称最多 12 个字"));
    }
    if nickname.chars().any(|c| is_invisible(c) || c == '\n' || c == '\u{200d}') {
        return Err(wrong("invisible", "昵称里有看不见的字符，换一个"));
    }
    // The offices' letters are ASCII; to fold all others takes a table of 12 KB, and what looks like them the server knows.
    let plain: String = nickname.to_ascii_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() {
        return Err(wrong("unreadable", "昵称里要有字"));
    }
    check_office(&plain)?;
    if runs_of_digits(nickname).iter().any(|run| run.order().is_some()) {
        return Err(wrong("private_number", "昵称里别放号码"));
    }
    Ok(())
}

/// Whether a nickname, of which small letters alone are left, passes for no office. However long it is: what looks like a
/// letter may be written with several.
pub fn check_office(plain: &str) -> Result<(), ErrorBody> {
    const OFFICES: [&str; 14] = [
        "书记",
        "书計",
        "書記",
        "支书",
        "管理员",
        "管理員",
        "官方",
        "客服",
        "党委",
        "支部",
        "组织部",
        "admin",
        "系统",
        "nuanxin",
    ];
    match OFFICES.iter().any(|office| plain.contains(office)) {
        true => Err(wrong_nickname("office", "昵称不能像职务或官方，换一个")),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &str) -> Option<String> {
        check_body(&tidy(body), false).err().map(|error| error.code)
    }

    #[test]
    fn an_ordinary_sentence_may_be_sent() {
        for body in
            ["驿站的热水救过我一次。", "每天 60 单，也想有个说话的地方", "3 楼没电梯，爬得动", "在教室外面等了 20 分钟"]
        {
            assert_eq!(code(body), None, "{body}");
        }
    }

    #[test]
    fn numbers_of_people_are_refused_however_they_are_written() {
        for body in [
            "找我 13812345678",
            "138 1234 5678",
            "１３８１２３４５６７８",
            "+86-138-1234-5678",
            "025-84567890",
            "(025)84567890",
            "（025） 8456 7890",
            "13812345678 24小时都在",
            "3 楼 138 1234 5678 8号楼",
            "13812345678x2",
            "1\u{fe0f}\u{20e3}3\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}3\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}5\u{fe0f}\u{20e3}6\u{fe0f}\u{20e3}7\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}",
            "11010519491231002X",
            "①③⑧①②③④⑤⑥⑦⑧ 找我",
            "一三八一二三四五六七八",
            "幺三八 1234 五六七八",
            "打我电话一13812345678",
            "13 81 23 45 67 8",
            "1 3 8 1 2 3 4 5 6 7 8",
            "❶❸❽❶❷❸❹❺❻❼❽",
            "2026-11-24 打 13812345678",
            "编号 13812345678",
        ] {
            assert_eq!(code(body).as_deref(), Some("private_number"), "{body}");
        }
    }

    #[test]
    fn orders_and_doors_are_asked_about_with_their_place() {
        let error = check_body("送到3号楼2单元", false).unwrap_err();
        assert_eq!(error.code, "private_words");
        assert_eq!(error.spans, [Span { from: 2, to: 5 }, Span { from: 5, to: 8 }]);
        assert!(check_body("送到3号楼2单元", true).is_ok());
        assert_eq!(code("订单 20261124001 迟了").as_deref(), Some("private_words"));
    }

    #[test]
    fn dates_lists_and_hotlines_are_nobodys_numbers() {
        for body in [
            "03 04 05 06 07 这五个柜子打不开",
            "1 3 5 7 9 11 13 15 号柜子",
            "12345 热线打通了",
            "2026-11-24 那天",
            "20261124 那天，2026.11.24-11.30 那几天",
            "2026.11.24－2026.12.03 都在",
            "二〇二六年十一月二十四日，一二三四五六七，大家数",
            "2025-2026 年",
        ] {
            assert_eq!(code(body), None, "{body}");
        }
        for body in ["400-820-0000 是站里的投诉电话", "编号 0571 2026 1124 的工单", "单号：02584567890"]
        {
            assert_eq!(code(body).as_deref(), Some("private_words"), "{body}");
            assert!(check_body(body, true).is_ok(), "{body}");
        }
    }

    #[test]
    fn length_is_counted_as_people_count() {
        assert_eq!(characters("党👨‍👩‍👧e\u{301}"), 3);
        assert_eq!(code(&"字".repeat(300)), None);
        // Joiners between letters make no long text short, nor do marks.
        assert_eq!(code(&"字\u{200d}".repeat(301)).as_deref(), Some("too_long"));
        assert_eq!(code(&format!("e{}", "\u{301}".repeat(4_000))).as_deref(), Some("too_long"));
        assert_eq!(characters("👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽"), 1);
        assert_eq!(code(&"字".repeat(301)).as_deref(), Some("too_long"));
        assert_eq!(code(" \n\u{200b}\u{3164}\u{2800} ").as_deref(), Some("empty"));
    }

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidy("  上\u{202e}面\r\n\r\n\r\n下面 \n"), "上面\n\n下面");
    }

    #[test]
    fn nicknames_pass_for_no_office() {
        assert!(check_nickname("小林").is_ok());
        for name in [
            "支部书记",
            "张支书",
            "\u{1160}",
            "管 理 员",
            "官方客服",
            "Admin",
            "\u{200b}",
            "张\u{202e}三",
            "13812345678",
            "",
        ] {
            assert!(check_nickname(name).is_err(), "{name:?}");
        }
    }
}
