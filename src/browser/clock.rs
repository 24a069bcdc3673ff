//! Time as this phone tells it.

use std::future::Future;

use content::day::Day;
use futures_util::future::{Either, select};
use gloo_timers::callback::{Interval, Timeout};
use gloo_timers::future::TimeoutFuture;

/// Today in Beijing.
pub fn today() -> Day {
    Day::at_unix_ms(unix_ms())
}

/// Milliseconds since 1970 began.
pub fn unix_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Milliseconds since the page was opened, for measuring how long something takes.
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Waits.
pub async fn sleep(ms: u32) {
    TimeoutFuture::new(ms).await;
}

/// What comes of it within so many milliseconds; `None` where nothing has by then.
pub async fn within<T>(ms: u32, work: impl Future<Output = T>) -> Option<T> {
    match select(Box::pin(work), Box::pin(sleep(ms))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// The same of what a browser goes on calling back about, as it does of its databases. Whatever hears those calls is left to
/// them where nothing has come of it by then: a call that nobody hears is an exception, and that undoes what was being written.
pub async fn within_or_left<T>(ms: u32, work: impl Future<Output = T>) -> Option<T> {
    match select(Box::pin(work), Box::pin(sleep(ms))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right((_, work)) => {
            std::mem::forget(work);
            None
        }
    }
}

/// Calls back in a task of its own.
pub fn soon(run: impl FnOnce() + 'static) {
    Timeout::new(0, run).forget();
}

/// Calls back for ever.
pub fn every(ms: u32, tick: impl FnMut() + 'static) {
    Interval::new(ms, tick).forget();
}
