//! What somebody typed, and where it is found in a document.

use content::fold::searched;
use content::search::Entry;

use super::sounds::{Sounds, is_pinyin, is_syllable};

/// Words to be found, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query(Vec<Term>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Its letters, as they are compared.
    pub(super) text: String,
    /// Whether it may be pinyin.
    pub(super) is_pinyin: bool,
    /// What it is called otherwise: any of these will do.
    pub(super) others: Vec<String>,
    /// Whether it is a need that says little beside what it is about.
    is_general: bool,
}

/// Where a document has what was typed, as ranges of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) in_title: Vec<(usize, usize)>,
    pub(super) in_text: Vec<(usize, usize)>,
    /// Found in the title whole, which is what people mostly mean.
    pub(super) is_by_title: bool,
}

/// A question is no longer, in bytes: twenty characters.
const LONGEST: usize = 60;

impl Term {
    fn new(text: String) -> Self {
        Self { is_pinyin: is_pinyin(&text), text, others: Vec::new(), is_general: false }
    }

    /// Itself, and what it is called otherwise.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.text).chain(&self.others)
    }

    /// Its characters by twos, as Chinese words mostly are, three of an odd number first (新街口充电) or last; itself where it is short,
    /// or no Chinese.
    fn pieces(&self, is_odd_first: bool) -> Vec<Self> {
        let characters: Vec<char> = self.text.chars().collect();
        if self.is_pinyin || characters.len() < 4 {
            return vec![self.clone()];
        }
        let odd = if characters.len().is_multiple_of(2) { 0 } else { 3 };
        let (first, rest) = characters.split_at(if is_odd_first { odd } else { characters.len() - odd });
        let (three, pairs) = if is_odd_first { (first, rest) } else { (rest, first) };
        let mut pieces: Vec<String> = pairs.chunks(2).map(|pair| pair.iter().collect()).collect();
        if odd > 0 {
            pieces.insert(if is_odd_first { 0 } else { pieces.len() }, three.iter().collect());
        }
        pieces.into_iter().map(Self::new).collect()
    }
}

