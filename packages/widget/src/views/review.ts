/** The cart with quantities and the relay's prices. */
import type { Line } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { chosenOption } from "../draft.ts";
import { fill } from "../locales/words.ts";
import { ownValue } from "../own-value.ts";
import { methodOptions, payScreen } from "../state/methods.ts";
import { html } from "./html.ts";
import { button, foot, heading, payLabel } from "./parts.ts";
import { adjustments, total } from "./summary.ts";
import { currentMethod, methodHint, money, reasonText } from "./text.ts";
import type { Ordered } from "./view.ts";

/** The protocol's limit for one line. */
const MOST = 9999;

function stepper(
  { words, actions }: Ordered,
  { sku, name, maxQuantity = MOST }: Line,
  quantity: number,
): TemplateResult {
  const change = (
    content: string,
    label: string,
    to: number,
    off: boolean,
  ): TemplateResult =>
    button(
      content,
      () => {
        actions.changeQuantity(sku, to);
      },
      to ? "secondary" : "quiet",
      off,
      `${label}: ${name}`,
    );
  return html`<div class="stepper" part="stepper">
    ${change("−", words.$less, quantity - 1 || 1, quantity < 2)}
    <output>${quantity}</output>
    ${change("+", words.$more, quantity + 1, quantity >= maxQuantity)}
    ${change(words.$remove, words.$remove, 0, false)}
  </div>`;
}

function reviewLine(view: Ordered, line: Line, fixed: boolean): unknown {
  const { name, sku, imageUrl, unitAmount, amount } = line;
  const quantity = ownValue(view.draft.quantities, sku) ?? line.quantity;
  return quantity
    ? html`<li class="line" part="line">
        ${imageUrl ? html`<img src=${imageUrl} alt="" />` : nothing}
        <div class="row">
          <strong><bdi>${name}</bdi></strong>
          <strong class=${quantity === line.quantity ? "" : "busy"}>
            ${money(view, amount)}
          </strong>
        </div>
        <small>
          ${fixed ? `${quantity} × ` : nothing}
          ${fill(view.words.$each, { amount: money(view, unitAmount) })}
        </small>
        ${fixed ? nothing : stepper(view, line, quantity)}
      </li>`
    : nothing;
}

export function renderReview(view: Ordered): TemplateResult {
  const { state, words, actions, draft } = view;
  const { order, wanted, task } = state;
  const { source, status, attempt, lines } = order;
  const fixed = source.type !== "cart" || status !== "open" || attempt !== null;
  const direct = payScreen(order, wanted) === "review";
  const off = task !== null || (direct && !chosenOption(state, draft));
  const method = direct && currentMethod(view);
  return html`<section class="main" part="main">
      ${heading(view)}
      <ul part="lines">
        ${lines.map((line) => reviewLine(view, line, fixed))}
      </ul>
    </section>
    <div
      class="summary checkout"
      part="summary"
      role="group"
      aria-label=${words.$total}
    >
      ${adjustments(view)}
      ${foot(
        html`${total(view)}
        ${button(
          method ? payLabel(view, method) : words.$proceed,
          direct ? actions.pay : actions.proceed,
          "primary",
          off,
        )}`,
      )}
      ${
        direct
          ? methodOptions(order, wanted).map(
              (only) =>
                html`<small
                  >${
                    only.available
                      ? methodHint(view, only.id)
                      : reasonText(view, only)
                  }</small
                >`,
            )
          : nothing
      }
      <slot name="summary"></slot>
    </div>`;
}
