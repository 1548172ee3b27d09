/** A payment without an order, for example with a mistyped account. Needs a manual review. */
import type { Amount } from "@malipo/protocol";
import type { ProviderId } from "./attempt.ts";
import type { Instant } from "./observation.ts";

export interface UnmatchedPayment {
  /** The provider's receipt, or a digest of the message if it has none. */
  readonly id: string;
  readonly provider: ProviderId;
  /** The account as entered by the payer. */
  readonly account: string | null;
  readonly amount: Amount | null;
  readonly phone: string | null;
  readonly at: Instant;
  /** The original message. */
  readonly raw: Uint8Array;
}
