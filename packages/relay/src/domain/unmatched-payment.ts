/** Money that came without an order: a mistyped account, say. A person must look. */
import type { Amount } from "@malipo/protocol";
import type { ProviderId } from "./attempt.ts";
import type { Instant } from "./observation.ts";

export interface UnmatchedPayment {
  /** The provider's receipt, or the digest of the message where it names none. */
  readonly id: string;
  readonly provider: ProviderId;
  /** What the payer typed as the account. */
  readonly account: string | null;
  readonly amount: Amount | null;
  readonly phone: string | null;
  readonly at: Instant;
  /** The message as it came. */
  readonly raw: Uint8Array;
}
