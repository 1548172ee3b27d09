/** What holds after every step: each party reports what it sees, and what it sees is compared with the truth. */
import type { Order as OrderJson } from "@malipo/protocol";
import type { WebhookPayload } from "@malipo/protocol/merchant";
import {
  attemptStatus,
  attemptSuccess,
  blocksNewAttempt,
} from "../../packages/relay/src/domain/attempt.ts";
import type {
  Attempt,
  AttemptPlan,
} from "../../packages/relay/src/domain/attempt.ts";
import {
  orderOutcome,
  orderStatus,
} from "../../packages/relay/src/domain/order.ts";
import type { Assignment } from "../../packages/relay/src/domain/unmatched-payment.ts";
import type { Order } from "../../packages/relay/src/domain/order.ts";
import type { PayoutRequest } from "../../packages/relay/src/domain/payout.ts";
import type { Commit } from "./database.ts";
import type { Ledger } from "./ledger.ts";
import type { World } from "./world.ts";
import {
  assertAsksForWhatIsDue,
  assertPartsShown,
  assertPartsStored,
} from "./parts.ts";
import { outcomeText } from "./outcome-text.ts";

/** Longer apart, two clocks may see one lease as over and as held. */
const CLOCKS_AGREE_WITHIN_MS = 60_000;

export class Invariants {
  /** All that was stored of each order, one after the other. */
  readonly history = new Map<string, Order[]>();
  readonly acknowledgedBodies: Uint8Array[] = [];
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #bodies = new Set<string>();
  readonly #lastTold = new Map<string, number>();
  readonly #madeBy = new Map<string, string>();
  readonly #asking = new Map<string, Set<() => boolean>>();
  /** How far the clocks of the relays are apart at most, in this history. */
  clocksApartMs = 0;

  constructor(world: World, ledger: Ledger) {
    this.#world = world;
    this.#ledger = ledger;
  }

  committed(commit: Commit): void {
    const { orders, observations, deliveries, unmatched, decided } = commit;
    for (const { id, assigned } of decided) this.#decided(id, assigned);
    // What is assigned is paid already: its attempt asks nobody for money.
    const isAssigning = decided.some(({ assigned }) => assigned !== null);
    for (const order of orders) this.#stored(order, isAssigning);
    for (const { raw } of [...observations, ...unmatched])
      if (raw !== null) this.#bodies.add(textOf(raw));
    for (const { orderId, payload } of deliveries) {
      const { version } = (JSON.parse(payload) as WebhookPayload).data.order;
      this.#world.keep(
        version >= (this.#lastTold.get(orderId) ?? 0),
        "the merchant hears the truth, in order",
        `version ${version} is told after a higher one`,
      );
      this.#lastTold.set(orderId, version);
    }
  }

