//! How bookmarks lie on a sheet: edge to edge, so that each cut serves two of them, with marks for the cuts in the margin.

use super::paper::{A4, Align, line, page, smaller};

/// Units to the millimetre: type is set in whole units.
pub(super) const MM: u32 = 16;
/// A mark begins so far from the sheet's edge and ends so far from the bookmarks, in millimetres: printers leave out the
/// outermost millimetres.
const FROM_EDGE: u32 = 4;
const FROM_CUT: u32 = 1;
/// What the margin says, in units.
const NOTE: u32 = 36;

/// Bookmarks beside and below each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    /// Beside each other.
    pub(super) columns: u32,
    /// Below each other.
    pub(super) rows: u32,
    /// Of one, in millimetres.
    pub(super) width: u32,
    /// Of one, in millimetres.
    pub(super) height: u32,
}

/// Eight on a sheet, 48 × 138 mm each.
pub(super) const EIGHT: Grid = Grid { columns: 4, rows: 2, width: 48, height: 138 };
/// Ten on a sheet, 38 × 138 mm each.
pub(super) const TEN: Grid = Grid { columns: 5, rows: 2, width: 38, height: 138 };

impl Grid {
    /// On one sheet.
    pub(super) fn count(self) -> usize {
        (self.columns * self.rows) as usize
    }

    /// Bookmarks, each drawn from its own upper left corner, on as many sheets as they need.
    pub(super) fn sheets(self, bookmarks: &[(String, String)]) -> Vec<String> {
        let sheets = bookmarks.chunks(self.count());
        let total = sheets.len();
        sheets.enumerate().map(|(at, bookmarks)| self.sheet(bookmarks, at + 1, total)).collect()
    }

    fn sheet(self, bookmarks: &[(String, String)], number: usize, total: usize) -> String {
        let (left, top) = self.margins();
        let (width, height) = (self.width * MM, self.height * MM);
        let mut inner = String::new();
        for ((slug, bookmark), at) in bookmarks.iter().zip(0..) {
            let (x, y) = (left + width * (at % self.columns), top + height * (at / self.columns));
            inner += &format!(
                "<g class=\"bookmark\" data-card=\"{slug}\" transform=\"translate({x} {y})\"><path class=\"cut\" fill=\"none\" d=\"M0 0h{width}v{height}h-{width}z\"/>{bookmark}</g>"
            );
        }
        let (room, y) = (width - 4 * MM, top + height * self.rows + (FROM_CUT + 2) * MM);
        let note = format!("沿线裁开，圆圈处打孔 · {number}/{total}");
        let size = smaller(&note, NOTE, room);
        page(MM, &(inner + &self.marks() + &line(&note, left + 2 * MM, y, size, Align::Start)))
    }

    /// Beside and above the bookmarks, in units.
    fn margins(self) -> (u32, u32) {
        ((A4.0 - self.columns * self.width) * MM / 2, (A4.1 - self.rows * self.height) * MM / 2)
    }

    /// Where to cut: at the sheet's edges, and a small cross wherever two cuts meet.
    fn marks(self) -> String {
        let (left, top) = self.margins();
        let (right, bottom) = (A4.0 * MM - left, A4.1 * MM - top);
        let columns = (0..=self.columns).map(|at| left + at * self.width * MM);
        let rows: Vec<u32> = (0..=self.rows).map(|at| top + at * self.height * MM).collect();
        let (near, far) = (FROM_EDGE * MM, FROM_CUT * MM);
        let mut path = String::new();
        for y in &rows {
            path += &format!("M{near} {y}H{}M{} {y}H{}", left - far, right + far, A4.0 * MM - near);
        }
        for (x, at) in columns.zip(0..) {
            path += &format!("M{x} {near}V{}M{x} {}V{}", top - far, bottom + far, A4.1 * MM - near);
            if at > 0 && at < self.columns {
                for y in &rows[1..rows.len() - 1] {
                    path += &format!("M{} {y}h{}M{x} {}v{}", x - MM, 2 * MM, y - MM, 2 * MM);
                }
            }
        }
        format!("<path class=\"marks\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\" d=\"{path}\"/>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(grid: Grid, count: usize) -> Vec<String> {
        grid.sheets(&vec![("q001".to_string(), "<i/>".to_string()); count])
    }

    #[test]
    fn bookmarks_lie_on_the_sheet_with_a_margin_that_printers_reach() {
        for grid in [EIGHT, TEN] {
            let (left, top) = grid.margins();
            assert!(left >= 9 * MM && top >= 9 * MM, "{grid:?}");
            assert_eq!(left * 2 + grid.columns * grid.width * MM, A4.0 * MM);
            assert_eq!(top * 2 + grid.rows * grid.height * MM, A4.1 * MM);
        }
        assert_eq!((EIGHT.count(), TEN.count()), (8, 10));
    }

    #[test]
    fn a_sheet_is_full_before_the_next_begins() {
        let count =
            |sheets: &[String]| -> Vec<usize> { sheets.iter().map(|svg| svg.matches("<i/>").count()).collect() };
        assert_eq!(count(&sheets(EIGHT, 8)), [8]);
        assert_eq!(count(&sheets(EIGHT, 9)), [8, 1]);
        assert_eq!(count(&sheets(TEN, 21)), [10, 10, 1]);
        assert!(sheets(TEN, 0).is_empty());
        assert!(sheets(TEN, 21)[1].contains("2/3"));
    }

    #[test]
    fn every_cut_has_a_mark_at_both_ends() {
        let marks = EIGHT.marks();
        // Five cuts down, three across, two marks each; three crosses of two strokes.
        assert_eq!(marks.matches('M').count(), 2 * (5 + 3) + 2 * 3);
    }
}
