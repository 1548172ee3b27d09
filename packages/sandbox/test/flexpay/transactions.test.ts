import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { matching, uuid } from "../support/matching.ts";
import type { FlexHarness, Members } from "./harness.ts";
import { isoTime, startFlexpay, toMembers } from "./harness.ts";
import { refusal } from "../support/harness.ts";

const time = matching(isoTime);

const accept = ({ shop }: FlexHarness, { reference }: Members) =>
  shop("POST", `/transactions/${String(reference)}/accept`);
const reject = (
  { shop }: FlexHarness,
  { reference }: Members,
  body: unknown = { reason: "Unknown order" },
) => shop("POST", `/transactions/${String(reference)}/reject`, body);
const read = ({ shop }: FlexHarness, { reference }: Members) =>
  shop("GET", `/transactions/${String(reference)}`);

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
    const [accepted, rejected] = [
      await harness.transfer(),
      await harness.transfer(),
    ];
    await accept(harness, accepted);
    await reject(harness, rejected);
    const sample = new URL(
      "../samples/flexpay-transaction.json",
      import.meta.url,
    );
    const documented = toMembers(JSON.parse(readFileSync(sample, "utf8")));
    const shown = [
      ...Object.keys((await read(harness, accepted)).data),
      ...Object.keys((await read(harness, rejected)).data),
    ];
    expect(new Set(shown)).toEqual(
      new Set(Object.keys(toMembers(documented["data"]))),
    );
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
    const { shop, transfer } = await startFlexpay();
    const { reference } = await transfer();
    const path = `/transactions/${String(reference)}`;
    const reply = await shop("POST", `${path}/reject`, body);
    expect(refusal(reply)).toBe(`400 ${errorCode}`);
    const { data } = await shop("GET", path);
    expect(data["status"]).toBe("AWAITING_ACCEPTANCE");
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
    expect((await read(harness, sent)).data["status"]).toBe(
      "AWAITING_ACCEPTANCE",
    );
    expect((await reject(harness, sent)).status).toBe(200);
  });

  it("is unknown, or no business of the caller", async () => {
    const harness = await startFlexpay();
    const { payer, shop, transfer } = harness;
    const other = await transfer({ receiverTag: "broke@pesawallet" });
    const own = await transfer();
    const expected = [
      [await read(harness, { reference: "TXN-1" }), 404],
      [await accept(harness, { reference: "TXN-1" }), 404],
      [await reject(harness, { reference: "TXN-1" }), 404],
      [await read(harness, other), 403],
      [await accept(harness, other), 403],
      [await reject(harness, other), 403],
      [await payer("GET", `/transactions/${String(own["reference"])}`), 200],
      [
        await payer("POST", `/transactions/${String(own["reference"])}/accept`),
        403,
      ],
      [
        await shop(
          "GET",
          `/transactions/${String(other["reference"])}/webhooks`,
        ),
        403,
      ],
    ] as const;
    expect(expected.map(([{ status }]) => status)).toEqual(
      expected.map(([, status]) => status),
    );
  });

  it("expires by itself", async () => {
    const harness = await startFlexpay({ acceptanceSeconds: 0.05 });
    const sent = await harness.transfer();
    await vi.waitFor(async () => {
      expect((await read(harness, sent)).data["status"]).toBe("EXPIRED");
    });
    expect((await read(harness, sent)).data).not.toHaveProperty("rejectedAt");
  });

  it("cannot be accepted after its time while the job lags behind", async () => {
    const harness = await startFlexpay({
      acceptanceSeconds: 0.001,
      expiryLagSeconds: 600,
    });
    const sent = await harness.transfer();
    await vi.waitFor(async () => {
      const reply = await accept(harness, sent);
      expect(refusal(reply)).toBe("409 TRANSACTION_EXPIRED");
    });
    expect((await read(harness, sent)).data["status"]).toBe(
      "AWAITING_ACCEPTANCE",
    );
  });
});
