/** What an order is for, line by line, and what of it was paid. */
import { html } from "lit";
import type { TemplateResult } from "lit";
import { money } from "../../lib/format.ts";
import type { Words } from "../../words/words.ts";
import { renderParts } from "./parts.ts";
import type { History } from "./timeline.ts";

export function renderLines(
  order: History["order"],
  words: Words,
): TemplateResult {
  const { order: texts, orders } = words;
  return html`<section class="card">
    <h2>${texts.lines}</h2>
    <table class="plain">
      <caption class="visually-hidden">
        ${texts.lines}
      </caption>
      <thead>
        <tr>
          <th scope="col">${texts.item}</th>
          <th scope="col" class="number">${texts.quantity}</th>
          <th scope="col" class="number">${orders.amount}</th>
        </tr>
      </thead>
      <tbody>
        ${order.lines.map(
          ({ name, quantity, amount }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${quantity}</td>
              <td class="number">${money(amount)}</td>
            </tr>`,
        )}
        ${order.adjustments?.map(
          ({ kind, label, amount }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td></td>
              <td class="number">
                ${kind === "discount" ? "\u2212" : ""}${money(amount)}
              </td>
            </tr>`,
        )}
        <tr>
          <th scope="row"><strong>${texts.total}</strong></th>
          <td></td>
          <td class="number"><strong>${money(order.amount)}</strong></td>
        </tr>
        ${renderParts(order, words)}
      </tbody>
    </table>
  </section>`;
}
