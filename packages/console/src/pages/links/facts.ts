/** Everything that is set on a payment link, as far as it is. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { MerchantPaymentLink } from "@malipo/protocol/merchant";
import { count, dateTime, money } from "../../lib/format.ts";
import { copyButton } from "../../ui/copy-button.ts";
import { words } from "../../words/words.ts";

export function linkFacts(link: MerchantPaymentLink): TemplateResult {
  const { links } = words();
  const fact = (name: string, value: unknown): unknown =>
    value === null || value === undefined
      ? nothing
      : html`<dt>${name}</dt>
          <dd>${value}</dd>`;
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : count(value);
  const { quantity, suggestedAmounts, fields = [], metadata = {} } = link;
  return html`<section class="card">
    <h2>${links.details}</h2>
    <dl class="facts">
      ${fact(links.id, html`<code>${link.id}</code> ${copyButton(link.id, links.copyId)}`)}
      ${fact(links.description, link.description)}
      ${fact(links.reference, link.reference)}
      ${fact(
        links.quantity,
        quantity === undefined
          ? undefined
          : `${count(quantity.min)} – ${count(quantity.max)}`,
      )}
      ${fact(links.suggestedTitle, suggestedAmounts?.map(money).join(", "))}
      ${fact(
        links.expiresAt,
        link.expiresAt === null ? null : dateTime(link.expiresAt),
      )}
      ${fact(links.maxPayments, number(link.maxPayments))}
      ${fact(links.stock, number(link.stock))}
      ${link.onePerPhone === true ? fact(links.onePerPhone, "✓") : nothing}
      ${link.payment === "partial" ? fact(links.takesParts, "✓") : nothing}
      ${
        link.deposit === undefined
          ? nothing
          : fact(links.deposit, number(link.deposit.percent))
      }
      ${fact(links.inactiveMessage, link.inactiveMessage)}
      ${fact(
        links.questions,
        fields.length === 0
          ? undefined
          : fields.map(
              ({ label, required }) =>
                html`<div>${label}${required ? " *" : ""}</div>`,
            ),
      )}
      ${fact(links.imageUrl, link.imageUrl)}
      ${fact(links.successUrl, link.successUrl)}
      ${fact(links.returnUrl, link.returnUrl)}
      ${Object.entries(metadata).map(([name, value]) => fact(name, value))}
      ${mirrorFact(link)} ${fact(links.created, dateTime(link.createdAt))}
    </dl>
  </section>`;
}

function mirrorFact({ mirror }: MerchantPaymentLink): unknown {
  if (mirror === null) return nothing;
  const { links } = words();
  return html`<dt>${links.mirrorState}</dt>
    <dd>
      ${links.mirrorStates[mirror.state]}
      ${mirror.fault === null ? nothing : html`<code>${mirror.fault}</code>`}
      ${
        mirror.url === null || !/^https?:/i.test(mirror.url)
          ? nothing
          : html`<a href=${mirror.url} target="_blank" rel="noopener noreferrer"
              >${links.mirrorPage}</a
            >`
      }
    </dd>`;
}
