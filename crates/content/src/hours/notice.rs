//! The state's notice for a year, as kept in `content/holidays/<year>.md`: a line a day with its date, the festival,
//! 放假 or 上班 (`holiday` or `workday`) and the address of the notice, separated by commas, bars or spaces.
//! Headings, a table's head, its rule and empty lines are passed over.

use crate::day::Day;
use crate::opening::{Calendar, weekday};

/// One day of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: Day,
    /// The festival, as 国庆节.
    pub name: String,
    /// Off; `false`: a weekend day that is worked.
    pub holiday: bool,
    /// The notice's address.
    pub notice: String,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFault {
    /// The line's number, from 1.
    pub line: usize,
    /// What is wrong and how to write it, in Chinese.
    pub message: &'static str,
}

/// Reads the days of one year's notice.
///
/// # Errors
/// Every line that cannot be read.
pub fn read_notice(year: i32, text: &str) -> Result<Vec<Dated>, Vec<NoticeFault>> {
    let (mut days, mut faults): (Vec<Dated>, Vec<NoticeFault>) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches("- ");
        let passed = line.is_empty() || line.starts_with('#') || line.contains("---");
        if passed || line.contains("日期") || line.starts_with("date,") {
            continue;
        }
        match read_line(year, line, &days) {
            Ok(day) => days.push(day),
            Err(message) => faults.push(NoticeFault { line: index + 1, message }),
        }
    }
    if days.is_empty() && faults.is_empty() {
        faults.push(NoticeFault { line: 1, message: "一天也没有写。没公布就不要建这个文件" });
    }
    if faults.is_empty() { Ok(days) } else { Err(faults) }
}

fn read_line(year: i32, line: &str, before: &[Dated]) -> Result<Dated, &'static str> {
    let cells: Vec<&str> = line.split([',', '|', ' ', '\t']).filter(|cell| !cell.is_empty()).collect();
    let [day, name, kind, notice] = cells[..] else {
        return Err("一行写四样：日期 节日 放假或上班 通知的网址。例如：2026-10-01 国庆节 放假 https://www.gov.cn/…");
    };
    let day = Day::parse(day).ok_or("日期写成：2026-10-01")?;
    let holiday = match kind {
        "放假" | "holiday" => true,
        "上班" | "补班" | "workday" => false,
        _ => return Err("第三样只写“放假”或“上班”"),
    };
    // New Year's days off may begin in December, and be worked for in the year before or after.
    if (day.civil().0 - year).abs() > 1 {
        return Err("不是这一年的日子");
    }
    if !holiday && weekday(day) < 5 {
        return Err("调休上班的日子应当是周六或周日，请对一下通知");
    }
    if !notice.starts_with("https://") {
        return Err("最后写通知的网址，以 https:// 开头");
    }
    if before.iter().any(|other| other.day == day) {
        return Err("这一天写了两遍");
    }
    Ok(Dated { day, name: name.to_owned(), holiday, notice: notice.to_owned() })
}

/// The phone's calendar from the years' notices.
pub fn calendar<'a>(years: impl IntoIterator<Item = (i32, &'a [Dated])>) -> Calendar {
    let (mut known, mut days) = (Vec::new(), Vec::new());
    for (year, dated) in years {
        known.push(year);
        days.extend(dated.iter().map(|dated| (dated.day, dated.holiday)));
    }
    Calendar::new(known, &days)
}
