/** What a person can do with an order, each asked once. */
import { html } from "lit";
import { currencyExponent } from "@malipo/protocol/currency";
import { parseTypedAmount, plainAmount } from "@malipo/protocol/text";
import { api } from "../../lib/api.ts";
import type { Amount } from "../../lib/format.ts";
import type { Question } from "../../ui/confirm.ts";
import { fill, words } from "../../words/words.ts";
import type { History } from "./timeline.ts";

const REASON_LENGTH = 200;

export function cancelQuestion({ id, reference }: History["order"]): Question {
  const { order } = words();
  return {
    title: fill(order.cancelTitle, { reference }),
    text: order.cancelText,
    confirm: order.cancel,
    isDangerous: true,
    act: () =>
      api.post("/v1/merchant/orders/{id}/cancel", { path: { id }, body: {} }),
    done: order.cancelled,
  };
}

export function resendQuestion({
  id,
  event,
}: History["deliveries"][number]): Question {
  const { order } = words();
  return {
    title: order.resendTitle,
    text: fill(order.resendText, { event }),
    confirm: order.resend,
    act: () =>
      api.post("/v1/merchant/deliveries/{id}/redrive", {
        path: { id },
        body: {},
      }),
    done: order.resent,
  };
}

const textOf = (values: FormData, name: string): string => {
  const value = values.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** The same Idempotency-Key however often the dialog's button is pressed: one intent, one refund. */
export function refundQuestion({ order: subject }: History): Question {
  const { order } = words();
  const { id, reference, amount } = subject;
  const { currency } = amount;
  const exponent = currencyExponent(currency) ?? 2;
  const whole = plainAmount(amount, exponent);
  const read = (values: FormData): Amount | undefined => {
    const value = parseTypedAmount(
      textOf(values, "amount"),
      currency,
      exponent,
    );
    return value === undefined ? undefined : { value, currency };
  };
  const idempotencyKey = crypto.randomUUID();
  return {
    title: fill(order.refundTitle, { reference }),
    text: order.refundText,
    confirm: order.refundAction,
    isDangerous: true,
    fields: () =>
      html`<label class="field">
          <span>${fill(order.refundAmount, { currency })}</span>
          <input name="amount" inputmode="decimal" value=${whole} />
        </label>
        <label class="field">
          <span>${order.refundReason}</span>
          <input name="reason" maxlength=${REASON_LENGTH} required />
        </label>`,
    check: (values) =>
      read(values) === undefined
        ? fill(order.refundWrong, { example: whole })
        : null,
    act: (values) => {
      const given = read(values);
      return api.post("/v1/merchant/orders/{id}/refunds", {
        path: { id },
        body: {
          reason: textOf(values, "reason"),
          ...(given === undefined ? {} : { amount: given }),
        },
        idempotencyKey,
      });
    },
    done: order.refunded,
  };
}
