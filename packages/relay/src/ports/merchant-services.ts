/** Provider calls for the merchant API, besides payments. None of these throws for provider or network errors. */
import type { Amount } from "@malipo/protocol";
import type { ProviderId } from "../domain/attempt.ts";
import type { Bill } from "../domain/bill.ts";
import type { Payout, PayoutRequest, RejectedLine } from "../domain/payout.ts";
import type { Route } from "../domain/route.ts";
import type { Transfer, TransferNotice } from "../domain/transfer.ts";
import type { SubmitResult } from "./provider.ts";
import type { ProviderResult } from "./provider-result.ts";

export interface Payouts {
  find(id: string): Promise<ProviderResult<Payout>>;
  /** The result of each line; `refused` only if the whole call was. */
  reject(id: string): Promise<ProviderResult<readonly RejectedLine[]>>;
  /** True if a route for payouts to phones is configured. */
  readonly canSend: boolean;
  /** Limits of one payout. */
  readonly min: Amount;
  readonly max: Amount;
  /** Amounts must be a multiple of this number of minor units. */
  readonly step: number;
  /** Sends the request once. `action` is always null. */
  send(request: PayoutRequest): Promise<SubmitResult>;
}

export interface Bills {
  find(id: string): Promise<ProviderResult<Bill>>;
}

export interface Routes {
  /** Cached for hours; the first caller waits. `fetchedAt` in milliseconds. */
  list(): Promise<
    ProviderResult<{
      readonly routes: readonly Route[];
      readonly fetchedAt: number;
    }>
  >;
}

/** A payment link's copy at the provider. */
export interface MirroredLink {
  readonly id: string;
  /** The provider's page; null if the response has no URL on an allowed host. */
  readonly url: string | null;
}

export interface LinkRequest {
  readonly title: string;
  readonly description: string | null;
  /** Null: the payer chooses. */
  readonly amount: Amount | null;
  readonly currency: string;
  readonly reference: string | null;
  readonly redirectUrl: string | null;
}

export interface LinkMirror {
  create(link: LinkRequest): Promise<ProviderResult<MirroredLink>>;
  find(id: string): Promise<ProviderResult<MirroredLink>>;
  update(id: string, link: LinkRequest): Promise<ProviderResult<MirroredLink>>;
}

export interface Transfers {
  /** The provider whose attempts these transfers pay. */
  readonly provider: ProviderId;
  /** What to do with a transfer that matches no open order. */
  readonly unmatched: "reject" | "leave";
  /** The tag that payers send to. */
  readonly tag: string;
  /** Compares with the merchant's tag in either format. */
  isOwnTag(tag: string): boolean;
  /** Everything that awaits acceptance, from all pages (at most 1,000), newest last. */
  pending(): Promise<ProviderResult<readonly Transfer[]>>;
  find(reference: string): Promise<ProviderResult<Transfer>>;
  /** Returns the updated transfer. A second accept is `refused` with `conflict`; read the transfer then. */
  accept(reference: string): Promise<ProviderResult<Transfer>>;
  /** `reason`, at most 500 characters, may be shown to the payer. */
  reject(reference: string, reason: string): Promise<ProviderResult<Transfer>>;
  /** The deliveries of the provider's webhooks about the transfer. */
  notices(
    reference: string,
  ): Promise<ProviderResult<readonly TransferNotice[]>>;
}

/** The services of the configured providers besides payments; null if none of them offers it. */
export interface MerchantServices {
  readonly payouts: Payouts | null;
  readonly bills: Bills | null;
  readonly routes: Routes | null;
  readonly linkMirror: LinkMirror | null;
  readonly transfers: Transfers | null;
}

export type ServiceName = keyof MerchantServices;
