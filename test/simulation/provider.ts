/** The provider and its payers. It speaks the provider port; what it says may be late, wrong or lost, its ledger is not. */
import type { AttemptPlan } from "../../packages/relay/src/domain/attempt.ts";
import type {
  QueryResult,
  SubmitResult,
  SubmitRequest,
} from "../../packages/relay/src/ports/provider.ts";
import type { Cluster } from "./cluster.ts";
import type { Invariants } from "./invariants.ts";
import type { Entry, Ledger, Stray } from "./ledger.ts";
import type { Network } from "./network.ts";
import type { Faults } from "./plan.ts";
import { actionFor, encode, kes, truth } from "./provider-wire.ts";
import type { Seeded } from "./random.ts";
import type { World } from "./world.ts";

const SECOND = 1000;
const CALL_PATIENCE_MS = 25 * SECOND;
const CALLBACK_PATIENCE_MS = 10 * SECOND;
/** How long the provider may not know what it has taken. */
const LONGEST_LAG_MS = 30 * SECOND;
const RECEIPT_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
type Payer =
  | "pays"
  | "pays_late"
  | "pays_other"
  | "refuses"
  | "refuses_then_pays"
  | "cancels"
  | "ignores";
const PAYERS: readonly Payer[] = [
  ...Array<Payer>(6).fill("pays"),
  "pays_late",
  "pays_late",
  "pays_other",
  "refuses",
  "refuses",
  "refuses_then_pays",
  "refuses_then_pays",
  "cancels",
  "ignores",
  "ignores",
];

interface Body {
  readonly id: string;
  readonly answered: boolean;
  readonly claims: string;
  readonly amount?: number;
}

export interface ProviderParts {
  readonly world: World;
  readonly network: Network;
  readonly faults: Faults;
  readonly cluster: Cluster;
  readonly ledger: Ledger;
  readonly invariants: Invariants;
  /** The merchant sees money that came without an order. */
  readonly onStray: (stray: Stray) => void;
}

export class ProviderModel {
  readonly #parts: ProviderParts;
  readonly #random: Seeded;
  readonly #asked = new Map<string, number>();
  #nonce = 0;

  constructor(parts: ProviderParts) {
    this.#parts = parts;
    this.#random = parts.world.random.fork("provider");
  }

  /** As the relay's adapter has it: what got no answer is unknown. */
  async submit(request: SubmitRequest): Promise<SubmitResult> {
    const { network } = this.#parts;
    const reply = await network.call("submit", CALL_PATIENCE_MS, () =>
      this.#take(request),
    );
    return reply.kind === "answer"
      ? reply.value
      : { kind: "unknown", detail: reply.kind };
  }

  /** `isAlive` tells whether the relay that asks still waits for it. */
  async query(plan: AttemptPlan, isAlive: () => boolean): Promise<QueryResult> {
    const { network, invariants } = this.#parts;
    const ended = invariants.queryBegins(plan.id, isAlive);
    const reply = await network.call("query", CALL_PATIENCE_MS, async () => {
      await this.#dawdle();
      return this.#answer(plan);
    });
    ended();
    return reply.kind === "answer"
      ? reply.value
      : { kind: "unavailable", detail: reply.kind };
  }

  /** Somebody who is not the provider sends what looks like a callback, to the address that needs no proof. */
  forge(): void {
    const { ledger, network, cluster, world } = this.#parts;
    const ids = [...ledger.entries.keys()];
    if (ids.length === 0) return;
    const id = this.#random.pick(ids);
    const amount = this.#random.between(1, 999) * 100;
    const body = this.#body({ id, answered: true, claims: "paid", amount });
    world.note("forger", "sends a callback");
    void network.call("forged callback", CALLBACK_PATIENCE_MS, () =>
      cluster.any().serve((relay) => relay.unsignedCallback(body)),
    );
  }