impl Query {
    /// Takes apart what was typed.
    pub(super) fn parse(typed: &str) -> Self {
        let term = |word: &str| Term::new(word.chars().filter_map(searched).collect());
        let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '。' | '、');
        // A single letter is the beginning of a word that is being typed: nothing is said of it yet.
        let terms: Vec<Term> = typed.split(is_separator).map(term).filter(|term| term.text.len() > 1).collect();
        match terms.iter().all(|term| is_syllable(&term.text)) {
            // Whoever writes `shi ye` means one word.
            true if terms.len() > 1 => Self(vec![Term::new(terms.iter().map(|term| &*term.text).collect())]),
            _ => Self(terms),
        }
    }

    /// Whether nothing was typed that could be looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest word, which the fewest documents have, and whether there are others.
    pub(super) fn rarest(&self) -> Option<(&Term, bool)> {
        Some((self.0.iter().max_by_key(|term| term.text.len())?, self.0.len() > 1))
    }

    /// Whether words will do that nobody typed.
    pub(super) fn is_wide(&self) -> bool {
        self.0.iter().any(|term| !term.others.is_empty())
    }

    /// What may be looked for where nothing has all of it, and how many of these have as much. First those: what a question is about,
    /// without the words that ask (`asking`, parted by spaces), with whatever else it is called; long words in pieces (驿站充电). Then each
    /// word or piece by itself.
    pub(super) fn looser(&self, same: &str, asking: &str, sounds: &Sounds) -> (Vec<Self>, usize) {
        let (mut whole, mut alone) = (Vec::new(), Vec::new());
        // Of what is longer than a question nothing is guessed: each guess is a search.
        if self.0.iter().map(|term| term.text.len()).sum::<usize>() > LONGEST {
            return (whole, 0);
        }
        let mut about = self.without(asking);
        if about.is_empty() {
            about = self.clone();
        }
        if let Some((known, rest)) = self.known(same, asking, sounds).or_else(|| about.known(same, "", sounds)) {
            let all = known.iter().chain(&rest).cloned();
            let specific: Vec<Term> = all.clone().filter(|term| !term.is_general).collect();
            let is_mixed = !specific.is_empty() && known.iter().any(|term| term.is_general);
            if !rest.is_empty() || is_mixed {
                whole.push(Self(all.collect()));
            }
            if is_mixed {
                whole.push(Self(specific));
            }
            alone.extend(known.iter().filter(|_| known.len() > 1).map(|term| Self(vec![term.clone()])));
            whole.push(Self(known));
        } else {
            if about != *self {
                whole.push(about.clone());
            }
            about.in_pieces(&mut whole, &mut alone);
        }
        let as_much = whole.len();
        whole.append(&mut alone);
        (whole, as_much)
    }

    /// Adds its long words in pieces, and each of them by itself.
    fn in_pieces(&self, whole: &mut Vec<Self>, alone: &mut Vec<Self>) {
        let mut before = Vec::new();
        for is_odd_first in [true, false] {
            let pieces: Vec<Term> = self.0.iter().flat_map(|term| term.pieces(is_odd_first)).collect();
            if std::mem::replace(&mut before, pieces.clone()) == pieces {
                break;
            }
            if pieces.len() > 1 {
                // A character that was cut out of a word is no word (党费怎么交).
                let words = pieces.iter().filter(|piece| piece.is_pinyin || piece.text.len() > 4);
                alone.extend(words.map(|piece| Self(vec![piece.clone()])));
            }
            if pieces.len() > self.0.len() {
                whole.push(Self(pieces));
            }
        }
    }

    /// The same without words that ask. One of a single character may be a part of another word: 被 and 了 are taken off the ends alone.
    fn without(&self, asking: &str) -> Self {
        let mut parts: Vec<&str> = self.0.iter().map(|term| &*term.text).collect();
        for word in asking.split(' ').filter(|word| !word.is_empty()) {
            let is_single = word.len() < 4;
            let mut left = Vec::new();
            for mut part in parts {
                while let Some((from, to)) = position(part, word)
                    && (!is_single || part.len() > 8 && (from == 0 || to == part.len()))
                {
                    left.push(&part[..from]);
                    part = &part[to..];
                }
                left.push(part);
            }
            parts = left;
        }
        Self(parts.iter().filter(|text| text.len() > 1).map(|text| Term::new(text.to_string())).collect())
    }

    /// The same with whatever else its words are called, where that is known of one; it finds at least as much.
    pub(super) fn widened(&self, same: &str, asking: &str, sounds: &Sounds) -> Option<Self> {
        let (mut known, mut rest) = self.known(same, asking, sounds)?;
        known.append(&mut rest);
        Some(Self(known))
    }

    /// Words in it that are called otherwise as well (`same`: groups parted by `|`, their words by spaces), and what else it is about.
    /// They may be typed in pinyin, as `sounds` spells them. `None` where there is none.
    fn known(&self, same: &str, asking: &str, sounds: &Sounds) -> Option<(Vec<Term>, Vec<Term>)> {
        let (mut known, mut rest) = (Vec::<Term>::new(), Vec::new());
        for term in &self.0 {
            let mut parts = vec![&*term.text];
            while let Some(part) = parts.pop() {
                let Some((from, to, word, group)) = longest(part, term.is_pinyin, same, sounds) else {
                    rest.push(Term::new(part.to_string()));
                    continue;
                };
                parts.extend([&part[to..], &part[..from]]);
                let is_other = |other: &&str| !other.is_empty() && *other != word;
                let others = group.split(' ').filter(is_other).map(str::to_string).collect();
                let is_general = group.as_bytes().first() == Some(&b' ');
                let term = Term { text: word.to_string(), is_pinyin: false, others, is_general };
                if !known.iter().any(|known| known.others.contains(&term.text) || known.text == term.text) {
                    known.push(term);
                }
            }
        }
        // A character that is left over says nothing.
        let rest = Self(rest).without(asking).0.into_iter().filter(|term| term.is_pinyin || term.text.len() > 4);
        (!known.is_empty()).then_some((known, rest.collect()))
    }

    /// The words, as somebody reads them.
    pub(super) fn words(&self) -> String {
        let words: Vec<&str> = self.0.iter().map(|term| &*term.text).collect();
        words.join("、")
    }

    /// Words that pinyin stands for.
    pub(super) fn meaning(word: &str) -> Self {
        Self(vec![Term { text: word.to_string(), is_pinyin: false, others: Vec::new(), is_general: false }])
    }

    /// Where a document has every word; `None` where it lacks one.
    pub(super) fn find(&self, entry: &Entry, sounds: &Sounds) -> Option<Hit> {
        let mut hit = Hit { is_by_title: true, ..Hit::default() };
        for term in &self.0 {
            let written = |part| term.words().find_map(|word| position(part, word));
            let [mut in_title, mut in_text] = [entry.title, entry.text].map(written);
            if term.is_pinyin && in_title.is_none() && in_text.is_none() {
                let spelt = |part| sounds.find(&term.text, part).first().map(|one| (one.from, one.to));
                [in_title, in_text] = [entry.title, entry.text].map(spelt);
            }
            if in_title.is_none() && in_text.is_none() {
                return None;
            }
            hit.is_by_title &= in_title.is_some();
            insert(&mut hit.in_title, in_title);
            insert(&mut hit.in_text, in_text);
        }
        Some(hit)
    }
}

