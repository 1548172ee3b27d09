/** No text has a placeholder left in it, or a gap where one had no value; none lets a translator at what is exact. */
import { expect } from "@open-wc/testing";
import type { Attempt, Order } from "@malipo/protocol";
import { ATTEMPT_STATUSES } from "../support/statuses.ts";
import { SCENES } from "../gallery/scenes.ts";
import type { Checkout } from "../support/harness.ts";
import { open, withRelay } from "../support/harness.ts";
import { HANDED_OVER, openOrder, pendingOrder } from "../support/orders.ts";
import { showScene } from "../support/show-scene.ts";

/** Texts that look as if something is missing in them. */
function gaps({ root }: Checkout): string[] {
  const found: string[] = [];
  const copy = document.createElement("div");
  copy.innerHTML = root.innerHTML;
  // What is exact stands in an element of its own, in the middle of its text.
  for (const exact of copy.querySelectorAll("data"))
    exact.replaceWith(...exact.childNodes);
  copy.normalize();
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { nodeValue, parentElement } = walker.currentNode;
    // The templates' own line breaks are not the text's, and a label may end in a preposition.
    const text = (nodeValue ?? "").trim();
    const open = /\b(with|on|to|reached|in)[.:]?$/i;
    if (
      /[{}]| [.,:?!]|[^\n] {2,}|undefined|null|NaN|Invalid/.test(text) ||
      (open.test(text) && parentElement?.localName !== "dt")
    )
      found.push(text);
  }
  return found;
}

/** Amounts, phone numbers, codes and times that a translator may rewrite. */
function inexact({ root }: Checkout): string[] {
  const found: string[] = [];
  const exact = /\d{2,}|•••|MLP-|duka@malipo|K7Q2MX9P4T|SKL7XQ2P9M|ORD-/;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { nodeValue, parentElement } = walker.currentNode;
    if (exact.test(nodeValue ?? "") && !parentElement?.closest("[translate]"))
      found.push(nodeValue ?? "");
  }
  return found;
}

/** Texts of which each part would be a box of its own, with a gap around it. */
const tornApart = ({ root }: Checkout): string[] =>
  [...root.querySelectorAll("data")]
    .map((it) => it.parentElement)
    .filter(
      (parent): parent is HTMLElement =>
        parent !== null &&
        /flex|grid/.test(getComputedStyle(parent).display) &&
        [...parent.childNodes].some(
          (it) => it instanceof Text && it.data.trim() !== "",
        ),
    )
    .map((parent) => parent.textContent.trim());

describe("texts", () => {
  const it_ = withRelay();

  for (const locale of ["en", "sw"])
    for (const name of Object.keys(SCENES))
      it(`of the scene ${name} are whole, in ${locale}`, async () => {
        const checkout = await showScene(it_.relay, name, { locale });
        expect(gaps(checkout)).to.deep.equal([]);
        expect(inexact(checkout)).to.deep.equal([]);
        expect(tornApart(checkout)).to.deep.equal([]);
      });

  // An attempt by any method in any status may lack everything that it can lack.
  const bare = { action: null, promptExpiresAt: null, retryAt: null };
  const alive = (status: Attempt["status"], method: string): Order =>
    pendingOrder({ status, method, ...bare });
  const over = (status: Attempt["status"], method: string): Order =>
    openOrder({ status, method, ...bare });
  for (const method of ["mpesa", "card", "paybill", "flexpay", "cowries"])
    for (const status of ATTEMPT_STATUSES)
      it(`are whole where an attempt by ${method} is ${status} and says no more`, async () => {
        const ended = /^(failed|cancelled|expired)$/.test(status);
        it_.relay.order = (ended ? over : alive)(status, method);
        const checkout = open(HANDED_OVER);
        await checkout.until(
          () => checkout.has("[data-screen]:not([data-screen=loading])"),
          "a screen",
        );
        expect(gaps(checkout)).to.deep.equal([]);
      });
});
