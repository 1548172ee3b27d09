/** The merchant's backend: it takes webhooks, some of the time, and sends money back. */
import type { Order as OrderJson } from "@malipo/protocol";
import type { WebhookPayload } from "@malipo/protocol/merchant";
import type {
  WebhookResult,
  WebhookMessage,
} from "../../packages/relay/src/ports/webhook.ts";
import type { Cluster } from "./cluster.ts";
import type { Invariants } from "./invariants.ts";
import type { Network } from "./network.ts";
import type { OrderPlan, Span } from "./plan.ts";
import type { Stray } from "./ledger.ts";
import type { Seeded } from "./random.ts";
import type { Service } from "./service.ts";
import type { World } from "./world.ts";

const PATIENCE_MS = 15_000;
const AGAIN_MS = 3_000;

export interface MerchantParts {
  readonly world: World;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly invariants: Invariants;
  readonly down: readonly Span[];
}

export class Merchant {
  /** What was taken, by its id. */
  readonly taken = new Map<string, WebhookPayload>();
  /** The truest that is known of each order: that of the highest version. */
  readonly orders = new Map<string, OrderJson>();
  readonly #parts: MerchantParts;
  readonly #plans = new Map<string, OrderPlan>();

  readonly #random: Seeded;

  constructor(parts: MerchantParts) {
    this.#parts = parts;
    this.#random = parts.world.random.fork("merchant");
  }

  /** One try of the relay to tell it something. */
  async send(message: WebhookMessage): Promise<WebhookResult> {
    const { network } = this.#parts;
    const reply = await network.call("webhook", PATIENCE_MS, () => {
      this.#receive(message);
      return Promise.resolve();
    });
    const failed = { kind: "failed" } as const;
    if (reply.kind === "lost")
      return {
        ...failed,
        status: null,
        error: "timeout",
        retryAfterSeconds: null,
      };
    return reply.kind === "answer"
      ? { kind: "delivered", status: 204 }
      : { ...failed, status: 503, error: "status", retryAfterSeconds: null };
  }

  #receive({ id, payload }: WebhookMessage): void {
    const { world, invariants, down } = this.#parts;
    const time = world.now - world.startedAt;
    const isDown = down.some(({ from, until }) => time >= from && time < until);
    if (isDown && !world.healed) throw new Error("503");
    const told = JSON.parse(payload) as WebhookPayload;
    const { order } = told.data;
    invariants.toldMerchant(id, told);
    world.note("merchant", `hears ${told.type} of version ${order.version}`);
    const isOver = order.status === "cancelled" || order.status === "expired";
    if (
      (told.type === "order.paid" ||
        (told.type === "order.review" && isOver)) &&
      !this.taken.has(id)
    )
      this.#refund(order.id);
    this.taken.set(id, told);
    const known = this.orders.get(order.id);
    if (known === undefined || known.version <= order.version)
      this.orders.set(order.id, order);
  }

  /** What the merchant does about an order that a page made. */
  manage(orderId: string, plan: OrderPlan): void {
    const { world } = this.#parts;
    this.#plans.set(orderId, plan);
    if (plan.cancelAt === null) return;
    const sinceStart = world.now - world.startedAt;
    this.#later(plan.cancelAt - sinceStart, "cancel order", (relay) =>
      relay.cancelOrder(orderId),
    );
  }

  /** What the merchant's people do about money that came without an order, sometimes two of them at once. */
  decide({ receipt, orderId }: Stray): void {
    const random = this.#random;
    const later = (
      what: string,
      ask: (relay: Service) => Promise<unknown>,
    ): void => {
      this.#later(random.between(1, 240) * 1000, what, ask);
    };
    const assign = (to: string): void => {
      later("assign", (relay) => relay.assignPayment(receipt, to));
    };
    const dismiss = (note: string): void => {
      later("dismiss", (relay) => relay.dismissPayment(receipt, note));
    };
    if (random.chance(0.1)) return;
    if (random.chance(0.3)) dismiss("not ours");
    if (random.chance(0.8)) assign(orderId);
    if (random.chance(0.2)) assign(orderId);
    if (random.chance(0.3)) assign(random.pick([...this.#plans.keys()]));
    if (random.chance(0.1)) dismiss("sent back");
  }

  #refund(orderId: string): void {
    const plan = this.#plans.get(orderId);
    if (plan === undefined || plan.refundAfterMs === null) return;
    for (const who of plan.refundsTwice ? ["one", "two"] : ["one"])
      this.#later(plan.refundAfterMs, "refund", (relay) =>
        relay.refund(
          orderId,
          { reason: "returned" },
          `refund by ${who} of ${orderId}`,
        ),
      );
  }

  #later<T>(
    ms: number,
    what: string,
    ask: (relay: Service) => Promise<T>,
  ): void {
    const { world } = this.#parts;
    world.let(world.sleep(ms).then(() => this.#ask(what, ask)));
  }

  async #ask<T>(
    what: string,
    ask: (relay: Service) => Promise<T>,
  ): Promise<void> {
    const { network, cluster, world } = this.#parts;
    for (let tried = 0; tried < 40; tried += 1) {
      const reply = await network.call(what, PATIENCE_MS * 2, () =>
        cluster.any().serve(ask),
      );
      if (reply.kind === "answer") return;
      await world.sleep(AGAIN_MS);
    }
  }
}
