/** Says of each thing what happened and what can be done. */
import { html } from "lit";
import { dateTime, money, phone } from "../../lib/format.ts";
import { hasScope } from "../../lib/session.ts";
import type { Question } from "../../ui/confirm.ts";
import { fill, wordFor, words } from "../../words/words.ts";
import { resendQuestion } from "../orders/actions.ts";
import { REFUND_OF } from "./desk.ts";
import type { Delivery, Order, Payment, Transfer } from "./desk.ts";
import type { Choice, Item } from "./item.ts";
import {
  acceptQuestion,
  amountOf,
  assignQuestion,
  dismissQuestion,
  rejectQuestion,
} from "./questions.ts";
import { surplusOf, troubleOf } from "./trouble.ts";

export interface Acts {
  /** `id`: of what it is about. */
  readonly ask: (question: Question, id: string) => Promise<void>;
  readonly check: (order: Order) => Promise<void>;
  readonly refund: (order: Order) => Promise<void>;
  readonly settle: (order: Order) => Promise<void>;
}

export interface Items {
  readonly review: (order: Order) => Item;
  readonly overpaid: (order: Order) => Item;
  readonly refund: (order: Order) => Item;
  readonly payment: (payment: Payment) => Item;
  readonly transfer: (transfer: Transfer) => Item;
  readonly delivery: (delivery: Delivery) => Item;
}

export function createItems({ ask, check, refund, settle }: Acts): Items {
  const { attention } = words();
  const mayDecide = hasScope("orders");
  const mayPay = hasScope("money_out");
  const when = (is: boolean, choice: Choice): Choice[] => (is ? [choice] : []);
  const refundChoice = (order: Order): Choice[] =>
    when(mayPay && order.surplusLeft !== undefined, {
      label: attention.refund,
      means: attention.refundMeans,
      act: () => {
        void refund(order);
      },
    });

  const resolveChoice = (order: Order, means: string): Choice[] =>
    when(mayDecide, {
      label: attention.resolve,
      means,
      act: () => {
        void settle(order);
      },
    });

  return {
    review: (order) => ({
      ...ofOrder(order),
      happened: [...troubleOf(order), attention.reviewTodo],
      choices: [
        ...when(
          mayDecide && (order.reviewReasons ?? []).includes("no_result"),
          {
            label: attention.check,
            means: attention.checkMeans,
            act: () => {
              void check(order);
            },
          },
        ),
        ...refundChoice(order),
        ...resolveChoice(order, attention.resolveMeans),
      ],
    }),

    overpaid: (order) => ({
      ...ofOrder(order),
      happened: surplusOf(order),
      choices: [
        ...refundChoice(order),
        ...resolveChoice(order, attention.resolveMeans),
      ],
    }),

    refund: (order) => ({
      ...ofOrder(order),
      id: `${REFUND_OF}${order.id}`,
      happened: [attention.refundHappened, attention.refundTodo],
      choices: resolveChoice(order, attention.refundSettledMeans),
    }),

    payment: (payment) => ({
      id: payment.id,
      title: fill(attention.paymentTitle, {
        amount: amountOf(payment),
        payer: payerOf(payment),
      }),
      about: html`${dateTime(payment.at)} ·
      ${fill(attention.receipt, { id: payment.id })}`,
      happened: [accountOf(payment)],
      choices: [
        ...when(mayDecide, {
          label: attention.assign,
          means: attention.assignMeans,
          act: () => {
            void ask(assignQuestion(payment), payment.id);
          },
        }),
        ...when(mayDecide, {
          label: attention.dismiss,
          means: attention.dismissMeans,
          act: () => {
            void ask(dismissQuestion(payment), payment.id);
          },
        }),
      ],
    }),

    transfer: (transfer) => ({
      id: transfer.reference,
      title: fill(attention.paymentTitle, {
        amount: transferAmount(transfer),
        payer: transfer.senderTag,
      }),
      about:
        transfer.createdAt === null
          ? transfer.reference
          : `${dateTime(transfer.createdAt)} · ${transfer.reference}`,
      happened: [
        transfer.narration === null || transfer.narration === ""
          ? attention.transferNoNote
          : fill(attention.transferText, { narration: transfer.narration }),
        ...(transfer.expiresAt === null
          ? []
          : [
              fill(attention.transferExpires, {
                time: dateTime(transfer.expiresAt),
              }),
            ]),
      ],
      choices: [
        ...when(mayDecide, {
          label: attention.accept,
          means: attention.acceptMeans,
          act: () => {
            void ask(acceptQuestion(transfer), transfer.reference);
          },
        }),
        ...when(mayPay, {
          label: attention.reject,
          means: attention.rejectMeans,
          act: () => {
            void ask(rejectQuestion(transfer), transfer.reference);
          },
        }),
      ],
    }),

    delivery: (delivery) => ({
      id: delivery.id,
      orderId: delivery.orderId,
      title: html`${delivery.reference} · <code>${delivery.event}</code>`,
      about: html`${dateTime(delivery.createdAt)} ·
        <code>${delivery.id}</code>`,
      happened: [whyDead(delivery)],
      choices: when(mayDecide, {
        label: attention.again,
        means: attention.againMeans,
        act: () => {
          void ask(resendQuestion(delivery), delivery.id);
        },
      }),
    }),
  };
}

const ofOrder = ({ id, reference, amount, createdAt }: Order) => ({
  id,
  orderId: id,
  title: `${reference} · ${money(amount)}`,
  about: createdAt === undefined ? "" : dateTime(createdAt),
});

export function payerOf({
  payerName,
  phone: number,
  phoneHidden,
}: Payment): string {
  const parts = [
    payerName,
    number === null || phoneHidden ? number : phone(number),
  ].filter((part) => part !== null);
  return parts.length === 0 ? words().attention.someone : parts.join(", ");
}

function accountOf({ account, surplusOf: link }: Payment): string {
  const { attention } = words();
  if (link !== null) return attention.paymentSurplus;
  return account === null || account === ""
    ? attention.paymentNoAccount
    : fill(attention.paymentAccount, { account });
}

const transferAmount = ({ amount, currency, amountText }: Transfer): string =>
  amount === null ? `${currency} ${amountText}` : money(amount);

function whyDead({
  tries,
  lastTryAt,
  createdAt,
  lastError,
  lastStatus,
}: Delivery) {
  const { attention } = words();
  return fill(attention.deliveryText, {
    count: String(tries),
    time: dateTime(lastTryAt ?? createdAt),
    why: fill(wordFor(attention.why, lastError ?? "unknown"), {
      status: String(lastStatus ?? ""),
    }),
  });
}
