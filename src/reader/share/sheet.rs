//! The sheet that opens above a page, with every way to hand something on.

use std::rc::Rc;

use content::bundle::escape;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::offer::{Kind, Offer};
use super::picture::DESIGNS;
use crate::browser::dom::{self, Node};
use crate::browser::share::{self, Sent};
use crate::browser::watch::watch;
use crate::browser::{canvas, dialog, network, scroll};
use crate::reader::library::Library;
use crate::reader::parts::part::Part;
use crate::reader::shell::actions::Actions;
use crate::reader::shell::router::Router;
use crate::ui::qr::Code;

/// What is asked of the part.
pub enum Ask {
    /// A button was tapped.
    Tapped(Node),
    /// Something is to be handed on.
    Offer(Offer),
}

/// What the part gives.
pub type SharePart = fn(Share, Ask);

/// The part.
pub const PART: SharePart = |share, ask| match ask {
    Ask::Tapped(button) => share.tapped(&button),
    Ask::Offer(offer) => share.show(offer),
};

/// The place below the buttons.
const PANEL: &str = "share-panel";

/// The one sheet of the app; cheap to copy.
#[derive(Clone, Copy)]
pub struct Share {
    offer: StoredValue<Option<Rc<Offer>>, LocalStorage>,
    /// Counts taps: what took long and comes after the next one is late.
    taps: StoredValue<u32>,
    library: Library,
    part: fn() -> &'static Part<SharePart>,
}

impl Share {
    /// Carries out every 分享 button, and those of the sheet.
    pub fn open(actions: Actions, library: Library, router: Router, part: fn() -> &'static Part<SharePart>) -> Self {
        let share = Self { offer: StoredValue::new_local(None), taps: StoredValue::new(0), library, part };
        actions.always("share", move |button| {
            let is_file = button.has_attribute("download");
            let button = button.clone();
            part().with(move |part| part(share, Ask::Tapped(button)));
            // A file the browser stores itself.
            !is_file
        });
        // The way back leads to another page, which a sheet must not cover.
        watch(move || {
            router.path.track();
            dialog::close();
        });
        share
    }

    /// Opens the sheet.
    pub fn offer(self, offer: Offer) {
        (self.part)().with(move |part| part(self, Ask::Offer(offer)));
    }

    fn show(self, offer: Offer) {
        dialog::open(&sheet(&offer));
        let is_short_lived = offer.kind == Kind::Transfer;
        self.offer.set_value(Some(Rc::new(offer)));
        // The code first: minutes count.
        if let Some(code) = dom::find(".share-ways [data-way=code]").filter(|_| is_short_lived) {
            code.click();
        }
    }

    fn tapped(self, button: &Node) {
        self.taps.update_value(|taps| *taps += 1);
        let way = dom::data(button, "way");
        if way.is_empty() {
            return Offer::on_screen(button).into_iter().for_each(|offer| self.show(offer));
        }
        let Some(offer) = self.offer.get_value() else { return };
        let was_open = button.get_attribute("aria-expanded").as_deref() == Some("true");
        for other in dom::find_all(".share-ways [aria-expanded]") {
            let is_open = dom::data(&other, "way") == way && !was_open;
            let _ = other.set_attribute("aria-expanded", if is_open { "true" } else { "false" });
        }
        say("");
        let at = dom::data(button, "at");
        let number = at.bytes().fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
        match way.as_str() {
            "close" => dialog::close(),
            "send" => self.send(&offer),
            "words" => self.copy(offer.copied()),
            "link" => self.copy(offer.link.clone()),
            _ if was_open => show(""),
            "code" => show(&code(&offer, number)),
            "file" => {
                show("");
                say("存下来了。发到另一部手机，在那边的“收藏”页里打开。");
            }
            _ => self.draw(offer, number),
        }
        if at.is_empty() {
            // What was opened is below.
            if !was_open && button.has_attribute("aria-expanded") {
                scroll::show_place(PANEL);
            }
        } else if let Some(again) = dom::find(&format!("#{PANEL} [data-place=\"{}\"]", dom::data(button, "place"))) {
            // The button that was tapped is another one now.
            let _ = again.focus();
        }
    }

    fn send(self, offer: &Offer) {
        let sending = share::send(&offer.title, &offer.words(), &offer.link);
        spawn_local(async move {
            if sending.await == Sent::Failed {
                say("没发出去。试试下面的办法。");
            }
        });
    }

    fn copy(self, text: String) {
        let copying = share::copy(&text);
        show("");
        let is_current = self.ticket();
        spawn_local(async move {
            let is_copied = copying.await;
            if is_copied {
                say("已复制");
            } else if is_current() {
                show(&format!(
                    "<textarea class=\"share-text\" rows=\"5\" readonly aria-label=\"要复制的文字\">{}</textarea><p>长按上面的文字复制</p>",
                    escape(&text)
                ));
                dom::find(".share-text").iter().for_each(share::select_all);
                scroll::show_place(PANEL);
            }
        });
    }

