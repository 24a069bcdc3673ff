//! Files as Excel, Word and WPS write them, made small.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Brought;
use super::grid::{Grid, LONGEST_CELL, LONGEST_TEXT, MOST_COLUMNS};
use super::unreadable::{BROKEN, EMPTY, TOO_BIG, TOO_LONG, TOO_MANY, Unreadable};

mod kinds;
mod pages;
mod sheets;

/// All rows of the sheets that a file has; paragraphs beside tables are passed over.
fn grid(bytes: &[u8], name: &str) -> Result<Grid, Unreadable> {
    let is_head = |row: &[String]| row.len() > 1 && row.iter().any(|cell| cell == "金句");
    let sheets = super::sheets(Brought { bytes, name, encoding: "", cancelled: None }, is_head)?;
    let has_parts = sheets.iter().any(|sheet| sheet.is_part);
    Ok(sheets.into_iter().filter(|sheet| sheet.is_part || !has_parts).flat_map(|sheet| sheet.rows).collect())
}

fn paragraphs(bytes: &[u8], name: &str) -> Result<String, Unreadable> {
    super::paragraphs(Brought { bytes, name, encoding: "", cancelled: None })
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>{body}</w:body></w:document>"#
    );
    package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &xml)])
}

fn xlsx(strings: &str, sheet: &str) -> Vec<u8> {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="隐" sheetId="1" state="hidden" r:id="rId1"/><sheet name="金句" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
    package(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", &format!(r#"<sst uniqueCount="18446744073709551615">{strings}</sst>"#)),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"),
        ("xl/worksheets/sheet2.xml", &format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
    ])
}

#[test]
fn what_excel_copies_keeps_its_cells() {
    let pasted = "金句\t出处\r\n\"第一行\n第二行\"\t\"说\"\"好\"\"\"\n\"好\"字当头，不变\t报告\n";
    let rows = grid(pasted.as_bytes(), "").unwrap();
    assert_eq!(rows, [["金句", "出处"], ["第一行\n第二行", "说\"好\""], ["\"好\"字当头，不变", "报告"]]);
}

#[test]
fn a_list_that_was_pasted_is_one_column_whatever_commas_it_has() {
    let rows = grid("好,真好\n\n再来一句, 慢一点\n".as_bytes(), "").unwrap();
    assert_eq!(rows, [["好,真好"], ["再来一句, 慢一点"]]);
}

#[test]
fn a_list_that_was_pasted_may_have_upright_lines_or_numbers() {
    let drawn = "撸起袖子加油干 | 奋斗\n一张蓝图绘到底 | 实干\n";
    assert_eq!(grid(drawn.as_bytes(), "").unwrap(), [["撸起袖子加油干", "奋斗"], ["一张蓝图绘到底", "实干"]]);
    assert_eq!(grid("一句 | 话\n两句\n".as_bytes(), "").unwrap(), [["一句 | 话"], ["两句"]]);
    let both = "1. 撸起袖子加油干 | 奋斗\n2. 一张蓝图绘到底 | 实干\n";
    assert_eq!(grid(both.as_bytes(), "").unwrap(), [["撸起袖子加油干", "奋斗"], ["一张蓝图绘到底", "实干"]]);
    let numbered = "1. 撸起袖子加油干\n2. 一张蓝图绘到底。\n";
    assert_eq!(grid(numbered.as_bytes(), "").unwrap(), [["撸起袖子加油干"], ["一张蓝图绘到底。"]]);
    let headed = format!("金句\n{numbered}");
    assert_eq!(grid(headed.as_bytes(), "").unwrap(), [["金句"], ["撸起袖子加油干"], ["一张蓝图绘到底。"]]);
}

#[test]
fn chinese_excel_writes_gb18030_and_others_their_marks() {
    let text = "金句,出处\n\"一句,两段\",报告䶮\n";
    let expected = [["金句", "出处"], ["一句,两段", "报告䶮"]];
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    assert_eq!(grid(&gb, "表.CSV").unwrap(), expected);
    assert_eq!(grid(format!("\u{feff}{text}").as_bytes(), "表.csv").unwrap(), expected);
    assert_eq!(grid(text.replace(',', ";").replace("句;两", "句,两").as_bytes(), "表.csv").unwrap(), expected);
    let utf16: Vec<u8> = "\u{feff}金句\t出处".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(grid(&utf16, "表.txt").unwrap(), [["金句", "出处"]]);
    assert_eq!(grid(text.as_bytes(), "").unwrap(), expected, "copied out of an editor");
}