  async #dawdle(): Promise<void> {
    const { world } = this.#parts;
    if (!world.healed && this.#random.chance(0.1))
      await world.sleep(this.#random.between(1, 15) * SECOND);
  }

  async #take({ plan }: SubmitRequest): Promise<SubmitResult> {
    const { ledger, world, invariants } = this.#parts;
    invariants.submitted(plan);
    // An id is taken once.
    if (ledger.entries.has(plan.id))
      return { kind: "unknown", detail: "duplicate id" };
    const entry: Entry = {
      plan,
      acceptedAt: world.now,
      state: "waiting",
      payments: [],
      refusal: null,
      toldRefused: false,
    };
    ledger.entries.set(plan.id, entry);
    if (this.#random.chance(0.06)) {
      this.#refuse(entry, "failed");
      entry.toldRefused = true;
      return { kind: "refused", code: "declined", detail: "declined" };
    }
    world.note("provider", `takes ${plan.method} ${plan.id}`);
    world.let(
      plan.method === "paybill" ? this.#payBill(entry) : this.#payer(entry),
    );
    await this.#dawdle();
    if (!world.healed && this.#random.chance(0.05)) throw new Error("500");
    return { kind: "accepted", action: actionFor(plan) };
  }

  #answer(plan: AttemptPlan): QueryResult {
    const { ledger, world, faults } = this.#parts;
    const entry = ledger.entries.get(plan.id);
    this.#asked.set(plan.id, (this.#asked.get(plan.id) ?? 0) + 1);
    // A paybill number has no query: its notices alone tell.
    if (plan.method === "paybill") return { kind: "pending" };
    if (entry === undefined) return { kind: "not_found" };
    const lies = !world.healed && this.#random.chance(faults.lies);
    const answer = lies ? this.#lie(entry) : truth(entry);
    if (lies) world.note("provider", `lies about ${plan.id}: ${answer.kind}`);
    if (answer.kind === "refused") entry.toldRefused = true;
    return answer;
  }

