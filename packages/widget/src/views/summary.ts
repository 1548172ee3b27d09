/** Lines and total next to the form. On narrow screens the lines are collapsed. */
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { html } from "./html.ts";
import { dueOf, money } from "./text.ts";
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

/** What came of an order that is paid in parts, and what is due. */
function parts(view: Ordered): unknown {
  const { order } = view.state;
  const { amountPaid, amountDue, outcome } = order;
  return amountPaid?.value && amountDue?.value && !outcome
    ? html`<p class="row" part="paid">
          <span>${view.words.$paid}</span>
          <span>${money(view, amountPaid)}</span>
        </p>
        <p class="row total" part="due">
          <span>${view.words.$due}</span>
          <strong>${money(view, amountDue)}</strong>
        </p>`
    : nothing;
}

export function summary(view: Ordered): TemplateResult {
  const { words, unfolded, state } = view;
  const { lines } = state.order;
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
      <strong>${money(view, dueOf(state.order))}</strong>
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
      ${adjustments(view)} ${total(view)} ${parts(view)}
      <slot name="summary"></slot>
    </div>
  </div>`;
}
