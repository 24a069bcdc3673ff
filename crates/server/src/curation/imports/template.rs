//! A table to fill in: the words above its columns are those that are understood, and below them stands one row, as an
//! example that is left out again where it comes back.

use std::io::{Cursor, Write};

use api::imports::Row;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Above the columns.
const HEAD: [&str; 6] = ["金句", "原句", "出处", "章节", "主题", "读懂"];
/// What belongs below each; it begins so that it is known again.
const EXAMPLE: [&str; 6] = [
    "（例子，这一行不用删）逐字照抄，一行一句",
    "金句所在的那一整句",
    "党的二十大报告",
    "九、增进民生福祉",
    "人民",
    "用自己的话说一两句，可以先空着",
];
/// How wide the columns are, in digits.
const WIDE: [u32; 6] = [40, 40, 20, 24, 12, 40];

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
    <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"金句\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const BOOK_RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

/// An .xlsx file.
pub(crate) fn template() -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &sheet()),
    ];
    for (path, xml) in parts {
        zip.start_file(path, options)?;
        zip.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Whether a row that was read is the example.
pub(crate) fn is_example(row: &Row) -> bool {
    row.quote == EXAMPLE[0]
}

fn sheet() -> String {
    let columns = WIDE
        .iter()
        .zip(1..)
        .map(|(wide, at)| format!("<col min=\"{at}\" max=\"{at}\" width=\"{wide}\" customWidth=\"1\"/>"));
    let row = |(cells, at): (&[&str; 6], u32)| {
        let cell =
            |(text, column): (&&str, char)| format!("<c r=\"{column}{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        format!("<row r=\"{at}\">{}</row>", cells.iter().zip('A'..).map(cell).collect::<String>())
    };
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols>{}</cols><sheetData>{}</sheetData></worksheet>",
        columns.collect::<String>(),
        [(&HEAD, 1), (&EXAMPLE, 2)].into_iter().map(row).collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use api::imports::ReadTable;

    use super::*;
    use crate::curation::imports::table::read;

    #[test]
    fn every_column_of_it_is_understood() {
        let asked = ReadTable { name: "金句.xlsx".into(), ..ReadTable::default() };
        let read = read(&template().unwrap(), &asked).unwrap_or_default();
        assert!(read.columns.iter().all(|column| column.is_sure), "{:?}", read.columns);
        let read: Vec<Row> = read.rows.into_iter().map(|read| read.row).collect();
        let [quote, sentence, source, section, theme, gloss] = EXAMPLE.map(str::to_string);
        assert_eq!(read, [Row { quote, sentence, source, section, theme, gloss, ..Row::default() }]);
        assert!(is_example(&read[0]));
    }
}
