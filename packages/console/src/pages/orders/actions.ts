/** What a person can do with an order. What can't be taken back is asked once. */
import { api } from "../../lib/api.ts";
import { hasScope } from "../../lib/session.ts";
import { announce } from "../../ui/announce.ts";
import type { Question } from "../../ui/confirm.ts";
import { problemText } from "../../ui/problem.ts";
import { fill, words } from "../../words/words.ts";
import type { History } from "./timeline.ts";

/** What became of an order since this version of it; null if nothing did. */
export function changedSince(
  version: number | undefined,
  { order: now }: History,
): string | null {
  const { order, orderStatus } = words();
  return now.version === version
    ? null
    : fill(order.changed, { status: orderStatus[now.status] });
}

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

export function revokeQuestion({ id, reference }: History["order"]): Question {
  const { order } = words();
  return {
    title: fill(order.revokeTitle, { reference }),
    text: order.revokeText,
    confirm: order.revoke,
    act: () =>
      api.post("/v1/merchant/orders/{id}/revoke-tokens", {
        path: { id },
        body: {},
      }),
    done: order.revoked,
  };
}

type Delivery = History["deliveries"][number];

/** Whether this person may have it sent again: one under way comes by itself, one to a deleted endpoint never. */
export const mayResend = ({
  status,
  lastError,
}: Pick<Delivery, "status" | "lastError">): boolean =>
  hasScope("orders") && status !== "pending" && lastError !== "deleted";

export function resendQuestion({
  id,
  event,
}: Pick<Delivery, "id" | "event">): Question {
  const { order } = words();
  return {
    title: order.resendTitle,
    text: fill(order.resendText, { event }),
    confirm: order.resend,
    act: () => resend(id),
    done: order.resent,
  };
}

export const resend = (id: string) =>
  api.post("/v1/merchant/deliveries/{id}/redrive", { path: { id }, body: {} });

/** Has the provider asked, and says what came of it. Changes nothing but what the provider knows. */
export async function checkOrder(id: string): Promise<void> {
  const { order, orderStatus } = words();
  try {
    const { order: after } = await api.post("/v1/merchant/orders/{id}/check", {
      path: { id },
      body: {},
    });
    announce(fill(order.checked, { status: orderStatus[after.status] }));
  } catch (error) {
    announce(problemText(error));
  }
}
