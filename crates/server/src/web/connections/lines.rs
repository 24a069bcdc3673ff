//! Open connections, and what each of them is waiting for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::config::connections::{ConnectionArgs, SLOWEST};

/// Whoever has got on within this time is at work, and makes room for nobody. A phone on a weak network takes nothing of an
/// answer for seconds.
const AT_WORK: Duration = Duration::from_secs(5);

/// What is waited for, and since when.
#[derive(Clone, Copy, Debug)]
enum Phase {
    /// A request; or, while there is still some of the last answer to be taken, that.
    Quiet(Instant),
    /// The rest of its head.
    Head(Instant),
    /// The rest of its body, of which so many bytes have come.
    Body(Instant, u64),
    /// Us.
    Answer,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    /// Since when nothing of an answer is taken.
    stuck: Option<Instant>,
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Line {
    state: Mutex<State>,
    let_go: Notify,
}

impl Line {
    fn new() -> Self {
        let state = State { phase: Phase::Quiet(Instant::now()), stuck: None };
        Self { state: Mutex::new(state), let_go: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// So many bytes have come.
    pub(crate) fn has_read(&self, bytes: usize) {
        let mut state = self.state();
        match &mut state.phase {
            Phase::Quiet(_) if bytes > 0 => state.phase = Phase::Head(Instant::now()),
            Phase::Body(_, read) => *read += bytes as u64,
            _ => {}
        }
    }

    /// Some of an answer was taken, or none of it.
    pub(crate) fn has_written(&self, is_taken: bool) {
        let mut state = self.state();
        // An answer is made before it is taken: on a slow network it goes on coming for minutes.
        if let Phase::Quiet(since) = &mut state.phase {
            *since = Instant::now();
        }
        state.stuck = if is_taken { None } else { state.stuck.or_else(|| Some(Instant::now())) };
    }

    /// A whole head is there.
    pub(crate) fn is_asked(&self) {
        self.state().phase = Phase::Answer;
    }

    /// More of the body is wanted than has come.
    pub(crate) fn waits_for_body(&self) {
        let mut state = self.state();
        if matches!(state.phase, Phase::Answer) {
            state.phase = Phase::Body(Instant::now(), 0);
        }
    }

    /// No more of it is wanted.
    pub(crate) fn has_body(&self) {
        let mut state = self.state();
        if matches!(state.phase, Phase::Body(..)) {
            state.phase = Phase::Answer;
        }
    }

    /// The answer is made.
    pub(crate) fn is_answered(&self) {
        self.state().phase = Phase::Quiet(Instant::now());
    }

    /// When somebody has to make room for others, or has kept us waiting for too long.
    pub(crate) async fn is_let_go(&self) {
        self.let_go.notified().await;
    }

    fn is_overdue(&self, now: Instant, allowed: &ConnectionArgs) -> bool {
        let state = self.state();
        let is_over = |since: Instant, time: Duration| now.saturating_duration_since(since) > time;
        let is_stuck = state.stuck.is_some_and(|since| is_over(since, allowed.write_timeout.0));
        is_stuck
            || match state.phase {
                Phase::Quiet(since) => state.stuck.is_none() && is_over(since, allowed.idle_timeout.0),
                Phase::Head(since) => is_over(since, allowed.header_timeout.0),
                Phase::Body(since, read) => is_over(kept_up_until(since, read), allowed.body_timeout.0),
                Phase::Answer => false,
            }
    }

    /// Since when it has got nowhere: asked for nothing, or sent and taken less than anybody does who is at work.
    fn gets_nowhere_since(&self, now: Instant) -> Option<Instant> {
        let state = self.state();
        let is_long = |since: &Instant| now.saturating_duration_since(*since) > AT_WORK;
        match (state.stuck, state.phase) {
            (Some(since), _) => Some(since).filter(is_long),
            (None, Phase::Quiet(since) | Phase::Head(since)) => Some(since),
            (None, Phase::Body(since, read)) => Some(kept_up_until(since, read)).filter(is_long),
            (None, Phase::Answer) => None,
        }
    }
}

/// Until when a body that began then, and of which so many bytes have come, is as fast as the slowest that is waited for.
fn kept_up_until(since: Instant, read: u64) -> Instant {
    since + Duration::from_secs(read / SLOWEST)
}

/// All of them.
#[derive(Debug)]
pub(crate) struct Lines {
    most: usize,
    /// Told whenever the last one has closed.
    closed: Notify,
    open: Mutex<(u64, HashMap<u64, Arc<Line>>)>,
}

/// One of them, until it is dropped.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) line: Arc<Line>,
    number: u64,
    lines: Arc<Lines>,
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.lines.open();
        open.1.remove(&self.number);
        if open.1.is_empty() {
            self.lines.closed.notify_one();
        }
    }
}

impl Lines {
    /// At most so many.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, closed: Notify::new(), open: Mutex::default() }
    }

    fn open(&self) -> MutexGuard<'_, (u64, HashMap<u64, Arc<Line>>)> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more, in the place of another if need be; none where everybody is at work, or being answered.
    pub(crate) fn add(self: &Arc<Self>) -> Option<Open> {
        if self.open().1.len() >= self.most && !self.make_room(Instant::now()) {
            return None;
        }
        let line = Arc::new(Line::new());
        let mut open = self.open();
        open.0 += 1;
        let number = open.0;
        open.1.insert(number, line.clone());
        Some(Open { line, number, lines: self.clone() })
    }

    /// Ends the one that has got nowhere for the longest; whether there was one.
    pub(crate) fn make_room(&self, now: Instant) -> bool {
        let mut open = self.open();
        let waiting = open.1.iter().filter_map(|(number, line)| Some((line.gets_nowhere_since(now)?, *number)));
        let Some((_, number)) = waiting.min() else { return false };
        if let Some(line) = open.1.remove(&number) {
            line.let_go.notify_one();
        }
        true
    }

    /// When none is open any more.
    pub(crate) async fn are_closed(&self) {
        while !self.open().1.is_empty() {
            self.closed.notified().await;
        }
    }

    /// Ends those that have kept us waiting for too long.
    pub(crate) fn end_overdue(&self, now: Instant, allowed: &ConnectionArgs) {
        for line in self.open().1.values().filter(|line| line.is_overdue(now, allowed)) {
            line.let_go.notify_one();
        }
    }
}
