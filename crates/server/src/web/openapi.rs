//! The API's document, completed: what every endpoint of a kind may answer is not written beside each of them, but told from
//! what it takes and who may call it. Every refusal is described once.

use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::header::Header;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{OpenApi, Ref, RefOr, Schema};

/// A status, what its description is called, and what it says.
type Described = (u16, &'static str, &'static str);

/// All that is answered where something is not done.
const REFUSALS: [Described; 12] = [
    (400, "Unreadable", "the body, the query, or what came of it, cannot be read"),
    (401, "SignedOut", "nobody is signed in"),
    (403, "Forbidden", "somebody else may; or the request comes from another site's page (`cross_site`)"),
    (404, "Missing", "there is no such thing, or it is not for whoever asks to know of"),
    (409, "Conflict", "it is otherwise by now; look again"),
    (410, "Gone", "taken away or used up; or the whole site has closed (`closed`)"),
    (413, "TooLarge", "the body is too long"),
    (415, "NotJson", "the body is not sent as `application/json`"),
    (
        422,
        "Unfit",
        "something in `field` does not do; or it asks for more work than anybody waits for (`too_much`): send less",
    ),
    (429, "SlowDown", "too often"),
    (500, "Fault", "a fault of ours"),
    (503, "Unavailable", "nothing can be stored, or everything is busy; try again"),
];

/// Adds to every endpoint what it may answer because of what it is, and refers to each refusal instead of repeating it.
pub(crate) fn completed(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    for (status, name, says) in REFUSALS {
        components.responses.insert(name.into(), RefOr::T(refusal(status, says)));
    }
    for item in document.paths.paths.values_mut() {
        for (is_change, operation) in operations(item) {
            complete(operation, is_change);
        }
    }
    document
}

/// What an endpoint does, and whether it changes something.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let all = [
        (false, &mut item.get),
        (true, &mut item.post),
        (true, &mut item.put),
        (true, &mut item.patch),
        (true, &mut item.delete),
    ];
    all.into_iter().filter_map(|(is_change, operation)| Some((is_change, operation.as_mut()?)))
}

fn complete(operation: &mut Operation, is_change: bool) {
    let mut takes_json = false;
    for (kind, content) in operation.request_body.iter_mut().flat_map(|body| &mut body.content) {
        takes_json |= kind == "application/json";
        if kind != "application/json" {
            content.schema = Some(file());
        }
    }
    let takes_body = operation.request_body.is_some();
    let has = |place: ParameterIn| operation.parameters.iter().flatten().any(|one| one.parameter_in == place);
    let is_for_some = operation.security.as_ref().is_some_and(|who| !who.is_empty());
    let mut refused = vec![410, 429, 503];
    refused.extend(if takes_body { &[400, 413][..] } else { &[] });
    refused.extend(if takes_json { &[415, 422][..] } else { &[] });
    refused.extend(has(ParameterIn::Query).then_some(400));
    refused.extend(has(ParameterIn::Path).then_some(404));
    refused.extend(is_for_some.then_some(401));
    refused.extend((is_for_some || is_change).then_some(403));
    let answers = &mut operation.responses.responses;
    for status in refused {
        let none = || RefOr::T(ResponseBuilder::new().build());
        answers.entry(status.to_string()).or_insert_with(none);
    }
    for (status, answer) in answers {
        let RefOr::T(own) = answer else { continue };
        match REFUSALS.iter().find(|(known, ..)| known.to_string() == *status) {
            Some((_, name, _)) => {
                let mut shared = Ref::from_response_name(*name);
                shared.description = std::mem::take(&mut own.description);
                *answer = RefOr::Ref(shared);
            }
            None => describe(status, own),
        }
    }
}

fn describe(status: &str, own: &mut Response) {
    if own.description.is_empty() {
        own.description = match status {
            "201" => "made",
            "204" => "done",
            "304" => "whoever asks has it already",
            _ => "as asked for",
        }
        .into();
    }
    for (kind, content) in &mut own.content {
        if kind == "application/zip" || kind.starts_with("application/vnd.") {
            content.schema = Some(file());
        }
    }
}

/// Bytes.
fn file() -> RefOr<Schema> {
    let binary = ObjectBuilder::new().schema_type(Type::String);
    binary.format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary))).build().into()
}

fn refusal(status: u16, says: &str) -> Response {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("ErrorBody"))).build();
    let answer = ResponseBuilder::new().description(says).content("application/json", body);
    match status {
        429 | 503 => answer.header("Retry-After", Header::new(ObjectBuilder::new().schema_type(Type::Integer))).build(),
        _ => answer.build(),
    }
}
