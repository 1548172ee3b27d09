/** The parts of an order that takes them, as rows of its items: each with its method and time, and what is due. */

import { html, nothing } from "lit";
import { dateTime, money } from "../../lib/format.ts";
import type { Amount } from "../../lib/format.ts";
import type { Words } from "../../words/en.ts";
import { fill, wordFor } from "../../words/words.ts";
import { isPayable } from "./statuses.ts";
import type { History } from "./timeline.ts";

export function renderParts(
  { parts, amountDue, status }: History["order"],
  { order: texts, methods }: Words,
): unknown {
  if (parts === undefined || amountDue === undefined) return nothing;
  const row = (name: string, amount: Amount): unknown =>
    html`<tr>
      <th scope="row">${name}</th>
      <td></td>
      <td class="number">${money(amount)}</td>
    </tr>`;
  return [
    ...parts.map(({ method, amount, at }) =>
      row(
        fill(texts.part, {
          method: wordFor(methods, method),
          time: dateTime(at),
        }),
        amount,
      ),
    ),
    isPayable(status) ? row(texts.due, amountDue) : nothing,
  ];
}
