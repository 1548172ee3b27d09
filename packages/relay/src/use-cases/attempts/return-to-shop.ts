/** The shopper's browser returns from a hosted page. Its claims are not trusted; it only triggers a query. */
import { findAttempt } from "../../domain/order.ts";
import { isPaidOrMismatched } from "../../domain/attempt.ts";
import type { Attempt } from "../../domain/attempt.ts";
import type { Order } from "../../domain/order.ts";
import { extendAddress } from "../../domain/return-address.ts";
import { TASK_PRIORITY } from "../../domain/task.ts";
import type { Deps } from "../shared/deps.ts";
import { requestQuery } from "./request-query.ts";
import { recordObservations } from "./record-observations.ts";
import { issueReturnCode } from "../orders/return-code.ts";

export interface BrowserReturn {
  readonly attemptId: string;
  /**
   * The provider's page posted a form to the cancel URL. A GET never counts as a cancel: link scanners, previews and
   * prefetching follow links (RFC 9110, section 9.2.1).
   */
  readonly gaveUp: boolean;
  /** A HEAD request, not a browser returning. */
  readonly headOnly: boolean;
  /** `s` from the URL that the provider was given. */
  readonly mac: string;
}

/** The redirect target; undefined if there is no such attempt. */
export async function returnToShop(
  deps: Deps,
  browserReturn: BrowserReturn,
): Promise<string | undefined> {
  const { attemptId, headOnly } = browserReturn;
  const order = await deps.store.findOrderByAttempt(attemptId);
  const attempt = findAttempt(order, attemptId);
  if (order === undefined || attempt === undefined) return undefined;
  // Phone prompts have no page to return from, so this is not the shopper.
  if (!hasHostedPage(attempt) || headOnly) return shopAddress(deps, order);
  if (!isPaidOrMismatched(attempt)) {
    await recordReturn(deps, order, attempt, browserReturn.gaveUp);
  }
  const code = deps.secrets.isReturnMac(attempt.plan.id, browserReturn.mac)
    ? await deps.store.transaction((tx) => issueReturnCode(deps, tx, order))
    : undefined;
  return shopAddress(deps, order, code);
}

/** True even if the response with the page's URL was lost: the page may exist. */
const hasHostedPage = ({ plan }: Attempt): boolean => plan.method === "card";

/** Where the order can be paid: the shop's page, else that of its link. */
export function shopAddress(deps: Deps, order: Order, code?: string): string {
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

/** A return only triggers a query. A cancel is recorded once, and takes effect only if the provider confirms it. */
async function recordReturn(
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
