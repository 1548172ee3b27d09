/** A payment link before anybody has begun to pay it. */
import type { PaymentLink } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { linkAmount } from "../draft.ts";
import { fill } from "../locales/words.ts";
import { field, form } from "./form.ts";
import { button, plainScreen, trouble } from "./parts.ts";
import { money } from "./text.ts";
import type { View } from "./view.ts";

/** What the link takes; empty where it takes anything. */
function range(view: View, { min, max }: PaymentLink): string {
  const { w } = view;
  return fill(min ? (max ? w.$between : w.$from) : max ? w.$to : "", {
    min: min ? money(view, min) : "",
    max: max ? money(view, max) : "",
  });
}

function amountField(view: View, link: PaymentLink): TemplateResult {
  const { w, draft, actions } = view;
  const hint = range(view, link);
  const wrong = draft.amountJudged && !linkAmount(link, draft);
  return field({
    name: "amount",
    label: `${w.$amount} (${link.currency})`,
    value: draft.amount,
    hint,
    error: wrong ? `${w.$amountWrong} ${hint}` : null,
    onInput: actions.enterAmount,
  });
}

export function renderLink(view: View, link: PaymentLink): TemplateResult {
  const { w, actions, state } = view;
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
      ${button(w.$proceed, null, "primary", state.task !== null)}`,
    )}`,
  );
}
