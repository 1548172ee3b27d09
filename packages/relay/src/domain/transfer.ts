/** A wallet-to-wallet transfer at the provider that awaits the merchant's acceptance. Pure. */
import type { Amount } from "@malipo/protocol";
import type { TransferStatus } from "@malipo/protocol/merchant";
import type { Instant } from "./observation.ts";

export type { TransferStatus };

export interface Transfer {
  /** The provider's reference, used in its URLs: "TXN-16820000-AB1C2D3E". */
  readonly reference: string;
  readonly status: TransferStatus;
  /** As the provider writes them; compare with `isOwnTag`. */
  readonly senderTag: string;
  readonly senderApp: string | null;
  readonly receiverTag: string;
  /** Null if it has more decimals than the currency, or is not positive. */
  readonly amount: Amount | null;
  readonly currency: string;
  /** The provider's spelling of the amount, for display. */
  readonly amountText: string;
  readonly narration: string | null;
  readonly rejectionReason: string | null;
  readonly expiresAt: Instant | null;
  readonly createdAt: Instant | null;
}

/** The merchant's manual decision about a transfer. It stands even if the provider call fails. */
export interface TransferDecision {
  readonly reference: string;
  readonly verdict: "accept" | "reject";
  /** Shown to the sender; null if accepted. */
  readonly reason: string | null;
  readonly at: Instant;
}

/** One delivery of the provider's webhook, shown to the merchant only. */
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
