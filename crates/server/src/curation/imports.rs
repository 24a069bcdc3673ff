//! 批量导入: what the columns of a table mean for a card or a place, and what is to be said about each row.

pub(crate) mod check;
mod column_names;
mod columns;
mod place_names;
pub(crate) mod place_rows;
pub(crate) mod table;
pub(crate) mod template;

pub(crate) use crate::curation::imports::check::check;
pub(crate) use crate::curation::imports::template::template;
