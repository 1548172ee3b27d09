/** A payment by hand to a paybill number: the payer typed the business number, the account and the amount. */
import type { Delivery } from "../attempts/attempts.ts";

/** What the notification says otherwise than the truth, member by member. */
export type IpnOverrides = Readonly<
  Record<string, string | number | boolean | null>
>;

export interface C2bPayment {
  /** The provider's, since nobody asked for this payment. */
  readonly originatorConversationId: string;
  /** The payer's, digits only: `254712345678`. */
  readonly phone: string;
  readonly shortCode: string;
  readonly account: string;
  readonly amountCents: number;
  readonly firstName: string;
  readonly receipt: string;
  readonly at: Date;
  /** Who is told; `null` when nobody is. */
  readonly callbackUrl: string | null;
  readonly overrides: IpnOverrides;
  /** Shared by all versions of the payment; the callback delivery adds to it. */
  readonly deliveries: Delivery[];
}
