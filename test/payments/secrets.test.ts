import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CANARIES } from "../support/canaries.ts";
import { payByHand, sendTransfer } from "../support/sandbox-control.ts";
import { openMerchantOrder, openOrder } from "../support/shopper.ts";
import { useToldStack } from "../support/stack.ts";
import type { Stack } from "../support/stack.ts";

const secrets = [
  ...Object.entries(CANARIES),
  ["webhookSecret without its prefix", CANARIES.webhookSecret.slice(6)],
] as const;

/** Every way a secret could stand in a text. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("base64url"),
  Buffer.from(secret).toString("hex"),
];

function expectNoSecret(what: string, text: string): void {
  for (const [name, secret] of secrets)
    for (const spelling of spellings(secret))
      expect(text.includes(spelling), `${name} stands in ${what}`).toBe(false);
}

/** Whoever knows it can make orders paid. */
const c2bMac = ({ c2bUrl }: Stack): string =>
  new URL(c2bUrl).searchParams.get("s") ?? c2bUrl;

/** One of everything that goes over the wire to somebody else. */
async function payInEveryWay(stack: Stack): Promise<void> {
  const byPrompt = await openOrder(stack);
  await byPrompt.pay("mpesa", "0712345601");
  await byPrompt.seesPaid();
  const byHand = await openOrder(stack);
  const { action } = await byHand.pay("paybill");
  if (action?.type !== "paybill") throw new Error("no account is shown");
  await payByHand(stack, { account: action.account, amount: 7_000 });
  await byHand.seesPaid();
  const amount = { value: 150_000, currency: "NGN" };
  const byTransfer = await openMerchantOrder(stack, amount);
  const { action: tag } = await byTransfer.pay("flexpay");
  if (tag?.type !== "tag") throw new Error("no tag is shown");
  const { narration } = tag;
  await sendTransfer(stack, { amount: 1500, narration, webhook: "forged" });
  await sendTransfer(stack, { amount: 1500, narration });
  await byTransfer.seesPaid();
}

describe("the credentials", () => {
  const { stack, receiver } = useToldStack();

  it("stand in no built file of the widget", () => {
    const dist = path.join(import.meta.dirname, "../../packages/widget/dist");
    const files = readdirSync(dist).filter((name) =>
      /\.(?:js|map|json)$/.test(name),
    );
    expect(files).toContain("malipo.js");
    for (const name of files)
      expectNoSecret(name, readFileSync(path.join(dist, name), "utf8"));
  });

  it("stand in no answer and no log line, also when everything goes wrong", async () => {
    const answers: string[] = [];
    const ask = async (to: string, init: RequestInit = {}): Promise<void> => {
      const res = await fetch(`${stack.relayUrl}${to}`, {
        redirect: "manual",
        ...init,
      });
      answers.push(`${JSON.stringify([...res.headers])}\n${await res.text()}`);
    };
    const shopper = await openOrder(stack);
    const attempt = await shopper.pay("mpesa", "0712345601");
    const order = await shopper.seesPaid();
    answers.push(JSON.stringify(order));
    const json = { "Content-Type": "application/json" };
    const key = { ...json, Authorization: `Bearer ${CANARIES.merchantKey}` };
    const token = { ...json, Authorization: `Bearer ${shopper.token}` };
    for (const to of [
      "/",
      "/livez",
      "/readyz",
      "/.well-known/jwks.json",
      "/problems",
      "/pay/pl_AAAAAAAAAAAAAAAAAAAAAA",
      "/widget/v1/malipo.js",
      "/v1/payment-links/x",
    ])
      await ask(to);
    const keyed = { ...json, "Idempotency-Key": "k".repeat(16) };
    await ask("/v1/orders", { method: "POST", body: "{", headers: json });
    await ask("/v1/orders", { method: "POST", body: "{}", headers: keyed });
    await ask(`/v1/orders/${shopper.orderId}`, { headers: token });
    await ask(`/v1/orders/${shopper.orderId}`, {
      headers: { Authorization: `Bearer ${CANARIES.merchantKey}` },
    });
    await ask(`/v1/merchant/orders/${shopper.orderId}`, { headers: key });
    await ask("/v1/merchant/orders", {
      headers: { Authorization: `Bearer ${CANARIES.clientSecret}` },
    });
    await ask("/v1/merchant/payment-links", {
      method: "POST",
      headers: key,
      body: JSON.stringify({ title: "x" }),
    });
    for (const path of [
      "/deliveries",
      "/routes",
      "/transfers/pending",
      "/unmatched-payments",
      "/payouts/unknown",
      "/bills/unknown",
      "/transfers/unknown",
    ])
      await ask(`/v1/merchant${path}`, { headers: key });
    for (const [to, secret] of [
      ["almara/c2b", CANARIES.masterKey],
      ["flexpay", CANARIES.flexpayWebhookSecret],
    ] as const)
      await ask(`/callbacks/${to}?s=${CANARIES.flexpayClientSecret}`, {
        method: "POST",
        headers: { "X-IDaaS-Signature": secret },
        body: secret,
      });
    await payInEveryWay(stack);
    const { id } = await receiver.about(shopper.orderId, "order.paid");
    await ask(`/v1/merchant/deliveries/${id}`, { headers: key });
    answers.push(JSON.stringify(receiver.received));
    await ask(`/callbacks/almara/${attempt.id}?s=${CANARIES.cartSecret}`, {
      method: "POST",
      body: CANARIES.clientSecret,
    });
    await ask(`/nothing?key=${CANARIES.merchantKey}`);
    for (const answer of answers) {
      expectNoSecret("an answer", answer);
      expect(answer).not.toContain(c2bMac(stack));
    }
    const log = stack.logged();
    expect(log).toContain(shopper.orderId);
    expectNoSecret("the log", log);
    expect(log).not.toContain(c2bMac(stack));
    expect(log).not.toContain(shopper.token);
    expect(log).not.toContain("712345601");
  });

  it("stand in no file of the relay's database", async () => {
    await payInEveryWay(stack);
    const directory = path.dirname(stack.databaseFile);
    const files = readdirSync(directory);
    expect(files.length).toBeGreaterThan(0);
    for (const name of files)
      expectNoSecret(name, readFileSync(path.join(directory, name), "latin1"));
  });
});
