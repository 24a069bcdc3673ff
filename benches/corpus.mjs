// A content folder of any size: this project's own content, then sample cards and articles, and a deck of up to 300.
//
//   node benches/corpus.mjs OUT [--cards 120] [--articles 8] [--deck 300] [--places 123] [--seed 1] [--from content]
//
// OUT is emptied first. The same arguments give the same bytes. `nuanxin-server content check --content-dir OUT` finds
// no fault: the sample source has its lock. The text its quotations stand in is OUT.txt, beside the folder, so
// `nuanxin-server content verify --content-dir OUT --source OUT.txt --id sample` writes the same lock again.
//
// Sample text is made of frequent words (words.txt) and has no meaning; every sample document says 示例数据.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const MARK = ".sample-corpus";
/** Words that could make a sentence without meaning sound like one about politics, violence or death. */
const LEFT_OUT = /[党政军战反杀死皇]|领导|国家|主席|中共|人民|民族|革命|台湾|代表|统治|选举|阶级|宗教|同志|伟大|主义|社会|现代化|法律/;

const HOURS = [
  "周一至周五 9:00-18:00，周六日休息，节假日休息",
  "24小时",
  "每天 7:00-22:00",
  "工作日 8:30-17:30，周末 9:00-12:00，节假日休息",
  "每天 18:00-次日2:00，节假日照常",
  "周一至周六 8:00-20:00，午休 12:00-13:00，周日休息，节假日休息",
];
const SERVICES = ["停驻休憩", "指路问询", "更换电瓶", "应急救援", "热水", "厕所", "微波炉", "雨具", "急救"];

/** Writes the folder; what it holds. */
export function makeCorpus(out, { cards = 120, articles = 8, deck = 300, places = 0, seed = 1, from = join(here, "../content") } = {}) {
  out = resolve(out);
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, MARK))) {
    throw new Error(`${out} holds something else: name a new folder`);
  }
  rmSync(out, { recursive: true, force: true });
  cpSync(from, out, { recursive: true });
  writeFileSync(join(out, MARK), "");
  const write = (path, text) => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  };
  const slugs = (folder) => readdirSync(join(out, folder)).filter((name) => name.endsWith(".md")).map((name) => name.slice(0, -3)).sort();
  const real = slugs("cards");
  for (const extra of real.splice(cards)) rmSync(join(out, "cards", `${extra}.md`));
  const themes = readFileSync(join(out, "site.md"), "utf8").split("\nthemes:\n")[1].split("\n---")[0].split("\n").map((line) => line.replace(/^\s*- /, ""));
  const text = writer(seed);

  const sentences = [];
  const lock = ["# SHA-256 of (quote, sentence), written by `content verify`. Not to be edited by hand."];
  const made = [];
  for (let at = real.length + 1; at <= cards; at++) {
    const slug = `s${String(at).padStart(5, "0")}`;
    const { quote, sentence } = text.quotation();
    write(
      `cards/${slug}.md`,
      `---\nquote: ${quote}\nsentence: ${sentence}\nsource: sample\nsection: 示例\ntheme: ${themes[at % themes.length]}\n---\n` +
        `示例数据，没有意思：${text.sentences(35, 60)}\n`,
    );
    lock.push(`${createHash("sha256").update(`${quote}\n${sentence}`).digest("hex")} ${slug}`);
    sentences.push(sentence);
    made.push(slug);
  }
  if (made.length > 0) {
    write("sources/sample.md", "---\ntitle: 示例文本\nshort: 示例文本（示例数据）\nauthor: 常用词随机组合\ndate: 2026-11-23\npublished_in: 没有发表，只用于测量\n---\n");
    write("sources/sample.lock", lock.join("\n") + "\n");
    writeFileSync(`${out}.txt`, sentences.join("\n") + "\n");
  }

  const all = [...real, ...made];
  const chosen = all.slice(0, deck);
  write(
    "decks/sample.md",
    `---\ntitle: 示例：${chosen.length} 条\nsummary: 示例数据，用来看一组很长的卡片。\ncards:\n${chosen.map((slug) => `  - ${slug}\n`).join("")}---\n`,
  );
  if (places > 0) rmSync(join(out, "places"), { recursive: true, force: true });
  for (let at = 1; at <= places; at++) write(`places/s${String(at).padStart(5, "0")}.md`, text.place(at));
  for (let at = 1; at <= articles; at++) write(`articles/sample-${String(at).padStart(2, "0")}.md`, text.article(at, themes, all));
  return { cards: all.length, articles: slugs("articles").length, decks: slugs("decks").length, deck: chosen.length };
}

