//! Which steps somebody can take with a document, and in plain words why not.

use ::api::documents::permission::{self, Action, Asker, Refused};
use ::api::documents::{Document, Folder, RevisionKind, Shown, Stage, Step, TakeStep};

use crate::client::site_words;

/// What one can do about a document; each comes with why not, where it cannot be done.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Offer {
    /// The one next step.
    pub(super) next: Option<Step>,
    /// Others.
    pub(super) steps: Vec<Step>,
    /// Who has to do what comes next, where it is somebody else.
    pub(super) why_not: Option<String>,
}

/// A step with nothing said beside it.
pub(super) fn only(step: Step) -> TakeStep {
    TakeStep { step, version: 0, note: None, publish_from: None, unverified: None, revision: None }
}

/// What its button says.
pub(super) fn name(step: Step) -> &'static str {
    match step {
        Step::Submit => "送审",
        Step::TakeBack => "收回来改",
        Step::Return => "退回",
        Step::Publish => "发布",
        Step::Discard => "丢掉草稿",
        Step::Unschedule => "取消定时",
        Step::Withdraw => "撤下",
        Step::Restore => "恢复成草稿",
    }
}

/// What the button of the next step says: where nobody else has to look, handing in is publishing.
pub(super) fn next_name(step: Step, document: &Document) -> &'static str {
    name(if step == Step::Submit && document.one_person { Step::Publish } else { step })
}

/// What `is_committee` or a secretary is to a document.
pub(super) fn asker(document: &Document, is_committee: bool) -> Asker {
    let draft = document.draft.as_ref();
    Asker {
        is_committee,
        is_mine: draft.is_some_and(|draft| draft.is_mine),
        has_drafter: draft.is_some_and(|draft| draft.by.is_some()),
        one_suffices: document.one_person,
    }
}

/// What `is_committee` or a secretary can do now.
pub(super) fn offer(document: &Document, is_committee: bool) -> Offer {
    let may = |action| permission::may(document.folder, action, asker(document, is_committee));
    let is_out = matches!(document.shown, Shown::File | Shown::Revision);
    let (next, others) = match document.draft.as_ref().map(|draft| draft.stage) {
        Some(Stage::Draft) => (Some(Step::Submit), &[Step::Discard][..]),
        Some(Stage::Review) => (Some(Step::Publish), &[Step::Return, Step::TakeBack][..]),
        None => (None, &[][..]),
    };
    let planned = document.planned.is_some().then_some(Step::Unschedule);
    let steps = others.iter().copied().chain(planned).chain(is_out.then_some(Step::Withdraw));
    let why_not = may(next.map_or(Action::Write, Action::Take)).err();
    Offer {
        next: next.filter(|_| why_not.is_none()),
        steps: steps.filter(|step| may(Action::Take(*step)).is_ok()).collect(),
        why_not: why_not.map(|refused| said(refused, document)),
    }
}

/// Who has to do it instead.
fn said(refused: Refused, document: &Document) -> String {
    let draft = document.draft.as_ref();
    let writer = || whose(draft.and_then(|draft| draft.by.as_deref()), draft.and_then(|draft| draft.branch.as_deref()));
    match refused {
        Refused::Committee => "这一页只有管理员能改。".into(),
        Refused::Needed => "这一份别的内容要用，不能撤下。".into(),
        Refused::NotYours => format!("{}正在写，只有起草的人和管理员能改。", writer()),
        Refused::SamePerson => "起草人不能审自己的稿，请另一位书记或管理员看。".into(),
    }
}

