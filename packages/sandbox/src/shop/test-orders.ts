/** The orders of the sandbox's own shop: made, prompted for, and settled by the provider's answer. */
import { randomInt } from "node:crypto";
import type { PaymentStatus, ProviderClient } from "./provider-client.ts";

const MOST_ORDERS = 100;
const AMOUNT = 2500;
/** A prompt without an answer may still be on its way. */
const ABSENT_AFTER_MS = 20_000;

export interface TestOrder {
  /** "TEST-48213077"; the attempt at the provider has the same id. */
  readonly id: string;
  readonly phone: string;
  /** In whole shillings. */
  readonly amount: number;
  readonly createdAt: number;
  readonly status: PaymentStatus;
  /** How many callbacks of the provider have arrived. */
  readonly callbacks: number;
}

export interface TestOrdersOptions {
  readonly provider: ProviderClient;
  /** Where the provider sends its callbacks: this and the order's id. */
  readonly callbackUrl: string;
}

export class TestOrders {
  readonly #orders = new Map<string, TestOrder>();
  readonly #options: TestOrdersOptions;

  constructor(options: TestOrdersOptions) {
    this.#options = options;
  }

  /** `typed`: a Kenyan number as people write it. Undefined where it is none. */
  async create(typed: string): Promise<TestOrder | undefined> {
    const phone = toPhone(typed);
    if (phone === undefined) return undefined;
    const id = `TEST-${randomInt(10_000_000, 100_000_000)}`;
    const order: TestOrder = {
      id,
      phone,
      amount: AMOUNT,
      createdAt: Date.now(),
      status: { name: "pending" },
      callbacks: 0,
    };
    this.#put(order);
    const refused = await this.#options.provider.sendPrompt({
      ...order,
      callbackUrl: this.#options.callbackUrl + id,
    });
    return refused === null
      ? order
      : this.#put({ ...order, status: { name: "failed", reason: refused } });
  }

  /** Counts a callback. What it says is not believed: the provider is asked. */
  async receiveCallback(id: string): Promise<void> {
    const order = this.#orders.get(id);
    if (order === undefined) return;
    this.#put({ ...order, callbacks: order.callbacks + 1 });
    await this.read(id);
  }

  /** The order, after the provider was asked where it is not known how it ended. */
  async read(id: string): Promise<TestOrder | undefined> {
    if (this.#orders.get(id)?.status.name === "pending") {
      const status = await this.#options.provider.readStatus(id);
      const order = this.#orders.get(id);
      if (order?.status.name === "pending")
        this.#put({ ...order, status: status ?? withoutPayment(order) });
    }
    return this.#orders.get(id);
  }

  clear(): void {
    this.#orders.clear();
  }

  #put(order: TestOrder): TestOrder {
    this.#orders.set(order.id, order);
    const [oldest] = this.#orders.keys();
    if (this.#orders.size > MOST_ORDERS && oldest !== undefined)
      this.#orders.delete(oldest);
    return order;
  }
}

function withoutPayment({ createdAt }: TestOrder): PaymentStatus {
  return Date.now() - createdAt < ABSENT_AFTER_MS
    ? { name: "pending" }
    : { name: "failed", reason: "The provider has no such payment." };
}

/** "0712 345 600" and "+254712345600" as "254712345600". */
function toPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s()-]/g, "").replace(/^\+/, "");
  const phone = digits.replace(/^0(?=\d{9}$)/, "254");
  return /^254[17]\d{8}$/.test(phone) ? phone : undefined;
}