#[test]
fn a_workbook_gives_the_rows_of_the_first_sheet_that_is_shown() {
    let strings = r#"<si><t>金句</t></si><si><r><t>江山</t></r><r><t xml:space="preserve">就是人民 &amp; 你</t></r><rPh><t>jiang</t></rPh></si><si/>"#;
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>章节</t></is></c></row>
        <row r="2"/><row r="3"><c r="B3" s="1"/><c r="A3" t="s"><v>1</v></c><c r="C3"><f>1+1</f><v>2</v></c><c r="D3" t="s"><v>99</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>far</v></c></row>"#;
    assert_eq!(grid(&xlsx(strings, sheet), "a.xlsx").unwrap(), [["金句", "", "章节"], ["江山就是人民 & 你", "", "2"]]);
}

#[test]
fn an_empty_cell_without_a_place_has_its_column() {
    let cell = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let sheet = format!("<row>{}<c/>{}</row>", cell("甲"), cell("丙"));
    assert_eq!(grid(&xlsx("", &sheet), "a.xlsx").unwrap(), [["甲", "", "丙"]]);
}

#[test]
fn a_document_gives_its_tables_or_else_its_paragraphs() {
    let p = |text: &str| {
        format!(r#"<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
    };
    let plain = docx(&format!(
        "{}<w:p/>{}",
        p("第一段&#x4e00;"),
        r#"<w:p><w:r><w:t>上</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:br/><w:t>下</w:t></w:r></w:ins><w:r><mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback><w:t>又</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"#
    ));
    assert_eq!(paragraphs(&plain, "a.docx").unwrap(), "第一段一\n上\n下");
    assert_eq!(grid(&plain, "a.docx").unwrap(), [["第一段一"], ["上\n下"]]);
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("里"));
    let table = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>", p("一"), p("二"));
    let with_table = docx(&format!("{}{table}", p("表前")));
    assert_eq!(grid(&with_table, "a.docx").unwrap(), [["一\n二", "里"]]);
    assert_eq!(paragraphs(&with_table, "a.docx").unwrap(), "表前\n一\n二\n里");
}

#[test]
fn markdown_and_plain_text_give_paragraphs() {
    let text = "# 题\r\n\r\n> **第一**段\r\n- 一项\r\n";
    assert_eq!(paragraphs(text.as_bytes(), "a.md").unwrap(), "# 题\n第一段\n一项");
    let (gb, _, _) = encoding_rs::GB18030.encode("第一段\r\r　　第二段");
    assert_eq!(paragraphs(&gb, "a.txt").unwrap(), "第一段\n第二段");
}

#[test]
fn what_cannot_be_read_is_said_in_plain_words() {
    let said = |bytes: &[u8], name: &str| grid(bytes, name).unwrap_err().to_string();
    assert!(said(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], "a.xls").contains("另存为"));
    assert!(said(b"%PDF-1.7", "a.pdf").contains("PDF"));
    assert!(said(&package(&[("hello.txt", "hi")]), "a.zip").contains("压缩包"));
    assert_eq!(grid(b"PK\x03\x04rubbish", "a.xlsx").unwrap_err(), BROKEN);
    assert_eq!(grid(&docx("<w:p><w:t>一</w:r></w:p>"), "a.docx").unwrap_err(), BROKEN);
    assert_eq!(grid(b" \n\t\n", "").unwrap_err(), EMPTY);
    assert!(said(&[0xff, 0xff, 0xff, 0x80], "a.csv").contains("UTF-8"));
    assert_eq!(grid("句\n".repeat(8_001).as_bytes(), "").unwrap_err(), TOO_MANY);
    assert_eq!(paragraphs("句".repeat(LONGEST_TEXT + 1).as_bytes(), "").unwrap_err(), TOO_LONG);
    assert_eq!(paragraphs(&docx("<w:p><w:t>一\0二</w:t></w:p>"), "a.docx").unwrap_err(), BROKEN);
}