/// Why nothing can be written in the fields, where it cannot.
pub(super) fn closed(document: &Document, is_committee: bool) -> Option<String> {
    let Offer { next, steps, why_not } = offer(document, is_committee);
    match &document.draft {
        Some(draft) if draft.stage == Stage::Review && draft.is_mine && steps.contains(&Step::TakeBack) => {
            Some("送审了，现在不能改。要改，先到“流程”里收回来。".into())
        }
        Some(draft) if draft.stage == Stage::Review => {
            why_not.or_else(|| Some("这一份等人复审，现在不能改。要改哪里，点“退回”写一句。".into()))
        }
        Some(_) if next.is_some() => None,
        _ if why_not.is_some() => why_not,
        _ => gone(document).map(|gone| format!("{gone}要改，先到“流程”里恢复成草稿。")),
    }
}

/// What became of a document that has words and is on its way nowhere, where that is so.
pub(super) fn gone(document: &Document) -> Option<&'static str> {
    match (&document.draft, &document.planned, document.shown) {
        (None, None, Shown::Withdrawn) => Some("这一份已经撤下。"),
        (None, None, Shown::Nothing) if document.put_aside.is_some() => Some("这份草稿丢掉了，字还在。"),
        _ => None,
    }
}

/// The revision that has the words of what was withdrawn or put aside; a file that says so itself has none.
pub(super) fn last_words(document: &Document) -> Option<i64> {
    let is_it = |revision: &&::api::documents::Revision| {
        document.shown != Shown::Withdrawn || revision.kind == RevisionKind::Withdrawn
    };
    document.revisions.iter().find(is_it).map(|revision| revision.number)
}

/// Whose draft or deed it is: inside the desk people are their own names. Of whoever has left only the branch is known.
pub(super) fn whose(by: Option<&str>, branch: Option<&str>) -> String {
    by.or(branch).map_or_else(site_words::committee, str::to_string)
}

/// How far a document is on its way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    Done,
    Now,
    Later,
}

/// The way of a document: name, how far, and a line beside it. `proof`: whether the quotation was found, for a card.
pub(super) fn way(
    document: &Document,
    proof: Option<bool>,
    planned: Option<String>,
) -> Vec<(&'static str, Mark, String)> {
    let stage = document.draft.as_ref().map(|draft| draft.stage);
    let is_out = matches!(document.shown, Shown::File | Shown::Revision);
    let drafted = match stage {
        Some(Stage::Draft) => Mark::Now,
        Some(Stage::Review) => Mark::Done,
        None if is_out || planned.is_some() => Mark::Done,
        None => Mark::Later,
    };
    let who = document.draft.as_ref().map(|draft| whose(draft.by.as_deref(), draft.branch.as_deref()));
    let who = who.unwrap_or_default();
    let mut way = vec![("起草", drafted, who)];
    if document.folder == Folder::Cards {
        let (mark, line) = match proof {
            Some(true) => (Mark::Done, ""),
            Some(false) => (Mark::Now, "还没和原文对上"),
            None => (Mark::Later, ""),
        };
        way.push(("原文核对", mark, line.into()));
    }
    let review = match stage {
        Some(Stage::Review) => Mark::Now,
        Some(Stage::Draft) => Mark::Later,
        None if is_out || planned.is_some() => Mark::Done,
        None => Mark::Later,
    };
    if !document.one_person {
        way.push(("另一人复审", review, String::new()));
    }
    let out = if stage.is_none() && is_out && planned.is_none() { Mark::Done } else { Mark::Later };
    let line = match (planned, document.shown) {
        (Some(when), _) => format!("定时 {when}"),
        (None, Shown::Withdrawn) => "已撤下".into(),
        (None, _) if stage.is_some() && is_out => "读者现在看到的是上一版".into(),
        _ => String::new(),
    };
    way.push(("发布", out, line));
    way
}

#[cfg(test)]
mod tests {
    use ::api::documents::{Draft, PlannedText, Revision};

    use super::*;

    fn document(stage: Option<Stage>, is_mine: bool) -> Document {
        let draft = stage.map(|stage| Draft {
            stage,
            is_mine,
            by: Some("王书记".into()),
            branch: Some("科巷支部".into()),
            ..Draft::default()
        });
        Document { draft, ..Document::default() }
    }

