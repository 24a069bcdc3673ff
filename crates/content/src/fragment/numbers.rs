//! The table of local phone numbers, for pages on which somebody looks for whom to ask.

use crate::bundle::escape;
use crate::numbers::{Number, PLACE};
use crate::render;

/// The table with its heading; nothing while there is no number.
pub(super) fn numbers(numbers: &[Number]) -> String {
    let row = |one: &Number| {
        let (name, number) = (escape(&one.name), escape(&one.number));
        format!("<tr><th scope=\"row\">{name}</th><td><a href=\"tel:{}\">{number}</a></td></tr>", one.dialled())
    };
    match numbers.iter().map(row).collect::<String>() {
        rows if rows.is_empty() => rows,
        rows => format!("<h2>本地电话</h2><div class=\"table\"><table><tbody>{rows}</tbody></table></div>"),
    }
}

/// A text with the table where its writer wants it.
pub(super) fn with_numbers(markdown: &str, all: &[Number]) -> String {
    markdown.split(PLACE).map(render::to_html).collect::<Vec<_>>().join(&numbers(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_where_it_is_wanted_and_nowhere_while_it_is_empty() {
        let text = format!("先问。\n\n{PLACE}\n\n再说。");
        assert_eq!(with_numbers(&text, &[]), "<p>先问。</p>\n<p>再说。</p>\n");
        let one = Number { name: "<社区>".into(), number: "025-12345转6".into() };
        let html = with_numbers(&text, &[one]);
        assert!(
            html.contains("</p>\n<h2>本地电话</h2>") && html.contains("<th scope=\"row\">&lt;社区&gt;</th>"),
            "{html}"
        );
        assert!(html.contains("<a href=\"tel:02512345\">025-12345转6</a>"), "{html}");
    }
}