#[test]
fn a_small_file_that_claims_to_be_huge_is_refused() {
    let huge = " ".repeat(33 * 1024 * 1024);
    let bomb = docx(&huge);
    assert!(bomb.len() < 100_000);
    assert!(paragraphs(&bomb, "a.docx").unwrap_err().to_string().contains("太大"));
    let strings = format!("<si><t>{huge}</t></si>");
    assert!(grid(&xlsx(&strings, ""), "a.xlsx").unwrap_err().to_string().contains("太大"));
    let billion = r#"<!DOCTYPE a [<!ENTITY a "好好好好"><!ENTITY b "&a;&a;&a;&a;">]><w:document><w:body><w:p><w:t>一&b;</w:t></w:p></w:body></w:document>"#;
    let laughs = package(&[("word/document.xml", billion)]);
    assert_eq!(paragraphs(&laughs, "a.docx").unwrap(), "一");
}

#[test]
fn what_many_cells_refer_to_is_counted_each_time() {
    let shared = |length: usize, rows: usize| {
        let row = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(MOST_COLUMNS));
        xlsx(&format!("<si><t>{}</t></si>", "a".repeat(length)), &row.repeat(rows))
    };
    // One long text, in eight thousand rows of forty cells: ten terabytes out of a few kilobytes.
    let bomb = shared(31 * 1024 * 1024, 8_000);
    assert!(bomb.len() < 200_000);
    assert_eq!(grid(&bomb, "a.xlsx").unwrap_err(), TOO_BIG);
    assert_eq!(grid(&shared(LONGEST_CELL, 7), "a.xlsx").unwrap_err(), TOO_BIG);
    assert_eq!(grid(&shared(LONGEST_CELL, 6), "a.xlsx").unwrap().len(), 6);
    assert_eq!(grid("\t".repeat(1_000_000).as_bytes(), "").unwrap_err(), EMPTY);
}

#[test]
fn work_is_bounded_however_little_there_is_to_read() {
    // Millions of elements without a word, in a few kilobytes.
    let (rows, lines) = ("<row/>".repeat(3_100_000), "<w:p/>".repeat(3_100_000));
    assert_eq!(grid(&xlsx("", &rows), "a.xlsx").unwrap_err(), TOO_BIG);
    assert_eq!(paragraphs(&docx(&lines), "a.docx").unwrap_err(), TOO_BIG);
    // Nobody waits any more.
    let gone = tokio_util::sync::CancellationToken::new();
    gone.cancel();
    let brought =
        Brought { bytes: &docx("<w:p><w:r><w:t>一</w:t></w:r></w:p>"), cancelled: Some(&gone), ..Brought::default() };
    assert!(super::paragraphs(brought).is_err());
}

#[test]
fn a_part_that_is_listed_a_hundred_times_is_one_sheet() {
    let sheets: String = (0..100).map(|at| format!(r#"<sheet name="{at}" r:id="a"/>"#)).collect();
    let file = package(&[
        ("xl/workbook.xml", &format!(r#"<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="a" Target="a.xml"/></Relationships>"#),
        (
            "xl/a.xml",
            r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>金句</t></is></c></row></sheetData></worksheet>"#,
        ),
    ]);
    assert_eq!(grid(&file, "a.xlsx").unwrap(), [["金句"]]);
}

#[test]
fn a_head_may_go_on_in_the_next_line_and_stand_below_a_title() {
    let text = "某支部的表\n\"金句\n（必填）\",\"主题\",出处\n\"红灯, 慢\",安全,守则\n热水,人民,守则\n";
    let is_head = |row: &[String]| row.len() > 1 && row.iter().any(|cell| cell.starts_with("金句"));
    let brought = Brought { bytes: text.as_bytes(), name: "a.csv", ..Brought::default() };
    let sheets = super::sheets(brought, is_head).unwrap();
    assert_eq!(sheets[0].rows[1..], [["红灯, 慢", "安全", "守则"], ["热水", "人民", "守则"]]);
}
