/** A payment link without an order. */
import type { PaymentLink } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { linkAmount } from "../draft.ts";
import { fill } from "../locales/words.ts";
import { field, form } from "./form.ts";
import { button, plainScreen, trouble } from "./parts.ts";
import { money } from "./text.ts";
import type { View } from "./view.ts";

/** The link's limits; empty if there are none. */
function range(view: View, { min, max }: PaymentLink): string {
  const { words } = view;
  return fill(
    min ? (max ? words.$between : words.$from) : max ? words.$to : "",
    {
      min: min ? money(view, min) : "",
      max: max ? money(view, max) : "",
    },
  );
}

function amountField(view: View, link: PaymentLink): TemplateResult {
  const { words, draft, actions } = view;
  const hint = range(view, link);
  const wrong = draft.amountTouched && !linkAmount(link, draft);
  return field({
    name: "amount",
    label: `${words.$amount} (${link.currency})`,
    value: draft.amount,
    hint,
    error: wrong ? `${words.$amountWrong} ${hint}` : null,
    onInput: actions.enterAmount,
  });
}

export function renderLink(view: View, link: PaymentLink): TemplateResult {
  const { words, actions, state } = view;
  const { amount, description } = link;
  return plainScreen(
    view,
    nothing,
    html`${description ? html`<p>${description}</p>` : nothing}
    ${form(
      actions.proceed,
      html`${
        amount
          ? html`<h2 part="total">${money(view, amount)}</h2>`
          : amountField(view, link)
      }
      ${trouble(view)}
      ${button(words.$proceed, null, "primary", state.task !== null)}`,
    )}`,
  );
}
