import { describe, expect, it } from "vitest";
import { createAlmara } from "../../../src/adapters/almara/index.ts";
import type { Reply } from "./provider-server.ts";
import {
  MemoryLog,
  MemoryMetrics,
  PLAN,
  REFERENCE,
  ROUTES,
  aCardRequest,
  aLink,
  aPayoutRequest,
  aRequest,
  eachInItsOwnWorld,
} from "./harness.ts";

const world = eachInItsOwnWorld();

describe("what the adapter offers", () => {
  const ids = (changes: object): unknown[] =>
    world()
      .create(changes)
      .methods.map(({ id }) => id);

  it("is what is configured", () => {
    expect(ids({})).toEqual(["mpesa", "card"]);
    expect(ids({ shortCode: null })).toEqual(["card"]);
    expect(ids({ cardRouteId: null })).toEqual(["mpesa"]);
    expect(ids({ cardChannelType: null })).toEqual(["mpesa"]);
    expect(ids({ cardRouteId: null, shortCode: null })).toEqual([]);
    expect(ids({ airtelShortCode: "600001" })).toEqual([
      "mpesa",
      "card",
      "airtel",
    ]);
    expect(ids({ paybillShortCode: "600002", shortCode: null })).toEqual([
      "card",
      "paybill",
    ]);
  });

  it("counts a service code alone as nothing", () => {
    expect(ids({ airtelServiceCode: "AIRTEL" })).toEqual(["mpesa", "card"]);
  });

  it("has Safaricom's limits and the time of its prompt", () => {
    expect(world().provider.methods).toEqual([
      {
        id: "mpesa",
        title: "M-Pesa",
        action: "prompt",
        currencies: ["KES"],
        min: { value: 100, currency: "KES" },
        max: { value: 25_000_000, currency: "KES" },
        step: 100,
        needsPhone: true,
        needsReference: false,
        promptSeconds: 60,
      },
      {
        id: "card",
        title: "Card",
        action: "redirect",
        currencies: ["KES"],
        min: null,
        max: null,
        step: 1,
        needsPhone: false,
        needsReference: false,
        promptSeconds: null,
      },
    ]);
  });

  it("asks for a phone by Airtel Money, and for a reference by paybill", () => {
    const { methods } = world().create({
      airtelShortCode: "600001",
      paybillShortCode: "600002",
    });
    const shillings = {
      currencies: ["KES"],
      min: { value: 100, currency: "KES" },
      max: { value: 25_000_000, currency: "KES" },
      step: 100,
    };
    expect(methods.slice(2)).toEqual([
      {
        id: "airtel",
        title: "Airtel Money",
        action: "prompt",
        ...shillings,
        needsPhone: true,
        needsReference: false,
        promptSeconds: 60,
      },
      {
        id: "paybill",
        title: "Paybill",
        action: "paybill",
        ...shillings,
        needsPhone: false,
        needsReference: true,
        promptSeconds: null,
      },
    ]);
  });

  it("follows the settings", () => {
    const mpesaMin = { value: 1000, currency: "KES" };
    const mpesaMax = { value: 15_000_000, currency: "KES" };
    const changes = { mpesaMin, mpesaMax, promptSeconds: 30 };
    const { methods } = world().create({ ...changes, cardCurrencies: ["USD"] });
    expect(methods).toMatchObject([
      { min: mpesaMin, max: mpesaMax, promptSeconds: 30 },
      { currencies: ["USD"] },
    ]);
  });

  it("sends nothing for a method that is not configured", async () => {
    const { server, provider } = world();
    for (const method of ["airtel", "paybill", "flexpay"] as const) {
      const plan = { ...PLAN, method, payerReference: "K7Q2X9" };
      expect(await provider.submit(aRequest({ plan }))).toMatchObject({
        kind: "refused",
        code: "provider_unavailable",
      });
    }
    expect(
      await provider.query({ ...PLAN, method: "flexpay" }, REFERENCE),
    ).toMatchObject({ kind: "unavailable" });
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
    const { server, createAll } = world();
    const almara = createAll({
      apiUrl: `${server.url}/almara/`,
      paths: {
        checkoutOrder: "/a",
        checkoutStatus: "b",
        deposit: "/c",
        depositStatus: "/d",
        health: "/e",
        payoutOrder: "/f",
        payoutStatus: "/g",
        payoutReject: "/h",
        bill: "/i",
        routes: "/j",
        linkCreate: "/k",
        linkFind: "/l",
        linkUpdate: "/m",
      },
    });
    const { provider, payouts, bills, routes, linkMirror } = almara;
    await provider.submit(aCardRequest());
    await provider.query(aCardRequest().plan, REFERENCE, null);
    await provider.submit(aRequest());
    await provider.query(PLAN, REFERENCE, null);
    await almara.checkHealth();
    await payouts.send(aPayoutRequest());
    await payouts.find("a");
    await payouts.reject("a");
    await bills.find("a");
    await routes.list();
    await linkMirror?.create(aLink());
    await linkMirror?.find("a");
    await linkMirror?.update("a", aLink());
    expect(server.received.map(({ route }) => route)).toEqual([
      "POST /connect/token",
      "POST /almara/a",
      "GET /almara/b",
      "POST /almara/c",
      "GET /almara/d",
      "GET /almara/e",
      "POST /almara/f",
      "GET /almara/g",
      "POST /almara/h",
      "GET /almara/i",
      "GET /almara/j",
      "POST /almara/k",
      "GET /almara/l",
      "PUT /almara/m",
    ]);
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
    const { server, almara, impatientAlmara } = world();
    server.on(ROUTES.health, reply);
    const asked = reply === "hang" ? impatientAlmara : almara;
    expect(await asked.checkHealth()).toBe(fault === null);
    expect(await asked.findHealthFault()).toBe(fault);
    expect(server.to(ROUTES.token)).toEqual([]);
  });
});

describe("the adapter", () => {
  it("does nothing before it is asked", () => {
    const { server, clock } = world();
    const log = new MemoryLog();
    createAlmara(
      {
        apiUrl: server.url,
        tokenUrl: server.url,
        clientId: "a",
        clientSecret: "b",
        scope: null,
        cardRouteId: null,
        cardChannelType: null,
        accountNo: null,
        shortCode: null,
        airtelShortCode: null,
        airtelServiceCode: null,
        paybillShortCode: null,
        payoutRouteId: null,
        payoutChannelType: null,
        checkoutHosts: [],
      },
      { clock, log, metrics: new MemoryMetrics() },
    );
    expect([server.received, log.lines]).toEqual([[], []]);
  });
});