/// The longest word of all groups that a text has, where it is there, and its group. One of a single character is a part of too many
/// others, and pinyin of too many words: all of the text is meant then.
fn longest<'a>(
    text: &str,
    is_pinyin: bool,
    same: &'a str,
    sounds: &Sounds,
) -> Option<(usize, usize, &'a str, &'a str)> {
    let mut best = None::<(usize, usize, &str, &str)>;
    for group in same.split('|') {
        for word in group.split(' ').filter(|word| !word.is_empty()) {
            let there = match sounds.find(text, word).first() {
                _ if !is_pinyin || super::sounds::is_pinyin(word) => position(text, word),
                Some(spelt) if spelt.from == 0 && spelt.to == word.len() => Some((0, text.len())),
                _ => None,
            };
            if let Some((from, to)) = there
                && (word.len() > 3 || super::sounds::is_pinyin(word) || to - from == text.len())
                && best.is_none_or(|(before, end, ..)| to - from > end - before)
            {
                best = Some((from, to, word, group));
            }
        }
    }
    best
}

/// Puts a range in its place among a few others. (The library's sorting is kilobytes of download.)
fn insert(ranges: &mut Vec<(usize, usize)>, range: Option<(usize, usize)>) {
    let Some(range) = range else { return };
    let at = ranges.iter().position(|other| *other > range).unwrap_or(ranges.len());
    ranges.insert(at, range);
}

