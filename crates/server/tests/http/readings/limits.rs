//! What a reading gives nobody: digits by guessing, and streams without end.

use crate::app::App;
use crate::database::Database;
use crate::readings::Reading;

#[test]
fn guessing_digits_is_counted_and_stopped() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_RATE_LIMIT", "on")]);
    let reading = Reading::begin(&app, &app.member);
    let ask = |digits: &str| app.anonymous().get(&format!("/api/readings/code/{digits}"));
    // Who is right is not counted: a whole room comes in by one network.
    assert!((0..40).all(|_| ask(&reading.code).status == 200));
    let wrong = |number: usize| format!("{number:04}");
    let guesses = (0..).map(wrong).filter(|digits| *digits != reading.code);
    let statuses: Vec<u16> = guesses.take(32).map(|digits| ask(&digits).status).collect();
    assert!(statuses[..30].iter().all(|status| *status == 404), "{statuses:?}");
    assert_eq!(statuses[31], 429);
    // From then on, right or wrong is not told. Whoever scans comes in all the same.
    ask(&reading.code).refuses(429, "slow_down");
    reading.shown(&app.anonymous());
    for nonsense in ["123", "12345", "abcd", "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94"] {
        assert_eq!(ask(nonsense).status, 404, "{nonsense}");
    }
}

#[test]
fn streams_of_followers_are_counted_and_asking_still_works() {
    let app = App::start_with(Database::sqlite(), &[("NUANXIN_MAX_FOLLOWING", "4")]);
    let reading = Reading::begin(&app, &app.member);
    let listen = |page: &str| app.anonymous().listen_if(200, &reading.at(&format!("/events?page={page}")));
    let open: Vec<_> = ["aaaaaaaa", "bbbbbbbb", "cccccccc"].map(|page| listen(page).unwrap()).into();
    app.anonymous().get(&reading.at("/events?page=dddddddd")).refuses(429, "too_many_streams");
    reading.shown(&app.anonymous());
    drop(open);
}
