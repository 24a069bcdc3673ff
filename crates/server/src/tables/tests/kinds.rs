//! What a file is, whatever it is called.

use super::{grid, package, paragraphs};

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The old format's beginning, and a name in its list of parts.
fn old(part: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 600]);
    bytes.extend(utf16(part));
    bytes
}

#[test]
fn each_is_refused_by_its_true_name() {
    let sentence = "路口看红灯，慢一点；到门口，轻一点。";
    let zip = |name: &str, text: &str| package(&[(name, text)]);
    let gb = encoding_rs::GB18030.encode("<html><body>路口看红灯</body></html>").0.into_owned();
    let files: Vec<(Vec<u8>, &str)> = vec![
        (old("WordDocument"), ".doc"),
        (old("Workbook"), ".xls"),
        (old("EncryptedPackage"), "密码"),
        (old("PowerPoint Document"), "演示"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".to_vec(), "PDF"),
        (b"\xef\xbb\xbf\n%PDF-1.4".to_vec(), "PDF"),
        (b"\x89PNG\r\n".to_vec(), "图片"),
        (b"GIF89a".to_vec(), "图片"),
        (b"\0\0\0\x18ftypheic".to_vec(), "图片"),
        (b"Rar!\x1a\x07\0".to_vec(), "压缩包"),
        (b"{\\rtf1\\ansi \\u36335?}".to_vec(), "RTF"),
        (b"\xef\xbb\xbf  {\\rtf1}".to_vec(), "RTF"),
        (format!("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>{sentence}</p>").into_bytes(), "MHTML"),
        (b"From: <Saved by Blink>\r\nSubject: =?utf-8?B?6Lev?=\r\nMIME-Version: 1.0\r\n\r\nx".to_vec(), "MHTML"),
        (format!("<!-- 导出 -->\n<TABLE><tr><td>{sentence}</td></tr></TABLE>").into_bytes(), "HTML"),
        (format!("<!DOCTYPE html>\n<html><p>{sentence}</p></html>").into_bytes(), "HTML"),
        (format!("{sentence}<br>\n<p class=MsoNormal>{sentence}</p>").into_bytes(), "HTML"),
        (utf16(&format!("\u{feff}<html><p>{sentence}</p></html>")), "HTML"),
        (gb, "HTML"),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec(), "XML 表格"),
        (b"<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"x\"/>".to_vec(), "Word 的 XML"),
        (b"<?xml version=\"1.0\"?><a>1</a>".to_vec(), "XML"),
        (zip("mimetype", "application/vnd.oasis.opendocument.text"), ".odt"),
        (zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (zip("OFD.xml", "<OFD/>"), "OFD"),
        (zip("Index/Document.iwa", ""), "Pages"),
        (zip("ppt/presentation.xml", "<p/>"), "演示"),
        (zip("金句.docx", ""), "解压"),
        (utf16(&format!("翠微驿站守则\n{sentence}\n{sentence}")), "UTF-16"),
        (sentence.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(), "UTF-32"),
        ("\u{feff}一".chars().flat_map(|c| (c as u32).to_be_bytes()).collect(), "UTF-32"),
        (vec![1, 2, 3, 0, 9, 0, 255], "看不出"),
    ];
    for (bytes, said) in files {
        for name in ["a.txt", "a.csv", "a.docx", "a.xlsx", "a.md", ""] {
            for refused in [grid(&bytes, name).map(drop), paragraphs(&bytes, name).map(drop)] {
                let words = refused.expect_err(&format!("{said} as {name}")).to_string();
                assert!(words.contains(said), "{said} as {name}: {words}");
            }
        }
    }
}

#[test]
fn words_about_codes_are_words() {
    for text in
        ["见 <https://example.org/a>，a < b > c。", "<- 往左看", "换行写 <br>，段落写 <p>。", "时间：早上\n地点：驿站"]
    {
        assert_eq!(paragraphs(text.as_bytes(), "a.md").unwrap(), text);
    }
}

#[test]
fn what_is_read_wrong_is_never_kept() {
    let simplified = "雨天路滑，刹车要早，转弯要缓。热水常满，灯火常明，是驿站的本分。";
    let traditional = "路口看紅燈，慢一點；到門口，輕一點。\n雨天路滑，剎車要早，轉彎要緩。";
    let said = |bytes: &[u8]| paragraphs(bytes, "a.txt").unwrap_err().to_string();
    let (gb, ..) = encoding_rs::GB18030.encode(simplified);
    assert_eq!(paragraphs(&gb, "a.txt").unwrap(), simplified);
    let rare = "姓名：𠮷䶮㐂";
    assert_eq!(paragraphs(&encoding_rs::GB18030.encode(rare).0, "a.txt").unwrap(), rare);
    // Chosen after it was asked about.
    let (big5, ..) = encoding_rs::BIG5.encode(traditional);
    assert!(said(&big5).contains("按繁体 Big5读是“路口看紅燈"), "{}", said(&big5));
    let chosen = super::Brought { bytes: &big5, name: "a.txt", encoding: "big5", cancelled: None };
    assert_eq!(super::super::paragraphs(chosen).unwrap(), traditional);
    let (japanese, ..) = encoding_rs::SHIFT_JIS.encode("赤信号では止まりましょう。ゆっくり走りましょう。");
    assert!(said(&japanese).contains("Shift-JIS"), "{}", said(&japanese));
    // One byte was lost, at the beginning, in the middle, at the end.
    let bytes = simplified.as_bytes();
    assert!(said(&bytes[1..]).contains("第 1 行开头"), "{}", said(&bytes[1..]));
    assert!(said(&[&bytes[..30], &bytes[31..]].concat()).contains("第 1 行“"));
    assert!(said(&bytes[..bytes.len() - 1]).contains("有认不出的字"));
    assert!(said(&[&gb[..20], &[0xff][..], &gb[20..]].concat()).contains("认不出") || said(&gb).is_empty());
    // Somebody else has read it wrong before.
    let (wrong, ..) = encoding_rs::GB18030.decode("路口看红灯，慢一点；到门口，轻一点。".as_bytes());
    assert!(said(wrong.replace('\u{fffd}', "").as_bytes()).contains("乱码"), "{}", said(wrong.as_bytes()));
    let (latin, ..) = encoding_rs::WINDOWS_1252.decode("路口看红灯，慢一点".as_bytes());
    assert!(said(latin.as_bytes()).contains("乱码"));
    assert!(said("一句\n热水\u{fffd}满".as_bytes()).contains("第 2 行“热水”后面"));
    assert!(said("烫烫锟斤拷锟斤拷".as_bytes()).contains("认不出"));
}

#[test]
fn codes_are_no_text() {
    let words = "翠微驿站守则";
    let code = |each: fn(char) -> String| words.chars().map(each).collect::<String>();
    let bytes = |mark: &str| words.bytes().map(|byte| format!("{mark}{byte:02X}")).collect::<String>();
    for (text, said) in [
        ("\u{1b}$B8r:9E@$G$O@V?.9f\u{1b}(B".to_string(), "ISO-2022-JP"),
        ("~{4dN\"fdU>JXTr~}".into(), "HZ"),
        ("+f+Bfrpp/etlbiFIZ-".into(), "UTF-7"),
        ("57+g5b6u6am/56uZ5a6I5YiZCuS4gOOAgei3r+S4iuaFouS4gOeCuQ==\n".into(), "Base64"),
        (bytes("="), "quoted-printable"),
        (bytes("%"), "网址编码"),
        (code(|c| format!("&#x{:x};", c as u32)), "网页代码"),
        (code(|c| format!("&#{};", c as u32)), "网页代码"),
        (code(|c| format!("\\u{:04x}", c as u32)), "程序里的代码"),
    ] {
        let refused = paragraphs(text.as_bytes(), "a.txt").expect_err(&text).to_string();
        assert!(refused.contains(said), "{text}: {refused}");
        assert!(grid(text.as_bytes(), "a.csv").is_err(), "{text}");
    }
    let mail = format!("From: a@b\nContent-Transfer-Encoding: base64\n\n{words}");
    assert!(paragraphs(mail.as_bytes(), "a.txt").unwrap_err().to_string().contains("邮件"));
    for text in [
        "网址 https://a.cn/%E7%BF%A0%E7%BF%A0%E7%BF%A0 在这里",
        "a%20b 见 &amp; 和 \\u4e00",
        "Hello, world",
        "波浪线~{一}~",
    ] {
        assert_eq!(paragraphs(text.as_bytes(), "a.txt").unwrap(), text);
    }
}

#[test]
fn korean_and_thai_are_asked_about() {
    let said = |bytes: &[u8]| paragraphs(bytes, "a.txt").unwrap_err().to_string();
    let (korean, ..) = encoding_rs::EUC_KR.encode("교차로에서는 빨간불을 보고 천천히 달린다.");
    assert!(said(&korean).contains("韩文"), "{}", said(&korean));
    let (thai, ..) = encoding_rs::WINDOWS_874.encode("กรุณาขับรถช้าๆ เมื่อฝนตกถนนลื่น");
    assert!(said(&thai).contains("泰文"), "{}", said(&thai));
}
