//! What the crate promises to whoever calls it; one program, so that it is linked once.

mod collate;
mod differ;
mod duplicates;
mod invalid;
mod meant;
mod publish;
mod render;
mod worker;
mod write;
