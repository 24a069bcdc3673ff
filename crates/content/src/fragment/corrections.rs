//! 这里没开门: what somebody can say is wrong about a place, each by one tap. The app keeps it until the server has it.

use api::corrections::{CorrectionKind, MOST_IN_LINE};

use crate::opening::Standing;
use crate::place::Place;

/// The button, and what opens by it; nothing of a place that is gone.
pub(super) fn wrong(place: &Place) -> String {
    if place.standing == Standing::Gone {
        return String::new();
    }
    let is_written = |kind: &CorrectionKind| match kind {
        CorrectionKind::Shut | CorrectionKind::Hours => place.standing == Standing::Open,
        CorrectionKind::Services => !place.services.is_empty(),
        CorrectionKind::Offers => !place.offers.is_empty(),
        CorrectionKind::Whereabouts | CorrectionKind::Gone => true,
    };
    let row = |kind: CorrectionKind| {
        format!(
            "<li><button type=\"button\" data-action=\"correct\" data-kind=\"{}\">{}</button></li>",
            kind.as_str(),
            kind.chinese()
        )
    };
    let rows: String = CorrectionKind::ALL.into_iter().filter(is_written).map(row).collect();
    format!(
        "<details class=\"wrong-here\"><summary class=\"button quiet\">这里没开门</summary>\
         <h2>哪里不对</h2><ul class=\"rows\">{rows}</ul>\
         <input id=\"correction-line\" autocomplete=\"off\" maxlength=\"{MOST_IN_LINE}\" aria-label=\"想补一句，不写也行\" placeholder=\"想补一句，先写再点（不写也行）\">\
         <p class=\"fine\">点一下就发出，没网先存着。不记是谁说的。</p></details>"
    )
}
