//! The desk's endpoints, a function each.

use ::api::activities::{DeskSlots, TellAll};
use ::api::calendar::{Calendar, CalendarDay, ChooseCard};
use ::api::claims::{Claims, DecideClaim};
use ::api::corrections::{Corrections, FieldGroup, Settle};
use ::api::documents::{
    Document, Documents, Folder, PictureMade, Preview, RecordingMade, RevisionText, Step, TakeStep,
};
use ::api::first_steps::FirstSteps;
use ::api::imports::{
    CheckRows, CheckedRows, Import, Imports, NewImport, PublishImport, PublishedImport, ReadRows, ReadTable, Undone,
    WithdrawnImport,
};
use ::api::paths;
use ::api::people::{
    Branch, Branches, ChangePassphrase, Invites, Join, Me, MovePerson, NewBranch, NewInvites, PassphraseReset, People,
    Person, RenameBranch, SignIn,
};
use ::api::posts::{Decide, DeskPost, NewReply, PostState, Queue, Today, Waiting};
use ::api::round::{Round, StillSo};
use ::api::sources::{AddSource, Find, Finding, SourceWords, Sources};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::dom;
use crate::browser::files::Brought;
use crate::browser::picture::Picture;
use crate::client::api::{ApiError, ask, ask_with_picture, bring, done};

/// Signs in.
pub(crate) async fn sign_in(sign_in: &SignIn) -> Result<Me, ApiError> {
    read(ask("POST", paths::API_SIGN_IN, json(sign_in)).await?)
}

/// Becomes secretary or admin by an invite.
pub(crate) async fn join(join: &Join) -> Result<Me, ApiError> {
    read(ask("POST", paths::API_JOIN, json(join)).await?)
}

/// Signs out, here or wherever one is signed in.
pub(crate) async fn sign_out(everywhere: bool) -> Result<(), ApiError> {
    let url = format!("{}?everywhere={everywhere}", paths::API_SIGN_OUT);
    done(ask("POST", &url, None).await?).map(drop)
}

/// Another passphrase for whoever is signed in; everywhere else they are signed out.
pub(crate) async fn change_passphrase(change: &ChangePassphrase) -> Result<(), ApiError> {
    done(ask("PUT", paths::API_PASSPHRASE, json(change)).await?).map(drop)
}

/// Posts in a state; those after a cursor.
pub(crate) async fn queue(state: PostState, nominations: bool, after: Option<&str>) -> Result<Queue, ApiError> {
    let after = after.map(|cursor| format!("&after={cursor}")).unwrap_or_default();
    let nominations = if nominations { "&nominations=true" } else { "" };
    read(ask("GET", &format!("{}?state={}{nominations}{after}", paths::API_DESK_POSTS, state.as_str()), None).await?)
}

/// Drafts that wait for whoever is at the desk, or came back to them.
pub(crate) async fn waiting() -> Result<Waiting, ApiError> {
    read(ask("GET", paths::API_DESK_WAITING, None).await?)
}

/// Rooms in which something waits.
pub(crate) async fn today() -> Result<Today, ApiError> {
    read(ask("GET", paths::API_DESK_TODAY, None).await?)
}

/// Approves, returns, removes, or takes that back.
pub(crate) async fn decide(id: &str, decide: &Decide) -> Result<DeskPost, ApiError> {
    read(ask("POST", &paths::api_decision(id), json(decide)).await?)
}

/// Answers below a post.
pub(crate) async fn reply(id: &str, reply: &NewReply) -> Result<DeskPost, ApiError> {
    read(ask("POST", &paths::api_reply(id), json(reply)).await?)
}

/// Takes an answer away.
pub(crate) async fn remove_reply(id: &str) -> Result<DeskPost, ApiError> {
    read(ask("DELETE", &paths::api_desk_reply(id), None).await?)
}

/// What was said to be wrong about places.
pub(crate) async fn corrections() -> Result<Corrections, ApiError> {
    read(ask("GET", paths::API_DESK_CORRECTIONS, None).await?)
}

/// Deals with what was said about a group of a place's fields; what waits then.
pub(crate) async fn settle(place: &str, group: FieldGroup, settle: Settle) -> Result<Corrections, ApiError> {
    read(ask("POST", &paths::api_doubt(place, group.as_str()), json(&settle)).await?)
}

/// What keepers of shops said, and the shops that were confirmed.
pub(crate) async fn claims() -> Result<Claims, ApiError> {
    read(ask("GET", paths::API_DESK_CLAIMS, None).await?)
}

/// Confirms a claim, or declines it; what there is then.
pub(crate) async fn decide_claim(id: &str, decide: &DecideClaim) -> Result<Claims, ApiError> {
    read(ask("POST", &paths::api_claim(id), json(decide)).await?)
}

