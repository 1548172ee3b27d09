import { createHmac, generateKeyPairSync } from "node:crypto";
import { compactDecrypt } from "jose";
import { describe, expect, it } from "vitest";
import { sign } from "../../src/flexpay/webhook-delivery.ts";
import type { Received } from "../support/merchant.ts";
import {
  containing,
  matching,
  uuid,
  withMembers,
} from "../support/matching.ts";
import type { FlexHarness, Members } from "./harness.ts";
import { isoTime, listen, pathOf, startFlexpay, toMembers } from "./harness.ts";

const SECRET = "sandbox-flexpay-webhook-secret";

/** As the provider's page tells a receiver to compute it. */
function expectedSignature({ body, headers }: Received, secret = SECRET) {
  const timestamp = String(headers["x-idaas-timestamp"]);
  const message = `v0:${timestamp}:${body}`;
  return `v0=${createHmac("sha256", secret).update(message).digest("hex")}`;
}

const ageSeconds = ({ headers }: Received) =>
  Date.now() / 1000 - Number(headers["x-idaas-timestamp"]);

async function startListening() {
  const harness = await startFlexpay();
  await listen(harness);
  return harness;
}

async function receive({ merchant }: FlexHarness, count = 1) {
  const received = await merchant.waitFor(count);
  const last = received.at(-1);
  if (last === undefined) throw new Error("Nothing came.");
  return last;
}

const records = async ({ shop }: FlexHarness, sent: Members) =>
  (await shop("GET", `${pathOf(sent)}/webhooks`)).json["data"];

describe("sign", () => {
  it("agrees with a vector computed elsewhere", () => {
    expect(
      sign("whsec_test", "1700000000", '{"eventType":"TRANSACTION_INITIATED"}'),
    ).toBe(
      "v0=bdf9943e7ab478679efb714ac4e841cfb1843bfb0480c2e655f3731a061003f8",
    );
  });
});

