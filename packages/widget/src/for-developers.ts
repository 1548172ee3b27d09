/** Console advice and the test panel, in English only. A late file, because no payment needs it. */
import type { html } from "lit";

/** Passed in from the main file, so that this file doesn't bundle Lit again. */
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
  readonly validatePhone: () => void;
}

/** Advice for the console, by field or attribute. */
export const advice: Readonly<Record<string, string | undefined>> = {
  cart: 'set it to JSON like [{"sku":"A1","quantity":1}], or [] while it is empty; or set cart-token, payment-link or order-id.',
  customer:
    'set it to JSON like {"phone":"0712345678"}. Leave out what you don\'t know: the relay rejects empty and malformed fields.',
  headingLevel: "it must be 1 to 6. 2 is used.",
  origin:
    "Add it to MALIPO_ALLOWED_ORIGINS of the relay and restart that. A sandboxed frame has no origin: give it allow-same-origin. If neither helps, a proxy in between drops the preflight requests (OPTIONS).",
  methods: "Known: mpesa airtel card paybill flexpay.",
  mode: "Known: inline dialog.",
  relay: 'set it to a URL like "https://pay.shop.example".',
  resumeSecret:
    "this browser doesn't know the order. Set it to the resumeSecret that the relay returned with the order.",
  review: "Known: on off.",
  theme: "Known: auto light dark.",
  words:
    "a text needs the placeholders of ours, a list is a list of texts, and the key must be one of src/locales/en.ts. Ours is used.",
  returnUrl:
    'set it to a URL like "/thanks". Without it, the browser returns to this page, which must have an http or https URL.',
};

/** What the sandbox does, by the last digits of the phone number: 00, 01, 02 … */
const OUTCOMES = [
  "/phone decides",
  "pays",
  "insufficient funds",
  "cancelled",
  "wrong PIN",
  "no answer",
  "callback lost",
  "callbacks repeated",
  "pays after the deadline",
  "submit answers 500",
  "answer lost",
  "other amount",
];

export function testPanel(main: Main, actions: PhoneActions): unknown {
  return main.html`<details part="test-panel" lang="en" dir="ltr">
    <summary>Test outcomes</summary>
    ${OUTCOMES.map((outcome, index) => {
      const ending = String(100 + index).slice(1);
      return main.button(
        `${ending} ${outcome}`,
        () => {
          actions.enterPhone(`07123456${ending}`);
          actions.validatePhone();
        },
        "secondary",
      );
    })}
  </details>`;
}
