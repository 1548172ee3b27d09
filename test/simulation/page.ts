/**
 * The shopper's browser with its tabs, by the rules of the widget: a call without an answer is made again with the same
 * key, a stream that ends is opened again, of two views the higher version is the truer, an outcome is told once.
 */
import type { AttemptResponse, Method, Problem } from "@malipo/protocol";
import type { Result } from "../../packages/relay/src/domain/errors.ts";
import type { Merchant } from "./merchant.ts";
import type { Reply } from "./network.ts";
import { SOLD_IN_PARTS } from "./parts.ts";
import type { OrderPlan, PageAction } from "./plan.ts";
import type { Seeded } from "./random.ts";
import { Tab } from "./tab.ts";
import type { Memory, TabParts } from "./tab.ts";
import type { Service } from "./service.ts";

const SECOND = 1000;
const PATIENCE_MS = 35 * SECOND;
const MOST_TRIES = 30;

export interface PageParts extends TabParts {
  readonly merchant: Merchant;
}

export class Browser implements Memory {
  /** Undefined until the first answer. */
  orderId: string | undefined;
  readonly #parts: PageParts;
  readonly #plan: OrderPlan;
  readonly #random: Seeded;
  readonly #name: string;
  /** By outcome: the status that its event told. Kept over reloads, and shared by the tabs. */
  readonly told = new Map<string, string>();
  readonly tabs: Tab[] = [];
  /** The highest that any tab was shown. */
  version = 0;
  #keys = 0;

  constructor(parts: PageParts, plan: OrderPlan, name: string) {
    this.#parts = parts;
    this.#plan = plan;
    this.#random = parts.world.random.fork(name);
    this.#name = name;
  }

  async live(): Promise<void> {
    const { world, merchant, invariants } = this.#parts;
    await world.sleep(this.#plan.startAt);
    const key = this.#key("order");
    const { quantity, inParts } = this.#plan;
    const lines = [{ sku: inParts ? SOLD_IN_PARTS : "SHIRT", quantity }];
    const made = await this.#ask("create order", (relay) =>
      relay.createOrder({ lines }, key).then((answer) => {
        if (answer.ok) invariants.made(key, answer.value.order.id);
        return answer;
      }),
    );
    if (made?.ok !== true) return;
    const { order } = made.value;
    this.orderId = order.id;
    merchant.manage(order.id, this.#plan);
    for (const { at, kind } of this.#plan.actions)
      world.let(
        world
          .sleep(at - this.#plan.startAt)
          .then(() => this.#act(order.id, kind)),
      );
    const tab = this.#openTab(order.id);
    tab.see(order, 0);
    await this.#shop(tab);
  }

  /** Pays, and tries again where that failed. */
  async #shop(tab: Tab): Promise<void> {
    const { world } = this.#parts;
    for (const method of this.#plan.methods) {
      await world.sleep(this.#random.between(1, 20) * SECOND);
      const isBegun = await this.#pay(tab, method);
      if (!isBegun && this.#random.chance(0.3)) return;
      const canPayAgain = await tab.until((order) =>
        order.status === "open"
          ? order.methods.some(({ available }) => available)
          : order.status === "pending"
            ? order.methods.some(({ available }) => available)
            : null,
      );
      if (!canPayAgain || this.#random.chance(0.25)) return;
    }
  }

  async #pay(tab: Tab, method: Method): Promise<boolean> {
    const { invariants } = this.#parts;
    const key = this.#key("attempt");
    const body =
      method === "mpesa" ? { method, phone: "0712345678" } : { method };
    const asked = this.version;
    const answer = await this.#ask("start attempt", (relay) =>
      relay.startAttempt(tab.orderId, body, key).then((result) => {
        if (result.ok) invariants.made(key, result.value.attempt.id);
        return result;
      }),
    );
    return this.#seeAnswer(tab, answer, asked, true);
  }

  #seeAnswer(
    tab: Tab,
    answer: Result<AttemptResponse> | undefined,
    asked: number,
    /** It may be the answer that was remembered for the key. */
    mayBeOld: boolean,
  ): boolean {
    if (answer?.ok !== true) return false;
    tab.see(answer.value.order, mayBeOld ? 0 : asked);
    return true;
  }

  async #act(orderId: string, kind: PageAction): Promise<void> {
    const { world } = this.#parts;
    const tab = this.#random.pick(this.tabs);
    world.note(this.#name, kind);
    switch (kind) {
      case "second_tab":
        await this.#shop(this.#openTab(orderId));
        return;
      case "reload":
        tab.close();
        this.#openTab(orderId);
        return;
      case "offline":
        tab.goOffline(this.#random.between(5, 120) * SECOND);
        return;
      case "change":
        await this.#ask("change order", (relay) =>
          relay.change(orderId, [{ sku: "SHIRT", quantity: 2 }]),
        );
        return;
      case "check":
      case "cancel": {
        const attemptId = tab.view?.attempt?.id;
        if (attemptId === undefined) return;
        const asked = this.version;
        const answer = await this.#ask(kind, (relay) =>
          relay[kind](orderId, attemptId),
        );
        this.#seeAnswer(tab, answer, asked, false);
      }
    }
  }

  #openTab(orderId: string): Tab {
    const tab = new Tab(this.#parts, this, orderId, this.#random.fork("tab"));
    this.tabs.push(tab);
    this.#parts.world.let(tab.follow());
    return tab;
  }

  #key(what: string): string {
    return `${this.#name} ${what} ${(this.#keys += 1)}`;
  }

  /** Until there is an answer, and it is not that one must wait. */
  async #ask<T>(
    what: string,
    ask: (relay: Service) => Promise<T>,
  ): Promise<T | undefined> {
    const { network, cluster, world } = this.#parts;
    for (let tried = 1; tried <= MOST_TRIES; tried += 1) {
      const reply: Reply<T> = await network.call(what, PATIENCE_MS, () =>
        cluster.any().serve(ask),
      );
      if (reply.kind === "answer" && !isInProgress(reply.value))
        return reply.value;
      await world.sleep(Math.min(8, tried) * SECOND);
    }
    return undefined;
  }
}

const isInProgress = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (value as Partial<Problem>).code === "request_in_progress";
