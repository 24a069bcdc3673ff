//! The one rule for passphrases of secretaries and admins: long enough, and nothing that a list of guesses begins with.
//! Only new ones are asked; whoever has an older one still comes in with it.

use super::{characters, wrong};
use crate::error::ErrorBody;

/// A passphrase has at least so many characters, as people count them.
pub const LEAST_IN_PASSPHRASE: usize = 12;
/// And at most so many.
pub const MOST_IN_PASSPHRASE: usize = 200;
/// So many different characters of it are neither a well-known word nor the next key.
const LEAST_OF_ONES_OWN: usize = 5;

/// Keys and letters in a row, in which fingers wander.
const ROWS: [&str; 5] = ["01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"];

/// What lists of guesses are made of, in small letters; longer ones first.
const KNOWN: [&str; 74] = [
    "passwords",
    "password",
    "passw0rd",
    "pssw0rd",
    "passwd",
    "administrator",
    "admin",
    "manager",
    "master",
    "root",
    "login",
    "letmein",
    "welcome",
    "changeme",
    "default",
    "secret",
    "system",
    "guest",
    "users",
    "user",
    "tests",
    "test",
    "hello",
    "iloveyou",
    "sunshine",
    "princess",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "football",
    "baseball",
    "trustno1",
    "shadow",
    "1qaz2wsx",
    "3edc4rfv",
    "5tgb6yhn",
    "qazwsx",
    "edcrfv",
    "tgbyhn",
    "1q2w3e4r",
    "5t6y7u8i",
    "q1w2e3r4",
    "t5y6u7i8",
    "woaini",
    "5201314",
    "1314",
    "zhongguo",
    "weirenminfuwu",
    "buwangchuxin",
    "nuanxin",
    "rider",
    "全心全意",
    "为人民服务",
    "不忘初心",
    "牢记使命",
    "好好学习",
    "天天向上",
    "中华人民共和国",
    "中国共产党",
    "社会主义核心价值观",
    "富强民主",
    "文明和谐",
    "自由平等",
    "公正法治",
    "爱国敬业",
    "诚信友善",
    "绿水青山",
    "金山银山",
    "暖新",
    "万岁",
    "永远跟党走",
    "我爱",
    "口令",
];

/// Whether somebody of this name may choose a passphrase; where the name is not known yet, it is empty.
pub fn check_passphrase(passphrase: &str, name: &str) -> Result<(), ErrorBody> {
    let wrong = |code, message: String| Err(wrong("passphrase", code, message));
    let count = characters(passphrase);
    if count < LEAST_IN_PASSPHRASE {
        let message = format!("口令要 {LEAST_IN_PASSPHRASE} 个字符以上，现在是 {count} 个。用自己记得住的一句话最好");
        return wrong("too_short", message);
    }
    if passphrase.chars().count() > MOST_IN_PASSPHRASE {
        return wrong("too_long", format!("口令最多 {MOST_IN_PASSPHRASE} 个字符，短一点"));
    }
    let (plain, name) = (plain(passphrase), plain(name));
    // A name of one character is in many a sentence.
    if name.chars().count() > 1 && plain.contains(&name) {
        return wrong("has_name", "口令里有你的名字，别人先猜的就是它。换一句不带名字的话".into());
    }
    if of_ones_own(&plain) < LEAST_OF_ONES_OWN {
        return wrong("common", "这个口令太常见，一猜就中。换成自己记得住的一句话".into());
    }
    Ok(())
}

/// Letters and digits alone, small, of one width.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// How many different characters are left without well-known words, repetitions and rows of keys.
fn of_ones_own(plain: &str) -> usize {
    // A space: what stood on either side was no neighbour.
    let rest = KNOWN.iter().fold(plain.to_string(), |rest, known| rest.replace(known, " "));
    let (mut own, mut before) = (Vec::new(), ' ');
    for c in rest.chars() {
        let is_next = before == c || ROWS.iter().any(|row| stand_together(row, before, c));
        if c != ' ' && !is_next && !own.contains(&c) {
            own.push(c);
        }
        before = c;
    }
    own.len()
}

fn stand_together(row: &str, one: char, other: char) -> bool {
    let mut keys = row.chars().zip(row.chars().skip(1));
    keys.any(|(left, right)| (left, right) == (one, other) || (right, left) == (one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(passphrase: &str, name: &str) -> Option<String> {
        check_passphrase(passphrase, name).err().map(|error| error.code)
    }

    #[test]
    fn a_sentence_of_ones_own_is_a_good_passphrase() {
        for passphrase in
            ["一句自己记得住的话就够长了", "correct horse battery staple", "下雨天电动车要慢慢骑啊", "Wx7-pq2.Lk9!ze"]
        {
            // The third has eleven characters.
            let expected = (characters(passphrase) < LEAST_IN_PASSPHRASE).then(|| "too_short".to_string());
            assert_eq!(code(passphrase, "王书记"), expected, "{passphrase}");
        }
    }

    #[test]
    fn what_is_short_is_counted_as_people_count() {
        assert_eq!(code("12345678", ""), Some("too_short".into()));
        assert_eq!(code("十一个字的一句话不够长", ""), Some("too_short".into()));
        // Marks make nothing longer.
        assert_eq!(code(&"e\u{301}\u{302}".repeat(11), ""), Some("too_short".into()));
        assert_eq!(code(&"一句很长的话".repeat(40), ""), Some("too_long".into()));
        let error = check_passphrase("12345678", "").unwrap_err();
        assert_eq!(error.field.as_deref(), Some("passphrase"));
        assert!(error.message.contains("12") && error.message.contains("现在是 8 个"), "{}", error.message);
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for passphrase in [
            "123456789012",
            "１２３４５６７８９０１２",
            "111111111111",
            "abcabcabcabc",
            "121212121212",
            "password1234",
            "PASSWORD2026",
            "P@ssw0rd1234",
            "Password!Password",
            "qwertyuiop[]",
            "qwertyuiop123",
            "1qaz2wsx3edc4rfv",
            "1q2w3e4r5t6y7u8i",
            "administrator",
            "admin@123456",
            "iloveyou1314",
            "woaini5201314",
            "zxcvbnm,./123",
            "            ",
            "不忘初心，牢记使命！！！",
            "为人民服务，为人民服务",
            "好好学习天天向上123",
            "一二一二一二一二一二一二",
            "nuanxin123456",
            "暖新暖新暖新暖新暖新暖新",
            "asdfghjkl;'\\",
            "9876543210987",
        ] {
            assert!(matches!(code(passphrase, "").as_deref(), Some("common" | "too_short")), "{passphrase}");
        }
        assert_eq!(code("123456789012", "").as_deref(), Some("common"));
    }

    #[test]
    fn a_passphrase_does_not_hold_the_name() {
        assert_eq!(code("我是王书记我爱喝热茶不加糖", "王 书记").as_deref(), Some("has_name"));
        assert_eq!(code("WangLei likes hot tea", "wanglei").as_deref(), Some("has_name"));
        assert_eq!(code("林荫道上慢慢骑一会儿吧朋友", "林"), None);
    }
}
