import type { Amount } from "@malipo/protocol";
import type {
  Payout,
  PayoutLine,
  PayoutRequest,
  PayoutStatus,
  RejectedLine,
} from "../../src/domain/payout.ts";
import type {
  LinkMirror,
  LinkRequest,
  MirroredLink,
  Payouts,
} from "../../src/ports/merchant-services.ts";
import type { ProviderResult } from "../../src/ports/provider-result.ts";
import type { SubmitResult } from "../../src/ports/provider.ts";

export const kes = (value: number): Amount => ({ value, currency: "KES" });

export const found = <T>(value: T): ProviderResult<T> => ({
  kind: "found",
  value,
});
export const NOT_FOUND = { kind: "not_found" } as const;
export const lost = (mayHaveHappened: boolean): ProviderResult<never> => ({
  kind: "unavailable",
  mayHaveHappened,
  detail: "half a body, secret in the log only",
});

/** Every way a provider does not do what it is asked, and what the merchant is told of it. */
export const NOT_DONE: readonly (readonly [
  string,
  ProviderResult<never>,
  string,
])[] = [
  ["an unknown id", NOT_FOUND, "404 not_found"],
  [
    "a refusal",
    { kind: "refused", conflict: false, reason: "no permission" },
    "422 provider_refused",
  ],
  [
    "a conflict",
    { kind: "refused", conflict: true, reason: "already paid" },
    "409 provider_conflict",
  ],
  [
    "a refusal without a word",
    { kind: "refused", conflict: false, reason: null },
    "422 provider_refused",
  ],
  ["a limit", { kind: "busy", retryAfterSeconds: 17 }, "503 provider_busy"],
  ["no answer", lost(false), "503 provider_unavailable"],
];
export const IN_DOUBT = [
  "no answer to a change",
  lost(true),
  "502 provider_outcome_unknown",
] as const;

const LINE: PayoutLine = {
  status: "paid",
  amount: kes(250_000),
  fee: kes(2_300),
  result: { code: "0", description: "Done", advice: "none" },
  recipient: { name: "Wanjiku", phone: "254712345678", account: null },
  reference: "ORD-1",
  trackingNumber: "T-1",
  receipt: "SKL7X2Q9WE",
  at: "2026-11-21T09:00:00Z",
};

export function aPayout(
  id: string,
  status: PayoutStatus,
  changes: Partial<PayoutLine> = {},
): Payout {
  return {
    id,
    providerId: "P-1",
    processed: status !== "pending",
    status,
    remarks: null,
    lines: [{ ...LINE, status, ...changes }],
    balances: { working: kes(900_000), utility: null, wallet: kes(1) },
  };
}

export const rejection = (
  id: string,
  rejected: boolean,
  reason: string | null = rejected ? "Done" : "already paid",
): RejectedLine => ({ id, rejected, code: rejected ? "0" : "37", reason });

type Answering<T> = (
  id: string,
) => ProviderResult<T> | Promise<ProviderResult<T>>;

/** Sends and finds what the test tells it to, and remembers what it was asked. */
export class ScriptedPayouts implements Payouts {
  canSend = true;
  readonly min = kes(1_000);
  readonly max = kes(15_000_000);
  readonly step = 100;
  readonly sent: PayoutRequest[] = [];
  readonly asked: string[] = [];
  onSend: (request: PayoutRequest) => SubmitResult | Promise<SubmitResult> =
    () => ({ kind: "accepted", action: null });
  onFind: Answering<Payout> = () => NOT_FOUND;
  onReject: Answering<readonly RejectedLine[]> = () => NOT_FOUND;

  async send(request: PayoutRequest): Promise<SubmitResult> {
    this.sent.push(request);
    return this.onSend(request);
  }

  async find(id: string): Promise<ProviderResult<Payout>> {
    this.asked.push(id);
    return this.onFind(id);
  }

  async reject(id: string): Promise<ProviderResult<readonly RejectedLine[]>> {
    return this.onReject(id);
  }
}

/** Keeps links as the provider would. */
export class ScriptedLinkMirror implements LinkMirror {
  readonly calls: (readonly [string, LinkRequest])[] = [];
  readonly finds: string[] = [];
  answer: (
    id: string,
  ) => ProviderResult<MirroredLink> | Promise<ProviderResult<MirroredLink>> = (
    id,
  ) => found({ id, url: `https://links.example/${id}` });

  async create(link: LinkRequest): Promise<ProviderResult<MirroredLink>> {
    this.calls.push(["create", link]);
    return this.answer("L-1");
  }

  found: ProviderResult<MirroredLink> = NOT_FOUND;

  find(id: string): Promise<ProviderResult<MirroredLink>> {
    this.finds.push(id);
    return Promise.resolve(this.found);
  }

  async update(
    id: string,
    link: LinkRequest,
  ): Promise<ProviderResult<MirroredLink>> {
    this.calls.push([`update ${id}`, link]);
    return this.answer(id);
  }
}
