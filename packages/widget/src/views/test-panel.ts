/** For developers on a sandbox: the phone numbers that decide how a payment ends. In English, like the docs. */
import type { TemplateResult } from "lit";
import { html } from "lit";
import type { CheckoutActions } from "../checkout-actions.ts";
import { button } from "./parts.ts";

/** What the endings 00, 01, 02 … mean. */
const ENDINGS = [
  "/phone decides",
  "pays",
  "no funds",
  "cancelled",
  "wrong PIN",
  "no answer",
  "callback lost",
  "repeated",
  "pays late",
  "submit fails",
  "answer lost",
  "other amount",
];

export function testPanel(actions: CheckoutActions): TemplateResult {
  return html`<details part="test-panel" lang="en">
    <summary>Test numbers</summary>
    ${ENDINGS.map((meaning, index) => {
      const ending = String(100 + index).slice(1);
      return button(
        `${ending} ${meaning}`,
        () => {
          actions.enterPhone(`07123456${ending}`);
          actions.judgePhone();
        },
        "secondary",
      );
    })}
  </details>`;
}
