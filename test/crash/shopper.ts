/** Somebody who buys whatever dies meanwhile: page, payer, and the merchant who refunds some of it. */
import { randomUUID } from "node:crypto";
import type { Order } from "@malipo/protocol";
import { oneRefundSchema } from "@malipo/protocol/merchant";
import { PAYBILL } from "../support/relay-environment.ts";
import { THREE_SHIRTS } from "../support/shopper.ts";
import { control } from "../support/sandbox-control.ts";
import { Page } from "./page.ts";
import { AS_MERCHANT, codeOf, isLater, sleep } from "./shop.ts";
import type { Shop } from "./shop.ts";

/** The ends of phone numbers say what the sandbox does with them. */
const PHONE_ENDS = {
  pays: "01",
  refuses: "02",
  callback_lost: "06",
  callbacks_repeated: "07",
  answer_lost: "10",
} as const;

export const WAYS = [
  "pays",
  "pays_and_is_refunded",
  "refuses",
  "callback_lost",
  "callbacks_repeated",
  "answer_lost",
  "card",
  "paybill",
  "flexpay",
] as const;
export type Way = (typeof WAYS)[number];

const LOOK_MS = 60;
/** Three shirts, in shillings. */
const PRICE = 7_000;
const NAIRA = { value: 150_000, currency: "NGN" };
let phones = 0;

/** How often money may be asked to be refunded before it is given up. */
const MOST_REFUNDS = 5;

export class Shopper {
  readonly way: Way;
  page: Page | null = null;
  isDone = false;
  readonly #shop: Shop;
  /** Attempts that were paid by hand. */
  readonly #paidByHand = new Set<string>();

  constructor(shop: Shop, way: Way) {
    this.#shop = shop;
    this.way = way;
  }

  /** Ends when the page has seen that it is paid, and what is refunded has been. */
  async run(): Promise<void> {
    const page = new Page(this.#shop, await this.#openOrder());
    this.page = page;
    const following = page.follow(() => this.isDone);
    let key: string = randomUUID();
    while (page.order.status !== "paid") {
      if (mayTry(page.order) && (await this.#try(page, key)))
        key = randomUUID();
      await this.#payByHand(page.order);
      await sleep(LOOK_MS);
    }
    if (this.way === "pays_and_is_refunded") await this.#refund(page.order);
    this.isDone = true;
    await following;
  }

  async #openOrder(): Promise<unknown> {
    const key = { "Idempotency-Key": randomUUID() };
    const { status, json } =
      this.way === "flexpay"
        ? await this.#shop.insist("POST", "/v1/merchant/orders", {
            headers: { ...AS_MERCHANT, ...key },
            body: {
              lines: [
                { sku: "GIFT", name: "Gift", quantity: 1, unitAmount: NAIRA },
              ],
            },
          })
        : await this.#shop.insist("POST", "/v1/orders", {
            headers: key,
            body: { lines: THREE_SHIRTS },
          });
    if (status !== 201) throw new Error(JSON.stringify(json));
    return json;
  }

  /** True once the try has an answer, and the next one is another. */
  async #try(page: Page, key: string): Promise<boolean> {
    const { id } = page.order;
    const answer = await this.#shop
      .send("POST", `/v1/orders/${id}/attempts`, {
        headers: { ...page.headers, "Idempotency-Key": key },
        body: this.#choice(key),
      })
      .catch(() => undefined);
    if (answer === undefined || isLater(answer)) return false;
    const { status, json } = answer;
    // What the page has not heard of yet.
    const isKnown = ["attempt_alive", "order_closed"].includes(codeOf(json));
    if (status === 401 || isKnown) return false;
    if (status !== 201) throw new Error(JSON.stringify(json));
    return true;
  }

  #choice(key: string): object {
    const { way } = this;
    if (way === "card" || way === "paybill" || way === "flexpay")
      return { method: way };
    return { method: "mpesa", phone: this.#phoneFor(key) };
  }

  /** The same body with the same key. Who was refused takes another phone. */
  readonly #phoneFor = (() => {
    const chosen = new Map<string, string>();
    return (key: string): string => {
      const known = chosen.get(key);
      if (known !== undefined) return known;
      phones += 1;
      const end =
        this.way === "pays_and_is_refunded" || chosen.size > 0
          ? PHONE_ENDS.pays
          : PHONE_ENDS[this.way as keyof typeof PHONE_ENDS];
      const phone = `07${String(phones).padStart(6, "0")}${end}`;
      chosen.set(key, phone);
      return phone;
    };
  })();

  /** Once for each attempt, as soon as the provider knows it. */
  async #payByHand({ attempt, amount }: Order): Promise<void> {
    const { way } = this;
    if (attempt === null || this.#paidByHand.has(attempt.id)) return;
    const { id, action } = attempt;
    const pay = async (to: string, body: object): Promise<void> => {
      this.#paidByHand.add(id);
      await control(this.#shop, to, body).catch(() => {
        // It has not heard of it yet.
        this.#paidByHand.delete(id);
      });
    };
    if (way === "card")
      await pay(`/attempts/${id}`, { outcome: "paid", callbacks: "normal" });
    else if (action?.type === "paybill")
      await pay("/c2b", {
        phone: "254712345678",
        shortCode: PAYBILL,
        account: action.account,
        amount: PRICE,
      });
    else if (action?.type === "tag")
      await pay("/transfers", {
        amount: (amount.value / 100).toFixed(2),
        narration: action.narration,
      });
  }

  async #refund({ id }: Order): Promise<void> {
    for (let i = 0; i < MOST_REFUNDS; i += 1) {
      const { status, json } = await this.#shop.insist(
        "POST",
        `/v1/merchant/orders/${id}/refunds`,
        {
          headers: { ...AS_MERCHANT, "Idempotency-Key": randomUUID() },
          body: { reason: "Wrong size" },
        },
      );
      if (status !== 201) throw new Error(JSON.stringify(json));
      const { refund } = oneRefundSchema.parse(json);
      if (await this.#isPaid(`/v1/merchant/orders/${id}/refunds/${refund.id}`))
        return;
    }
    throw new Error(`the refund of ${id} never arrives`);
  }

  /** False where it is known that nothing was sent. */
  async #isPaid(refund: string): Promise<boolean> {
    for (;;) {
      const { json } = await this.#shop.insist("GET", refund, {
        headers: AS_MERCHANT,
      });
      const { status } = oneRefundSchema.parse(json).refund;
      if (status === "paid") return true;
      if (status === "failed") return false;
      await sleep(LOOK_MS);
    }
  }
}

const mayTry = ({ status, attempt }: Order): boolean =>
  status === "open" &&
  (attempt === null ||
    ["failed", "cancelled", "expired"].includes(attempt.status));
