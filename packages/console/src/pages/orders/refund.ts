/** Asks which payment goes back, and how much of it. */
import { currencyExponent } from "@malipo/protocol/currency";
import { parseTypedAmount, plainAmount } from "@malipo/protocol/text";
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { api } from "../../lib/api.ts";
import type { FieldErrors } from "../../lib/field-errors.ts";
import { textOf } from "../../lib/form-text.ts";
import { dateTime, money, phone } from "../../lib/format.ts";
import type { Amount } from "../../lib/format.ts";
import type { Question } from "../../ui/confirm.ts";
import { errorText, textField } from "../../ui/fields.ts";
import { fill, wordFor, words } from "../../words/words.ts";
import type { History } from "./timeline.ts";

const REASON_LENGTH = 200;

export type Refundable = History["refundable"][number];

export const refundableOf = ({ refundable }: History): readonly Refundable[] =>
  refundable.filter(({ obstacle }) => obstacle === null);

/**
 * `read`: the order as it is by now, so that the amounts that are left follow what others do meanwhile. `suggested`: how
 * much is to go back; without it, all. The same Idempotency-Key however often the dialog's button is pressed: one
 * intent, one refund.
 */
export function refundQuestion(
  read: () => History,
  suggested?: Amount,
): Question {
  const { order } = words();
  const { id, reference, amount } = read().order;
  const choices = refundableOf(read());
  const first =
    choices.findLast(({ left }) => left.value >= (suggested?.value ?? 0)) ??
    choices.at(-1);
  const { currency } = first?.left ?? amount;
  const exponent = currencyExponent(currency) ?? 2;
  const start = Math.min(
    suggested?.value ?? Infinity,
    first?.left.value ?? amount.value,
  );
  const example = plainAmount({ value: start }, exponent);
  const typed = (values: FormData): Amount | undefined => {
    const text = textOf(values, "amount");
    const value = parseTypedAmount(text, currency, exponent);
    return value === undefined ? undefined : { value, currency };
  };
  const leftOf = (values: FormData): Amount | undefined => {
    const chosen = textOf(values, "attemptId") || first?.attemptId;
    return read().refundable.find((each) => each.attemptId === chosen)?.left;
  };
  const draft: Draft = { amount: example, reason: "" };
  const idempotencyKey = crypto.randomUUID();
  return {
    title: fill(order.refundTitle, { reference }),
    text: order.refundText,
    confirm: order.refundAction,
    isDangerous: true,
    fields: (errors) => fields(read(), errors, draft, { first, currency }),
    check(values) {
      const given = typed(values);
      const left = leftOf(values);
      return {
        ...(given === undefined
          ? { amount: fill(order.refundWrong, { example }) }
          : left !== undefined && given.value > left.value
            ? { amount: fill(order.refundMost, { left: money(left) }) }
            : {}),
        ...(textOf(values, "reason") === ""
          ? { reason: order.refundReasonMissing }
          : {}),
      };
    },
    act: (values) => {
      const given = typed(values);
      const attemptId = textOf(values, "attemptId") || first?.attemptId;
      return api.post("/v1/merchant/orders/{id}/refunds", {
        path: { id },
        body: {
          reason: textOf(values, "reason"),
          ...(attemptId === undefined ? {} : { attemptId }),
          ...(given === undefined ? {} : { amount: given }),
        },
        idempotencyKey,
      });
    },
    done: order.refunded,
  };
}

/** What was typed, which stays when the relay refuses. */
interface Draft {
  amount: string;
  reason: string;
}

function fields(
  history: History,
  errors: FieldErrors,
  draft: Draft,
  { first, currency }: { first: Refundable | undefined; currency: string },
): TemplateResult {
  const { order } = words();
  const { refundable } = history;
  const [only] = refundable;
  const help =
    refundable.length === 1 && only !== undefined
      ? fill(order.refundMost, { left: money(only.left) })
      : undefined;
  const { surplus, surplusLeft } = history.order;
  return html`${
    surplus === undefined
      ? nothing
      : html`<p>
          ${fill(order.refundSurplus, {
            left: money(surplusLeft ?? { ...surplus, value: 0 }),
          })}
        </p>`
  }
  ${refundable.length > 1 ? choose(history, errors, first) : nothing}
  ${textField({
    name: "amount",
    label: fill(order.refundAmount, { currency }),
    help,
    kind: "decimal",
    error: errors["amount"],
    value: draft.amount,
    set(value) {
      draft.amount = value;
    },
  })}
  ${textField({
    name: "reason",
    label: order.refundReason,
    maxLength: REASON_LENGTH,
    error: errors["reason"],
    value: draft.reason,
    set(value) {
      draft.reason = value;
    },
  })}`;
}

/** An order that was paid more than once: those that can't go back say why. */
function choose(
  { attempts, refundable }: History,
  errors: FieldErrors,
  first: Refundable | undefined,
): TemplateResult {
  const { order, methods } = words();
  const error = errors["attemptId"];
  return html`<fieldset class="choice-list">
    <legend>${order.refundWhich}</legend>
    ${refundable.map(({ attemptId, left, obstacle }) => {
      const attempt = attempts.find(({ id }) => id === attemptId);
      const payer = attempt?.phone ?? null;
      return html`<label>
        <input
          type="radio"
          name="attemptId"
          value=${attemptId}
          ?checked=${attemptId === first?.attemptId}
          ?disabled=${obstacle !== null}
        />
        <span>
          <strong>${wordFor(methods, attempt?.method ?? "none")}</strong>
          ${payer === null ? nothing : phone(payer)}
          ${
            attempt === undefined
              ? nothing
              : html`<span class="small muted"
                  >${dateTime(attempt.createdAt)}</span
                >`
          }
          <span class="small muted"
            >${
              obstacle === null
                ? fill(order.refundMost, { left: money(left) })
                : wordFor(order.refundObstacles, obstacle)
            }</span
          >
        </span>
      </label>`;
    })}
    ${
      error === undefined
        ? nothing
        : html`<p class="error" role="alert">${errorText(error)}</p>`
    }
  </fieldset>`;
}