    fn draw(self, offer: Rc<Offer>, design: usize) {
        let mut choice = "<div class=\"choice\" role=\"group\" aria-label=\"图片的样子\">".to_string();
        for (at, one) in DESIGNS.iter().enumerate() {
            let pressed = format!(" data-at=\"{at}\" data-place=\"{at}\" aria-pressed=\"{}\"", at == design);
            choice += &button("picture", one.name, &pressed);
        }
        choice += "</div>";
        // The picture's room is kept, so that nothing moves when it is there.
        show(&format!("{choice}<div class=\"share-picture\"></div>"));
        let is_current = self.ticket();
        spawn_local(async move {
            let site = self.library.index().await.map(|index| index.site.clone()).unwrap_or_default();
            let picture = DESIGNS[design.min(DESIGNS.len() - 1)].draw(&offer, &site).await;
            let Some(place) = dom::find(".share-picture").filter(|_| is_current()) else { return };
            dom::show_html(
                &place,
                &match picture {
                    Some(url) => format!(
                        "<img src=\"{url}\" alt=\"{}\" width=\"1080\" height=\"1440\"><p>长按图片保存或转发</p>\
                     <a class=\"button quiet\" href=\"{url}\" download=\"金句.png\">保存图片</a>",
                        escape(&offer.words())
                    ),
                    None => "<p>这个浏览器画不了图片，可以截屏</p>".to_string(),
                },
            );
        });
    }

    /// Whether nothing else was tapped since.
    fn ticket(self) -> impl Fn() -> bool {
        let now = self.taps.get_value();
        move || self.taps.get_value() == now
    }
}

fn sheet(offer: &Offer) -> String {
    let (heading, ways): (_, &[&str]) = match offer.kind {
        Kind::Card => ("分享这一句", &["send", "words", "picture", "code", "link"]),
        Kind::Article => ("分享这一篇", &["send", "words", "code", "link"]),
        Kind::Kept => ("带到另一部手机", &["send", "code", "link", "file"]),
        Kind::Transfer => ("换手机", &["send", "code", "link"]),
    };
    let mut html = format!(
        "<div class=\"share-head\"><h2 id=\"sheet-heading\">{heading}</h2>{}</div>\
         <blockquote class=\"share-what\"><p>{}</p><p>{}</p></blockquote>\
         <div class=\"share-ways\" role=\"group\" aria-labelledby=\"sheet-heading\">",
        button("close", "关闭", " class=\"button quiet\""),
        escape(&offer.title),
        escape(&offer.note)
    );
    let is_for_oneself = matches!(offer.kind, Kind::Kept | Kind::Transfer);
    // There a page does not send itself.
    if network::is_wechat() && !is_for_oneself {
        html += "<p class=\"share-wechat\">点右上角 ··· 发给朋友</p>";
    }
    for way in ways {
        let (name, more) = match *way {
            "send" if !share::can_send() => continue,
            "send" if is_for_oneself => ("发给自己", SENDS),
            "send" => ("发给别人", SENDS),
            "words" => ("复制文字", " class=\"button quiet\""),
            "link" => ("复制链接", " class=\"button quiet\""),
            "picture" => ("图片", OPENS),
            "code" => ("二维码", OPENS),
            _ => {
                html += &file(offer);
                continue;
            }
        };
        html += &button(way, name, more);
    }
    html + "</div><p class=\"share-said\" role=\"status\"></p><div class=\"share-panel\" id=\"share-panel\"></div>"
}

/// What the button has that most people mean.
const SENDS: &str = " class=\"button\"";
/// What a button has that opens something below.
const OPENS: &str = " class=\"button quiet\" aria-expanded=\"false\"";

fn button(way: &str, name: &str, more: &str) -> String {
    format!("<button type=\"button\" data-action=\"share\" data-way=\"{way}\"{more}>{name}</button>")
}

fn code(offer: &Offer, at: usize) -> String {
    let count = offer.parts.len().max(1);
    let Some(link) = offer.parts.get(at % count) else { return String::new() };
    let mut html = String::new();
    if count > 1 {
        html = format!("<p role=\"status\">第 {} 个，共 {count} 个。哪个先扫都行。</p>", at % count + 1);
    }
    if let Some(code) = Code::of(link) {
        html += &format!(
            "<img class=\"share-code\" src=\"{}\" alt=\"二维码\" width=\"296\" height=\"296\">",
            canvas::svg_url(&code.to_svg())
        );
    }
    if count > 1 {
        html += "<div class=\"choice\">";
        for (place, name, to) in [("prev", "上一个", at + count - 1), ("next", "下一个", at + 1)] {
            html += &button("code", name, &format!(" data-at=\"{}\" data-place=\"{place}\"", to % count));
        }
        html += "</div>";
    }
    html += "<p>扫一扫，或者长按识别</p>";
    if count == 1 {
        html += &format!("<p class=\"share-link\">{}</p>", escape(link));
    }
    html
}

fn file(offer: &Offer) -> String {
    let text = format!("{}\n{}\n", offer.title, offer.link);
    format!(
        "<a class=\"button quiet\" data-action=\"share\" data-way=\"file\" href=\"{}\" download=\"收藏.txt\">存成文件</a>",
        canvas::text_url(&text)
    )
}

fn say(words: &str) {
    dom::find(".share-said").iter().for_each(|said| said.set_inner_text(words));
}

fn show(html: &str) {
    dom::find("#share-panel").iter().for_each(|panel| dom::show_html(panel, html));
}