    #[test]
    fn nobody_is_offered_to_review_what_they_wrote() {
        let own = offer(&document(Some(Stage::Review), true), true);
        assert_eq!((own.next, own.steps), (None, vec![Step::TakeBack]));
        assert!(own.why_not.unwrap().contains("起草人不能审自己的稿"));
        let others = offer(&document(Some(Stage::Review), false), false);
        assert_eq!((others.next, others.steps), (Some(Step::Publish), vec![Step::Return]));
        let alone = Document { one_person: true, ..document(Some(Stage::Review), true) };
        assert_eq!(offer(&alone, false).next, Some(Step::Publish));
    }

    #[test]
    fn somebody_elses_draft_is_theirs_and_the_committees() {
        let theirs = document(Some(Stage::Draft), false);
        assert_eq!(offer(&theirs, true).next, Some(Step::Submit));
        let refused = offer(&theirs, false);
        assert_eq!((refused.next, refused.steps.len()), (None, 0));
        assert!(refused.why_not.unwrap().starts_with("王书记正在写"));
        // As the server has it: whoever began it has left.
        let mut left = theirs;
        left.draft.as_mut().unwrap().by = None;
        assert_eq!(offer(&left, false).next, Some(Step::Submit));
        assert_eq!(closed(&left, false), None);
    }

    #[test]
    fn what_is_planned_can_be_called_off_until_it_is_shown() {
        let planned = PlannedText { text: String::new(), publish_from: 100 };
        let planned = Document { planned: Some(planned), ..document(None, false) };
        assert_eq!(offer(&planned, false).steps, [Step::Unschedule]);
        let shown = Document { shown: Shown::Revision, planned: None, ..planned };
        assert_eq!(offer(&shown, false).steps, [Step::Withdraw]);
    }

    #[test]
    fn what_is_gone_is_brought_back_with_the_words_that_are_on_screen() {
        let revision = |number, kind| Revision {
            number,
            kind,
            by: None,
            branch: None,
            at: 0,
            note: None,
            publish_from: None,
            cancelled: false,
        };
        let revisions = vec![revision(3, RevisionKind::Saved), revision(2, RevisionKind::Withdrawn)];
        let put_aside = Some(String::new());
        let aside = Document { put_aside, revisions, ..document(None, false) };
        assert_eq!((gone(&aside).is_some(), last_words(&aside)), (true, Some(3)));
        assert!(closed(&aside, false).unwrap().contains("恢复成草稿"));
        // A draft was begun and discarded since.
        let withdrawn = Document { shown: Shown::Withdrawn, put_aside: None, ..aside };
        assert_eq!((gone(&withdrawn).is_some(), last_words(&withdrawn)), (true, Some(2)));
        let planned = Some(PlannedText { text: String::new(), publish_from: 100 });
        assert_eq!(gone(&Document { planned, ..withdrawn }), None);
    }

    #[test]
    fn closed_fields_say_why_they_are() {
        assert_eq!(closed(&document(None, false), false), None);
        assert_eq!(closed(&document(Some(Stage::Draft), true), false), None);
        assert_eq!(closed(&document(Some(Stage::Draft), false), true), None);
        let said = |document: &Document, is_committee| closed(document, is_committee).unwrap();
        assert!(said(&document(Some(Stage::Draft), false), false).starts_with("王书记正在写"));
        assert!(said(&document(Some(Stage::Review), true), false).contains("收回来"));
        // An admin may take it back, too, but is there to review it.
        for is_committee in [false, true] {
            assert!(said(&document(Some(Stage::Review), false), is_committee).contains("退回"));
        }
        let withdrawn = Document { shown: Shown::Withdrawn, ..document(None, false) };
        assert!(said(&withdrawn, true).contains("恢复成草稿"));
        let site = Document { folder: Folder::Site, ..document(None, false) };
        assert!(said(&site, false).contains("管理员"));
        assert_eq!(closed(&site, true), None);
    }
}