/// Confirms a shop once more; what there is then.
pub(crate) async fn confirm_shop(place: &str) -> Result<Claims, ApiError> {
    read(ask("POST", &paths::api_claimed_shop(place), None).await?)
}

/// Who comes to which slot of an activity.
pub(crate) async fn sign_ups() -> Result<DeskSlots, ApiError> {
    read(ask("GET", paths::API_DESK_SIGN_UPS, None).await?)
}

/// A free seat for somebody who waits; who comes then.
pub(crate) async fn move_up(activity: &str, slot: &str, id: &str) -> Result<DeskSlots, ApiError> {
    read(ask("POST", &paths::api_move_up(activity, slot, id), None).await?)
}

/// A line to all who signed up for a slot.
pub(crate) async fn tell_all(activity: &str, slot: &str, tell: &TellAll) -> Result<DeskSlots, ApiError> {
    read(ask("PUT", &paths::api_slot_line(activity, slot), json(tell)).await?)
}

/// Places whose hours nobody has confirmed for long.
pub(crate) async fn round() -> Result<Round, ApiError> {
    read(ask("GET", paths::API_DESK_ROUND, None).await?)
}

/// The hours of a place are still so; who is to be asked then.
pub(crate) async fn still_so(place: &str, still: &StillSo) -> Result<Round, ApiError> {
    read(ask("POST", &paths::api_round(place), json(still)).await?)
}

/// Invites there are.
pub(crate) async fn invites() -> Result<Invites, ApiError> {
    read(ask("GET", paths::API_DESK_INVITES, None).await?)
}

/// Makes some; only this answer has their codes.
pub(crate) async fn make_invites(new: &NewInvites) -> Result<Invites, ApiError> {
    read(ask("POST", paths::API_DESK_INVITES, json(new)).await?)
}

/// An invite is good no more.
pub(crate) async fn revoke_invite(id: i64) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_desk_invite(id), None).await?).map(drop)
}

/// Who belongs to the branch.
pub(crate) async fn people() -> Result<People, ApiError> {
    read(ask("GET", paths::API_DESK_PEOPLE, None).await?)
}

/// Somebody belongs to it no more.
pub(crate) async fn remove_person(id: &str) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_desk_person(id), None).await?).map(drop)
}

/// Somebody belongs to another branch.
pub(crate) async fn move_person(id: &str, to: MovePerson) -> Result<Person, ApiError> {
    read(ask("PATCH", &paths::api_desk_person(id), json(&to)).await?)
}

/// A way back for somebody who forgot the passphrase.
pub(crate) async fn reset_passphrase(id: &str) -> Result<PassphraseReset, ApiError> {
    read(ask("POST", &paths::api_desk_reset(id), None).await?)
}

/// Branches there are.
pub(crate) async fn branches() -> Result<Branches, ApiError> {
    read(ask("GET", paths::API_DESK_BRANCHES, None).await?)
}

/// A new one.
pub(crate) async fn add_branch(branch: &NewBranch) -> Result<Branch, ApiError> {
    read(ask("POST", paths::API_DESK_BRANCHES, json(branch)).await?)
}

/// Corrects a branch's name.
pub(crate) async fn rename_branch(id: i64, to: &RenameBranch) -> Result<Branch, ApiError> {
    read(ask("PATCH", &paths::api_desk_branch(id), json(to)).await?)
}

/// Makes a link to a draft.
pub(crate) async fn make_preview(folder: &str, slug: &str) -> Result<Preview, ApiError> {
    read(ask("POST", &paths::api_preview(folder, slug), None).await?)
}

/// Sends a picture for an article.
pub(crate) async fn send_picture(picture: &Picture) -> Result<PictureMade, ApiError> {
    read(ask_with_picture(paths::API_DESK_PICTURES, picture).await?)
}

/// Sends a recording.
pub(crate) async fn send_recording(file: &Brought) -> Result<RecordingMade, ApiError> {
    read(bring(paths::API_DESK_RECORDINGS, file).await?)
}

/// Takes a recording out of everything, for good.
pub(crate) async fn take_recording_back(name: &str) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_recording(name), None).await?).map(drop)
}

/// Six weeks from a day.
pub(crate) async fn calendar(from: &str) -> Result<Calendar, ApiError> {
    read(ask("GET", &format!("{}?from={from}", paths::API_DESK_CALENDAR), None).await?)
}

/// Another card for a day, or the choice taken back.
pub(crate) async fn choose_card(day: &str, choose: &ChooseCard) -> Result<CalendarDay, ApiError> {
    read(ask("PUT", &paths::api_calendar_day(day), json(choose)).await?)
}

/// Documents of a folder, and what a card may name.
pub(crate) async fn documents(folder: Folder) -> Result<Documents, ApiError> {
    read(ask("GET", &format!("{}?folder={}", paths::API_DESK_DOCUMENTS, folder.as_str()), None).await?)
}

