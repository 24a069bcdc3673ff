//! What the crate promises to whoever calls it; one program, so that it is linked once.

mod collate;
mod differ;
mod duplicates;
mod hours_agreement;
mod hours_answers;
mod hours_reading;
mod invalid;
mod meant;
mod publish;
mod render;
mod worker;
mod write;
