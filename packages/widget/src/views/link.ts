/** A payment link without an order. */
import type { PaymentLink } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { linkAmount } from "../draft.ts";
import { decimalOf } from "../money.ts";
import { field, form } from "./form.ts";
import { payScreen } from "../state/methods.ts";
import { html } from "./html.ts";
import { button, foot, payLabel, plainScreen } from "./parts.ts";
import { currentMethod, money, range } from "./text.ts";
import type { View } from "./view.ts";

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
    onInput: (text) => {
      actions.enterAmount(text, decimalOf(words));
    },
  });
}

export function renderLink(view: View, link: PaymentLink): TemplateResult {
  const { words, actions, state } = view;
  const { amount, description } = link;
  const { order, wanted, task } = state;
  const direct = order && payScreen(order, wanted) === "review";
  const method = direct && currentMethod(view);
  return plainScreen(
    view,
    nothing,
    html`${description ? html`<p><bdi>${description}</bdi></p>` : nothing}
    ${form(
      actions.proceed,
      html`${
        amount
          ? html`<p class="sum" part="total">${money(view, amount)}</p>`
          : amountField(view, link)
      }
      ${foot(
        button(
          method ? payLabel(view, method) : words.$proceed,
          null,
          "primary",
          task !== null,
        ),
      )}`,
    )}`,
  );
}
