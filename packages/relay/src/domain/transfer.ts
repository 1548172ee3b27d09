/** A wallet-to-wallet transfer at the provider that waits for the merchant to take it. Pure. */
import type { Amount } from "@malipo/protocol";
import type { TransferStatus } from "@malipo/protocol/merchant";
import type { Instant } from "./observation.ts";

export type { TransferStatus };

export interface Transfer {
  /** The provider's, used in its paths: "TXN-16820000-AB1C2D3E". */
  readonly reference: string;
  readonly status: TransferStatus;
  /** As the provider writes them; compare with `isOwnTag`. */
  readonly senderTag: string;
  readonly senderApp: string | null;
  readonly receiverTag: string;
  /** Null where it is no whole number of minor units (more than the currency's decimals), or not positive. */
  readonly amount: Amount | null;
  readonly currency: string;
  /** The amount as the provider wrote it, for people. */
  readonly amountText: string;
  readonly narration: string | null;
  readonly rejectionReason: string | null;
  readonly expiresAt: Instant | null;
  readonly createdAt: Instant | null;
}

/** What the merchant decided about a transfer by hand. It stands whatever becomes of the call that carries it out. */
export interface TransferDecision {
  readonly reference: string;
  readonly verdict: "accept" | "reject";
  /** For the sender; null where it is accepted. */
  readonly reason: string | null;
  readonly at: Instant;
}

/** One delivery of the provider's own webhook, for the merchant's eyes only. */
export interface TransferNotice {
  readonly direction: string;
  readonly eventType: string;
  readonly status: string;
  readonly attempts: number;
  readonly targetUrl: string | null;
  readonly lastError: string | null;
  readonly lastAttemptAt: string | null;
  readonly deliveredAt: string | null;
}
