//! Why a post came back or was taken down.

use serde::{Deserialize, Serialize};

use super::Decision;

/// Why a post came back or was taken down.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// It names somebody, a number or a place that is nobody's business.
    Private,
    /// It is about something else than this page is for.
    OffTopic,
    /// A quotation in it is not as it was said.
    Quotation,
    /// It cannot be told what is meant.
    Unclear,
    /// It hurts somebody.
    Hurtful,
    /// It advertises.
    Advertising,
    /// What it speaks of is over.
    Outdated,
    /// Somebody whom it is about has asked for it.
    Asked,
    /// The line beside it says so.
    Other,
}

impl ReasonCode {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Private,
        Self::OffTopic,
        Self::Quotation,
        Self::Unclear,
        Self::Hurtful,
        Self::Advertising,
        Self::Outdated,
        Self::Asked,
        Self::Other,
    ];

    /// Those that fit a decision, as a secretary sees them listed: what came back is changed by its writer, what was taken
    /// down is not.
    pub fn fitting(decision: Decision) -> &'static [Self] {
        match decision {
            Decision::Remove => &[
                Self::Private,
                Self::Quotation,
                Self::Outdated,
                Self::Asked,
                Self::Hurtful,
                Self::Advertising,
                Self::Other,
            ],
            _ => &[
                Self::Private,
                Self::OffTopic,
                Self::Quotation,
                Self::Unclear,
                Self::Hurtful,
                Self::Advertising,
                Self::Other,
            ],
        }
    }

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::OffTopic => "off_topic",
            Self::Quotation => "quotation",
            Self::Unclear => "unclear",
            Self::Hurtful => "hurtful",
            Self::Advertising => "advertising",
            Self::Outdated => "outdated",
            Self::Asked => "asked",
            Self::Other => "other",
        }
    }

    /// What the writer of a post reads: what is the matter and, behind a comma, what helps.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Private => "里面有名字、号码或地址，去掉就好",
            Self::OffTopic => "这件事当面说更好办，请找支部书记",
            Self::Quotation => "引用的原话对不上，核对一下",
            Self::Unclear => "没太看明白，再多说半句",
            Self::Hurtful => "有的字会伤人，换个说法",
            Self::Advertising => "像是广告，去掉就好",
            Self::Outdated => "说的事已经过去了",
            Self::Asked => "有人来信请求撤下",
            Self::Other => "看下面这句话",
        }
    }

    /// The same of one that was taken down or waits to be looked at again, where nothing can be changed: only what is the
    /// matter.
    pub fn of_removed(self) -> &'static str {
        match self {
            Self::Private => "里面有名字、号码或地址",
            Self::OffTopic => "这件事这里不发",
            Self::Quotation => "引用的原话对不上",
            Self::Unclear => "没太看明白",
            Self::Hurtful => "有的字会伤人",
            Self::Advertising => "像是广告，这里不发",
            Self::Outdated | Self::Asked | Self::Other => self.chinese(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_to_change_what_was_taken_down() {
        // Those of before as well.
        for code in ReasonCode::ALL {
            for word in ["去掉", "核对一下", "换个说法", "多说半句", "更好办", "请找"] {
                assert!(!code.of_removed().contains(word), "{code:?}");
            }
        }
        assert_eq!(ReasonCode::Private.of_removed(), "里面有名字、号码或地址");
        assert!(!ReasonCode::fitting(Decision::Return).contains(&ReasonCode::Outdated));
    }
}
