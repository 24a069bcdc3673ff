//! 批量导入: what the columns of a table mean for a card.

mod columns;

pub(crate) use columns::rows;
