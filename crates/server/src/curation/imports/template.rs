//! Tables to fill in: the words above the columns are those that are understood, and below them stands one row, as an
//! example that is left out again where it comes back. All places are given out in the same columns.

use std::io::{Cursor, Write};

use api::documents::Folder;
use api::imports::Row;
use content::bundle::escape;
use content::library::Library;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::curation::imports::place_rows;

/// Above each column, how wide it is, in digits, and what belongs below; the first of these begins so that it is known again.
type Column = (&'static str, u32, &'static str);

const EXAMPLE: &str = "（例子，这一行不用删）";
const CARDS: [Column; 6] = [
    ("金句", 40, "（例子，这一行不用删）逐字照抄，一行一句"),
    ("原句", 40, "金句所在的那一整句"),
    ("出处", 20, "党的二十大报告"),
    ("章节", 24, "九、增进民生福祉"),
    ("主题", 12, "人民"),
    ("读懂", 40, "用自己的话说一两句，可以先空着"),
];
/// In the order of `api::imports::Field::of`.
const PLACES: [Column; 16] = [
    ("名称", 28, "（例子，这一行不用删）桥头驿站"),
    ("地址", 30, "某某路 8 号"),
    ("开放时间", 34, "周一至周五 9:00-18:00，周六日休息，节假日休息"),
    ("服务", 34, "停驻休憩、手机充电、热水"),
    ("电话", 16, "座机或热线，不写个人手机号"),
    ("在哪一带", 16, "骑手怎么说就怎么写，如：科巷"),
    ("类型", 10, "驿站、广场、街区、商家"),
    ("单位", 24, "谁在管，写单位，不写人名"),
    ("给骑手的话", 30, "车停哪儿，还有什么要说的"),
    ("层级", 8, "点"),
    ("怎么认", 30, "菜场东门往南 30 步，蓝门头"),
    ("怎么进", 24, "推门就进，不登记"),
    ("优惠", 24, "商家才写：免费开水"),
    ("坐标", 20, "32.0405,118.7935"),
    ("状态", 10, "还开着就空着"),
    ("核实日期", 14, "2026-11-23"),
];

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
    <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK: [&str; 2] = [
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"",
    "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
];
const BOOK_RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

fn columns(folder: Folder) -> &'static [Column] {
    if folder == Folder::Places { &PLACES } else { &CARDS }
}

/// A table to fill in with what becomes documents of a folder.
pub(crate) fn template(folder: Folder) -> ZipResult<Vec<u8>> {
    let columns = columns(folder);
    workbook(folder.chinese(), columns, &[columns.iter().map(|(.., example)| example.to_string()).collect()])
}

/// All places that readers are shown.
pub(crate) fn places(library: &Library) -> ZipResult<Vec<u8>> {
    let shown = library.places.values().filter(|place| place.withdrawn.is_none());
    workbook(Folder::Places.chinese(), &PLACES, &shown.map(place_rows::cells).collect::<Vec<_>>())
}

/// Whether a row that was read is the example.
pub(crate) fn is_example(row: &Row) -> bool {
    row.quote.starts_with(EXAMPLE)
}

/// An .xlsx file of one sheet.
fn workbook(name: &str, columns: &[Column], rows: &[Vec<String>]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", &BOOK.join(name)),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &sheet(columns, rows)),
    ];
    for (path, xml) in parts {
        zip.start_file(path, options)?;
        zip.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")?;
        zip.write_all(xml.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn sheet(columns: &[Column], rows: &[Vec<String>]) -> String {
    let wide = columns
        .iter()
        .zip(1..)
        .map(|((_, wide, _), at)| format!("<col min=\"{at}\" max=\"{at}\" width=\"{wide}\" customWidth=\"1\"/>"));
    let row = |(cells, at): (&Vec<String>, u32)| {
        let cell = |(text, column): (&String, char)| {
            format!("<c r=\"{column}{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escape(text))
        };
        format!("<row r=\"{at}\">{}</row>", cells.iter().zip('A'..).map(cell).collect::<String>())
    };
    let head: Vec<String> = columns.iter().map(|(word, ..)| word.to_string()).collect();
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols>{}</cols><sheetData>{}</sheetData></worksheet>",
        wide.collect::<String>(),
        std::iter::once(&head).chain(rows).zip(1..).map(row).collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use api::imports::{Field, ReadTable};

    use tokio_util::sync::CancellationToken;

    use super::*;
    use crate::curation::imports::table::read;

    #[test]
    fn every_column_of_it_is_understood() {
        for folder in [Folder::Cards, Folder::Places] {
            let asked = ReadTable { name: "a.xlsx".into(), folder, ..ReadTable::default() };
            let read = read(&template(folder).unwrap(), &asked, &CancellationToken::new()).unwrap_or_default();
            let fields: Vec<Field> = read.columns.iter().filter_map(|column| column.field).collect();
            assert_eq!(fields, Field::of(folder), "{folder:?}");
            assert!(read.columns.iter().all(|column| column.is_sure), "{:?}", read.columns);
            assert!(read.rows.len() == 1 && is_example(&read.rows[0].row), "{:?}", read.rows);
        }
    }
}
