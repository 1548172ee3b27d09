/** Templates whose texts stay true on a page that is being translated. */
import type { TemplateResult } from "lit";
import { html as lit } from "lit";
import type { Part } from "lit/directive.js";
import { directive, Directive, PartType } from "lit/directive.js";

/** Amounts, phone numbers, codes and times: whatever has a digit, with its currency. And names like M-Pesa. */
const EXACT =
  /((?:[A-Z]{3}\s)?\S*[\d•]\S*(?:\s(?:[\d•]\S*|[A-Z]{3}\b))*|\b[A-Z]{1,2}-\w{1,9}\b)/;
/** What browsers would break a line inside of; nothing longer, which has to break. */
const WHOLE = /^([A-Z]{1,2}-\w{1,9}|\D{0,2}\d{3,4} \d{3} \d{3}\D{0,2})$/;

/** The text with what is exact out of a translator's reach; one element, so that it stays one box in a flex container. */
function nodesOf(text: string): Node {
  const parts = text.split(EXACT).flatMap<string | Node>((part, index) => {
    if (index % 2 === 0) return part === "" ? [] : [part];
    const exact = document.createElement("data");
    exact.translate = false;
    if (WHOLE.test(part)) exact.className = "whole";
    exact.textContent = part;
    return [exact];
  });
  const nodes =
    parts.length > 1 ? document.createElement("data") : new DocumentFragment();
  nodes.append(...parts);
  return nodes;
}

/**
 * Translators put other nodes in the place of a text. Lit alone would write the next text into the node that is gone,
 * and the old one would stay on the screen. Here a new text has new nodes, for which Lit removes whatever is there.
 */
class Text extends Directive {
  #text: unknown;
  #nodes: unknown;
  #drawn = false;

  override update(part: Part, [text]: [unknown]): unknown {
    const isNew = text !== this.#text;
    const isChild = part.type === PartType.CHILD;
    const place = isChild ? part.startNode : part.element;
    // Some copy the elements around it as well: the element draws everything anew.
    if (isNew && this.#drawn && !place?.isConnected) throw new Error("moved");
    this.#drawn = true;
    this.#text = text;
    if (!isChild) return text;
    if (isNew) this.#nodes = nodesOf(String(text));
    return this.#nodes;
  }

  render(text: unknown): unknown {
    return text;
  }
}
const textOf = directive(Text);

const isText = (value: unknown): boolean => /^(str|num)/.test(typeof value);

export const html = (
  strings: TemplateStringsArray,
  ...values: unknown[]
): TemplateResult<1> =>
  lit(strings, ...values.map((it) => (isText(it) ? textOf(it) : it)));
