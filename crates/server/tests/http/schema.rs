//! What the tables have no place for.

use crate::app::App;
use crate::database::Database;

on_both!(there_is_no_place_for_formalism_or_a_persons_record);

/// Promises 3 and 6. Parts of names, as one would call such a table or column.
const NEVER: [&str; 32] = [
    "point",
    "score",
    "rank",
    "streak",
    "badge",
    "level",
    "check_in",
    "checkin",
    "sign_count",
    "read",
    "visit",
    "view",
    "seen",
    "online",
    "last_",
    "duration",
    "login",
    "phone",
    "mobile",
    "tel",
    "email",
    "real_name",
    "realname",
    "id_card",
    "identity",
    "birth",
    "gender",
    "address",
    "location",
    "lat",
    "ip",
    "agent",
];

fn there_is_no_place_for_formalism_or_a_persons_record(app: &mut App) {
    let columns = app.database.columns();
    assert!(columns.len() > 50, "{columns:?}");
    for (table, column) in columns {
        for name in [&table, &column] {
            let words: Vec<&str> = name.split('_').collect();
            let is_forbidden = |never: &&&str| match never.len() {
                // Short ones are parts of harmless words: only as a word of their own.
                ..=4 => words.contains(*never) || words.contains(&format!("{never}s").as_str()),
                _ => name.contains(**never),
            };
            assert_eq!(NEVER.iter().find(is_forbidden), None, "{table}.{column}");
        }
    }
}

#[test]
fn both_databases_have_the_same_tables() {
    let (sqlite, postgres) = (App::start(Database::sqlite()), App::start(Database::postgres()));
    assert_eq!(sqlite.database.columns(), postgres.database.columns());
}
