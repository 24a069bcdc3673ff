//! Lifecycle: from the first steps of a deployment to its end, and what is forgotten in between.

pub(crate) mod cleanup;
pub(crate) mod close;
pub(crate) mod first_steps;
pub(crate) mod leave;
pub(crate) mod restore;
pub(crate) mod seed;
mod subjects;
