// A spreadsheet as Excel writes one: a zip of XML, with its words in a list of their own.

import { crc32 } from "node:zlib";

type Part = { name: string; text: string };

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A table of it; rows that are `hidden`, by their places from 0. */
export type Sheet = { name: string; rows: string[][]; hidden?: number[] };

/** One sheet with these rows. */
export const xlsx = (rows: string[][]): Buffer => workbook([{ name: "Sheet1", rows }]);

/** Some sheets. */
export function workbook(sheets: Sheet[]): Buffer {
  const words = [...new Set(sheets.flatMap(({ rows }) => rows.flat()))];
  const cell = (text: string, row: number, column: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="s"><v>${words.indexOf(text)}</v></c>`;
  const sheet = ({ rows, hidden = [] }: Sheet) =>
    rows.map((cells, at) => `<row r="${at + 1}"${hidden.includes(at) ? ' hidden="1"' : ""}>${cells.map((text, column) => cell(text, at, column)).join("")}</row>`).join("");
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006";
  const listed = sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("");
  const related = sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join("");
  return zip([
    {
      name: "[Content_Types].xml",
      text: `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
    },
    {
      name: "_rels/.rels",
      text: `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    { name: "xl/workbook.xml", text: `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${listed}</sheets></workbook>` },
    {
      name: "xl/_rels/workbook.xml.rels",
      text: `<Relationships xmlns="${packaged}/relationships">${related}<Relationship Id="rIdWords" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    { name: "xl/sharedStrings.xml", text: `<sst xmlns="${main}">${words.map((word) => `<si><t>${escaped(word)}</t></si>`).join("")}</sst>` },
    ...sheets.map((one, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, text: `<worksheet xmlns="${main}"><sheetData>${sheet(one)}</sheetData></worksheet>` })),
  ]);
}

/** Nothing is compressed. */
function zip(parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of parts) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`)];
    // From "version needed" to "extra length": the same in both places.
    const said = Buffer.alloc(26);
    said.writeUInt16LE(20, 0);
    said.writeUInt16LE(0x21, 8);
    said.writeUInt32LE(crc32(bytes), 10);
    said.writeUInt32LE(bytes.length, 14);
    said.writeUInt32LE(bytes.length, 18);
    said.writeUInt16LE(path.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    files.push(Buffer.from("PK\u0003\u0004"), said, path, bytes);
    entries.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), said, rest, path);
    offset += 30 + path.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from("PK\u0005\u0006"), end]);
}
