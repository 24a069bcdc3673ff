//! A letter of appointment, a card of it for the wallet, a keepsake: drawn on this phone of a name that goes nowhere else.

use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::canvas;
use crate::browser::dom::{self, Node};
use crate::browser::{network, screen};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// So many characters fit into a line of the letter.
const LINE: usize = 19;
/// Must not begin a line.
const NEVER_FIRST: &str = "，。、；”）";

/// Instead of a shape: what was drawn goes on paper.
const PRINT: &str = "print";
/// Draws what is asked for.
pub fn enliven_role(page: &Node) {
    let mounted = Mounted::new();
    let Some(section) = dom::find_in(page, ".deed") else { return };
    mounted.hold(expect_context::<Actions>().on("deed", move |button| {
        let (letter, shape) = (Letter::read(&section), dom::data(button, "shape"));
        if shape == PRINT {
            screen::print();
            return true;
        }
        for other in dom::find_all_in(&section, "[data-shape][aria-pressed]") {
            let is_it = dom::data(&other, "shape") == shape;
            let _ = other.set_attribute("aria-pressed", if is_it { "true" } else { "false" });
        }
        let (svg, width, height) = letter.drawn(&shape);
        let (section, button) = (section.clone(), button.clone());
        spawn_local(async move {
            let picture = canvas::to_png(&svg, width, height).await;
            // Another shape may have been chosen since.
            let is_wanted = mounted.is_alive() && button.get_attribute("aria-pressed").as_deref() != Some("false");
            let Some(place) = dom::find_in(&section, "#deed-picture").filter(|_| is_wanted) else { return };
            let Some(url) = picture else { return dom::show_html(&place, "<p>这个浏览器画不了图片</p>") };
            let (width, height, alt) = (width.to_string(), height.to_string(), escape(&letter.role));
            let img = ["<img src=\"", &url, "\" width=\"", &width, "\" height=\"", &height, "\" alt=\"", &alt, "\">"]
                .concat();
            dom::show_html(&place, &img);
            dom::set_attribute(&section, "[download]", "href", Some(&url));
            dom::set_attribute(&section, ".deed-do", "hidden", None);
            // Inside WeChat nothing is printed.
            dom::set_attribute(&section, "[data-shape=print]", "hidden", network::is_wechat().then_some(""));
        });
        true
    }));
}

/// What stands on it.
struct Letter {
    name: String,
    role: String,
    deed: String,
    looks: String,
    by: String,
}

impl Letter {
    fn read(section: &Node) -> Self {
        let data = |name| dom::data(section, name);
        let name = dom::value(section, "#deed-name").trim().to_string();
        Self { name, role: data("role"), deed: data("deed"), looks: data("looks"), by: data("by") }
    }

    /// The picture, and its width and height in pixels.
    fn drawn(&self, shape: &str) -> (String, u32, u32) {
        match shape {
            // As large as the card everybody has in the pocket: 85.6 mm by 54 mm.
            "card" => (self.card(), 1011, 638),
            "keepsake" => (self.sheet("留念", &["响应《", &self.role, "》：", &self.deed, "。"].concat()), 1414, 1000),
            // A4, lying.
            _ => (self.sheet("聘书", &["请你", &self.deed, "，聘为", &self.role, "。"].concat()), 1414, 1000),
        }
    }

    fn sheet(&self, heading: &str, words: &str) -> String {
        let is_letter = heading == "聘书";
        let mut svg = begin(1414, 1000);
        svg += &text(707, 220, 110, "middle", " font-weight=\"600\" letter-spacing=\"36\" fill=\"#c3271c\"", heading);
        let name = if self.name.is_empty() { "＿＿＿＿" } else { &self.name };
        let mut y = 370;
        if is_letter {
            svg += &text(170, y, 48, "start", " font-weight=\"600\"", &[name, " 同志："].concat());
            y += 90;
        } else {
            svg += &text(1244, 800, 48, "end", " font-weight=\"600\"", name);
        }
        for line in lines(&["　　", words].concat()) {
            svg += &text(170, y, 48, "start", "", &line);
            y += 80;
        }
        if is_letter {
            svg += "<circle cx=\"300\" cy=\"800\" r=\"92\" fill=\"none\" stroke=\"#c3271c\" stroke-width=\"3\" stroke-dasharray=\"12 9\"/>";
            svg += &text(300, 792, 32, "middle", " fill=\"#c3271c\"", "到支部");
            svg += &text(300, 836, 32, "middle", " fill=\"#c3271c\"", "盖章");
            svg += &text(1244, 790, 42, "end", "", &self.by);
            svg += &text(1244, 860, 36, "end", "", "　　年　　月　　日");
        }
        svg + "</svg>"
    }

