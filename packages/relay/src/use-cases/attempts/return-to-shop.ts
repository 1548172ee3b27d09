/** The shopper's browser comes back from a hosted page. It is believed in nothing; it only makes us ask. */
import { findAttempt } from "../../domain/order.ts";
import { moneyMoved } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Order } from "../../domain/order.ts";
import { extendAddress } from "../../domain/return-address.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { Deps } from "../shared/deps.ts";
import { requestQuery } from "./request-query.ts";
import { recordObservations } from "./record-observations.ts";
import { issueReturnCode } from "../orders/return-code.ts";

export interface ComingBack {
  readonly attemptId: string;
  /**
   * The provider's page posted a form to the cancel address. A GET never says so: link scanners, previews and
   * prefetching follow addresses (RFC 9110, section 9.2.1).
   */
  readonly gaveUp: boolean;
  /** A mere HEAD: nobody comes. */
  readonly headOnly: boolean;
  /** `s` of the address that the provider was given. */
  readonly mac: string;
}

/** Where the browser goes next; undefined when there is no such attempt. */
export async function returnToShop(
  deps: Deps,
  coming: ComingBack,
): Promise<string | undefined> {
  const { attemptId, headOnly } = coming;
  const order = await deps.store.findOrderByAttempt(attemptId);
  const attempt = findAttempt(order, attemptId);
  if (order === undefined || attempt === undefined) return undefined;
  // A prompt on a phone has no page to come back from: whoever asks for its address is no shopper of it.
  if (!hasHostedPage(attempt) || headOnly) return shopAddress(deps, order);
  if (!moneyMoved(attempt)) {
    await learn(deps, order, attempt, coming.gaveUp);
  }
  const code = deps.secrets.isReturnMac(attempt.plan.id, coming.mac)
    ? await deps.store.transaction((tx) => issueReturnCode(deps, tx, order))
    : undefined;
  return shopAddress(deps, order, code);
}

/** Also where the answer that named the page was lost: the page may exist all the same. */
const hasHostedPage = ({ plan }: Attempt): boolean => plan.method === "card";

function shopAddress(deps: Deps, order: Order, code?: string): string {
  const { publicUrl, allowedOrigins } = deps.settings;
  const linkPage =
    order.source.type === "payment_link"
      ? `${publicUrl}/pay/${order.source.paymentLink}`
      : undefined;
  const address =
    order.returnUrl ??
    linkPage ??
    order.origin ??
    allowedOrigins[0] ??
    publicUrl;
  return extendAddress(address, order.id, code);
}

/** A mere return leaves no trace but the query; giving up is learned once, and wins only when the provider agrees. */
async function learn(
  deps: Deps,
  order: Order,
  { plan, facts }: Attempt,
  gaveUp: boolean,
): Promise<void> {
  const at = deps.clock.now();
  if (!gaveUp || facts.cancelRequestedAt !== null) {
    await deps.store.transaction((tx) =>
      requestQuery(tx, order, plan.id, at, TASK_PRIORITY.shopper),
    );
    return;
  }
  await recordObservations(
    deps,
    order.id,
    [
      {
        attemptId: plan.id,
        source: "shopper",
        observation: { kind: "cancel_requested", at },
      },
    ],
    (tx, known) => requestQuery(tx, known, plan.id, at, TASK_PRIORITY.shopper),
  );
}
