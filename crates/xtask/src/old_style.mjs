// Rewrites a style from stdin for browsers that are too old for the app: without `:is()`, lists in `:not()`, logical
// properties, `min()` and `max()`. Run in the folder whose node_modules has the parts.
import { readFileSync } from "node:fs";
import isPseudoClass from "@csstools/postcss-is-pseudo-class";
import postcss from "postcss";
import logical from "postcss-logical";
import selectorNot from "postcss-selector-not";

/** Those that know `@container` need none of this. */
const withoutContainers = { postcssPlugin: "without-containers", AtRule: { container: (rule) => void rule.remove() } };

/** Chrome 78 knows neither: the first of what they choose from will do. */
const withoutChoice = {
  postcssPlugin: "without-choice",
  Declaration(declaration) {
    const { value } = declaration;
    const first = value.replace(/\b(?:min|max)\(([^,()]+),[^()]+\)/g, "$1");
    if (first !== value && declaration.prev()?.value !== first) declaration.cloneBefore({ value: first });
  },
};

const parts = [withoutContainers, isPseudoClass({ preserve: false, onComplexSelector: "warning" }), selectorNot(), logical(), withoutChoice];
const result = await postcss(parts).process(readFileSync(0, "utf8"), { from: undefined });
for (const warning of result.warnings()) console.error(String(warning));
process.exitCode = result.warnings().length > 0 ? 1 : 0;
process.stdout.write(result.css);
