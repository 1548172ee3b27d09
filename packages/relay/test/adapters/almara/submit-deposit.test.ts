import { describe, expect, it } from "vitest";
import { PLAN, ROUTES, aRequest, eachInItsOwnWorld } from "./harness.ts";

const world = eachInItsOwnWorld();
const ACCEPTED = {
  status: 202,
  json: {
    message: {
      appDomainName: "LIVE",
      remarks: "accepted",
      originatorConversationId: PLAN.id.toUpperCase(),
      systemConversationId: "16780000-a97d-3024-98a9-08d9ed471bab",
    },
  },
};

async function sentBody(changes: Parameters<typeof aRequest>[0] = {}) {
  const { server, provider } = world();
  server.on(ROUTES.deposit, ACCEPTED);
  await provider.submit(aRequest(changes));
  return JSON.parse(server.to(ROUTES.deposit).at(-1)?.body ?? "") as unknown;
}

describe("the express deposit", () => {
  it("is the body of the sibling's page, to the letter", async () => {
    expect(await sentBody()).toEqual({
      ShortCode: "600000",
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

  it("tells the page which phone to look at, masked", async () => {
    const { server, provider } = world();
    server.on(ROUTES.deposit, ACCEPTED);
    expect(await provider.submit(aRequest())).toEqual({
      kind: "accepted",
      action: { type: "prompt", phone: "0712 ••• 678" },
    });
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
    const { server, create } = world();
    server.on(ROUTES.deposit, ACCEPTED);
    await create({ accountNo: null }).submit(aRequest());
    expect(server.to(ROUTES.deposit)[0]?.body).toContain('"AccountNo":null');
  });

  it.each([
    [
      "cents",
      { plan: { ...PLAN, amount: { value: 250_050, currency: "KES" } } },
      "unknown",
    ],
    [
      "an unknown currency",
      { plan: { ...PLAN, amount: { value: 100, currency: "JPY" } } },
      "unknown",
    ],
    ["no phone", { plan: { ...PLAN, phone: null } }, "invalid_account"],
  ])("is not sent with %s", async (_what, changes, code) => {
    const { server, provider } = world();
    expect(await provider.submit(aRequest(changes))).toMatchObject({
      kind: "refused",
      code,
    });
    expect(server.received).toEqual([]);
  });

  it("is not sent where M-Pesa is not configured", async () => {
    const { server, create } = world();
    expect(await create({ shortCode: null }).submit(aRequest())).toMatchObject({
      kind: "refused",
      code: "provider_unavailable",
    });
    expect(server.received).toEqual([]);
  });

  it("that is answered for another id is not taken for accepted", async () => {
    const { server, provider, log } = world();
    const json = { message: { OriginatorConversationId: "another" } };
    server.on(ROUTES.deposit, { json });
    expect(await provider.submit(aRequest())).toMatchObject({
      kind: "unknown",
    });
    expect(log.codes()).toEqual(["upstream_mismatch"]);
  });
});
