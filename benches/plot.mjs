// Bars as SVG, on a sheet of their own, so that they read the same on a light and on a dark page.
import { escape } from "./peers/site.mjs";

const WIDTH = 720;
const PAD = 24;
const ROW = 26;
const NAME = 190;
const INK = { paper: "#fffdf8", line: "#e6dccb", text: "#211c16", quiet: "#6b6156", ours: "#c3271c", other: "#b9ab94", floor: "#e0d5c1" };

/**
 * Panels of horizontal bars, one scale for all panels unless `ownScale`.
 * `panels`: `[{ title, rows: [{ name, value, label, kind }] }]`, `kind` being ours, other or floor.
 */
export function bars({ title, note, panels, ownScale = false }) {
  const most = (panels) => Math.max(...panels.flatMap(({ rows }) => rows.map(({ value }) => value ?? 0)));
  const room = WIDTH - PAD * 2 - NAME - 90;
  let y = PAD + 20;
  const out = [text(PAD, y, title, { size: 18, weight: 600 })];
  y += 22;
  out.push(text(PAD, y, note, { size: 13, fill: INK.quiet }));
  for (const panel of panels) {
    const scale = room / most(ownScale ? [panel] : panels);
    y += 34;
    if (panel.title) out.push(text(PAD, y, panel.title, { size: 15, weight: 600 }));
    y += panel.title ? 12 : -18;
    for (const { name, value, label, kind } of panel.rows) {
      const width = Math.max(2, Math.round((value ?? 0) * scale));
      out.push(text(PAD + NAME - 10, y + 17, name, { anchor: "end", weight: kind === "ours" ? 600 : 400 }));
      if (value != null) out.push(`<rect x="${PAD + NAME}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="3" fill="${INK[kind]}"/>`);
      out.push(text(PAD + NAME + (value == null ? 0 : width + 8), y + 17, label, { weight: kind === "ours" ? 600 : 400 }));
      y += ROW;
    }
  }
  const height = y + PAD - 6;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui,-apple-system,'Segoe UI',sans-serif">\n` +
    `<title>${escape(title)}</title>\n<rect x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" rx="10" fill="${INK.paper}" stroke="${INK.line}"/>\n${out.join("\n")}\n</svg>\n`
  );
}

function text(x, y, words, { size = 14, weight = 400, fill = INK.text, anchor = "start" } = {}) {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escape(words)}</text>`;
}