/** Makes text; the same seed makes the same. */
function writer(seed) {
  let state = seed | 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low, high) => low + Math.floor(random() * (high - low + 1));
  const rows = readFileSync(join(here, "words.txt"), "utf8").split("\n").filter((line) => line && line[0] !== "#").map((line) => line.split(" "));
  let sum = 0;
  const words = rows.filter(([word]) => !LEFT_OUT.test(word)).map(([word, count]) => [word, (sum += Number(count))]);
  const word = () => {
    const at = random() * sum;
    let [low, high] = [0, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle][1] < at) low = middle + 1;
      else high = middle;
    }
    return words[low][0];
  };
  const clause = (length) => {
    let text = "";
    while (text.length < length) text += word();
    return text;
  };
  const sentence = (clauses = between(1, 3)) => Array.from({ length: clauses }, () => clause(between(5, 12))).join("，") + (random() < 0.9 ? "。" : "！");
  const sentences = (least, most) => {
    const wanted = between(least, most);
    let text = "";
    while (text.length < wanted) text += sentence();
    return text;
  };
  /** About as long as the real ones: two of five are whole sentences, the others a clause or two of a longer one. */
  const quotation = () => {
    const clauses = Array.from({ length: between(2, 6) }, () => clause(between(5, 12)));
    const whole = clauses.join("，") + "。";
    if (random() < 0.4 || clauses.length === 2) return { quote: clauses.slice(0, 3).join("，") + "。", sentence: clauses.slice(0, 3).join("，") + "。" };
    const first = between(1, clauses.length - 2);
    return { quote: clauses.slice(first, first + between(1, 2)).join("，"), sentence: whole };
  };
  const paragraph = (cards) => {
    let text = sentences(80, 240);
    if (random() < 0.5) text = text.replace(/^(.{6})([^，。！]{4})/u, "$1**$2**");
    if (random() < 0.3) text += `见[${clause(4)}](/cards/${cards[between(0, cards.length - 1)]}/)。`;
    return text;
  };
  /** 2,000 to 3,500 characters of headings, paragraphs, lists and quotations. */
  const article = (at, themes, cards) => {
    const wanted = between(2000, 3500);
    let body = `示例数据，没有意思。${sentences(60, 140)}\n`;
    while (body.length < wanted) {
      body += `\n## ${clause(5)}\n`;
      for (let left = between(2, 4); left > 0; left--) body += `\n${paragraph(cards)}\n`;
      if (random() < 0.4) body += `\n> ${sentences(50, 110)}\n`;
      if (random() < 0.4) body += `\n${Array.from({ length: between(3, 6) }, () => `- ${sentences(20, 50)}\n`).join("")}`;
    }
    const day = String(((at - 1) % 28) + 1).padStart(2, "0");
    return `---\ntitle: 示例 ${at}：${clause(6)}\nsummary: 示例数据，用来看一篇长文章。\ntheme: ${themes[at % themes.length]}\ndate: 2026-10-${day}\n---\n\n${body}`;
  };
  const one = (list) => list[between(0, list.length - 1)];
  /** As untidy as real ones are: a dozen streets, hours in many ways, some of the services. */
  const place = (at) => {
    const services = SERVICES.filter(() => random() < 0.5);
    const seen = `2026-11-${String(between(1, 28)).padStart(2, "0")}`;
    const facts = [`title: 示例驿站${at}`, "kind: 驿站", "level: 点", `street: 示例街${at % 12}`, `landmark: 示例楼 ${between(1, 90)} 号门旁，${clause(4)}`, `hours: ${one(HOURS)}`];
    const confirmed = [`hours_confirmed: ${seen}`, `services_confirmed: ${seen}`, "sample: 是"];
    return `---\n${[...facts, ...confirmed].join("\n")}\nservices:\n${["手机充电", ...services].map((name) => `  - ${name}\n`).join("")}---\n`;
  };
  return { quotation, sentences, article, place };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cards: { type: "string" }, articles: { type: "string" }, places: { type: "string" }, deck: { type: "string" }, seed: { type: "string" }, from: { type: "string" } },
  });
  if (positionals.length !== 1) {
    console.error(`usage: node ${basename(process.argv[1])} OUT [--cards 120] [--articles 8] [--deck 300] [--seed 1] [--from content]`);
    process.exit(1);
  }
  const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, name === "from" ? value : Number(value)]));
  const made = makeCorpus(positionals[0], numbers);
  console.log(`${positionals[0]}: ${made.cards} cards, ${made.articles} articles, ${made.decks} decks, one of ${made.deck} cards`);
}
