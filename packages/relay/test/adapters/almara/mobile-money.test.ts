/** What Airtel Money and paybill do otherwise than M-Pesa. */
import { describe, expect, it } from "vitest";
import type { AttemptPlan } from "../../../src/domain/attempt.ts";
import {
  PLAN,
  REFERENCE,
  ROUTES,
  aRequest,
  eachInItsOwnWorld,
} from "./harness.ts";

const world = eachInItsOwnWorld();
const ACCEPTED = { status: 202, json: { message: { remarks: "accepted" } } };

describe("Airtel Money", () => {
  const plan: AttemptPlan = { ...PLAN, method: "airtel" };

  async function sentBody(settings: object): Promise<unknown> {
    const { server, create } = world();
    server.on(ROUTES.deposit, ACCEPTED);
    const airtel = create({ airtelShortCode: "600001", ...settings });
    expect(await airtel.submit(aRequest({ plan }))).toEqual({
      kind: "accepted",
      action: { type: "prompt", phone: "0712 ••• 678" },
    });
    return JSON.parse(server.to(ROUTES.deposit)[0]?.body ?? "") as unknown;
  }

  it("is the deposit with a short code of its own", async () => {
    expect(await sentBody({})).toEqual({
      ShortCode: "600001",
      Amount: 2500,
      PhoneNumber: "+254712345678",
      AccountNo: "0072",
      TransactionDesc: "Duka la Nguo",
      OriginatorConversationId: PLAN.id,
      CallBackUrl: aRequest().callbackUrl,
      Type: "0",
      Currency: "KES",
    });
  });

  it("names its service where one is set, which M-Pesa never does", async () => {
    const settings = { airtelServiceCode: "AIRTEL" };
    expect(await sentBody(settings)).toMatchObject({ ServiceCode: "AIRTEL" });
    const { server, create } = world();
    await create(settings).submit(aRequest());
    expect(server.to(ROUTES.deposit).at(-1)?.body).not.toContain("ServiceCode");
  });

  it("is queried as a deposit", async () => {
    const { server, provider } = world();
    server.on(ROUTES.depositStatus, {
      json: { originatorConversationId: PLAN.id, resultCode: "2001" },
    });
    expect(await provider.query(plan, REFERENCE)).toEqual({
      kind: "refused",
      status: "failed",
      code: "wrong_pin",
    });
  });
});

describe("paybill", () => {
  const plan: AttemptPlan = {
    ...PLAN,
    method: "paybill",
    phone: null,
    payerReference: "K7Q2X9",
  };
  const paybill = () => world().create({ paybillShortCode: "600002" });

  it("tells the payer where to, and asks the provider nothing", async () => {
    expect(await paybill().submit(aRequest({ plan }))).toEqual({
      kind: "accepted",
      action: { type: "paybill", shortCode: "600002", account: "K7Q2X9" },
    });
    // The process that had the submit's answer may have died with it.
    expect(await paybill().query(plan, REFERENCE)).toEqual({
      kind: "pending",
      action: { type: "paybill", shortCode: "600002", account: "K7Q2X9" },
    });
    expect(world().server.received).toEqual([]);
  });

  it.each<[string, Partial<AttemptPlan>, string]>([
    ["no reference", { payerReference: null }, "provider_unavailable"],
    ["cents", { amount: { value: 250_050, currency: "KES" } }, "unknown"],
  ])("is refused with %s", async (_what, changes, code) => {
    const request = aRequest({ plan: { ...plan, ...changes } });
    expect(await paybill().submit(request)).toMatchObject({
      kind: "refused",
      code,
    });
  });
});