describe("the receiver webhook", () => {
  it("brings the transaction, signed", async () => {
    const harness = await startListening();
    const sent = await harness.transfer();
    const received = await receive(harness);
    expect([received.method, received.path]).toEqual([
      "POST",
      "/callbacks/flexpay",
    ]);
    expect(received.headers["content-type"]).toBe("application/json");
    const { webhooks, ...transaction } = sent;
    expect(webhooks).toMatchObject([{ direction: "RECEIVER" }]);
    expect(JSON.parse(received.body)).toEqual({
      eventType: "TRANSACTION_INITIATED",
      ...transaction,
    });
    expect(received.headers["x-idaas-signature"]).toBe(
      expectedSignature(received),
    );
    expect(ageSeconds(received)).toBeLessThan(60);
  });

  it("leaves a record", async () => {
    const harness = await startListening();
    const { merchant, shop, payer } = harness;
    merchant.answerWith(500, 0);
    const sent = await harness.transfer();
    const record = {
      id: uuid,
      transactionId: sent["id"],
      transactionReference: sent["reference"],
      applicationId: sent["receiverAppId"],
      applicationName: "DukaApp",
      direction: "RECEIVER",
      targetUrl: `${merchant.url}/callbacks/flexpay`,
      eventType: "TRANSACTION_INITIATED",
      status: "DELIVERED",
      attempts: 3,
      lastAttemptAt: matching(isoTime),
      deliveredAt: matching(isoTime),
      createdAt: matching(isoTime),
      updatedAt: matching(isoTime),
    };
    await expect.poll(() => records(harness, sent)).toEqual([record]);
    const bodies = merchant.received.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    const path = pathOf(sent);
    const one = await shop("GET", `${path}/webhooks/receiver`);
    expect(one.data).toEqual(record);
    expect((await shop("GET", path)).data["webhooks"]).toEqual([record]);
    expect((await shop("GET", `${path}/webhooks/sender`)).status).toBe(403);
    expect((await payer("GET", `${path}/webhooks/receiver`)).status).toBe(403);
    expect((await payer("GET", `${path}/webhooks/sender`)).status).toBe(404);
    // The shop's address is not for the sender to see.
    const seen = await payer("GET", path);
    expect(seen.data["webhooks"]).toEqual([]);
  });

  it("is given up after three tries, and listed as failed", async () => {
    const harness = await startListening();
    harness.merchant.answerWith(503, 302, 404);
    const sent = await harness.transfer();
    await expect
      .poll(() => records(harness, sent))
      .toMatchObject([
        { status: "FAILED", attempts: 3, lastError: "HTTP 404" },
      ]);
    const { data } = await harness.shop("GET", "/webhooks/failed");
    expect(data).toMatchObject({
      totalElements: 1,
      content: [{ transactionReference: sent["reference"] }],
    });
    const other = await harness.payer("GET", "/webhooks/failed");
    expect(other.data["totalElements"]).toBe(0);
    expect(harness.merchant.received).toHaveLength(3);
  });

  it("does not come when there is no address, or none is asked for", async () => {
    const harness = await startFlexpay();
    const silent = await harness.transfer();
    await listen(harness);
    const none = await harness.transfer({ webhook: "none" });
    const told = await harness.transfer();
    const { body } = await receive(harness);
    expect(body).toContain(String(told["reference"]));
    for (const sent of [silent, none])
      expect(await records(harness, sent)).toEqual([]);
  });

  it.each([
    [{ webhook: "repeated" }, 2],
    [{ webhook: "repeated", count: 3 }, 3],
    [{ count: 2 }, 2],
  ])("comes repeatedly with %j", async (how, count) => {
    const harness = await startListening();
    const sent = await harness.transfer(how);
    await receive(harness, count);
    await expect
      .poll(() => records(harness, sent))
      .toMatchObject([{ status: "DELIVERED", attempts: count }]);
    const bodies = harness.merchant.received.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
  });

  it.each([
    ["forged", false, 0],
    ["stale", true, 3_600],
  ])("can be %s", async (webhook, isSigned, ageAtLeast) => {
    const harness = await startListening();
    await harness.transfer({ webhook });
    const received = await receive(harness);
    const signature = received.headers["x-idaas-signature"];
    expect(signature).toMatch(/^v0=[\da-f]{64}$/);
    expect(signature === expectedSignature(received)).toBe(isSigned);
    expect(ageSeconds(received)).toBeGreaterThanOrEqual(ageAtLeast - 1);
    expect(ageSeconds(received)).toBeLessThan(ageAtLeast + 60);
  });

  it("is signed with the secret that was set last", async () => {
    const harness = await startListening();
    await harness.control("POST", "/flexpay", { webhookSecret: "new" });
    await harness.transfer();
    const received = await receive(harness);
    const signature = received.headers["x-idaas-signature"];
    expect(signature).toBe(expectedSignature(received, "new"));
  });

  it("can be sent again", async () => {
    const harness = await startListening();
    const { reference } = await harness.transfer({ webhook: "none" });
    const path = `/transfers/${String(reference)}/webhook`;
    const again = (how?: object) => harness.control("POST", path, how);
    expect((await again()).status).toBe(202);
    await receive(harness);
    expect((await again({ webhook: "forged", count: 2 })).status).toBe(202);
    await receive(harness, 3);
    expect((await again({ webhook: "often" })).status).toBe(400);
  });

  it("stops with a reset and with the end", async () => {
    const harness = await startFlexpay({ callbackDelayMs: 60_000 });
    await listen(harness);
    await harness.transfer();
    await harness.control("POST", "/reset");
    await listen(harness);
    await harness.transfer();
    await harness.sandbox.close();
    expect(harness.merchant.received).toEqual([]);
  });

  it("is encrypted to the key that was set, and signed as it is sent", async () => {
    const harness = await startListening();
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const encryptTo = pair.publicKey.export({ format: "jwk" });
    const set = await harness.control("POST", "/flexpay", { encryptTo });
    expect(set.json).toMatchObject({ encrypted: true });
    const sent = await harness.transfer();
    const received = await receive(harness);
    expect(received.headers).toMatchObject({
      "content-type": "application/jose",
      "content-encryption": "JWE",
      "x-idaas-signature": expectedSignature(received),
    });
    const opened = await compactDecrypt(received.body, pair.privateKey);
    expect(opened.protectedHeader).toMatchObject({
      alg: "ECDH-ES+A256KW",
      enc: "A256GCM",
    });
    const body: unknown = JSON.parse(
      new TextDecoder().decode(opened.plaintext),
    );
    expect(toMembers(body)["reference"]).toBe(sent["reference"]);

    await harness.control("POST", "/flexpay", { encryptTo: null });
    await harness.transfer();
    const clear = await receive(harness, 2);
    expect(clear.body).toContain("TRANSACTION_INITIATED");
  });

  it("never writes a secret to the log", async () => {
    const lines: string[] = [];
    const harness = await startFlexpay({ log: (line) => lines.push(line) });
    await listen(harness);
    await harness.transfer();
    await expect
      .poll(() => lines)
      .toContainEqual(
        containing("TRANSACTION_INITIATED webhook taken (HTTP 200)"),
      );
    expect(lines.join("\n")).not.toMatch(/secret|v0=/);
  });
});

describe("the sender's callback", () => {
  it.each([
    ["accept", undefined, "TRANSACTION_COMPLETED", "COMPLETED"],
    ["reject", { reason: "No" }, "TRANSACTION_REJECTED", "REJECTED"],
  ])("tells of %s", async (action, body, eventType, status) => {
    const harness = await startFlexpay();
    const { merchant, payer, shop } = harness;
    const callbackUrl = `${merchant.url}/final`;
    const { data } = await payer("POST", "/transactions", {
      senderTag: "@ada",
      receiverTag: "@duka",
      amount: 1,
      callbackUrl,
    });
    const path = pathOf(data);
    await shop("POST", `${path}/${action}`, body);
    const received = await receive(harness);
    expect(JSON.parse(received.body)).toMatchObject({ eventType, status });
    await expect
      .poll(async () => (await payer("GET", `${path}/webhooks/sender`)).data)
      .toEqual(
        withMembers({
          direction: "SENDER",
          eventType,
          targetUrl: callbackUrl,
          status: "DELIVERED",
        }),
      );
  });
});
