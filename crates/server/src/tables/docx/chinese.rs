//! Numbers as Word counts: 一、二、三, ①②③, I, II, III, a, b, c.

/// A number in one of Word's formats. Those of other languages are decimal.
pub(super) fn written(number: i64, format: &str) -> String {
    let among = |from: char, most: i64| {
        let offset = u32::try_from(number - 1).ok().filter(|_| number <= most)?;
        char::from_u32(from as u32 + offset).map(String::from)
    };
    let nth = |list: &str| usize::try_from(number - 1).ok().and_then(|at| list.chars().nth(at)).map(String::from);
    let found = match format {
        "none" | "bullet" => Some(String::new()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => counted(number, "〇一二三四五六七八九", ["", "十", "百", "千"]),
        "chineseLegalSimplified" => counted(number, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]),
        "ideographLegalTraditional" | "japaneseLegal" => {
            counted(number, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"])
        }
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            digits(number, "〇一二三四五六七八九")
        }
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, "０１２３４５６７８９"),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle" => among('①', 20),
        "decimalEnclosedParen" => among('⑴', 20),
        "decimalEnclosedFullstop" => among('⒈', 20),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥"),
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        "upperRoman" => roman(number),
        _ => None,
    };
    found.unwrap_or_else(|| number.to_string())
}

/// 十, 十一, 二十, 一百〇一.
fn counted(number: i64, digits: &str, units: [&str; 4]) -> Option<String> {
    let digit = |of: i64| usize::try_from(of).ok().and_then(|of| digits.chars().nth(of));
    if !(1..10_000).contains(&number) {
        return None;
    }
    let (mut text, mut gap) = (String::new(), false);
    for (place, unit) in units.iter().enumerate().rev() {
        let of = number / 10_i64.pow(u32::try_from(place).ok()?) % 10;
        if of == 0 {
            gap = true;
            continue;
        }
        if gap && !text.is_empty() {
            text.push(digit(0)?);
        }
        gap = false;
        // Nobody counts 一十一.
        if !(text.is_empty() && place == 1 && of == 1 && *unit == "十") {
            text.push(digit(of)?);
        }
        text.push_str(unit);
    }
    Some(text)
}

fn digits(number: i64, list: &str) -> Option<String> {
    number.to_string().chars().map(|c| list.chars().nth(c.to_digit(10)? as usize)).collect()
}

/// a to z, then aa, bb.
fn letters(number: i64, first: u8) -> Option<String> {
    let at = u8::try_from((number - 1) % 26).ok()?;
    let times = usize::try_from((number - 1) / 26 + 1).ok().filter(|times| *times <= 10)?;
    Some(char::from(first + at).to_string().repeat(times))
}

fn roman(number: i64) -> Option<String> {
    const PARTS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut text) = (Some(number).filter(|number| (1..4_000).contains(number))?, String::new());
    for (value, letters) in PARTS {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_does() {
        for (number, format, text) in [
            (1, "chineseCountingThousand", "一"),
            (10, "chineseCountingThousand", "十"),
            (11, "japaneseCounting", "十一"),
            (20, "chineseCounting", "二十"),
            (101, "chineseCountingThousand", "一百〇一"),
            (110, "chineseCountingThousand", "一百一十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (10, "ideographDigital", "一〇"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (21, "decimalEnclosedCircle", "21"),
            (2, "ideographTraditional", "乙"),
            (4, "lowerRoman", "iv"),
            (28, "lowerLetter", "bb"),
            (7, "decimalZero", "07"),
            (5, "russianLower", "5"),
            (0, "upperRoman", "0"),
            (-1, "lowerLetter", "-1"),
        ] {
            assert_eq!(written(number, format), text);
        }
    }
}
