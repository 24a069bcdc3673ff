//! Why something cannot be sent as it is.

use api::error::ErrorBody;
use api::posts::about::NOMINATION;
use content::bundle::escape;

use crate::reader::posts::html::{QUIET, button, wrong};

/// What the button has that goes back to the words; the way back does the same.
const REVISES: &str = " class=\"button\" data-back";

/// What a nomination is made of.
pub(super) const THREE_LINES: &str = "怎么称呼：\n做了什么：\n常在哪个站点、哪条街（别写电话）：";

/// Whether somebody wrote nothing but what stood there.
pub(super) fn says_nobody(card: &str, body: &str) -> bool {
    card == NOMINATION
        && body.lines().all(|line| line.trim().is_empty() || THREE_LINES.lines().any(|asked| asked == line.trim()))
}

/// What is wrong with a tidied text, the words at fault, and what can be done.
pub(super) fn complaint(error: &ErrorBody, body: &str) -> String {
    let body: Vec<char> = body.chars().collect();
    let mut html = escape(&error.message);
    for (at, span) in error.spans.iter().enumerate() {
        let part: String = body.get(span.from..span.to).unwrap_or_default().iter().collect();
        html += if at == 0 { "<br>" } else { " " };
        html += &["<mark>", &escape(part.trim()), "</mark>"].concat();
    }
    html = wrong(&html);
    if error.code == "private_words" {
        let buttons = [button("revise", "", "我改改", REVISES), button("confirm", "", "照样发出", QUIET)];
        html += &["<p class=\"buttons\">", &buttons.join(" "), "</p>"].concat();
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nomination_says_more_than_what_was_asked() {
        let body = api::rules::tidy(THREE_LINES);
        assert!(says_nobody(NOMINATION, &body) && says_nobody(NOMINATION, "") && !says_nobody("q010", &body));
        assert!(!says_nobody(NOMINATION, &body.replace("怎么称呼：", "怎么称呼：示例老周")));
        // Whoever leaves it as it stands is not told that a telephone is in it.
        assert!(api::rules::check_body(THREE_LINES, false).is_ok());
    }

    #[test]
    fn a_complaint_shows_the_words_at_fault_and_lets_nothing_run() {
        let body = "<b>送到3号楼</b>";
        let error = api::rules::check_body(body, false).unwrap_err();
        let html = complaint(&error, body);
        assert!(html.contains("<mark>3号楼</mark>") && html.contains("照样发出") && !html.contains("<b>"));
        let error = api::rules::check_body("找我 13812345678", false).unwrap_err();
        let html = complaint(&error, "找我 13812345678");
        assert!(html.contains("<mark>13812345678</mark>") && !html.contains("照样发出"));
    }
}
