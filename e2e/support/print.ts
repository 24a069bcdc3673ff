// What comes out of the printer: the pages of a PDF, and boxes on paper in millimetres.

import { readFileSync } from "node:fs";

import type { Locator, Page } from "@playwright/test";

const DECODER = readFileSync(require.resolve("jsqr"), "utf8");

/** A4 in the points of a PDF. */
export const A4 = { width: 595.28, height: 841.89 };

type Decode = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

/** Prints as the button would; the size of each page in points. */
export async function pdfPages(page: Page): Promise<{ width: number; height: number }[]> {
  // A site that leaves the size to the browser gets Letter, and is found out.
  const pdf = (await page.pdf({ preferCSSPageSize: true, format: "Letter", printBackground: false })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  return boxes.map((box) => ({ width: Number(box[3]) - Number(box[1]), height: Number(box[4]) - Number(box[2]) }));
}

export type Box = { card: string; left: number; top: number; width: number; height: number; outside: string[] };

/** Every bookmark on paper, in millimetres from its sheet's corner, and the words that do not stay within it. */
export async function bookmarks(page: Page): Promise<Box[]> {
  await page.emulateMedia({ media: "print" });
  return page.evaluate(() => {
    const mm = (pixels: number) => (pixels * 25.4) / 96;
    return [...document.querySelectorAll<SVGGElement>(".print-out .bookmark")].map((bookmark) => {
      const sheet = bookmark.closest("svg")!.getBoundingClientRect();
      const cut = bookmark.querySelector(".cut")!.getBoundingClientRect();
      const isOutside = (box: DOMRect) =>
        box.left < cut.left || box.right > cut.right || box.top < cut.top || box.bottom > cut.bottom;
      const parts = [...bookmark.querySelectorAll("text, .code, .hole, use")];
      return {
        card: bookmark.dataset.card!,
        left: mm(cut.left - sheet.left),
        top: mm(cut.top - sheet.top),
        width: mm(cut.width),
        height: mm(cut.height),
        outside: parts.filter((part) => isOutside(part.getBoundingClientRect())).map((part) => part.textContent || part.tagName),
      };
    });
  });
}

/** What a camera reads on a part of the printed page. */
export async function scanPrint(part: Locator): Promise<string> {
  const shot = (await part.screenshot({ scale: "device" })).toString("base64");
  const desk = await part.page().context().newPage();
  await desk.evaluate(DECODER);
  const read = await desk.evaluate(async (shot) => {
    const image = new Image();
    image.src = `data:image/png;base64,${shot}`;
    await image.decode();
    // Paper around it, which a screenshot of the code alone leaves out.
    const margin = 40;
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.width + 2 * margin, height: image.height + 2 * margin });
    const context = canvas.getContext("2d")!;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, margin, margin);
    const { jsQR } = window as unknown as { jsQR: Decode };
    return jsQR(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)?.data;
  }, shot);
  await desk.close();
  if (!read) throw new Error("no code on paper");
  return read;
}
