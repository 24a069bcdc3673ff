//! Local phone numbers, as the deployer lists them in `site.md`: `numbers: 科巷社区：025-…、12345 热线：12345`. Of desks and
//! hotlines only; a person's number is nobody's to publish.

use crate::fault::Faults;
use crate::parted::parted;

/// So many fit into a table that is read in a hurry.
const MOST: usize = 12;
/// Longest name, in characters.
const NAME: usize = 16;
/// Digits that a number has.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=16;
/// Where an article shows them: a line of its own, which nobody sees while there are none.
pub const PLACE: &str = "<!-- 本地电话 -->";

/// Whom one reaches, and by which number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Whose it is: an office, never a person.
    pub name: String,
    /// As it is printed.
    pub number: String,
}

impl Number {
    /// As a phone dials it: without an extension.
    pub fn dialled(&self) -> String {
        dialled(&self.number)
    }
}

/// A number as a phone dials it: without an extension.
pub(crate) fn dialled(number: &str) -> String {
    let before = number.split('转').next().unwrap_or_default();
    before.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// What is wrong with a number that everybody is shown, and what would be right.
pub(crate) fn wrong(number: &str) -> Option<(String, &'static str)> {
    let mobile = || (format!("“{number}”像是个人的手机号"), "这里只放座机和热线");
    no_number(number).or_else(|| names_mobile(number).then(mobile))
}

/// The same of one that may be somebody's mobile, because it hangs on a shop's door.
pub(crate) fn no_number(number: &str) -> Option<(String, &'static str)> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_number = number.chars().all(|c| c.is_ascii_digit() || "+-() 转".contains(c));
    if !is_number || !DIGITS.contains(&digits.len()) {
        return Some((format!("“{number}”不是电话号码"), "只写数字、空格、- 和“转”，如 025-12345转6"));
    }
    None
}

/// The numbers of a line; what is none of an office is noted.
pub(crate) fn read(text: &str, line: usize, faults: &mut Faults) -> Vec<Number> {
    const FORM: &str = "写成 名称：号码，用“、”隔开";
    let mut numbers: Vec<Number> = Vec::new();
    for entry in parted(text) {
        let Some((name, number)) = entry.rsplit_once(['：', ':']) else {
            faults.add(line, "numbers", format!("“{entry}”少了名称或号码"), FORM);
            continue;
        };
        let (name, number) = (name.trim().to_string(), number.trim().to_string());
        if name.is_empty() || name.chars().count() > NAME {
            faults.add(line, "numbers", format!("“{entry}”的名称要有 1 到 {NAME} 个字"), FORM);
        } else if let Some((message, hint)) = wrong(&number) {
            faults.add(line, "numbers", message, hint);
        } else if numbers.iter().any(|other| other.name == name) {
            faults.add(line, "numbers", format!("“{name}”写了两次"), "只留一次");
        }
        numbers.push(Number { name, number });
    }
    if numbers.len() > MOST {
        faults.add(line, "numbers", format!("最多放 {MOST} 个号码"), "留最常打的");
    }
    numbers
}

/// Whether a number is one that everybody may be shown.
pub fn is_public(number: &str) -> bool {
    wrong(number).is_none()
}

/// Whether a number is some person's own.
pub fn names_mobile(number: &str) -> bool {
    is_mobile(&number.chars().filter(char::is_ascii_digit).collect::<String>())
}

/// Whether a text has some person's own number in it.
pub fn has_mobile(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(is_mobile)
}

fn is_mobile(digits: &str) -> bool {
    let own = digits.strip_prefix("86").filter(|own| own.len() == 11).unwrap_or(digits);
    own.len() == 11 && own.starts_with('1')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut faults = Faults::of("site.md");
        read(text, 1, &mut faults);
        faults.into_vec().into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn offices_and_hotlines_are_listed() {
        let numbers = read("科巷社区：025-12345678转6、 热线: 12345，急救：120", 1, &mut Faults::of(""));
        let listed: Vec<_> = numbers.iter().map(|one| (one.name.as_str(), one.dialled())).collect();
        assert_eq!(listed, [("科巷社区", "02512345678".into()), ("热线", "12345".into()), ("急救", "120".into())]);
        assert_eq!(faults("科巷社区：025-12345678转6、热线：12345"), [""; 0]);
    }

    #[test]
    fn what_is_no_number_of_an_office_is_named() {
        for (text, said) in [
            ("12345", "少了名称或号码"),
            ("：12345", "名称要有"),
            (&["长".repeat(17), "：120".into()].concat(), "名称要有"),
            ("社区：一二三四五", "不是电话号码"),
            ("社区：12", "不是电话号码"),
            ("社区：12345<b>", "不是电话号码"),
            ("站长：138 0000 0000", "像是个人的手机号"),
            ("站长：+86 13800000000", "像是个人的手机号"),
            ("社区：12345、社区：12346", "写了两次"),
        ] {
            assert!(faults(text).first().is_some_and(|message| message.contains(said)), "{text}: {:?}", faults(text));
        }
        let many = (0..13).map(|at| format!("甲{at}：12345")).collect::<Vec<_>>().join("、");
        assert_eq!(faults(&many), ["最多放 12 个号码"]);
    }
}
