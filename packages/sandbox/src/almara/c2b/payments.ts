/** Paybill payments. They complete immediately and notify the URL registered for the short code. */
import { randomUUID } from "node:crypto";
import { writeC2bIpn } from "../callbacks/c2b-ipn.ts";
import type { CallbackDelivery } from "../callbacks/callback-delivery.ts";
import type { CallbackMode } from "../callbacks/callback-mode.ts";
import type { PlannedCallback } from "../callbacks/callback-plan.ts";
import { WRONG_BY_CENTS } from "../callbacks/callback-plan.ts";
import { createReceipt } from "../lib/ids.ts";
import { Records } from "../lib/records.ts";
import type { C2bAddresses } from "./addresses.ts";
import type { C2bPayment, IpnOverrides } from "./payment.ts";

export interface C2bPaymentsOptions {
  readonly addresses: C2bAddresses;
  readonly delivery: CallbackDelivery;
  readonly log: (line: string) => void;
}

export interface C2bRequest {
  readonly phone: string;
  readonly shortCode: string;
  readonly account: string;
  readonly amountCents: number;
  readonly firstName: string;
  /** Overrides the registered URL. */
  readonly callbackUrl?: string | undefined;
  readonly overrides?: IpnOverrides;
}

export class C2bPayments {
  readonly records = new Records<C2bPayment>(() => true);
  readonly #options: C2bPaymentsOptions;

  constructor(options: C2bPaymentsOptions) {
    this.#options = options;
  }

  pay(request: C2bRequest, mode: CallbackMode): C2bPayment {
    const { callbackUrl, overrides = {}, ...what } = request;
    const at = new Date();
    const payment: C2bPayment = {
      ...what,
      originatorConversationId: randomUUID(),
      receipt: createReceipt(at),
      at,
      callbackUrl:
        callbackUrl ?? this.#options.addresses.get(request.shortCode),
      overrides,
      deliveries: [],
    };
    this.records.put(payment);
    const told = this.#tell(payment, mode);
    this.#options.log(
      `${payment.originatorConversationId}: paid by hand to ${payment.shortCode}${told ? "" : ", and nobody is told: no address is registered"}`,
    );
    return payment;
  }

  /** Sends the notification again, byte for byte; to a newly registered URL if there was none. */
  resend(id: string, mode: CallbackMode): "sent" | "unknown" | "no_address" {
    const known = this.records.get(id);
    if (known === undefined) return "unknown";
    const payment = {
      ...known,
      callbackUrl:
        known.callbackUrl ?? this.#options.addresses.get(known.shortCode),
    };
    this.records.put(payment);
    return this.#tell(payment, mode) ? "sent" : "no_address";
  }

  #tell(payment: C2bPayment, mode: CallbackMode): boolean {
    const { originatorConversationId, callbackUrl, deliveries } = payment;
    if (callbackUrl === null) return false;
    this.#options.delivery.send(
      { originatorConversationId, callbackUrl, deliveries },
      planIpn(payment, mode),
    );
    return true;
  }
}

/** A forged notification has a receipt that doesn't exist. */
function planIpn(
  payment: C2bPayment,
  { times, content }: CallbackMode,
): PlannedCallback[] {
  const told = {
    true: payment,
    wrong_amount: {
      ...payment,
      amountCents: payment.amountCents + WRONG_BY_CENTS,
    },
    forged: { ...payment, receipt: createReceipt(payment.at) },
  }[content];
  const body = writeC2bIpn(told);
  return Array.from({ length: times }, () => ({ name: "c2b", body }));
}
