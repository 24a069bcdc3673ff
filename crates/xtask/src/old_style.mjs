// Rewrites a style from stdin for browsers that are too old for the app: without `:is()` and `:where()`, lists in `:not()`,
// logical properties, `min()`, `max()` and `clamp()`. Run in the folder whose node_modules has the parts.
import { readFileSync } from "node:fs";
import isPseudoClass from "@csstools/postcss-is-pseudo-class";
import postcss from "postcss";
import logical from "postcss-logical";
import selectorNot from "postcss-selector-not";

/** Those that know `@container` need none of this. */
const withoutContainers = { postcssPlugin: "without-containers", AtRule: { container: (rule) => void rule.remove() } };

/** Its weight does not matter where each selector with it stands behind those that it would beat. */
const withoutWhere = { postcssPlugin: "without-where", Rule: (rule) => void (rule.selector = rule.selector.replaceAll(":where(", ":is(")) };

/** Chrome 78 knows none of them: the first of what they choose from will do. */
const withoutChoice = {
  postcssPlugin: "without-choice",
  Declaration(declaration) {
    const { prop, value } = declaration;
    const first = value.replace(/\b(?:min|max|clamp)\(((?:[^,()]|\([^()]*\))+),(?:[^()]|\([^()]*\))+\)/g, "$1");
    if (first === value || declaration.prev()?.value === first) return;
    // A variable takes whatever it is given last, also what nobody understands.
    if (prop.startsWith("--")) declaration.value = first;
    else declaration.cloneBefore({ value: first });
  },
};

const parts = [withoutContainers, withoutWhere, isPseudoClass({ preserve: false, onComplexSelector: "warning" }), selectorNot(), logical(), withoutChoice];
const result = await postcss(parts).process(readFileSync(0, "utf8"), { from: undefined });
for (const warning of result.warnings()) console.error(String(warning));
process.exitCode = result.warnings().length > 0 ? 1 : 0;
process.stdout.write(result.css);
