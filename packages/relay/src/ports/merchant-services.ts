/** What the merchant can ask of a provider beside payments. None of these throws for what the provider or the network does. */
import type { Amount } from "@malipo/protocol";
import type { ProviderId } from "../domain/attempt.ts";
import type { Bill } from "../domain/bill.ts";
import type { Payout, PayoutRequest, RejectedLine } from "../domain/payout.ts";
import type { Route } from "../domain/route.ts";
import type { Transfer, TransferNotice } from "../domain/transfer.ts";
import type { SubmitAnswer } from "./provider.ts";
import type { ProviderAnswer } from "./provider-answer.ts";

export interface Payouts {
  find(id: string): Promise<ProviderAnswer<Payout>>;
  /** The answer of every line that was tried; `refused` only where the whole call was. */
  reject(id: string): Promise<ProviderAnswer<readonly RejectedLine[]>>;
  /** True where money can be sent back to phones: a route for it is configured. */
  readonly canSend: boolean;
  /** The limits of one payout. */
  readonly min: Amount;
  readonly max: Amount;
  /** Amounts must be a multiple of so many minor units. */
  readonly step: number;
  /** Sends the request once; `action` of an accepted one is null. */
  send(request: PayoutRequest): Promise<SubmitAnswer>;
}

export interface Bills {
  find(id: string): Promise<ProviderAnswer<Bill>>;
}

export interface Routes {
  /** From memory for hours; the first caller waits. `fetchedAt` in milliseconds. */
  list(): Promise<
    ProviderAnswer<{
      readonly routes: readonly Route[];
      readonly fetchedAt: number;
    }>
  >;
}

/** A payment link as the provider keeps it. */
export interface MirroredLink {
  readonly id: string;
  /** The provider's own page; null where its answer names none on an allowed host. */
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
  create(link: LinkRequest): Promise<ProviderAnswer<MirroredLink>>;
  find(id: string): Promise<ProviderAnswer<MirroredLink>>;
  update(id: string, link: LinkRequest): Promise<ProviderAnswer<MirroredLink>>;
}

export interface Transfers {
  /** Whose attempts they pay. */
  readonly provider: ProviderId;
  /** What is done with a transfer that belongs to no open order. */
  readonly unmatched: "reject" | "leave";
  /** The tag that payers send to. */
  readonly tag: string;
  /** Compares with the merchant's own tag in either of its forms. */
  isOwnTag(tag: string): boolean;
  /** Everything that waits for acceptance, all pages (at most 1,000), newest last. */
  pending(): Promise<ProviderAnswer<readonly Transfer[]>>;
  find(reference: string): Promise<ProviderAnswer<Transfer>>;
  /** The transfer after it. A second accept is `refused` with `conflict`: then read it. */
  accept(reference: string): Promise<ProviderAnswer<Transfer>>;
  /** `reason` may be shown to the payer; at most 500 characters. */
  reject(reference: string, reason: string): Promise<ProviderAnswer<Transfer>>;
  /** How the provider's own webhooks about it fared. */
  notices(
    reference: string,
  ): Promise<ProviderAnswer<readonly TransferNotice[]>>;
}

/** What the merchant may ask of the providers beside payments; null where no configured provider offers it. */
export interface MerchantServices {
  readonly payouts: Payouts | null;
  readonly bills: Bills | null;
  readonly routes: Routes | null;
  readonly linkMirror: LinkMirror | null;
  readonly transfers: Transfers | null;
}

export type ServiceName = keyof MerchantServices;