/// Where a text first has these letters, whatever marks stand between them, as a range of bytes.
fn position(text: &str, letters: &str) -> Option<(usize, usize)> {
    let ends = |from: usize| {
        let mut wanted = letters.chars();
        let mut next = wanted.next();
        for (at, c) in text[from..].char_indices() {
            let Some(letter) = searched(c) else { continue };
            if next != Some(letter) {
                break;
            }
            next = wanted.next();
            if next.is_none() {
                return Some(from + at + c.len_utf8());
            }
        }
        None
    };
    let mut begins = text.char_indices().filter(|(_, c)| searched(*c).is_some());
    begins.find_map(|(from, _)| Some((from, ends(from)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Entry =
        Entry {
            path: "/cards/q1/", title: "青年强，则国家强。", note: "", text: "先有前半句，用App的也算。"
        };
    const SOUNDS: &str = " ban半 guo国 jia家 jiang强 ju句 nian年 qian前 qiang强 qing青 ze则";

    #[test]
    fn syllables_with_spaces_between_them_are_one_word() {
        let terms = |typed: &str| Query::parse(typed).0.into_iter().map(|term| term.text).collect::<Vec<_>>();
        assert_eq!(terms("shi ye bao xian"), ["shiyebaoxian"]);
        assert_eq!(terms("anquan chongdian"), ["anquan", "chongdian"]);
        assert_eq!(terms("ls cd"), ["ls", "cd"]);
        assert_eq!(terms("失业 bao"), ["失业", "bao"]);
    }

    fn marked(typed: &str) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
        let hit = Query::parse(typed).find(&ENTRY, &Sounds::new(SOUNDS))?;
        let parts = |text: &'static str, ranges: &[(usize, usize)]| ranges.iter().map(|(a, b)| &text[*a..*b]).collect();
        Some((parts(ENTRY.title, &hit.in_title), parts(ENTRY.text, &hit.in_text)))
    }

    #[test]
    fn words_are_found_in_title_and_text() {
        assert_eq!(marked("国家"), Some((vec!["国家"], vec![])));
        assert_eq!(marked("半句 强"), Some((vec!["强"], vec!["半句"])));
        assert_eq!(marked("app"), Some((vec![], vec!["App"])));
        assert_eq!(marked("app的也"), Some((vec![], vec!["App的也"])));
        assert_eq!(marked("强，"), Some((vec!["强"], vec![])));
        assert_eq!(marked("半句 没有"), None);
    }

    #[test]
    fn width_marks_and_what_is_unseen_make_no_difference() {
        assert_eq!(marked("青年强！"), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("\"青年强\""), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("青年强则\u{200b}国家强"), Some((vec!["青年强，则国家强"], vec![])));
        assert_eq!(marked("ＡＰＰ"), Some((vec![], vec!["App"])));
        assert_eq!(marked("ｑｎ"), Some((vec!["青年"], vec![])));
    }

    #[test]
    fn pinyin_is_found_in_title_and_text() {
        assert_eq!(marked("guojia"), Some((vec!["国家"], vec![])));
        assert_eq!(marked("qianbanju"), Some((vec![], vec!["前半句"])));
        assert_eq!(marked("QNQ"), Some((vec!["青年强"], vec![])));
        assert_eq!(marked("qn 半句"), Some((vec!["青年"], vec!["半句"])));
        assert_eq!(marked("qnx"), None);
        let meant = Query::meaning("国家");
        assert_eq!(meant.find(&ENTRY, &Sounds::default()).unwrap().in_title.len(), 1);
    }

    fn looser(typed: &str, asking: &str) -> (Vec<String>, usize) {
        let (same, sounds) = ("工资 工钱 拖欠|孩子 娃娃|热水 水", Sounds::new(" gong工 hai孩 qian钱 wa娃 zi资子"));
        let (all, as_much) = Query::parse(typed).looser(same, asking, &sounds);
        (all.iter().map(Query::words).collect(), as_much)
    }

    #[test]
    fn what_is_nowhere_is_looked_for_in_other_words_and_in_pieces() {
        let words = |all: &[&str]| all.iter().map(|word| word.to_string()).collect::<Vec<_>>();
        let (wide, _) = Query::parse("工钱").known("工资 工钱", "", &Sounds::default()).unwrap();
        assert_eq!(wide[0].words().collect::<Vec<_>>(), ["工钱", "工资"]);
        // Twice the same is said once, and what stands beside it counts as long as something has that.
        assert_eq!(looser("拖欠工钱", ""), (words(&["工钱"]), 1));
        assert_eq!(looser("新街口工钱", ""), (words(&["工钱、新街口", "工钱"]), 2));
        assert_eq!(looser("孩子的工钱", ""), (words(&["工钱、孩子", "工钱", "孩子"]), 1));
        let (all, _) = Query::parse("井盖坏了").looser(" 修车 坏了", "", &Sounds::default());
        assert_eq!(all.iter().map(Query::words).collect::<Vec<_>>(), ["坏了、井盖", "井盖", "坏了"]);
        assert_eq!(looser("早会领读", ""), (words(&["早会、领读", "早会", "领读"]), 1));
        // Pinyin of such a word, and of no part of one.
        for (typed, all) in [
            ("gongzi", &["工资"][..]),
            ("HaiZi", &["孩子"]),
            ("gong", &[]),
            ("zi", &[]),
            ("ziwa", &[]),
            // A single character is a part of too much.
            ("水", &["水"]),
            ("水平", &[]),
        ] {
            assert_eq!(looser(typed, "").0, words(all), "{typed}");
        }
    }

    #[test]
    fn of_a_question_what_it_is_about_is_looked_for() {
        let about = |typed: &str| {
            looser(typed, "怎么办 哪里能 哪里 怎么 被 想 能 吗 了").0.first().cloned().unwrap_or_default()
        };
        assert_eq!(about("哪里能充电"), "充电");
        assert_eq!(about("被扣钱了怎么办"), "扣钱");
        assert_eq!(about("怎么入党？"), "入党");
        assert_eq!(about("能换电吗"), "换电");
        assert_eq!(about(&"充电".repeat(50)), "");
        // A character within a word asks nothing.
        assert_eq!(about("思想汇报怎么写"), "思想汇报、写");
        assert_eq!(about("怎么"), "");
        // One that asks may be a part of what is asked for, and what is left of a question may be a single character.
        assert_eq!((about("娃娃怎么办"), about("哪里能水")), ("娃娃".into(), "水".into()));
    }

    #[test]
    fn nothing_typed_is_nothing_to_find() {
        assert!(Query::parse(" ，").is_empty());
        assert!(Query::parse("q").is_empty() && Query::parse("强").0.len() == 1);
        assert_eq!(Query::parse("青年 q"), Query::parse("青年"));
    }
}
