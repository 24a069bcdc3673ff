//! What riders ask, as they type it, and what the content has for them.

use std::path::Path;
use std::rc::Rc;

use content::day::Day;
use content::folder;
use content::publish::{Choices, Found, History, Publication};
use futures_util::FutureExt;

use super::file::File;
use super::query::Query;
use super::results::Results;
use super::seek::seek;

/// All that is published of the content in this repository, as a phone has it.
struct Phone {
    files: Vec<Rc<File>>,
    same: String,
    asking: String,
}

impl Phone {
    fn new() -> Self {
        let (library, faults) = folder::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))).unwrap();
        assert_eq!(faults, []);
        let today = Day::parse("2026-12-01").unwrap();
        let publication = Publication::publish(&library, &mut History::default(), &Choices::new(), today, 0);
        let text = |name: &String| String::from_utf8(publication.files[name].clone()).unwrap();
        let files = publication.index.search.iter().map(|name| Rc::new(File::new(text(name).into()))).collect();
        let Found::Page(page) = publication.find(api::paths::SEARCH, today) else { panic!("no page") };
        let data = |name: &str| page.html.split(&format!("data-{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        Self { files, same: data("same").into(), asking: data("asking").into() }
    }

    /// The addresses of what is found, the first ones first, and what is said of it.
    fn ask(&self, typed: &str) -> (Vec<String>, String) {
        let find = async |query: &Query| {
            let mut results = Results::default();
            self.files.iter().enumerate().for_each(|(number, file)| results.look_through(number, file, query));
            Some(results.rows(&self.files, query))
        };
        let asked = Some([&*self.same, &*self.asking]);
        let sounds = &self.files.last().unwrap().sounds;
        let ((rows, _), said) =
            seek(&Query::parse(typed), asked, sounds, find).now_or_never().flatten().unwrap_or_default();
        (rows.iter().map(|row| row.split('"').nth(1).unwrap().to_string()).collect(), said)
    }
}

