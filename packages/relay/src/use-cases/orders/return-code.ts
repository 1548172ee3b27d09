/**
 * A one-time code in the redirect from the provider's page. It gives access to the order in a browser that doesn't know
 * it, for example an in-app browser.
 */
import type { Order } from "../../domain/order.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

const CODE_LIFETIME_MS = 2 * 60 * 1000;

/** Only the digest is stored, so that access to the database doesn't give access to orders. */
const textOf = (code: string): string => `return-code ${code}`;

export async function issueReturnCode(
  deps: Deps,
  tx: StoreTransaction,
  order: Order,
): Promise<string> {
  const now = deps.clock.now();
  const code = deps.random.id("rc_");
  await tx.putReturnCode({
    digest: deps.secrets.digest(textOf(code)),
    orderId: order.id,
    expiresAt: now + CODE_LIFETIME_MS,
  });
  return code;
}

/** True once, for the right order, within two minutes. */
export function takeReturnCode(
  deps: Deps,
  orderId: string,
  code: string,
): Promise<boolean> {
  const { secrets, store, clock } = deps;
  const text = textOf(code);
  const digests = [secrets.digest(text), ...secrets.earlierDigests(text)];
  return store.transaction(async (tx) => {
    for (const digest of digests)
      if (await tx.takeReturnCode(digest, orderId, clock.now())) return true;
    return false;
  });
}
