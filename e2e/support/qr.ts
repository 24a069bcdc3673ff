// Reading a code as a camera does.

import type { Locator } from "@playwright/test";
import jsQR from "jsqr";

/** What the code on a picture says. */
export async function scan(picture: Locator): Promise<string> {
  const { width, height, pixels } = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const canvas = document.createElement("canvas");
    const { naturalWidth: width, naturalHeight: height } = image;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    return { width, height, pixels: [...context.getImageData(0, 0, width, height).data] };
  });
  const found = jsQR(Uint8ClampedArray.from(pixels), width, height);
  if (!found) throw new Error("no code on the picture");
  return found.data;
}
