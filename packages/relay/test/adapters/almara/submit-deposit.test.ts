import { describe, expect, it } from "vitest";
import type { AttemptPlan } from "../../../src/domain/attempt.ts";
import type { SubmitRequest } from "../../../src/ports/provider.ts";
import {
  NOT_ACCEPTED,
  PLAN,
  REFERENCE,
  ROUTES,
  aRequest,
  eachInItsOwnWorld,
  ended,
  kes,
  refused,
} from "./harness.ts";
import { http } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const originatorConversationId = PLAN.id.toUpperCase();
const ACCEPTED = http(202, {
  message: { remarks: "accepted", originatorConversationId },
});
const PROMPTED = {
  kind: "accepted",
  action: { type: "prompt", phone: "0712 ••• 678" },
};
const BODY = {
  ShortCode: "600000",
  Amount: 2500,
  PhoneNumber: "+254712345678",
  AccountNo: "0072",
  TransactionDesc: "Duka la Nguo",
  OriginatorConversationId: PLAN.id,
  CallBackUrl: aRequest().callbackUrl,
  Type: "0",
  Currency: "KES",
};

/** What is sent for the request, which must be accepted. */
async function sentBody(
  changes: Partial<SubmitRequest> = {},
  settings: object = {},
): Promise<unknown> {
  const { server, create } = world();
  server.on(ROUTES.deposit, ACCEPTED);
  const { provider } = create(settings);
  expect(await provider.submit(aRequest(changes))).toEqual(PROMPTED);
  return server.sentJson(ROUTES.deposit);
}

describe("the express deposit", () => {
  it("is the body of the sibling's page, to the letter", async () => {
    expect(await sentBody()).toEqual(BODY);
  });

  it.each([
    ["Mama Njeri's Fabrics & Tailoring", "Mama Njeris F"],
    ["Café Ñandú", "Cafe Nandu"],
    ["Duka Kubwa La Vitabu", "Duka Kubwa La"],
    ["Twelve chars  and more", "Twelve chars"],
    ["商店", "Payment"],
  ])("describes %s to the payer as %s", async (merchantName, shown) => {
    expect(await sentBody({ merchantName })).toMatchObject({
      TransactionDesc: shown,
    });
  });

  it("sends no account where none is set", async () => {
    const body = await sentBody({}, { accountNo: null });
    expect(body).toMatchObject({ AccountNo: null });
  });

  it.each<[string, Partial<AttemptPlan>, object]>([
    ["cents", { amount: kes(250_050) }, refused("unknown")],
    ["yen", { amount: { value: 100, currency: "JPY" } }, refused("unknown")],
    ["no phone", { phone: null }, refused("invalid_account")],
  ])("is not sent with %s", async (_what, changes, expected) => {
    const { server, provider } = world();
    const request = aRequest({ plan: { ...PLAN, ...changes } });
    expect(await provider.submit(request)).toMatchObject(expected);
    expect(server.received).toEqual([]);
  });

  it("is not sent where M-Pesa is not configured", async () => {
    const { server, create } = world();
    const { provider } = create({ shortCode: null });
    expect(await provider.submit(aRequest())).toMatchObject(NOT_ACCEPTED);
    expect(server.received).toEqual([]);
  });
});

describe("Airtel Money", () => {
  const plan: AttemptPlan = { ...PLAN, method: "airtel" };
  const settings = { airtelShortCode: "600001" };

  it("is the deposit with a short code of its own", async () => {
    const body = await sentBody({ plan }, settings);
    expect(body).toEqual({ ...BODY, ShortCode: "600001" });
  });

  it("names its service where one is set, which M-Pesa never does", async () => {
    const named = { ...settings, airtelServiceCode: "AIRTEL" };
    expect(await sentBody({ plan }, named)).toMatchObject({
      ServiceCode: "AIRTEL",
    });
    expect(await sentBody({}, named)).not.toHaveProperty("ServiceCode");
  });

  it("is queried as a deposit", async () => {
    const json = { originatorConversationId, resultCode: "2001" };
    const { provider } = world().answering({ json }, ROUTES.depositStatus);
    expect(await provider.query(plan, REFERENCE)).toEqual(ended("wrong_pin"));
  });
});

describe("paybill", () => {
  const plan: AttemptPlan = {
    ...PLAN,
    method: "paybill",
    phone: null,
    payerReference: "K7Q2X9",
  };
  const paybill = () => world().create({ paybillShortCode: "600002" }).provider;

  it("tells the payer where to, and asks the provider nothing", async () => {
    const action = { type: "paybill", shortCode: "600002", account: "K7Q2X9" };
    expect(await paybill().submit(aRequest({ plan }))).toEqual({
      kind: "accepted",
      action,
    });
    // The process that had the submit's answer may have died with it.
    expect(await paybill().query(plan, REFERENCE)).toEqual({
      kind: "pending",
      action,
    });
    expect(world().server.received).toEqual([]);
  });

  it.each<[string, Partial<AttemptPlan>, object]>([
    ["no reference", { payerReference: null }, NOT_ACCEPTED],
    ["cents", { amount: kes(250_050) }, refused("unknown")],
  ])("is refused with %s", async (_what, changes, expected) => {
    const request = aRequest({ plan: { ...plan, ...changes } });
    expect(await paybill().submit(request)).toMatchObject(expected);
  });
});
