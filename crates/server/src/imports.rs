//! 批量导入: what the columns of a table mean for a card, and what is to be said about each row.

mod check;
mod column_names;
mod columns;
mod table;
mod template;

pub(crate) use check::{check, known, source_of, text};
pub(crate) use table::read;
pub(crate) use template::{is_example, template};
