//! Lines between fences (three back-ticks or waves), which are code. A line of waves that ends nowhere, or has sentences behind it, is
//! one between two parts of a text, and takes nothing with it.

use super::meant::is_prose;

/// What a line is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Text,
    /// Code, or a fence around it.
    Code,
    /// A line between two parts.
    Divider,
    /// A fence without an end: what follows is text.
    Unended,
}

/// What each line of a text is.
pub(crate) fn kinds(markdown: &str) -> Vec<Kind> {
    let lines: Vec<&str> = markdown.split_inclusive('\n').collect();
    let (mut kinds, mut at, mut in_vain) = (vec![Kind::Text; lines.len()], 0, [usize::MAX; 2]);
    while at < lines.len() {
        let mut fence = Fence::default();
        let is_wave = lines[at].trim_start_matches([' ', '>']).starts_with('~');
        if !fence.is_within(lines[at]) {
            at += 1;
            continue;
        }
        // Where an end was looked for in vain, there is none for those behind it that are as long.
        let length = fence.length();
        let seek = |fence: &mut Fence| {
            (at + 1..lines.len()).find(|at| {
                fence.is_within(lines[*at]);
                fence.is_over()
            })
        };
        let end = if length >= in_vain[usize::from(is_wave)] { None } else { seek(&mut fence) };
        let is_bare = lines[at].trim_start_matches([' ', '>']).trim_end().chars().all(|c| c == '~');
        let has_prose = |end: usize| lines[at + 1..end].iter().any(|line| is_prose(line));
        match end {
            Some(end) if is_bare && has_prose(end) => {
                (kinds[at], kinds[end]) = (Kind::Divider, Kind::Divider);
                at = end + 1;
            }
            Some(end) => {
                kinds[at..=end].fill(Kind::Code);
                at = end + 1;
            }
            None => {
                in_vain[usize::from(is_wave)] = length;
                kinds[at] = if is_bare { Kind::Divider } else { Kind::Unended };
                at += 1;
            }
        }
    }
    kinds
}

/// Whether lines stand between two fences.
#[derive(Debug, Default)]
pub(super) struct Fence(Option<(char, usize)>);

impl Fence {
    /// Whether a line, the next one, is code, or begins or ends it.
    pub(super) fn is_within(&mut self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '>']).trim_end();
        let first = line.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = first.map_or(0, |first| line.chars().take_while(|c| *c == first).count());
        match (self.0, first) {
            // Code within a line is no fence.
            (None, Some('`')) if line[length..].contains('`') => return false,
            (None, Some(first)) if length > 2 => self.0 = Some((first, length)),
            (None, _) => return false,
            (Some((open, least)), Some(first)) if first == open && length >= least && line.len() == length => {
                self.0 = None
            }
            (Some(_), _) => {}
        }
        true
    }

    fn length(&self) -> usize {
        self.0.map_or(0, |(_, length)| length)
    }

    fn is_over(&self) -> bool {
        self.0.is_none()
    }
}
