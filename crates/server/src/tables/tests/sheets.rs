//! Cells as a sheet shows them, not as a file keeps them.

use super::{grid, package};

#[test]
fn cells_say_what_a_sheet_shows() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
        <cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="9"/></cellXfs></styleSheet>"#;
    let cells = r#"<c s="1"><v>46320</v></c><c s="2"><v>0.375</v></c><c s="3"><v>0.385</v></c><c t="b"><v>1</v></c>
        <c t="e"><v>#N/A</v></c><c t="d"><v>2026-10-25T00:00:00</v></c><c t="str" s="1"><v>46320</v></c><c><v>2585551234</v></c>"#;
    let book = |properties: &str| {
        package(&[
            (
                "xl/workbook.xml",
                &format!(r#"<workbook xmlns:r="r">{properties}<sheets><sheet name="a"/></sheets></workbook>"#),
            ),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")),
        ])
    };
    let row = ["2026-10-25", "9:00", "38.5%", "TRUE", "#N/A", "2026-10-25", "46320", "2585551234"];
    assert_eq!(grid(&book(""), "a.xlsx").unwrap(), [row]);
    let from_1904 = grid(&book(r#"<workbookPr date1904="1"/>"#), "a.xlsx").unwrap();
    assert_eq!(from_1904[0][0], "2030-10-26");
}

#[test]
fn formulas_that_were_never_worked_out_are_no_empty_cells() {
    let book = |cells: &str| {
        package(&[
            ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="a"/></sheets></workbook>"#),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")),
        ])
    };
    let worked_out = r#"<c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c><v>3</v></c>"#;
    assert_eq!(grid(&book(worked_out), "a.xlsx").unwrap(), [["2", "", "3"]]);
    for cell in ["<c><f>1+1</f></c>", "<c><f>1+1</f><v/></c>", "<c><f>1+1</f><v></v></c>"] {
        let never = grid(&book(&format!("<c><v>1</v></c>{cell}")), "a.xlsx").unwrap_err();
        assert!(never.to_string().contains("公式，还没算出来"), "{never}");
    }
}
