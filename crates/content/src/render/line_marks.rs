//! Marks at the beginning of a line as Chinese keyboards write them: wide spaces, stars, bars and brackets. They are made into those that
//! markdown knows, where nothing else can be meant.

use std::borrow::Cow;

use super::{MAX_COLUMNS, is_allowed_url};

/// A line, without what stands before it, with the marks that markdown knows. `is_head_above` says that the first row of a table
/// stands above it, `is_last` says that its paragraph ends with it.
pub(super) fn as_ascii(line: &str, is_head_above: bool, is_last: bool) -> Cow<'_, str> {
    let line = without_wide_indent(line);
    let core = line.trim_end();
    let end = &line[core.len()..];
    let is_rule = |mark: char| core.chars().count() >= 3 && core.chars().all(|c| c == mark);
    if is_rule('＊') || is_rule('－') {
        return format!("***{end}").into();
    }
    if let Some(rest) = core.strip_prefix('＊').filter(|rest| rest.starts_with(char::is_whitespace)) {
        return format!("* {}{end}", rest.trim_start()).into();
    }
    if let Some(rest) = core.strip_prefix('＞') {
        return format!("> {}{end}", rest.trim_start()).into();
    }
    if core.starts_with(['｜', '|']) {
        return table_row(core, is_head_above).map_or(line.into(), |row| format!("{row}{end}").into());
    }
    // At the end of a paragraph it ends no line.
    if is_last && core.ends_with('\\') && !core.ends_with("\\\\") {
        return format!("{}{end}", &core[..core.len() - 1]).into();
    }
    line.into()
}

/// Wide spaces before a mark are an indentation; before words they are that too, but no mark is lost for them.
fn without_wide_indent(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r'));
    let is_marked = rest.starts_with(['#', '＃', '>', '＞', '|', '｜'])
        || rest.starts_with(['-', '*', '+', '＊']) && rest.chars().nth(1).is_some_and(char::is_whitespace);
    if is_marked { rest } else { line }
}

/// A row of a table with wide bars, or the line below a table's head with dashes of any width.
fn table_row(core: &str, is_head_above: bool) -> Option<String> {
    let is_rule = core.contains(['-', '—', '－', '─', '―'])
        && core.chars().all(|c| "|｜-—－─―:： \u{3000}".contains(c))
        && is_head_above;
    let bars = core.chars().filter(|c| "|｜".contains(*c)).count();
    if bars > MAX_COLUMNS + 1 || !is_rule && !core.starts_with('｜') {
        return None;
    }
    let row = core.replace('｜', "|");
    if !is_rule {
        return Some(row);
    }
    let cell = |cell: &str| {
        let cell = cell.trim().replace('：', ":");
        let (left, right) = (cell.starts_with(':'), cell.len() > 1 && cell.ends_with(':'));
        format!("{}---{}", if left { ":" } else { "" }, if right { ":" } else { "" })
    };
    let inner = row.trim_matches('|');
    Some(format!("|{}|", inner.split('|').map(cell).collect::<Vec<_>>().join("|")))
}

/// Whether a line would vanish as the address of a link that nobody makes: `[注]: 说明`.
pub(super) fn is_lost_definition(core: &str, markdown: &str) -> bool {
    let Some((label, behind)) = core.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else { return false };
    let url = behind.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
    let named = format!("[{label}]");
    let is_named = is_allowed_url(url) && markdown.matches(&named).nth(1).is_some();
    !label.contains('^') && !is_named
}
