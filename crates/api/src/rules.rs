//! Rules both sides enforce: the phone before anything is sent, the server because phones can be asked to do anything.

mod characters;
mod marks;
mod nickname;
mod numbers;
mod passphrase;

use crate::error::{ErrorBody, Span};
use numbers::{Run, addresses, runs_of_digits};

pub use characters::{JOINER, characters, first_characters, is_invisible, is_no_character};
pub use nickname::{MOST_IN_NICKNAME, OFFICES, check_nickname, is_office};
pub use passphrase::{LEAST_IN_PASSPHRASE, MOST_IN_PASSPHRASE, check_passphrase};

/// A post has at most so many characters, as people count them.
pub const MOST_CHARACTERS: usize = 300;

/// The text as it is stored: outer white space gone, and whatever shows nothing where it stands; line ends `\n`, at most one
/// empty line between two others.
pub fn tidy(text: &str) -> String {
    let kept = characters::only_seen(&text.replace("\r\n", "\n").replace('\r', "\n"));
    let mut lines: Vec<&str> = Vec::new();
    for line in kept.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_string()
}

fn wrong(field: &str, code: &str, message: String) -> ErrorBody {
    ErrorBody { field: Some(field.into()), ..ErrorBody::new(code, message) }
}

/// Whether a text is one that can be read.
pub fn check_readable(field: &str, text: &str) -> Result<(), ErrorBody> {
    match text.chars().find(|c| is_no_character(*c)) {
        Some(c) => {
            let message = format!("里面有一个显示不出来的字符（U+{:04X}），删掉再来", c as u32);
            Err(wrong(field, "unreadable", message))
        }
        None => Ok(()),
    }
}

/// Whether a tidied text may be sent.
pub fn check_body(body: &str, confirmed: bool) -> Result<(), ErrorBody> {
    let wrong = |code: &str, message: String| wrong("body", code, message);
    let count = characters(body);
    if count == 0 {
        return Err(wrong("empty", "还没写字".into()));
    }
    if count > MOST_CHARACTERS {
        return Err(wrong("too_long", format!("最多 {MOST_CHARACTERS} 个字，现在是 {count} 个")));
    }
    check_readable("body", body)?;
    let digits = runs_of_digits(body);
    if let Some(span) = digits.iter().find_map(Run::number) {
        let message = "里面像有电话或身份证号，去掉再发，免得被别人看去".to_string();
        return Err(ErrorBody { spans: vec![span], ..wrong("private_number", message) });
    }
    let spans: Vec<Span> = digits.iter().flat_map(Run::orders).chain(addresses(body)).collect();
    if !confirmed && !spans.is_empty() {
        let message = "里面像有电话、单号或门牌，别人看得见。确定要发吗？".to_string();
        return Err(ErrorBody { spans, ..wrong("private_words", message) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: &str) -> Option<String> {
        check_body(&tidy(body), false).err().map(|error| error.code)
    }

    #[test]
    fn an_ordinary_sentence_may_be_sent() {
        for body in [
            "驿站的热水救过我一次。",
            "每天 60 单，也想有个说话的地方",
            "3 楼没电梯，爬得动",
            "在教室外面等了 20 分钟",
            "13:30，9:30，17:00 三趟",
            "单子 10，20，300，4500 都有",
        ] {
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
            "138\u{2003}1234\u{202f}5678",
            "138\n1234\n5678",
            "138，1234、5678",
            "138/1234～5678",
            "138：1234・5678",
            "138•1234─5678",
            "138﹣1234＿5678",
            "1，3，8，1，2，3，4，5，6，7，8",
            "壹叁捌零零壹叁捌零零零",
            "幺三八洞洞幺三八洞洞洞",
            "١٣٨٠٠١٣٨٠٠٠",
            "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎",
        ] {
            assert_eq!(code(body).as_deref(), Some("private_number"), "{body}");
        }
    }

    #[test]
    fn orders_and_doors_are_asked_about_with_their_place() {
        let error = check_body("送到3号楼2单元", false).unwrap_err();
        assert_eq!(error.code, "private_words");
        assert_eq!(error.spans, [Span { from: 2, to: 8 }]);
        let whole = check_body("文昌巷52号3幢2单元401，3栋2单元501室，2单元5个人", false).unwrap_err();
        let spans: Vec<_> = whole.spans.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(spans, [(3, 14), (15, 24), (25, 28)]);
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
        for body in ["班次 0830、1330、1830", "1350、2750、300 三样", "1358，\n0000\n013 和 8"] {
            assert_eq!(code(body).as_deref(), Some("private_words"), "{body}");
            assert!(check_body(body, true).is_ok(), "{body}");
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
        assert_eq!(tidy(&format!("e{}", "\u{301}".repeat(4_000))).chars().count(), 5);
        assert_eq!(characters("👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽"), 1);
        assert_eq!(code(&"字".repeat(301)).as_deref(), Some("too_long"));
        assert_eq!(code(" \n\u{200b}\u{3164}\u{2800} ").as_deref(), Some("empty"));
        assert_eq!(code(&"\u{fffe}".repeat(10)).as_deref(), Some("empty"));
        assert_eq!(code("好\u{fffe}").as_deref(), Some("unreadable"));
    }

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidy("  上\u{202e}面\r\n\r\n\r\n下面 \n"), "上面\n\n下面");
    }
}