    fn card(&self) -> String {
        let mut svg = begin(1011, 638);
        svg += &text(80, 160, 62, "start", " font-weight=\"600\" fill=\"#c3271c\"", &self.role);
        svg += &text(80, 240, 44, "start", "", &self.name);
        let mut y = 330;
        for look in self.looks.split('；').take(3) {
            svg += &text(80, y, 34, "start", "", &["· ", look].concat());
            y += 62;
        }
        svg += &text(80, 570, 28, "start", " opacity=\".75\"", "到支部盖了章才算数");
        svg += &text(931, 570, 30, "end", " opacity=\".75\"", &self.by);
        svg + "</svg>"
    }
}

/// Paper with a double frame; light whatever the look of the app, as it is for others.
fn begin(width: u32, height: u32) -> String {
    let (w, h) = (width.to_string(), height.to_string());
    let frame = |at: u32, stroke: &str| {
        let [x, right, down] = [at, width - 2 * at, height - 2 * at].map(|number| number.to_string());
        [
            "<path fill=\"none\" stroke=\"#c3271c\" stroke-width=\"",
            stroke,
            "\" d=\"M",
            &x,
            " ",
            &x,
            "h",
            &right,
            "v",
            &down,
            "h-",
            &right,
            "z\"/>",
        ]
        .concat()
    };
    [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        &w,
        "\" height=\"",
        &h,
        "\" font-family=\"Songti SC,Noto Serif CJK SC,serif\" fill=\"#211c16\"><path fill=\"#fffdf8\" d=\"M0 0h",
        &w,
        "v",
        &h,
        "H0z\"/>",
        &frame(30, "6"),
        &frame(44, "2"),
    ]
    .concat()
}

fn text(x: u32, y: u32, size: u32, anchor: &str, more: &str, words: &str) -> String {
    let [x, y, size] = [x, y, size].map(|number| number.to_string());
    [
        "<text x=\"",
        &x,
        "\" y=\"",
        &y,
        "\" font-size=\"",
        &size,
        "\" text-anchor=\"",
        anchor,
        "\"",
        more,
        ">",
        &escape(words),
        "</text>",
    ]
    .concat()
}

/// Lines of Chinese text, none of which begins with a mark.
fn lines(words: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut count = 0;
    for c in words.chars() {
        if count >= LINE && !NEVER_FIRST.contains(c) {
            lines.push(String::new());
            count = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        count += 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_name_and_role_and_no_line_begins_with_a_mark() {
        let letter = Letter {
            name: "小<周".into(),
            role: "食品安全监督员".into(),
            deed: "在取餐送餐的同时，留意食品安全".into(),
            looks: "一；二；三；四".into(),
            by: "区外卖配送行业党委".into(),
        };
        let (svg, width, height) = letter.drawn("sheet");
        assert_eq!((width, height), (1414, 1000));
        assert!(svg.contains("小&lt;周 同志：") && svg.contains("盖章") && svg.contains("区外卖配送行业党委"), "{svg}");
        assert_eq!(lines("　　请你在取餐送餐的同时，留意食品安全，聘为食品安全监督员。").len(), 2);
        for line in lines(&"一二三四五六七八九，".repeat(8)) {
            assert!(!line.starts_with('，') && line.chars().count() <= LINE + 1, "{line}");
        }
        let card = letter.drawn("card").0;
        assert!(card.contains("· 三") && !card.contains("· 四"), "{card}");
        assert!(!letter.drawn("keepsake").0.contains("盖章"));
    }
}
