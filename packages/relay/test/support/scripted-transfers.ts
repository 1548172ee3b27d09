import { findPayerReference } from "../../src/domain/transfer-match.ts";
import type {
  Transfer,
  TransferNotice,
  TransferStatus,
} from "../../src/domain/transfer.ts";
import type { Transfers } from "../../src/ports/merchant-services.ts";
import type { ProviderResult } from "../../src/ports/provider-result.ts";
import type { ProviderWebhooks } from "../../src/ports/provider-webhooks.ts";
import type { QueryResult } from "../../src/ports/provider.ts";
import type { AttemptPlan } from "../../src/domain/attempt.ts";
import { TAG } from "./scripted-provider.ts";
import { found, kes } from "./stand-in-services.ts";

/**
 * How the next call goes wrong. `lost`: it never arrived. `lost_after`: it was done, and its answer is lost. `stale`: the
 * answer tells what was true before. `bare`: the answer lacks the amount.
 */
export type Fault = (typeof FAULTS)[number] | "expires";

/** All but the end of the transfer's time. */
export const FAULTS = [
  "lost",
  "lost_after",
  "stale",
  "bare",
  "busy",
  "conflict",
  "not_found",
] as const;

export type Call = "pending" | "find" | "accept" | "reject";

const LOST: ProviderResult<never> = {
  kind: "unavailable",
  mayHaveHappened: true,
  detail: "no answer",
};
const CONFLICT: ProviderResult<never> = {
  kind: "refused",
  conflict: true,
  reason: "Wrong state",
};

/** FlexPay's side of the transfers: each moves money once at most, and answers as it is told to. */
export class ScriptedTransfers implements Transfers {
  readonly provider = "flexpay";
  readonly unmatched: "reject" | "leave";
  readonly tag = TAG;
  readonly calls: (readonly [Call, string])[] = [];
  readonly reasons: string[] = [];
  /** The references whose money moved, in that order; one twice would be a fault of the stand-in's user. */
  readonly moved: string[] = [];
  /** Taken one for each call; undefined: it goes well. */
  nextFault: (call: Call, reference: string) => Fault | undefined = () =>
    undefined;
  /** Awaited before anything else happens in a call. */
  before: (call: Call, reference: string) => void | Promise<void> = () =>
    undefined;
  readonly #ledger = new Map<string, Transfer>();
  #made = 0;

  constructor(unmatched: "reject" | "leave" = "reject") {
    this.unmatched = unmatched;
  }

  /** A payer sends money; gives its reference. */
  send(
    narration: string | null,
    value: number,
    changes: Partial<Transfer> = {},
  ): string {
    this.#made += 1;
    const transfer: Transfer = {
      reference: `TXN-16820000-${String(this.#made).padStart(8, "0")}`,
      status: "awaiting_acceptance",
      senderTag: "amina@wallet",
      senderApp: "Wallet",
      receiverTag: TAG,
      amount: kes(value),
      currency: "KES",
      amountText: String(value / 100),
      narration,
      rejectionReason: null,
      expiresAt: null,
      createdAt: null,
      ...changes,
    };
    this.#ledger.set(transfer.reference, transfer);
    return transfer.reference;
  }

  statusOf(reference: string): TransferStatus | undefined {
    return this.#ledger.get(reference)?.status;
  }

  /** What happens at the provider without us. */
  become(reference: string, status: TransferStatus): void {
    const transfer = this.#ledger.get(reference);
    if (transfer === undefined) throw new Error(`no transfer ${reference}`);
    if (status === "completed") this.moved.push(reference);
    this.#ledger.set(reference, { ...transfer, status });
  }

  count(call: Call, reference?: string): number {
    return this.calls.filter(
      ([name, about]) =>
        name === call && (reference === undefined || about === reference),
    ).length;
  }

  isOwnTag(tag: string): boolean {
    return tag === TAG;
  }

  async pending(): Promise<ProviderResult<readonly Transfer[]>> {
    const fault = await this.#begin("pending", "");
    if (fault === "busy") return { kind: "busy", retryAfterSeconds: 60 };
    if (fault !== undefined && fault !== "stale") return LOST;
    const waiting = [...this.#ledger.values()].filter(
      ({ status }) =>
        status === "awaiting_acceptance" ||
        (fault === "stale" && status !== "unknown"),
    );
    return found(waiting);
  }