/// What somebody asks, what stands first, and what must be among the first five.
const QUESTIONS: [(&str, &str, &[&str]); 68] = [
    ("哪里有厕所", "/places/#6", &[]),
    ("哪里能上厕所", "/places/#6", &[]),
    ("上厕所", "/places/#6", &[]),
    ("附近有厕所吗", "/places/#6", &[]),
    ("洗手间", "/places/#6", &[]),
    ("哪里能充电", "/places/#1", &[]),
    ("充电", "/places/#1", &[]),
    ("手机没电了怎么办", "/places/#1", &[]),
    ("换电池", "/places/#3", &["/care/rest-stop/"]),
    ("电动车没电了，哪里能换", "/places/#3", &[]),
    ("哪里有热水", "/places/#5", &[]),
    ("哪里有水", "/places/#5", &[]),
    ("口渴了", "/places/#5", &[]),
    ("去哪里休息", "/places/#0", &[]),
    ("中午在哪睡会", "/places/#0", &[]),
    ("下雨了去哪儿", "/places/#8", &["/articles/rain-and-heat/", "/decks/rainy-day/"]),
    ("没带雨衣", "/places/#8", &[]),
    ("天太热了去哪", "/places/#10", &["/articles/rain-and-heat/", "/decks/hot-days/"]),
    ("中暑了怎么办", "/places/#10", &["/articles/rain-and-heat/"]),
    ("冬天太冷", "/places/#10", &[]),
    ("夜里开着的", "/places/#night", &[]),
    ("现在哪里开着", "/places/#open", &[]),
    ("轮胎没气了", "/places/#11", &["/places/sample-repair/"]),
    ("车坏了哪里修", "/places/sample-repair/", &["/care/sample-e-bike-class/"]),
    ("摔伤了怎么办", "/around/#calls", &["/care/sample-injury-walk/"]),
    ("摔伤", "/around/#calls", &["/care/sample-injury-walk/"]),
    ("被车撞了怎么办", "/around/#calls", &["/care/sample-injury-walk/"]),
    ("送餐路上摔了一跤", "/around/#calls", &["/care/sample-injury-walk/"]),
    ("急用电话", "/around/#calls", &[]),
    ("报警电话多少", "/around/#calls", &[]),
    ("欠薪", "/around/#calls", &["/articles/pay-and-cover/", "/articles/who-to-ask/"]),
    ("工资被拖欠怎么办", "/around/#calls", &["/articles/who-to-ask/"]),
    ("扣钱", "/articles/who-to-ask/", &[]),
    ("被罚款了怎么申诉", "/articles/who-to-ask/", &[]),
    ("单子超时被扣款", "/articles/who-to-ask/", &[]),
    ("押金不退", "/care/sample-rent-help/", &[]),
    ("合同看不懂找谁", "/care/sample-rent-help/", &["/articles/who-to-ask/"]),
    ("没交社保怎么办", "/around/#calls", &["/articles/who-to-ask/", "/articles/pay-and-cover/"]),
    ("工伤保险怎么报", "/around/#calls", &["/articles/who-to-ask/"]),
    ("孩子放假没人带", "/articles/which-door/", &["/care/childcare/", "/care/sample-winter-class/"]),
    ("放学谁接孩子", "/articles/which-door/", &["/care/sample-homework/"]),
    ("租房找谁", "/care/sample-rent-help/", &[]),
    ("想租个便宜的房子", "/care/sample-rent-help/", &[]),
    ("一个人好孤单", "/care/counselling/", &["/care/sample-talk-line/", "/articles/which-door/"]),
    ("睡不着怎么办", "/care/counselling/", &["/care/sample-talk-line/"]),
    ("哪里能体检", "/care/sample-winter-check/", &["/care/health-check/"]),
    ("牙疼", "/care/sample-teeth/", &[]),
    ("想学点手艺", "/care/sample-certificate-fee/", &["/care/sample-e-bike-class/"]),
    ("怎么入党", "/articles/first-step/", &["/decks/joining/"]),
    ("我想入党", "/articles/first-step/", &["/decks/joining/"]),
    ("想投诉平台", "/around/#calls", &[]),
    ("怎么举报", "/around/#calls", &[]),
    ("投诉", "/around/#calls", &["/roles/ningshian/"]),
    ("食品安全 举报", "/roles/ningshian/", &["/roles/food-safety/"]),
    ("举报 后厨脏", "/roles/ningshian/", &[]),
    ("后厨脏", "/roles/ningshian/", &[]),
    ("井盖坏了", "/roles/hazards/", &[]),
    ("房租", "/care/sample-rent-help/", &[]),
    ("房租太贵", "/care/sample-rent-help/", &[]),
    ("超时罚款怎么申诉", "/articles/who-to-ask/", &[]),
    ("扣我钱怎么办", "/articles/who-to-ask/", &[]),
    ("交警扣车", "/around/#calls", &[]),
    ("交警扣车怎么办", "/around/#calls", &[]),
    ("保安不让进小区", "/around/#calls", &[]),
    ("电动车被偷", "/around/#calls", &[]),
    ("电动车被偷了怎么办", "/around/#calls", &[]),
    ("夜里买药", "/care/sample-night-pharmacy/", &[]),
    ("kexiang", "/places/kexiang-street/", &["/care/kexiang/"]),
];

#[test]
fn a_question_as_a_rider_types_it_finds_what_the_content_has() {
    let phone = Phone::new();
    let wrong = QUESTIONS.iter().filter_map(|(typed, first, others)| {
        let (found, said) = phone.ask(typed);
        let top = &found[..found.len().min(5)];
        let is_right = top.first().is_some_and(|found| found == first)
            && others.iter().all(|other| top.iter().any(|found| found == other))
            && !said.starts_with("没有全对上");
        (!is_right).then(|| format!("{typed} {said} {}: {}", found.len(), found[..found.len().min(9)].join(" ")))
    });
    assert_eq!(wrong.collect::<Vec<_>>().join("\n"), "");
}

#[test]
fn what_nothing_is_about_finds_nothing() {
    let phone = Phone::new();
    for typed in ["哪里能洗澡", "sample", "附近", "党费怎么交"] {
        assert_eq!(phone.ask(typed), (Vec::new(), String::new()), "{typed}");
    }
}
