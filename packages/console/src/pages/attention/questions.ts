/** What a person decides here, each asked once. */
import { ProblemError } from "@malipo/client";
import { html } from "lit";
import type { TemplateResult } from "lit";
import { api } from "../../lib/api.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { textOf } from "../../lib/form-text.ts";
import { money } from "../../lib/format.ts";
import type { Question } from "../../ui/confirm.ts";
import { textField } from "../../ui/fields.ts";
import { fill, words } from "../../words/words.ts";
import type { History } from "../orders/timeline.ts";
import "./order-picker.ts";
import type { Order, Payment, Transfer } from "./desk.ts";
import { sendAllAgain } from "./send-again.ts";
import { wholeTroubleOf } from "./trouble.ts";

const LONGEST_TEXT = 500;

/** A few words that somebody must write; they stay when the relay refuses. */
function textArea(
  name: string,
  label: string,
): (errors: FieldErrors) => TemplateResult {
  let value = "";
  const set = (text: string): void => {
    value = text;
  };
  return (errors) =>
    textField({
      ...{ name, label, value, set, rows: 2, maxLength: LONGEST_TEXT },
      error: errors[name],
    });
}

const missing =
  (name: string, text: string) =>
  (values: FormData): FieldErrors =>
    textOf(values, name) === "" ? { [name]: text } : {};

export const amountOf = ({ amount }: Pick<Payment, "amount">): string =>
  amount === null ? words().attention.noAmount : money(amount);

export function assignQuestion(payment: Payment): Question {
  const { attention } = words();
  return {
    title: fill(attention.assignTitle, { amount: amountOf(payment) }),
    text: attention.assignText,
    confirm: attention.assign,
    isDangerous: true,
    fields: (errors) =>
      html`<malipo-order-picker
        .payment=${payment}
        .error=${errors["orderId"] ?? null}
      ></malipo-order-picker>`,
    check: missing("orderId", attention.chooseOne),
    act: (values) =>
      api.post("/v1/merchant/unmatched-payments/{id}/assign", {
        path: { id: payment.id },
        body: { orderId: textOf(values, "orderId") },
      }),
    done: attention.assigned,
  };
}

export function dismissQuestion(payment: Payment): Question {
  const { attention } = words();
  return {
    title: fill(attention.dismissTitle, { amount: amountOf(payment) }),
    text: attention.dismissText,
    confirm: attention.dismiss,
    fields: textArea("note", attention.note),
    check: missing("note", attention.noteMissing),
    act: (values) =>
      api.post("/v1/merchant/unmatched-payments/{id}/dismiss", {
        path: { id: payment.id },
        body: { note: textOf(values, "note") },
      }),
    done: attention.dismissed,
  };
}

/**
 * `order`: as the person looked at it. `read`: as it is by now. What came since is not settled: the dialog shows it, and
 * who presses the button again has been told.
 */
export function resolveQuestion(
  { id, reference, version }: Order,
  read: () => History,
  reload: () => Promise<void>,
): Question {
  const { attention } = words();
  const note = textArea("note", attention.resolveNote);
  let seen = version;
  return {
    title: fill(attention.resolveTitle, { reference }),
    text: attention.resolveText,
    confirm: attention.resolve,
    fields: (errors) =>
      html`<ul>
          ${wholeTroubleOf(read()).map((text) => html`<li>${text}</li>`)}
        </ul>
        ${note(errors)}`,
    check: missing("note", attention.noteMissing),
    async act(values) {
      try {
        await api.post("/v1/merchant/orders/{id}/resolve", {
          path: { id },
          body: { note: textOf(values, "note"), version: seen },
        });
      } catch (error) {
        if (error instanceof ProblemError && error.code === "order_changed") {
          await reload();
          seen = read().order.version;
        }
        throw error;
      }
    },
    done: attention.resolved,
  };
}

const transferFacts = ({
  amount,
  amountText,
  currency,
  senderTag,
}: Transfer) => ({
  amount: amount === null ? `${currency} ${amountText}` : money(amount),
  sender: senderTag,
});

export function acceptQuestion(transfer: Transfer): Question {
  const { attention } = words();
  return {
    title: fill(attention.acceptTitle, transferFacts(transfer)),
    text: attention.acceptMeans,
    confirm: attention.accept,
    act: () =>
      api.post("/v1/merchant/transfers/{reference}/accept", {
        path: { reference: transfer.reference },
        body: {},
      }),
    done: attention.accepted,
  };
}

export function rejectQuestion(transfer: Transfer): Question {
  const { attention } = words();
  return {
    title: fill(attention.rejectTitle, transferFacts(transfer)),
    text: attention.rejectText,
    confirm: attention.reject,
    isDangerous: true,
    fields: textArea("reason", attention.reason),
    check: missing("reason", attention.noteMissing),
    act: (values) =>
      api.post("/v1/merchant/transfers/{reference}/reject", {
        path: { reference: transfer.reference },
        body: { reason: textOf(values, "reason") },
      }),
    done: attention.rejected,
  };
}

/** `total`: as many as there were when it was asked. */
export function againAllQuestion(total: number): Question {
  const { attention } = words();
  const count = String(total);
  let [sent, lost] = [0, 0];
  return {
    title: attention.againAllTitle,
    text: fill(attention.againAllText, { count }),
    confirm: attention.againAll,
    act: async (_values, say) => {
      const { done, failed } = await sendAllAgain((handled) => {
        say({
          text: fill(attention.againProgress, { done: String(handled), count }),
          done: handled,
          of: total,
        });
      });
      [sent, lost] = [done, failed];
    },
    done: () =>
      fill(lost === 0 ? attention.againDone : attention.againSome, {
        done: String(sent),
        failed: String(lost),
      }),
  };
}
