import { describe, expect, it } from "vitest";
import type { MethodTerms } from "../../../src/ports/provider.ts";
import type { Reply } from "./provider-server.ts";
import {
  NOT_ACCEPTED,
  PLAN,
  REFERENCE,
  ROUTES,
  UNAVAILABLE,
  aCardRequest,
  aLink,
  aPayoutRequest,
  aRequest,
  eachInItsOwnWorld,
  kes,
} from "./harness.ts";

const world = eachInItsOwnWorld();

describe("what the adapter offers", () => {
  it.each([
    [{}, "mpesa card"],
    [{ shortCode: null }, "card"],
    [{ cardRouteId: null }, "mpesa"],
    [{ cardChannelType: null }, "mpesa"],
    [{ cardRouteId: null, shortCode: null }, ""],
    [{ airtelShortCode: "600001" }, "mpesa card airtel"],
    [{ airtelServiceCode: "AIRTEL" }, "mpesa card"],
    [{ paybillShortCode: "600002", shortCode: null }, "card paybill"],
  ])("is what is configured, with %j: %s", (changes, expected) => {
    const { methods } = world().create(changes).provider;
    expect(methods.map(({ id }) => id).join(" ")).toBe(expected);
  });

  it("has Safaricom's limits and the time of its prompt, a phone for prompts and a reference for paybill", () => {
    const prompt: Omit<MethodTerms, "id" | "title"> = {
      action: "prompt",
      currencies: ["KES"],
      min: kes(100),
      max: kes(25_000_000),
      step: 100,
      needsPhone: true,
      needsReference: false,
      promptSeconds: 60,
    };
    const byHand = { ...prompt, needsPhone: false, promptSeconds: null };
    const codes = { airtelShortCode: "600001", paybillShortCode: "600002" };
    expect(world().create(codes).provider.methods).toEqual([
      { ...prompt, id: "mpesa", title: "M-Pesa" },
      {
        ...{ ...byHand, id: "card", title: "Card", action: "redirect" },
        ...{ min: null, max: null, step: 1 },
      },
      { ...prompt, id: "airtel", title: "Airtel Money" },
      {
        ...{ ...byHand, id: "paybill", title: "Paybill", action: "paybill" },
        needsReference: true,
      },
    ]);
  });

  it("follows the settings", () => {
    const [min, max] = [kes(1000), kes(15_000_000)];
    const changes = { mpesaMin: min, mpesaMax: max, promptSeconds: 30 };
    const { provider } = world().create({
      ...changes,
      cardCurrencies: ["USD"],
    });
    expect(provider.methods).toMatchObject([
      { min, max, promptSeconds: 30 },
      { currencies: ["USD"] },
    ]);
  });

  it("sends nothing for a method that is not configured", async () => {
    const { server, provider } = world();
    for (const method of ["airtel", "paybill", "flexpay"] as const) {
      const plan = { ...PLAN, method, payerReference: "K7Q2X9" };
      const answer = await provider.submit(aRequest({ plan }));
      expect(answer).toMatchObject(NOT_ACCEPTED);
    }
    const plan = { ...PLAN, method: "flexpay" };
    expect(await provider.query(plan, REFERENCE)).toMatchObject(UNAVAILABLE);
    expect(server.received).toEqual([]);
  });
});

describe("the settings", () => {
  it.each([
    ["apiUrl", { apiUrl: "almara.example" }],
    ["tokenUrl", { tokenUrl: "ftp://almara.example/token" }],
    ["shortCode", { shortCode: "12345678" }],
    ["accountNo", { accountNo: "a".repeat(26) }],
    ["airtelShortCode", { airtelShortCode: "12345678" }],
    ["airtelServiceCode", { airtelServiceCode: "1234567" }],
    ["paybillShortCode", { paybillShortCode: "12345678" }],
  ])("are refused by name: %s", (name, changes) => {
    expect(() => world().create(changes)).toThrow(
      new RegExp(`^Almara: ${name} is`),
    );
  });

  it("may put the API below a path, and every call at another", async () => {
    const { server, create } = world();
    const paths = {
      ...{ checkoutOrder: "/a", checkoutStatus: "b", deposit: "/c" },
      ...{ depositStatus: "/d", health: "/e", payoutOrder: "/f" },
      ...{ payoutStatus: "/g", payoutReject: "/h", bill: "/i", routes: "/j" },
      ...{ linkCreate: "/k", linkFind: "/l", linkUpdate: "/m" },
    };
    const almara = create({ apiUrl: `${server.url}/almara/`, paths });
    // Nothing is asked before it is used.
    expect(server.received).toEqual([]);
    const { provider, payouts, bills, routes, linkMirror } = almara;
    await provider.submit(aCardRequest());
    await provider.query(aCardRequest().plan, REFERENCE);
    await provider.submit(aRequest());
    await provider.query(PLAN, REFERENCE);
    await almara.checkHealth();
    await payouts.send(aPayoutRequest());
    await payouts.find("a");
    await payouts.reject("a");
    await bills.find("a");
    await routes.list();
    await linkMirror?.create(aLink());
    await linkMirror?.find("a");
    await linkMirror?.update("a", aLink());
    const asked = server.received.map(({ route }) => route);
    expect(asked.join(", ").replaceAll("/almara", "")).toBe(
      "POST /connect/token, POST /a, GET /b, POST /c, GET /d, GET /e, POST /f, GET /g, POST /h, GET /i, GET /j, POST /k, GET /l, PUT /m",
    );
  });
});

describe("the health check", () => {
  it.each<[string, Reply, string | null]>([
    ["Healthy", { text: "Healthy" }, null],
    ["204", { status: 204 }, null],
    ["503", { status: 503, text: "Unhealthy" }, "HTTP 503"],
    ["a redirect", { status: 302, headers: { location: "/" } }, "HTTP 302"],
    ["no answer", "hang", "no response in time"],
    ["a cut connection", "reset", "the connection was closed (ECONNRESET)"],
  ])("of %s", async (_what, reply, fault) => {
    const almara = world().answering(reply, ROUTES.health);
    expect(await almara.checkHealth()).toBe(fault === null);
    expect(await almara.findHealthFault()).toBe(fault);
    expect(world().server.to(ROUTES.token)).toEqual([]);
  });
});
