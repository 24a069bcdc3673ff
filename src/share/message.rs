//! What is handed on of a card.

/// A card on its way to somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The card.
    pub slug: String,
    /// The quotation, to the character.
    pub quote: String,
    /// Its source: `党的二十大报告 · 第九部分`.
    pub cite: String,
    /// The site's name.
    pub site: String,
    /// Where the card is to be read.
    pub url: String,
}

impl Message {
    /// Quotation and source, as they are sent.
    pub fn words(&self) -> String {
        match self.cite.as_str() {
            "" => format!("“{}”", self.quote),
            cite => format!("“{}” —— {cite}", self.quote),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_names_its_source() {
        let mut message = Message {
            slug: "q010".into(),
            quote: "江山就是人民，人民就是江山。".into(),
            cite: "党的二十大报告 · 第九部分".into(),
            site: "暖新".into(),
            url: "https://example.org/cards/q010/".into(),
        };
        assert_eq!(message.words(), "“江山就是人民，人民就是江山。” —— 党的二十大报告 · 第九部分");
        message.cite.clear();
        assert_eq!(message.words(), "“江山就是人民，人民就是江山。”");
    }
}