  async find(reference: string): Promise<ProviderResult<Transfer>> {
    const fault = await this.#begin("find", reference);
    const transfer = this.#ledger.get(reference);
    if (fault === "busy") return { kind: "busy", retryAfterSeconds: 60 };
    if (transfer === undefined || fault === "not_found")
      return { kind: "not_found" };
    if (fault === "stale")
      return found({ ...transfer, status: "awaiting_acceptance" });
    return fault === undefined || fault === "bare" || fault === "expires"
      ? found(transfer)
      : LOST;
  }

  accept(reference: string): Promise<ProviderResult<Transfer>> {
    return this.#change("accept", reference, "completed");
  }

  reject(reference: string, reason: string): Promise<ProviderResult<Transfer>> {
    this.reasons.push(reason);
    return this.#change("reject", reference, "rejected");
  }

  notices(): Promise<ProviderResult<readonly TransferNotice[]>> {
    return Promise.resolve(found([]));
  }

  /** For the scripted provider: what FlexPay's own query of an attempt answers. */
  readonly query = async (
    plan: AttemptPlan,
    transfer: string | null,
  ): Promise<QueryResult> => {
    if (transfer === null) {
      const waiting = await this.pending();
      if (waiting.kind !== "found")
        return { kind: "unavailable", detail: waiting.kind };
      const match = waiting.value.find(
        ({ narration, amount, receiverTag }) =>
          this.isOwnTag(receiverTag) &&
          findPayerReference(narration ?? "").includes(
            plan.payerReference ?? "",
          ) &&
          amount?.value === plan.amount.value,
      );
      return match === undefined
        ? { kind: "pending" }
        : { kind: "matched", transfer: match.reference };
    }
    const result = await this.find(transfer);
    if (result.kind !== "found")
      return { kind: "unavailable", detail: result.kind };
    const { status, amount, reference } = result.value;
    if (status === "completed")
      return { kind: "succeeded", amount, receipt: reference };
    if (status === "rejected")
      return { kind: "refused", status: "failed", code: "declined" };
    return status === "expired"
      ? { kind: "refused", status: "expired", code: null }
      : { kind: "pending" };
  };

  async #begin(call: Call, reference: string): Promise<Fault | undefined> {
    this.calls.push([call, reference]);
    await this.before(call, reference);
    return this.nextFault(call, reference);
  }

  async #change(
    call: "accept" | "reject",
    reference: string,
    status: "completed" | "rejected",
  ): Promise<ProviderResult<Transfer>> {
    const fault = await this.#begin(call, reference);
    const before = this.#ledger.get(reference);
    if (before === undefined || fault === "not_found")
      return { kind: "not_found" };
    if (fault === "busy") return { kind: "busy", retryAfterSeconds: 60 };
    if (fault === "lost") return LOST;
    if (fault === "expires" && before.status === "awaiting_acceptance")
      this.become(reference, "expired");
    if (
      fault === "conflict" ||
      this.statusOf(reference) !== "awaiting_acceptance"
    )
      return CONFLICT;
    this.become(reference, status);
    if (fault === "lost_after") return LOST;
    const after = this.#ledger.get(reference) ?? before;
    if (fault === "stale") return found(before);
    return found(fault === "bare" ? { ...after, amount: null } : after);
  }
}

/** Opens "EVENT reference" where the signature is "right"; refuses everything else. */
export const scriptedWebhooks: ProviderWebhooks = {
  open(body, headers) {
    const signature = headers["x-idaas-signature"];
    if (signature === undefined)
      return Promise.resolve({ kind: "refused", reason: "signature_missing" });
    if (signature !== "right")
      return Promise.resolve({ kind: "refused", reason: "signature_wrong" });
    const [eventType = null, reference = null] = new TextDecoder()
      .decode(body)
      .split(" ");
    const names = reference !== null && reference !== "";
    return Promise.resolve({
      kind: "ok",
      eventType,
      reference: names ? reference : null,
      unreadable: !names,
    });
  },
};