  /** Only what a provider is known to say that turns out otherwise; never "paid" for what is not. */
  #lie(entry: Entry): QueryResult {
    const { world } = this.#parts;
    const isDown = this.#random.chance(0.3);
    if (isDown && this.#random.chance(0.5))
      return { kind: "unavailable", detail: "down" };
    if (isDown)
      return {
        kind: "unavailable",
        detail: "busy",
        retryAfterSeconds: this.#random.between(1, 20),
      };
    // What it takes back by itself it stands by, or nobody could ever know.
    if (entry.state === "paid" && entry.toldRefused) return truth(entry);
    const isNew = world.now - entry.acceptedAt < LONGEST_LAG_MS;
    if (isNew && this.#random.chance(0.4)) return { kind: "not_found" };
    if (entry.state === "waiting" && this.#random.chance(0.15))
      return { kind: "refused", status: "failed", code: "declined" };
    return this.#random.chance(0.3)
      ? { kind: "timed_out" }
      : { kind: "pending" };
  }

  async #payer(entry: Entry): Promise<void> {
    const { world } = this.#parts;
    const payer = this.#random.pick(PAYERS);
    await world.sleep(this.#random.between(2, 50) * SECOND);
    switch (payer) {
      case "pays":
        this.#pay(entry, entry.plan.amount.value);
        return;
      case "pays_other":
        this.#pay(entry, Math.max(100, entry.plan.amount.value - 10_000));
        return;
      case "refuses":
        this.#refuse(entry, "failed");
        this.#tell(entry, "failed");
        return;
      case "cancels":
        this.#refuse(entry, "cancelled");
        this.#tell(entry, "cancelled");
        return;
      case "refuses_then_pays":
        this.#refuse(entry, "failed");
        this.#tell(entry, "failed");
        await world.sleep(this.#random.between(15, 90) * SECOND);
        this.#pay(entry, entry.plan.amount.value);
        return;
      case "ignores":
      case "pays_late":
        // A hosted page stays open instead.
        if (entry.plan.phone !== null) {
          await world.sleep(60 * SECOND);
          entry.state = "timed_out";
          this.#tell(entry, "timed out");
        }
        if (payer === "ignores") return;
        await world.sleep(this.#random.between(20, 900) * SECOND);
        this.#pay(entry, entry.plan.amount.value);
    }
  }

  #pay(entry: Entry, value: number): void {
    const { world } = this.#parts;
    entry.state = "paid";
    entry.payments.push({ receipt: this.#receipt(), amount: kes(value) });
    world.note("provider", `${entry.plan.id} is paid, ${value}`);
    this.#tell(entry, "paid", value);
  }

  #refuse(entry: Entry, status: "failed" | "cancelled"): void {
    entry.state = "refused";
    entry.refusal = {
      status,
      code: status === "failed" ? "insufficient_funds" : null,
    };
  }

  /** Two payments where the payer first types too little. */
  async #payBill(entry: Entry): Promise<void> {
    const { world } = this.#parts;
    const { amount, takesParts } = entry.plan;
    const { value } = amount;
    if (this.#random.chance(0.25)) return;
    const less = takesParts === true ? Math.ceil(value / 2) : value - 50_000;
    const first = this.#random.chance(takesParts === true ? 0.7 : 0.3)
      ? less
      : value;
    await world.sleep(this.#random.between(5, 200) * SECOND);
    this.#payToBill(entry, first);
    if (first === value || this.#random.chance(0.3)) return;
    await world.sleep(this.#random.between(5, 200) * SECOND);
    this.#payToBill(entry, value - first);
  }

  #payToBill(entry: Entry, value: number): void {
    const { world, cluster, ledger, onStray } = this.#parts;
    const payment = { receipt: this.#receipt(), amount: kes(value) };
    const isMistyped = this.#random.chance(0.4);
    const account = isMistyped ? "MISTYPED" : entry.plan.payerReference;
    const stray = { ...payment, orderId: entry.plan.orderId, assigned: null };
    if (isMistyped) ledger.strays.set(payment.receipt, stray);
    else {
      entry.state = "paid";
      entry.payments.push(payment);
    }
    world.note("provider", `${entry.plan.id} gets ${value} at ${account}`);
    const raw = encode({
      account,
      receipt: payment.receipt,
      amount: value,
      nonce: (this.#nonce += 1),
    });
    world.let(
      this.#untilTaken(Infinity, () =>
        cluster.any().serve(async (relay) => {
          await relay.paybillNotice(raw);
          return "recorded";
        }),
      ).then((taken) => {
        if (taken) this.#parts.invariants.acknowledged(raw);
        if (taken && isMistyped) onStray(stray);
      }),
    );
  }

  /** Its callback, some of which never come. What it said no to before, it tells until it is heard. */
  #tell(entry: Entry, claims: string, value?: number): void {
    const { faults, world, cluster } = this.#parts;
    const { id } = entry.plan;
    const mustTell =
      claims === "paid" && (entry.toldRefused || entry.refusal !== null);
    if (!mustTell && this.#random.chance(faults.lostCallbacks)) return;
    const isWrong = this.#random.chance(faults.lies * 0.2);
    const named = isWrong ? entry.plan.amount.value + 100 : value;
    const raw = this.#body({
      id,
      answered: claims !== "timed out",
      claims: isWrong ? "paid" : claims,
      ...(named === undefined ? {} : { amount: named }),
    });
    world.let(
      this.#untilTaken(mustTell ? Infinity : 4, () =>
        cluster.any().serve((relay) => relay.callback(id, raw)),
      ).then((taken) => {
        if (taken) this.#parts.invariants.acknowledged(raw);
      }),
    );
  }

  async #untilTaken(
    tries: number,
    send: () => Promise<string>,
  ): Promise<boolean> {
    const { network, world } = this.#parts;
    for (let tried = 1; tried <= tries; tried += 1) {
      const reply = await network.call("callback", CALLBACK_PATIENCE_MS, send);
      if (reply.kind === "answer") return reply.value === "recorded";
      await world.sleep(Math.min(60, 5 * tried) * SECOND);
    }
    return false;
  }

  #receipt(): string {
    return this.#random.text(10, RECEIPT_LETTERS);
  }

  #body(body: Body): Uint8Array {
    return encode({ ...body, nonce: (this.#nonce += 1) });
  }
}