  #decided(id: string, assigned: Assignment | null): void {
    const stray = this.#ledger.strays.get(id);
    if (stray === undefined) throw new Error(`nobody paid ${id}`);
    this.#world.keep(
      stray.assigned === null || stray.assigned.orderId === assigned?.orderId,
      "one payment, one order",
      `${id} was assigned to ${String(stray.assigned?.orderId)} before`,
    );
    stray.assigned = assigned;
    this.#world.note("store", `${id} is decided on`);
  }

  #stored(order: Order, isAssigning: boolean): void {
    const known = this.history.get(order.id) ?? [];
    const before = known.at(-1);
    this.history.set(order.id, [...known, order]);
    const status = orderStatus(order);
    const attempts = order.attempts.map(attemptStatus).join(" ");
    this.#world.note(
      "store",
      `${order.id} version ${order.version} ${status} (${attempts})`,
    );
    if (before !== undefined) {
      this.#world.keep(
        order.version >= before.version,
        "versions only grow",
        `${before.version} became ${order.version}`,
      );
      this.#world.keep(
        orderStatus(before) !== "paid" || status === "paid",
        "what is paid stays paid",
        `${order.id} became ${status}`,
      );
      const [was, is] = [orderOutcome(before), orderOutcome(order)];
      this.#world.keep(
        was === null ||
          was.id !== is?.id ||
          JSON.stringify(was) === JSON.stringify(is),
        "an outcome stays as it was told",
        `${JSON.stringify(was)} became ${JSON.stringify(is)}`,
      );
      if (order.attempts.length > before.attempts.length && !isAssigning)
        this.#world.keep(
          order.attempts.slice(0, -1).every((each) => !blocksNewAttempt(each)),
          "one live attempt per order",
          `another one begins in ${order.id}: ${attempts}`,
        );
      assertAsksForWhatIsDue(this.#world, before, order);
    }
    for (const attempt of order.attempts) this.#compare(attempt);
    assertPartsStored(this.#world, this.#ledger, order);
  }

  #compare(attempt: Attempt): void {
    const { plan, facts } = attempt;
    if (attemptSuccess(attempt) !== null) this.#assertPaid(plan);
    if (facts.refusal !== null)
      this.#world.keep(
        this.#ledger.entries.get(plan.id)?.toldRefused === true,
        "nothing is refused that the provider did not refuse",
        plan.id,
      );
  }

  #assertPaid({ id, amount, method, takesParts }: AttemptPlan): void {
    const paid = this.#ledger.paidValue(id);
    this.#world.keep(
      takesParts === true
        ? paid > 0
        : method === "paybill"
          ? paid >= amount.value
          : paid === amount.value,
      "nothing is paid that the provider was not paid",
      `${id}: ${paid} of ${amount.value}`,
    );
  }

  /** Whatever a page is shown as paid. */
  seen(shown: OrderJson): void {
    assertPartsShown(this.#world, this.#ledger, shown);
    const { id, status, amount, payment } = shown;
    if (status !== "paid" || payment === "partial") return;
    const attempts = this.history.get(id)?.at(-1)?.attempts ?? [];
    this.#world.keep(
      attempts.some(
        ({ plan }) => this.#ledger.paidValue(plan.id) >= amount.value,
      ),
      "nothing is paid that the provider was not paid",
      `a page is shown ${id} as paid`,
    );
  }

  submitted(plan: AttemptPlan): void {
    const stored = this.history.get(plan.orderId)?.at(-1);
    this.#world.keep(
      stored?.attempts.some((each) => each.plan.id === plan.id) === true,
      "the provider hears only of what is stored",
      plan.id,
    );
  }

  /** Returns what to call when it has ended. `isAlive`: the relay that asked still lives. */
  queryBegins(attemptId: string, isAlive: () => boolean): () => void {
    const others = this.#asking.get(attemptId) ?? new Set();
    this.#asking.set(attemptId, others);
    this.#world.keep(
      this.clocksApartMs > CLOCKS_AGREE_WITHIN_MS ||
        ![...others].some((lives) => lives()),
      "one query at a time",
      attemptId,
    );
    others.add(isAlive);
    return () => {
      others.delete(isAlive);
    };
  }

  /** A relay said that it has this. */
  acknowledged(raw: Uint8Array): void {
    this.acknowledgedBodies.push(raw);
    this.#world.keep(
      this.#bodies.has(textOf(raw)),
      "an acknowledged message has its effect",
      textOf(raw),
    );
  }

  /** What a request with this key led to. */
  made(key: string, id: string): void {
    const earlier = this.#madeBy.get(key) ?? id;
    this.#world.keep(
      earlier === id,
      "one key, one thing",
      `"${key}" made ${earlier} and ${id}`,
    );
    this.#madeBy.set(key, id);
  }

  toldMerchant(id: string, { type, data }: WebhookPayload): void {
    const { order } = data;
    assertPartsShown(this.#world, this.#ledger, order);
    const stored = this.history
      .get(order.id)
      ?.findLast(({ version }) => version === order.version);
    this.#world.keep(
      stored !== undefined &&
        orderStatus(stored) === order.status &&
        outcomeText(orderOutcome(stored)) === outcomeText(order.outcome) &&
        (!type.startsWith("order.") ||
          type === `order.${order.status}` ||
          type === "order.review" ||
          type === "order.partly_paid" ||
          type === "order.overpaid"),
      "the merchant hears the truth, in order",
      `${id}: ${type}, ${order.status} at version ${order.version}`,
    );
  }

  paidOut({ reference }: PayoutRequest): void {
    const order = [...this.history.values()].find(
      (versions) => versions[0]?.reference === reference,
    )?.[0];
    const [into, out] = [
      order === undefined ? 0 : this.#ledger.moneyIn(order.id),
      this.#ledger.moneyOut(reference),
    ];
    this.#world.keep(
      out <= into,
      "no more goes out than came in",
      `${out} of ${into} for ${reference}`,
    );
  }
}

export const textOf = (raw: Uint8Array): string =>
  new TextDecoder().decode(raw);
