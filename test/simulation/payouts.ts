/** The provider's payouts, by which refunds go out. Each id is paid at most once, whatever is answered. */
import type { Payout } from "../../packages/relay/src/domain/payout.ts";
import type { PayoutRequest } from "../../packages/relay/src/domain/payout.ts";
import type { Payouts } from "../../packages/relay/src/ports/merchant-services.ts";
import type { ProviderResult } from "../../packages/relay/src/ports/provider-result.ts";
import type { SubmitResult } from "../../packages/relay/src/ports/provider.ts";
import type { Invariants } from "./invariants.ts";
import type { Ledger, PayoutEntry } from "./ledger.ts";
import type { Network } from "./network.ts";
import type { Seeded } from "./random.ts";
import type { World } from "./world.ts";

const SECOND = 1000;
const PATIENCE_MS = 25 * SECOND;
const REFUSED: SubmitResult = {
  kind: "refused",
  code: "declined",
  detail: "declined",
};

export interface PayoutParts {
  readonly world: World;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly invariants: Invariants;
}

export class PayoutModel {
  readonly #parts: PayoutParts;
  readonly #random: Seeded;

  constructor(parts: PayoutParts) {
    this.#parts = parts;
    this.#random = parts.world.random.fork("payouts");
  }

  readonly terms: Pick<Payouts, "canSend" | "min" | "max" | "step"> = {
    canSend: true,
    min: { value: 100, currency: "KES" },
    max: { value: 25_000_000, currency: "KES" },
    step: 100,
  };

  async send(request: PayoutRequest): Promise<SubmitResult> {
    const reply = await this.#parts.network.call("payout", PATIENCE_MS, () =>
      Promise.resolve(this.#take(request)),
    );
    return reply.kind === "answer"
      ? reply.value
      : { kind: "unknown", detail: reply.kind };
  }

  async find(id: string): Promise<ProviderResult<Payout>> {
    const { network, ledger } = this.#parts;
    const reply = await network.call<ProviderResult<Payout>>(
      "payout query",
      PATIENCE_MS,
      () => {
        const entry = ledger.payouts.get(id);
        return Promise.resolve(
          entry === undefined || entry.state === "refused"
            ? { kind: "not_found" }
            : { kind: "found", value: toPayout(id, entry, entry.state) },
        );
      },
    );
    return reply.kind === "answer"
      ? reply.value
      : { kind: "unavailable", mayHaveHappened: false, detail: reply.kind };
  }

  #take(request: PayoutRequest): SubmitResult {
    const { ledger, world } = this.#parts;
    const known = ledger.payouts.get(request.id);
    // A second copy of what was refused is refused as well: the answer says that nothing will be paid under this id.
    if (known?.state === "refused") return REFUSED;
    if (known !== undefined) return { kind: "unknown", detail: "duplicate id" };
    const entry: PayoutEntry = {
      request,
      acceptedAt: world.now,
      state: this.#random.chance(0.08) ? "refused" : "waiting",
    };
    ledger.payouts.set(request.id, entry);
    if (entry.state === "refused") return REFUSED;
    world.note("provider", `takes payout ${request.id}`);
    world.let(this.#course(entry));
    if (!world.healed && this.#random.chance(0.15)) throw new Error("500");
    return { kind: "accepted", action: null };
  }

  async #course(entry: PayoutEntry): Promise<void> {
    const { world, invariants } = this.#parts;
    await world.sleep(this.#random.between(2, 200) * SECOND);
    const course = this.#random.next();
    if (course < 0.12) {
      entry.state = "failed";
      return;
    }
    if (course < 0.3) {
      entry.state = "timed_out";
      if (course < 0.18) return;
      await world.sleep(this.#random.between(10, 1200) * SECOND);
    }
    entry.state = "paid";
    world.note("provider", `pays out ${entry.request.amount.value}`);
    invariants.paidOut(entry.request);
  }
}

function toPayout(
  id: string,
  { request }: PayoutEntry,
  state: Exclude<PayoutEntry["state"], "refused">,
): Payout {
  const status = state === "waiting" ? "pending" : state;
  return {
    id,
    providerId: null,
    processed: state !== "waiting",
    status,
    remarks: null,
    balances: null,
    lines: [
      {
        status,
        amount: request.amount,
        fee: null,
        result: null,
        recipient: { name: null, phone: request.phone, account: null },
        reference: request.reference,
        trackingNumber: null,
        receipt: state === "paid" ? id.slice(0, 8).toUpperCase() : null,
        at: null,
      },
    ],
  };
}
