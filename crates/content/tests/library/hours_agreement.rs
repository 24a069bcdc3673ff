//! Many made-up hours: they survive their text forms, and the answer agrees with a table of minutes.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]
use content::day::Day;
use content::hours::compile;
use content::opening::{Calendar, Holiday, Hours, Opening, Place, Span, answer};

/// A small generator of numbers (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn spans(&mut self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut at = 0;
        for _ in 0..self.roll(3) {
            let from = at + self.roll(100) as u16 * 5;
            let to = from + 5 + self.roll(120) as u16 * 5;
            if from >= 1440 || to > from + 1440 || to > 2880 {
                break;
            }
            spans.push(Span { from, to });
            at = to + 5;
        }
        spans
    }

    fn hours(&mut self) -> Hours {
        let few = [self.spans(), self.spans(), vec![Span { from: 0, to: 1440 }], Vec::new()];
        let one = |dice: &mut Self| few[dice.roll(4) as usize].clone();
        let week = std::array::from_fn(|_| one(self));
        let swapped = (self.roll(3) == 0).then(|| one(self));
        let holiday = match self.roll(3) {
            0 => Holiday::NotSaid,
            1 => Holiday::Same,
            _ => Holiday::Hours(one(self)),
        };
        Hours { week, swapped, holiday }
    }
}

#[test]
fn the_text_for_the_phone_reads_back_as_the_same_hours() {
    let mut dice = Dice(20_261_001);
    for _ in 0..2_000 {
        let hours = dice.hours();
        assert_eq!(Hours::parse(&hours.to_text()), Some(hours.clone()), "{}", hours.to_text());
    }
}

#[test]
fn what_is_said_in_chinese_is_read_back_as_the_same_hours() {
    let mut dice = Dice(20_260_214);
    let mut said = 0;
    for _ in 0..2_000 {
        let hours = dice.hours();
        let words = hours.chinese();
        // Hours that are open on no day are not accepted.
        let Ok(read) = compile(&words) else { continue };
        said += 1;
        assert_eq!(compile(&read.chinese()), Ok(read.clone()), "{words}");
        if words == "不开放" {
            continue;
        }
        let whole_week = hours.week.iter().all(|day| !day.is_empty() && *day == hours.week[0]);
        let holiday = match &hours.holiday {
            // 工作日 without a weekend leaves no holiday open.
            Holiday::NotSaid if words.contains("工作日") && read.holiday == Holiday::Hours(vec![]) => {
                read.holiday.clone()
            }
            Holiday::Hours(spans) if whole_week && *spans == hours.week[0] => Holiday::Same,
            holiday => holiday.clone(),
        };
        assert_eq!(read, Hours { holiday, ..hours }, "{words}");
    }
    assert!(said > 1_600, "{said}");
}

#[test]
fn the_answer_agrees_with_a_table_of_minutes() {
    let mut dice = Dice(20_260_930);
    let monday = Day::parse("2026-11-02").unwrap().0 * 1440;
    let calendar = Calendar::new(vec![2026], &[]);
    for _ in 0..60 {
        let hours = dice.hours();
        let mut table = vec![false; 24 * 1440];
        for day in 0..22 {
            for span in &hours.week[day % 7] {
                (span.from..span.to).for_each(|minute| table[day * 1440 + usize::from(minute)] = true);
            }
        }
        let mut changes = vec![None; 19 * 1440];
        for now in (0..19 * 1440 - 1).rev() {
            changes[now] = if table[now] == table[now + 1] { changes[now + 1] } else { Some(now as i32 + 1) };
        }
        for _ in 0..100 {
            let now = 1440 + dice.roll(7 * 1440) as usize;
            let place = Place { hours: Some(&hours), ..Place::default() };
            let change: Option<i32> = changes[now];
            let opening = answer(&place, &calendar, monday + now as i32).opening;
            let expected = match (table[now], change) {
                (true, Some(end)) if end - now as i32 <= 7 * 1440 => {
                    Opening::Open { until: monday + end, last_order: None }
                }
                (true, _) => Opening::AllDay,
                (false, Some(opens)) if opens - now as i32 <= 60 => Opening::OpensSoon { minutes: opens - now as i32 },
                (false, opens) => Opening::Closed { opens: opens.map(|opens| monday + opens) },
            };
            assert_eq!(opening, expected, "{} at {now}", hours.to_text());
        }
    }
}

#[test]
fn no_heap_of_words_makes_the_reader_stumble() {
    let words = "周一 周一至周五 、 ， ； 9:00 - 18:00 9点 晚10点 次日2点 至 24小时 休息 照常 节假日 工作日 午休 除 外 （ ） 每天 Mo-Fr PH off 双休 开门 \
                 全年无休 除外 12 三 天 上午 视情况 : 2400 99:99 48:00 0:00 9am 十 点 半 ～ 👍 İ";
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut dice = Dice(20_260_909);
    for _ in 0..3_000 {
        let text: Vec<&str> = (0..1 + dice.roll(9)).map(|_| words[dice.roll(words.len() as u64) as usize]).collect();
        match compile(&text.join("")) {
            Ok(hours) => assert_eq!(Hours::parse(&hours.to_text()), Some(hours)),
            Err(wrong) => assert!(text.join("").contains(&wrong.words) && !wrong.hint.is_empty()),
        }
    }
}
