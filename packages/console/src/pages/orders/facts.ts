/** What an order is, and who pays it. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { toHref } from "../../app/router.ts";
import { dateTime, phone } from "../../lib/format.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { wordFor } from "../../words/words.ts";
import type { Words } from "../../words/words.ts";
import type { History } from "./timeline.ts";

/** A row of the facts; none if there is nothing to say. */
const fact = (name: unknown, value: unknown): unknown =>
  value === null || value === undefined
    ? nothing
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`;

/** What somebody typed, in any script, moves nothing beside it. */
const typed = (text: string): TemplateResult => html`<bdi>${text}</bdi>`;
const typedOrNone = (text: string | undefined): TemplateResult | undefined =>
  text === undefined ? undefined : typed(text);

export function renderFacts(
  { order, customer, attempts }: History,
  { order: texts, orders, methods }: Words,
): TemplateResult {
  const sources = {
    cart: texts.sourceCart,
    payment_link: texts.sourceLink,
    merchant: texts.sourceMerchant,
  };
  const payer = attempts.find(({ phone: given }) => given !== null)?.phone;
  return html`<section class="card">
    <h2>${texts.facts}</h2>
    <dl class="facts">
      ${fact(texts.id, html`${order.id} ${copyButton(order.id, texts.copyId)}`)}
      ${fact(texts.receipt, order.outcome?.receipt)}
      ${fact(
        orders.method,
        order.outcome?.method == null
          ? null
          : wordFor(methods, order.outcome.method),
      )}
      ${fact(texts.name, typedOrNone(customer?.name))}
      ${fact(
        texts.phone,
        customer?.phone ?? (payer == null ? null : phone(payer)),
      )}
      ${fact(texts.email, typedOrNone(customer?.email))}
      ${(order.fields ?? []).map(({ label, value }) =>
        fact(typed(label), typed(value)),
      )}
      ${fact(
        texts.source,
        order.source.type === "payment_link"
          ? html`<a href=${toHref(`/links/${order.source.paymentLink}`)}
              >${sources.payment_link}</a
            >`
          : sources[order.source.type],
      )}
      ${fact(
        orders.created,
        order.createdAt === undefined ? null : dateTime(order.createdAt),
      )}
      ${[
        order.resolution,
        ...(order.earlierResolutions ?? []).toReversed(),
      ].map((each) =>
        each === undefined
          ? nothing
          : fact(
              texts.resolved,
              html`${typed(each.note)}
                <span class="small muted">${dateTime(each.at)}</span>`,
            ),
      )}
      ${
        order.outcome === null
          ? fact(texts.expires, dateTime(order.expiresAt))
          : nothing
      }
      ${Object.entries(order.metadata ?? {}).map(([name, value]) =>
        fact(typed(name), typed(value)),
      )}
    </dl>
  </section>`;
}
