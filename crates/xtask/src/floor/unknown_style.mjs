// Names what a style from stdin uses and some browser does not know, by MDN's data: a line a feature, with the first place.
// The argument is JSON: browsers by the names that the data has for them, with their versions. Run in the folder whose
// node_modules has the parts.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import postcss from "postcss";
import parseSelector from "postcss-selector-parser";
import parseValue from "postcss-value-parser";

const { css } = createRequire(import.meta.url)("@mdn/browser-compat-data");
const browsers = Object.entries(JSON.parse(process.argv.at(-1)));
const PREFIX = /^-(?:webkit|moz|ms)-/;
/** Units that the data has by their kind. */
const UNITS = [
  [/^dv(?:h|w|i|b|min|max)$/, "viewport_percentage_units_dynamic"],
  [/^sv(?:h|w|i|b|min|max)$/, "viewport_percentage_units_small"],
  [/^lv(?:h|w|i|b|min|max)$/, "viewport_percentage_units_large"],
  [/^cq(?:h|w|i|b|min|max)$/, "container_query_length_units"],
];

const number = (version) => Number.parseFloat(String(version).replace("≤", ""));

/** Whether all browsers know what the data says this of; with a prefix, whether they know it so. */
function isKnown({ support }, prefix) {
  return browsers.every(([browser, version]) =>
    [support[browser] ?? []].flat().some(
      (said) =>
        !said.flags &&
        (said.prefix ?? said.alternative_name?.match(PREFIX)?.[0]) === prefix &&
        number(said.version_added) <= version &&
        !(number(said.version_removed) <= version),
    ),
  );
}

/** The path, unless it is known. What the data does not have is as unknown as what a browser does not have. */
function unknown(path, entry, prefix) {
  return entry?.__compat && isKnown(entry.__compat, prefix) ? [] : [path];
}

/** Of names with a prefix of their own the data mostly has the plain one alone. */
function ofName(path, entries, name) {
  const prefix = entries[name] ? undefined : name.match(PREFIX)?.[0];
  return unknown(`${path}.${name}`, entries[prefix ? name.replace(PREFIX, "") : name], prefix);
}

/** Functions stand at any depth below the types. */
const functions = new Map();
(function index(node, path) {
  for (const [name, inner] of Object.entries(node)) {
    if (name === "__compat") continue;
    const known = functions.get(name);
    if (inner.__compat && !(known?.path.length <= path.length)) functions.set(name, { path: `${path}.${name}`, entry: inner });
    index(inner, `${path}.${name}`);
  }
})(css.types, "css.types");

function ofValue(property, text) {
  const features = [];
  const ask = (path, entry) => entry?.__compat && features.push(...unknown(path, entry));
  parseValue(text).walk((node) => {
    const name = node.value.toLowerCase();
    if (node.type === "function" && functions.has(name)) ask(functions.get(name).path, functions.get(name).entry);
    if (node.type !== "word") return;
    ask(`css.properties.${property}.${name}`, css.properties[property]?.[name]);
    ask(`css.types.global_keywords.${name}`, css.types.global_keywords[name]);
    const unit = parseValue.unit(name).unit;
    const kind = UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? unit;
    ask(`css.types.length.${kind}`, css.types.length[kind]);
  });
  return features;
}

function ofDeclaration(node) {
  const property = node.prop.toLowerCase();
  const own = property.startsWith("--") ? [] : ofName("css.properties", css.properties, property);
  if (own.length > 0) return own;
  // A browser takes the last that it understands: an earlier line is for those that do not know a later one.
  const earlier = node.parent.nodes.slice(0, node.parent.index(node)).filter((other) => other.prop === node.prop);
  const isSaidBefore = (feature) => earlier.some((other) => !ofValue(property, other.value).includes(feature));
  return ofValue(property, node.value).filter((feature) => !isSaidBefore(feature));
}

function ofSelector(node) {
  const nesting = () => unknown("css.selectors.nesting", css.selectors.nesting);
  const features = node.parent.type === "rule" ? nesting() : [];
  parseSelector((root) =>
    root.walk((part) => {
      if (part.type === "nesting") features.push(...nesting());
      if (part.type === "pseudo") features.push(...ofName("css.selectors", css.selectors, part.value.replace(/^::?/, "").toLowerCase()));
    }),
  ).processSync(node.selector);
  return features;
}

function ofAtRule({ name, params }) {
  const media = css["at-rules"].media;
  const features = ofName("css.at-rules", css["at-rules"], name);
  if (name !== "media") return features;
  if (/[<>=]/.test(params)) features.push(...unknown("css.at-rules.media.range_syntax", media.range_syntax));
  for (const [, feature] of params.matchAll(/\(\s*(?:min-|max-)?([a-z-]+)/g)) features.push(...ofName("css.at-rules.media", media, feature));
  return features;
}

/** What a browser is asked about before it is told. */
const isAsked = (node) => node !== undefined && ((node.type === "atrule" && node.name === "supports") || isAsked(node.parent));
const isIn = (node, names) => names.test(node.parent.name ?? "");

const found = new Map();
postcss.parse(readFileSync(0, "utf8")).walk((node) => {
  if (isAsked(node)) return;
  let features = [];
  if (node.type === "decl" && !isIn(node, /^(?:font-face|page)$/)) features = ofDeclaration(node);
  else if (node.type === "rule" && !isIn(node, /keyframes$/)) features = ofSelector(node);
  else if (node.type === "atrule") features = ofAtRule(node);
  const place = node.toString().replaceAll(/\s+/g, " ").slice(0, 80);
  for (const feature of features) if (!found.has(feature)) found.set(feature, place);
});
for (const [feature, place] of found) console.log(`${feature}\t${place}`);
