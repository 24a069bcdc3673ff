//! Word's pages: what they show is text, and nothing else is.

use super::{docx, package, paragraphs};

/// A paragraph of runs.
fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A run with properties.
fn rp(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph with properties.
fn pp(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn shown(body: &str) -> String {
    paragraphs(&docx(body), "a.docx").unwrap()
}

/// A document with other parts, each by its relation.
fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relation =
        |(kind, _): &(&str, &str)| format!(r#"<Relationship Id="{kind}" Type="x/{kind}" Target="{kind}.xml"/>"#);
    let relations = parts.iter().map(relation).collect::<String>();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let names: Vec<String> = parts.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut all = vec![("word/document.xml", document.as_str()), ("word/_rels/document.xml.rels", &relations)];
    all.extend(names.iter().map(String::as_str).zip(parts.iter().map(|(_, xml)| *xml)));
    package(&all)
}

#[test]
fn accepted_changes_alone_are_shown() {
    let gone = r("删");
    for (body, text) in [
        (p(&format!("{}<w:del>{gone}</w:del><w:ins>{}</w:ins>", r("上"), r("下"))), "上下"),
        (p(&format!("{}<w:moveFrom>{gone}</w:moveFrom><w:moveTo>{}</w:moveTo>", r("上"), r("下"))), "上下"),
        (p(&format!("<w:ins><w:del>{gone}</w:del>{}</w:ins>", r("下"))), "下"),
        // The end of a paragraph alone was deleted, moved away, hidden.
        (pp("<w:rPr><w:del/></w:rPr>", &r("上")) + &p(&r("下")), "上下"),
        (pp("<w:rPr><w:moveFrom/></w:rPr>", &r("上")) + &p(&r("下")), "上下"),
        (pp("<w:rPr><w:vanish/><w:specVanish/></w:rPr>", &r("上")) + &p(&r("下")), "上下"),
        (pp(r#"<w:framePr w:dropCap="drop"/>"#, &r("上")) + &p(&r("下")), "上下"),
        (pp("<w:rPr><w:del/></w:rPr>", &format!("<w:del>{gone}</w:del>")) + &p(&r("下")), "下"),
        (
            format!(
                "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{0}</w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{0}</w:tc></w:tr><w:tr><w:tc>{1}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{0}</w:tc></w:tr></w:tbl>",
                p(&gone),
                p(&r("下"))
            ),
            "下",
        ),
    ] {
        assert_eq!(shown(&body), text, "{body}");
    }
}

#[test]
fn what_is_hidden_is_not_shown() {
    let styles = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:styleId="a" w:default="1"/>
        <w:style w:type="paragraph" w:styleId="note"><w:basedOn w:val="secret"/></w:style>
        <w:style w:type="paragraph" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="ghost"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
    for (body, text) in [
        (p(&(r("上") + &rp("<w:vanish/>", "藏") + &r("下"))), "上下"),
        (p(&(r("上") + &rp("<w:specVanish/>", "藏") + &r("下"))), "上下"),
        (p(&(rp(r#"<w:vanish w:val="0"/>"#, "上") + &rp("<w:webHidden/>", "下"))), "上下"),
        (p(&(r("上") + &rp(r#"<w:rStyle w:val="ghost"/>"#, "藏") + &r("下"))), "上下"),
        (p(&(r("上") + &rp(r#"<w:rStyle w:val="ghost"/><w:vanish w:val="false"/>"#, "中") + &r("下"))), "上中下"),
        (pp(r#"<w:pStyle w:val="note"/>"#, &r("藏")) + &p(&r("下")), "下"),
        // Two that turn each other over.
        (pp(r#"<w:pStyle w:val="note"/>"#, &rp(r#"<w:rStyle w:val="ghost"/>"#, "见")), "见"),
    ] {
        assert_eq!(paragraphs(&with_parts(&body, &[("styles", styles)]), "a.docx").unwrap(), text, "{body}");
    }
}

#[test]
fn signs_guides_and_fields_are_what_the_page_shows() {
    let ruby = |base: &str| {
        format!("<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", r("màn"), r(base))
    };
    let field = |code: &str, result: &str| {
        let turn = |how: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{how}"/></w:r>"#);
        let code = format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
        let result = if result.is_empty() { String::new() } else { turn("separate") + &r(result) };
        turn("begin") + &code + &result + &turn("end")
    };
    for (body, text) in [
        (p(&(r("上") + &ruby("慢") + &r("下"))), "上慢下"),
        (
            p(
                "<w:r><w:t>上</w:t><w:noBreakHyphen/><w:t>中</w:t><w:softHyphen/><w:t>下</w:t><w:tab/><w:t>左</w:t><w:br/><w:t>右</w:t></w:r>",
            ),
            "上-中下 左\n右",
        ),
        (
            p(
                r#"<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2014"/><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="Webdings" w:char="F001"/></w:r>"#,
            ),
            "☑—①□",
        ),
        (p(&(r("第") + &field(" PAGE ", "3") + &r("页"))), "第3页"),
        (p(&(r("上") + &field(" XE &quot;安全&quot; ", "") + &r("下"))), "上下"),
        (p(&(r("上") + &field(r"EQ \o\ad(\s\up 9(màn),慢)", "") + &r("下"))), "上慢下"),
        (
            p(&(field(&("IF ".to_string() + "</w:instrText></w:r>" + &field("X", "藏") + "<w:r><w:instrText>"), "见"))),
            "见",
        ),
        (p(&field(r"TOC \o", "一、路上 1")) + &p(&r("下")), "下"),
        (
            p(&format!(
                r#"<w:fldSimple w:instr="DATE">{}</w:fldSimple><w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag>"#,
                r("今"),
                r("天"),
                r("晴")
            )),
            "今天晴",
        ),
        (
            p(&format!(
                "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>1+1</m:t></m:r></m:oMath>",
                r("算")
            )),
            "算1+1",
        ),
        (
            p(&(r("上")
                + "<w:commentRangeStart/><w:r><w:footnoteReference/></w:r><w:bookmarkStart/><w:proofErr/>"
                + &r("下"))),
            "上下",
        ),
    ] {
        assert_eq!(shown(&body), text, "{body}");
    }
    for body in
        [p(&field(r"EQ \f(1,2)", "")), p(&(r("上") + r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"# + &r("下")))]
    {
        assert!(paragraphs(&docx(&body), "a.docx").is_err(), "{body}");
    }
}

#[test]
fn boxes_and_notes_stand_apart() {
    let boxed = |words: &str| {
        format!(
            r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1"/><a:graphic><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
            p(&r(words))
        )
    };
    let body = p(&(r("上") + &boxed("盒") + &r("下"))) + &p(&r("后"));
    assert_eq!(shown(&body), "上下\n盒\n后");
    assert_eq!(shown(&body.replace(r#"<wp:docPr id="1"/>"#, r#"<wp:docPr id="1" hidden="1"/>"#)), "上下\n后");
    let notes = format!(
        r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator">{}</w:footnote><w:footnote w:id="1">{}</w:footnote></w:footnotes>"#,
        p(&r("线")),
        p(&r("注"))
    );
    let reference = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#;
    let with_notes =
        |inner: &str| paragraphs(&with_parts(&p(&(r("上") + inner)), &[("footnotes", &notes)]), "a.docx").unwrap();
    assert_eq!(with_notes(reference), "上\n注");
    // A note that no page shows is still in the file.
    for inner in [
        "",
        &format!("<w:del>{reference}</w:del>"),
        &reference.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        &reference.replace('1', "2"),
    ] {
        assert_eq!(with_notes(inner), "上", "{inner}");
    }
    // A part that is another file: all or nothing.
    let refused = paragraphs(&docx(&(p(&r("上")) + r#"<w:altChunk r:id="c1"/>"#)), "a.docx").unwrap_err();
    assert!(refused.to_string().contains("另存"));
}

#[test]
fn automatic_numbers_and_headings_are_on_the_page() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="2"><w:name w:val="Heading 2"/></w:style></w:styles>"#;
    let level = |at: u8, format: &str, text: &str, more: &str| {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let numbering = format!(
        r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="3">{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId="4">{}</w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#,
        level(0, "chineseCountingThousand", "%1、", r#"<w:pStyle w:val="1"/>"#),
        level(1, "chineseCountingThousand", "（%2）", ""),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
        level(0, "bullet", "•", ""),
    );
    let heading = |text: &str| pp(r#"<w:pStyle w:val="1"/>"#, &r(text));
    let listed =
        |at: u8, text: &str| pp(&format!(r#"<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="7"/></w:numPr>"#), &r(text));
    let body = heading("路上")
        + &listed(1, "看灯。红灯停。")
        + &listed(1, "看人。")
        + &listed(2, "慢")
        + &heading("站里")
        + &listed(1, "热水。")
        + &pp(r#"<w:numPr><w:numId w:val="8"/></w:numPr>"#, &r("灯火"))
        + &pp(r#"<w:pStyle w:val="2"/>"#, &r("小节"))
        + &p(&rp("<w:b/>", "家里"))
        + &p(&rp("<w:b/>", "一整句。"));
    let text = paragraphs(&with_parts(&body, &[("styles", styles), ("numbering", &numbering)]), "a.docx").unwrap();
    assert_eq!(
        text,
        "# 一、路上\n（一）看灯。红灯停。\n（二）看人。\n1.1 慢\n# 二、站里\n（一）热水。\n灯火\n## 小节\n####### 家里\n一整句。"
    );
}

#[test]
fn raised_numbers_and_fractions_are_no_other_numbers() {
    let math = |inner: &str| p(&(r("有") + &format!("<m:oMath>{inner}</m:oMath>") + &r("份")));
    let mr = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let over = |above: &str, below: &str, kind: &str| {
        format!("<m:f><m:fPr>{kind}</m:fPr><m:num>{}</m:num><m:den>{}</m:den></m:f>", mr(above), mr(below))
    };
    let square = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", mr("10"), mr("2"));
    for (body, text) in [
        (math(&over("1", "2", "")), "有½份"),
        (math(&over("1", "12", r#"<m:type m:val="lin"/>"#)), "有1/12份"),
        (math(&square), "有10²份"),
        (math(&format!("<m:d><m:e>{}</m:e></m:d>", mr("1+1"))), "有(1+1)份"),
        (p(&(r("10") + &rp(r#"<w:vertAlign w:val="superscript"/>"#, "5") + &r("人"))), "10⁵人"),
        (p(&(r("H") + &rp(r#"<w:vertAlign w:val="subscript"/>"#, "2") + &r("O"))), "H₂O"),
    ] {
        assert_eq!(shown(&body), text, "{body}");
    }
    for formula in [over("1", "12", ""), square.replace('2', "二"), format!("<m:rad><m:e>{}</m:e></m:rad>", mr("2"))] {
        let refused = paragraphs(&docx(&math(&formula)), "a.docx").unwrap_err().to_string();
        assert!(refused.contains("公式"), "{formula}: {refused}");
    }
}

#[test]
fn what_is_hidden_elsewhere_is_hidden_and_nothing_else() {
    let boxed = p(&r("盒"));
    let drawing = |hidden: &str| {
        format!(
            r#"<w:drawing><wp:anchor><wp:docPr id="1" {hidden}/><wps:txbx><w:txbxContent>{boxed}</w:txbxContent></wps:txbx></wp:anchor></w:drawing>"#
        )
    };
    let vml = |style: &str| {
        format!(
            r#"<w:r><w:pict><v:shape style="{style}"><v:textbox><w:txbxContent>{boxed}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"#
        )
    };
    for (body, text) in [
        (p(&format!(r#"<w:r>{}<w:t>上</w:t></w:r>"#, drawing(r#"hidden="true""#))), "上"),
        (p(&(r("上") + &vml("position:absolute; visibility:hidden"))), "上"),
        (p(&(r("上") + &vml("position:absolute"))), "上\n盒"),
        (
            p(&(r("上") + r#"<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>"#)),
            "上\n艺术字",
        ),
        (
            format!(
                r#"<w:tbl><w:tr><w:tc><w:tcPr><w:hMerge w:val="restart"/></w:tcPr>{}</w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr>{}</w:tc></w:tr></w:tbl>"#,
                p(&r("上")),
                p(&r("藏"))
            ),
            "上",
        ),
    ] {
        assert_eq!(shown(&body), text, "{body}");
    }
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="table" w:styleId="T"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
    let table = format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}"#,
        p(&r("藏")),
        p(&r("上"))
    );
    assert_eq!(paragraphs(&with_parts(&table, &[("styles", styles)]), "a.docx").unwrap(), "上");
    let styles =
        "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>";
    let body = p(&(r("藏") + &rp(r#"<w:vanish w:val="0"/>"#, "上")));
    assert_eq!(paragraphs(&with_parts(&body, &[("styles", styles)]), "a.docx").unwrap(), "上");
}

#[test]
fn the_words_of_a_smart_art_drawing_stand_apart() {
    let body = p(&(r("上")
        + r#"<w:r><w:drawing><a:graphicData><dgm:relIds r:dm="diagramData"/></a:graphicData></w:drawing></w:r>"#));
    let point = |kind: &str, words: &str| {
        format!("<dgm:pt {kind}><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>")
    };
    let data = format!(
        "<dgm:dataModel><dgm:ptLst>{}{}</dgm:ptLst></dgm:dataModel>",
        point("", "图"),
        point(r#"type="pres""#, "藏")
    );
    assert_eq!(paragraphs(&with_parts(&body, &[("diagramData", &data)]), "a.docx").unwrap(), "上\n图");
}
