// Reading a code as a camera does.

import { readFileSync } from "node:fs";

import type { Locator } from "@playwright/test";

/** The decoder, to run in the page: its pixels are millions, and slow to carry out of there. */
const DECODER = readFileSync(require.resolve("jsqr"), "utf8");

type Decode = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

/** What the code on a picture says. */
export async function scan(picture: Locator): Promise<string> {
  await picture.page().evaluate(DECODER);
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement("canvas");
    const { naturalWidth: width, naturalHeight: height } = image;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { jsQR } = window as unknown as { jsQR: Decode };
    const found = jsQR(context.getImageData(0, 0, width, height).data, width, height);
    if (!found) throw new Error("no code on the picture");
    return found.data;
  });
}
