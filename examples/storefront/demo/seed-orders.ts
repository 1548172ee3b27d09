/**
 * A morning's orders, so that the console has something to show at the first start. They take the way of all orders:
 * made through the merchant API, and paid from phones that answer by themselves at the sandbox.
 */
import { randomUUID } from "node:crypto";
import { createMerchantClient } from "@malipo/client";
import type { Addresses } from "./addresses.ts";

/**
 * The last two digits say what the payer does: 01 pays, 02 lacks funds, 03 cancels, 04 types a wrong PIN. 11 pays, and
 * the provider's message names another amount, which a person has to look at. Null: nobody tries.
 */
const PHONES: readonly (string | null)[] = [
  "0712340101",
  "0733510201",
  "0722341502",
  "0712340301",
  null,
  "0712340401",
  "0733510501",
  "0722340603",
  "0712340701",
  "0712340801",
  null,
  "0712340904",
  "0712341011",
];
const PAYBILL = "880049";
const SHIRTS = [
  { sku: "SHRT-BLK-XL-9981", name: "Black Shirt XL", price: 250_000 },
  { sku: "SHRT-BLU-L-4421", name: "Blue Shirt Large", price: 220_000 },
  { sku: "SHRT-GRN-M-7712", name: "Green Shirt Medium", price: 230_000 },
] as const;
const CUSTOMERS = [
  "Amina Odhiambo",
  "Brian Mwangi",
  "Chebet Koech",
  "Daudi Otieno",
] as const;
/** Airtel's among them; the others are Safaricom's. */
const AIRTEL = /^073/;

type Places = Pick<Addresses, "shop" | "relay" | "sandbox">;

/** Does nothing if there are orders already. Rejects if the relay refuses one. */
export async function seedOrders(
  places: Places,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const client = createMerchantClient({ relay: places.relay, key });
  const { orders } = await client.get("/v1/merchant/orders", {
    query: { limit: 1 },
    signal,
  });
  if (orders.length > 0) return;
  const order = async (at: number) => {
    const { price, ...shirt } = SHIRTS[at % SHIRTS.length] ?? SHIRTS[0];
    return client.post("/v1/merchant/orders", {
      body: {
        lines: [
          {
            ...shirt,
            quantity: 1 + (at % 3),
            unitAmount: { value: price, currency: "KES" },
          },
        ],
        customer: { name: CUSTOMERS[at % CUSTOMERS.length] ?? CUSTOMERS[0] },
      },
      signal,
    });
  };
  for (const [at, phone] of PHONES.entries()) {
    const created = await order(at);
    if (phone === null) continue;
    const method = AIRTEL.test(phone) ? "airtel" : "mpesa";
    await startAttempt(places, created, { method, phone }, signal);
  }
  const byHand = await startAttempt(
    places,
    await order(0),
    { method: "paybill" },
    signal,
  );
  await seedMistakes(places, byHand, signal);
}

/** What payers do by hand, and get wrong: it waits for a person in the console. */
async function seedMistakes(
  { sandbox }: Places,
  { action }: Attempt,
  signal: AbortSignal,
): Promise<void> {
  const pay = (to: string, body: object) =>
    post(`${sandbox}/_sandbox${to}`, body, {}, signal);
  const phone = "254712345678";
  const bill = { phone, shortCode: PAYBILL };
  const account = action?.account;
  await pay("/c2b", { ...bill, account, amount: 3000, name: "AMINA" });
  await pay("/c2b", { ...bill, account: "SHIRT", amount: 2500, name: "BRIAN" });
  await pay("/transfers", { amount: "15000.00", narration: "two shirts" });
}

interface Attempt {
  readonly action: {
    readonly type: string;
    /** Of a paybill payment. */
    readonly account?: string;
  } | null;
}

async function startAttempt(
  { shop, relay }: Places,
  {
    order,
    token,
  }: { readonly order: { readonly id: string }; readonly token: string },
  body: object,
  signal: AbortSignal,
): Promise<Attempt> {
  const headers = {
    Origin: shop,
    Authorization: `Bearer ${token}`,
    "Idempotency-Key": randomUUID(),
  };
  const url = `${relay}/v1/orders/${order.id}/attempts`;
  const response = await post(url, body, headers, signal);
  const { attempt } = (await response.json()) as {
    readonly attempt: Attempt;
  };
  return attempt;
}

async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) throw new Error(await response.text());
  return response;
}
