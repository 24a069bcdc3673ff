//! What somebody wants of a place, as the buttons above the list say it.

use super::row::Row;
use super::standing::Standing;

/// What was tapped: `open`, `night`, or numbers of services.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs(Vec<String>);

impl Needs {
    /// As an address says them behind `#`, parted by commas; what is none is passed over.
    pub(super) fn of(fragment: &str) -> Self {
        let is_need = |word: &&str| {
            matches!(*word, "open" | "night") || !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
        };
        Self(fragment.split(',').filter(is_need).map(str::to_string).collect())
    }

    /// For the address.
    pub(super) fn fragment(&self) -> String {
        self.0.join(",")
    }

    pub(super) fn contains(&self, need: &str) -> bool {
        self.0.iter().any(|known| known == need)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A tap on one: it is wanted, or no longer. An empty one takes all away.
    pub(super) fn toggle(&mut self, need: &str) {
        let before = self.0.len();
        self.0.retain(|known| !need.is_empty() && known != need);
        if !need.is_empty() && self.0.len() == before {
            self.0.push(need.to_string());
        }
    }

    /// Whether a place has all of it. `is_night`: whether one can go in during this night.
    pub(super) fn are_met(&self, row: &Row, standing: &Standing, mut is_night: impl FnMut() -> bool) -> bool {
        self.0.iter().all(|need| match need.as_str() {
            "open" => standing.is_open(),
            "night" => is_night(),
            service => row.has(service),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_tap_takes_a_need_away() {
        let mut needs = Needs::of("night,3,<b>,");
        assert_eq!(needs.fragment(), "night,3");
        needs.toggle("open");
        needs.toggle("3");
        assert_eq!(needs.fragment(), "night,open");
        needs.toggle("");
        assert!(needs.is_empty());
    }
}
