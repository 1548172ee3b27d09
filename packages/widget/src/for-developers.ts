/** What only the page's developer reads, in English like the docs. A late file: no payment needs it. */
import type { html } from "lit";

/** The main file's Lit and buttons, so that they are not in here again. */
interface Main {
  readonly html: typeof html;
  readonly button: (
    content: string,
    onClick: () => void,
    kind: "secondary",
  ) => unknown;
}

interface PhoneActions {
  readonly enterPhone: (phone: string) => void;
  readonly judgePhone: () => void;
}

/** What to do about a field or attribute, in the console. */
export const advice: Readonly<Record<string, string | undefined>> = {
  cart: 'set it to JSON like [{"sku":"A1","quantity":1}], or [] while it is empty; or set cart-token, payment-link or order-id.',
  customer:
    'set it to JSON like {"phone":"0712345678"}. Leave out what you don\'t know: the relay takes no empty or malformed field.',
  origin:
    "Add it to MALIPO_ALLOWED_ORIGINS of the relay and restart that. A sandboxed frame has no origin: give it allow-same-origin. If neither helps, a proxy in between drops the preflight requests (OPTIONS).",
  relay: 'set it to an address like "https://pay.shop.example".',
  resumeSecret:
    "this browser does not know the order. Set it to what the relay answered beside the order's id.",
  returnUrl:
    'set it to an address like "/thanks". Without it the browser comes back to this page, which must then be on the web.',
};

/** What the endings 00, 01, 02 … of a sandbox's phone numbers decide. */
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

export function testPanel(main: Main, actions: PhoneActions): unknown {
  return main.html`<details part="test-panel" lang="en">
    <summary>Test numbers</summary>
    ${ENDINGS.map((meaning, index) => {
      const ending = String(100 + index).slice(1);
      return main.button(
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
