/** A difference as a row. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Result } from "@malipo/client";
import { toHref } from "../../app/router.ts";
import { dateTime, money } from "../../lib/format.ts";
import { badge } from "../../ui/badge.ts";
import type { Column } from "../../ui/data-table.ts";
import { wordFor } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";

export type Difference = Result<
  "get",
  "/v1/merchant/reconciliations/{day}/differences"
>["differences"][number];

export function differenceColumns(words: Words): readonly Column<Difference>[] {
  const { reconciliation: texts, orders, methods } = words;
  return [
    {
      label: orders.reference,
      cell: ({ orderId, reference, refundId, method }) =>
        html`<a href=${toHref(`/orders/${orderId}`)}>${reference}</a>
          <span class="small muted"
            >${refundId === null ? wordFor(methods, method) : texts.refund}</span
          >`,
    },
    {
      label: texts.cause,
      cell: ({ cause }) =>
        html`<strong>${wordFor(texts.causes, cause)}</strong>
          <p class="small muted">${wordFor(texts.help, cause)}</p>`,
    },
    { label: texts.here, cell: (difference) => hereOf(words, difference) },
    {
      label: texts.atProvider,
      cell: ({ atProvider: { says, amount, receipt } }) =>
        said(wordFor(texts.says, says), amount, receipt),
    },
    {
      label: texts.state,
      cell: ({ resolution, checkedAt }) =>
        html`${
            resolution === null
              ? badge(texts.open, "bad")
              : badge(wordFor(texts.resolutions, resolution), "good")
          }
          <p class="small muted">
            <time datetime=${checkedAt}>${dateTime(checkedAt)}</time>
          </p>`,
    },
  ];
}

function hereOf(words: Words, { here, refundId }: Difference): TemplateResult {
  const table = refundId === null ? words.attemptStatus : words.refundStatus;
  return said(wordFor(table, here.status), here.amount, here.receipt);
}

const said = (
  text: string,
  amount: Parameters<typeof money>[0] | null,
  receipt: string | null,
): TemplateResult =>
  html`${text}${amount === null ? nothing : html`, ${money(amount)}`}
  ${receipt === null ? nothing : html`<span class="small muted">${receipt}</span>`}`;
