/** Lines and total next to the form. On narrow screens the lines are collapsed. */
import type { TemplateResult } from "lit";
import { html } from "./html.ts";
import { money } from "./text.ts";
import type { Ordered } from "./view.ts";

/** Delivery, tax and discounts. */
export function adjustments(view: Ordered): unknown {
  return view.state.order.adjustments?.map(
    ({ kind, label, amount }) =>
      html`<p class="row" part="adjustment">
        <bdi>${label}</bdi>
        <span>${kind === "discount" ? "−" : ""}${money(view, amount)}</span>
      </p>`,
  );
}

export function total(view: Ordered): TemplateResult {
  const { order, task } = view.state;
  return html`<p
    class="row total ${task === "lines" ? "busy" : ""}"
    part="total"
  >
    <span>${view.words.$total}</span>
    <strong>${money(view, order.amount)}</strong>
  </p>`;
}

export function summary(view: Ordered): TemplateResult {
  const { words, unfolded, state } = view;
  const { lines, amount } = state.order;
  return html`<div
    class="summary"
    part="summary"
    role="group"
    aria-label=${words.review}
  >
    <button
      class="row fold"
      part="fold"
      type="button"
      aria-expanded=${unfolded}
      @click=${view.fold}
    >
      <span>${words.review}</span>
      <strong>${money(view, amount)}</strong>
    </button>
    <div class="folded">
      <h3 aria-level=${view.headingLevel}>${words.review}</h3>
      <ul part="lines">
        ${lines.map(
          (line) =>
            html`<li class="row" part="line">
              <span
                ><bdi>${line.name}</bdi> <small>× ${line.quantity}</small></span
              >
              <span>${money(view, line.amount)}</span>
            </li>`,
        )}
      </ul>
      ${adjustments(view)} ${total(view)}
      <slot name="summary"></slot>
    </div>
  </div>`;
}
