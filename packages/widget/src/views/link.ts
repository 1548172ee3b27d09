/** A payment link without an order. */
import type { PaymentLink } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { fill } from "../locales/words.ts";
import { plainAmount } from "@malipo/protocol/text";
import { decimalOf, formatAmount } from "../money.ts";
import { field, form } from "./form.ts";
import { payScreen } from "../state/methods.ts";
import { html } from "./html.ts";
import { button, foot, payLabel, plainScreen } from "./parts.ts";
import { currentMethod, money } from "./text.ts";
import type { View } from "./view.ts";

const renderSum = (sum: string): TemplateResult =>
  html`<p class="sum" part="total">${sum}</p>`;

/** For the late file. */
const PARTS = {
  html,
  button,
  field,
  fill,
  decimalOf,
  plainAmount,
  formatAmount,
  renderSum,
};

export function renderLink(view: View, link: PaymentLink): TemplateResult {
  const { words, actions, state, linkForm } = view;
  const { amount, description } = link;
  const { order, wanted, task } = state;
  const direct = order && payScreen(order, wanted) === "review";
  const method = direct && currentMethod(view);
  return plainScreen(
    view,
    nothing,
    html`${linkForm?.renderPicture(html, link)}
    ${description ? html`<p><bdi>${description}</bdi></p>` : nothing}
    ${form(
      actions.proceed,
      html`${
        linkForm
          ? linkForm.renderLinkForm(view, link, PARTS)
          : amount && renderSum(money(view, amount))
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
