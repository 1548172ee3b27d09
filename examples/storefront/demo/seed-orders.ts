/**
 * A morning's orders, so that the console has something to show at the first start. They take the way of all orders:
 * made through the merchant API, and paid from phones that answer by themselves at the sandbox.
 */
import { randomUUID } from "node:crypto";
import { createMerchantClient } from "@malipo/client";
import type { Addresses } from "./addresses.ts";

/** The last two digits say what the payer does: 01 pays, 02 lacks funds, 03 cancels, 04 types a wrong PIN. Null: nobody tries. */
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
];
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

/** Does nothing if there are orders already. Rejects if the relay refuses one. */
export async function seedOrders(
  { shop, relay }: Pick<Addresses, "shop" | "relay">,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const client = createMerchantClient({ relay, key });
  const { orders } = await client.get("/v1/merchant/orders", {
    query: { limit: 1 },
    signal,
  });
  if (orders.length > 0) return;
  for (const [at, phone] of PHONES.entries()) {
    const { price, ...shirt } = SHIRTS[at % SHIRTS.length] ?? SHIRTS[0];
    const { order, token } = await client.post("/v1/merchant/orders", {
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
    if (phone === null) continue;
    const response = await fetch(`${relay}/v1/orders/${order.id}/attempts`, {
      method: "POST",
      headers: {
        Origin: shop,
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Idempotency-Key": randomUUID(),
      },
      body: JSON.stringify({
        method: AIRTEL.test(phone) ? "airtel" : "mpesa",
        phone,
      }),
      signal,
    });
    if (!response.ok) throw new Error(await response.text());
  }
}