/// All there is of a card.
pub(crate) async fn card(slug: &str) -> Result<Document, ApiError> {
    read(ask("GET", &paths::api_document(Folder::Cards.as_str(), slug), None).await?)
}

/// The text of one of its revisions.
pub(crate) async fn card_revision(slug: &str, number: i64) -> Result<String, ApiError> {
    let answer = ask("GET", &paths::api_revision(Folder::Cards.as_str(), slug, number), None).await?;
    read(answer).map(|revision: RevisionText| revision.text)
}

/// Sources and their texts.
pub(crate) async fn sources() -> Result<Sources, ApiError> {
    read(ask("GET", paths::API_DESK_SOURCES, None).await?)
}

/// The words of one.
pub(crate) async fn source_words(id: &str) -> Result<String, ApiError> {
    read(ask("GET", &paths::api_source_text(id), None).await?).map(|words: SourceWords| words.text)
}

/// Puts a source text in.
pub(crate) async fn add_source(add: &AddSource, brought: &Brought) -> Result<Sources, ApiError> {
    let said = [
        ("name", &add.name),
        ("encoding", &add.encoding),
        ("source", &add.source),
        ("title", &add.title),
        ("short", &add.short),
        ("author", &add.author),
        ("date", &add.date),
        ("published_in", &add.published_in),
    ];
    read(bring(&with_query(paths::API_DESK_SOURCES, said), brought).await?)
}

/// What is said behind the question mark; what is empty is not said.
fn with_query<const N: usize>(url: &str, said: [(&str, &String); N]) -> String {
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = said.map(|(name, value)| format!("{name}={}", dom::encode(value))).collect();
    format!("{url}?{}", query.join("&"))
}

/// Takes a source text out.
pub(crate) async fn remove_source_text(id: &str) -> Result<(), ApiError> {
    done(ask("DELETE", &paths::api_source_text(id), None).await?).map(drop)
}

/// Looks a quotation up in the source texts.
pub(crate) async fn find_quote(find: &Find) -> Result<Finding, ApiError> {
    read(ask("POST", paths::API_DESK_FIND, json(find)).await?)
}

/// Rows of a table, and the sheets and columns they are from.
pub(crate) async fn read_import(asked: &ReadTable, brought: &Brought) -> Result<ReadRows, ApiError> {
    let ReadTable { folder, name, encoding, sheets, columns } = asked;
    let folder = &folder.as_str().to_string();
    let said = [("folder", folder), ("name", name), ("encoding", encoding), ("sheets", sheets), ("columns", columns)];
    read(bring(&with_query(paths::API_DESK_IMPORTS_READ, said), brought).await?)
}

/// What is to be said about rows.
pub(crate) async fn check_rows(rows: &CheckRows) -> Result<CheckedRows, ApiError> {
    read(ask("POST", paths::API_DESK_IMPORTS_CHECK, json(rows)).await?)
}

/// Rows become drafts, all of them or none.
pub(crate) async fn create_import(new: &NewImport) -> Result<Import, ApiError> {
    read(ask("POST", paths::API_DESK_IMPORTS, json(new)).await?)
}

/// What a desk begins with, and how far it is.
pub(crate) async fn first_steps() -> Result<FirstSteps, ApiError> {
    read(ask("GET", paths::API_DESK_FIRST_STEPS, None).await?)
}

/// One's own imports of the last days.
pub(crate) async fn imports() -> Result<Imports, ApiError> {
    read(ask("GET", paths::API_DESK_IMPORTS, None).await?)
}

/// Takes a step with a draft.
pub(crate) async fn step(folder: Folder, slug: &str, step: Step, version: i64) -> Result<(), ApiError> {
    let step = TakeStep { step, version, note: None, publish_from: None, unverified: None, revision: None };
    done(ask("POST", &paths::api_step(folder.as_str(), slug), json(&step)).await?).map(drop)
}

/// Publishes an import's drafts, where one person suffices.
pub(crate) async fn publish_import(id: i64, drafts: &PublishImport) -> Result<PublishedImport, ApiError> {
    read(ask("POST", &paths::api_publish_import(id), json(drafts)).await?)
}

/// Withdraws what was published out of an import, where nobody has changed it since.
pub(crate) async fn withdraw_import(id: i64) -> Result<WithdrawnImport, ApiError> {
    read(ask("POST", &paths::api_withdraw_import(id), None).await?)
}

/// Takes an import's drafts away.
pub(crate) async fn undo_import(id: i64) -> Result<Undone, ApiError> {
    read(ask("DELETE", &paths::api_import(id), None).await?)
}

pub(crate) fn read<T: DeserializeOwned>(text: String) -> Result<T, ApiError> {
    serde_json::from_str(&text).map_err(|_| ApiError::Unexpected)
}

pub(crate) fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}
