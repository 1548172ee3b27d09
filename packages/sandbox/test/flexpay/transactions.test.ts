import { describe, expect, it } from "vitest";
import { matching, uuid } from "../support/matching.ts";
import type { FlexHarness, Members } from "./harness.ts";
import { isoTime, pathOf, startFlexpay, toMembers } from "./harness.ts";
import { refusal } from "../support/harness.ts";
import { readSample } from "../support/samples.ts";

const time = matching(isoTime);

const accept = ({ shop }: FlexHarness, sent: Members) =>
  shop("POST", `${pathOf(sent)}/accept`);
const reject = (
  { shop }: FlexHarness,
  sent: Members,
  body: unknown = { reason: "Unknown order" },
) => shop("POST", `${pathOf(sent)}/reject`, body);
const read = ({ shop }: FlexHarness, sent: Members) =>
  shop("GET", pathOf(sent));
const statusOf = async (harness: FlexHarness, sent: Members) =>
  (await read(harness, sent)).data["status"];

const balance = async ({ shop }: FlexHarness) =>
  (await shop("GET", "/wallet")).data["balance"];

describe("a transaction", () => {
  it("is shown with the documented members", async () => {
    const harness = await startFlexpay();
    const sent = await harness.transfer();
    const { status, data } = await read(harness, sent);
    expect(status).toBe(200);
    expect(data).toEqual({
      id: uuid,
      reference: matching(/^TXN-\d{8}-[A-Z\d]{8}$/),
      senderTag: "ada@pesawallet",
      senderAppName: "PesaWallet",
      senderAppId: uuid,
      receiverTag: "duka@dukaapp",
      receiverAppName: "DukaApp",
      receiverAppId: uuid,
      amount: 1500,
      currency: "NGN",
      status: "AWAITING_ACCEPTANCE",
      narration: "ORD-7848",
      expiresAt: time,
      createdAt: time,
      updatedAt: time,
      webhooks: [],
    });
    const lifeMs =
      Date.parse(String(data["expiresAt"])) -
      Date.parse(String(data["createdAt"]));
    expect(lifeMs).toBe(900_000);
  });

  it("has no member that the provider's sample lacks", async () => {
    const harness = await startFlexpay();
    const shown = new Set<string>();
    for (const end of [accept, reject]) {
      const sent = await harness.transfer();
      await end(harness, sent);
      for (const name of Object.keys((await read(harness, sent)).data))
        shown.add(name);
    }
    const { data } = toMembers(readSample("flexpay-transaction"));
    expect(shown).toEqual(new Set(Object.keys(toMembers(data))));
  });

  it("is accepted by its receiver, and then the money moves", async () => {
    const harness = await startFlexpay();
    const sent = await harness.transfer({ amount: "1500.2501" });
    expect(await balance(harness)).toBe(0);
    const accepted = await accept(harness, sent);
    expect(accepted.status).toBe(200);
    expect(accepted.data).toMatchObject({
      status: "COMPLETED",
      amount: 1500.2501,
      acceptedAt: time,
    });
    expect(await balance(harness)).toBe(1500.2501);
    const { data } = await harness.payer("GET", "/wallet");
    expect(data).toMatchObject({
      applicationName: "PesaWallet",
      currency: "NGN",
      balance: 998_499.7499,
      totalDebited: 1500.2501,
      totalCredited: 0,
    });
  });

  it("is rejected with a reason, and no money moves", async () => {
    const harness = await startFlexpay();
    const sent = await harness.transfer();
    const rejected = await reject(harness, sent, { reason: "Wrong amount" });
    expect(rejected.data).toMatchObject({
      status: "REJECTED",
      rejectedAt: time,
      rejectionReason: "Wrong amount",
    });
    expect(await balance(harness)).toBe(0);
  });

  it.each([
    [{}, "VALIDATION_ERROR"],
    [{ reason: " " }, "VALIDATION_ERROR"],
    [{ reason: "x".repeat(501) }, "VALIDATION_ERROR"],
    [{ reason: "🛍".repeat(501) }, "VALIDATION_ERROR"],
    [{ reason: 7 }, "VALIDATION_ERROR"],
    [undefined, "MALFORMED_REQUEST"],
  ])("is not rejected with %j", async (body, errorCode) => {
    const harness = await startFlexpay();
    const sent = await harness.transfer();
    const reply = await harness.shop("POST", `${pathOf(sent)}/reject`, body);
    expect(refusal(reply)).toBe(`400 ${errorCode}`);
    expect(await statusOf(harness, sent)).toBe("AWAITING_ACCEPTANCE");
  });

  it("ends once", async () => {
    const harness = await startFlexpay();
    const ends = [
      async (sent: Members) => accept(harness, sent),
      async (sent: Members) => reject(harness, sent),
      async ({ reference }: Members) =>
        harness.control("POST", `/transfers/${String(reference)}/expire`),
    ];
    for (const end of ends) {
      const sent = await harness.transfer();
      expect((await end(sent)).status).toBe(200);
      for (const again of [accept, reject]) {
        const reply = await again(harness, sent);
        expect(refusal(reply)).toBe("409 INVALID_TRANSACTION_STATE");
      }
    }
    expect(await balance(harness)).toBe(1500);
  });

  it("is not accepted while its sender lacks the money", async () => {
    const harness = await startFlexpay();
    const sent = await harness.transfer({ senderTag: "broke@pesawallet" });
    const refused = await accept(harness, sent);
    expect(refusal(refused)).toBe("422 INSUFFICIENT_FUNDS");
    expect(await statusOf(harness, sent)).toBe("AWAITING_ACCEPTANCE");
    expect((await reject(harness, sent)).status).toBe(200);
  });

  it("is unknown, or no business of the caller", async () => {
    const harness = await startFlexpay();
    const { payer, shop, transfer } = harness;
    const other = await transfer({ receiverTag: "broke@pesawallet" });
    for (const ask of [read, accept, reject]) {
      const unknown = await ask(harness, { reference: "TXN-1" });
      expect(unknown.status).toBe(404);
      expect((await ask(harness, other)).status).toBe(403);
    }
    const webhooks = await shop("GET", `${pathOf(other)}/webhooks`);
    expect(webhooks.status).toBe(403);
    const own = pathOf(await transfer());
    expect((await payer("GET", own)).status).toBe(200);
    expect((await payer("POST", `${own}/accept`)).status).toBe(403);
  });

  it("expires by itself", async () => {
    const harness = await startFlexpay({ acceptanceSeconds: 0.05 });
    const sent = await harness.transfer();
    await expect.poll(() => statusOf(harness, sent)).toBe("EXPIRED");
    expect((await read(harness, sent)).data).not.toHaveProperty("rejectedAt");
  });

  it("cannot be accepted after its time while the job lags behind", async () => {
    const options = { acceptanceSeconds: 0.001, expiryLagSeconds: 600 };
    const harness = await startFlexpay(options);
    const sent = await harness.transfer();
    await expect
      .poll(async () => refusal(await accept(harness, sent)))
      .toBe("409 TRANSACTION_EXPIRED");
    expect(await statusOf(harness, sent)).toBe("AWAITING_ACCEPTANCE");
  });
});
