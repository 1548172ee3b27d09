import { describe, expect, it } from "vitest";
import { createAlmaraProvider } from "../../../src/adapters/almara/index.ts";
import type { Reply } from "./provider-server.ts";
import {
  MemoryLog,
  PLAN,
  REFERENCE,
  ROUTES,
  aCardRequest,
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
    expect(ids({})).toEqual(["card", "mpesa"]);
    expect(ids({ shortCode: null })).toEqual(["card"]);
    expect(ids({ cardRouteId: null })).toEqual(["mpesa"]);
    expect(ids({ cardChannelType: null })).toEqual(["mpesa"]);
    expect(ids({ cardRouteId: null, shortCode: null })).toEqual([]);
  });

  it("has Safaricom's limits and the time of its prompt", () => {
    expect(world().provider.methods).toEqual([
      {
        id: "card",
        currencies: ["KES"],
        min: null,
        max: null,
        step: 1,
        needsPhone: false,
        promptSeconds: null,
      },
      {
        id: "mpesa",
        currencies: ["KES"],
        min: { value: 100, currency: "KES" },
        max: { value: 25_000_000, currency: "KES" },
        step: 100,
        needsPhone: true,
        promptSeconds: 60,
      },
    ]);
  });

  it("follows the settings", () => {
    const mpesaMin = { value: 1000, currency: "KES" };
    const mpesaMax = { value: 15_000_000, currency: "KES" };
    const changes = { mpesaMin, mpesaMax, promptSeconds: 30 };
    const { methods } = world().create({ ...changes, cardCurrencies: ["USD"] });
    expect(methods).toMatchObject([
      { currencies: ["USD"] },
      { min: mpesaMin, max: mpesaMax, promptSeconds: 30 },
    ]);
  });

  it("does not go beyond cards and M-Pesa", async () => {
    const { server, provider } = world();
    const plan = { ...PLAN, method: "paybill" as const };
    expect(await provider.submit(aRequest({ plan }))).toMatchObject({
      kind: "refused",
      code: "provider_unavailable",
    });
    expect(await provider.query(plan, REFERENCE)).toMatchObject({
      kind: "unavailable",
    });
    expect(server.received).toEqual([]);
  });
});

describe("the settings", () => {
  it.each([
    ["apiUrl", { apiUrl: "almara.example" }],
    ["tokenUrl", { tokenUrl: "ftp://almara.example/token" }],
    ["shortCode", { shortCode: "12345678" }],
    ["accountNo", { accountNo: "a".repeat(26) }],
  ])("are refused by name: %s", (name, changes) => {
    expect(() => world().create(changes)).toThrow(
      new RegExp(`^Almara: ${name} is`),
    );
  });

  it("may put the API below a path, and every call at another", async () => {
    const { server, create } = world();
    const provider = create({
      apiUrl: `${server.url}/almara/`,
      paths: {
        checkoutOrder: "/a",
        checkoutStatus: "b",
        deposit: "/c",
        depositStatus: "/d",
        health: "/e",
      },
    });
    await provider.submit(aCardRequest());
    await provider.query(aCardRequest().plan, REFERENCE);
    await provider.submit(aRequest());
    await provider.query(PLAN, REFERENCE);
    await provider.checkHealth();
    expect(server.received.map(({ route }) => route)).toEqual([
      "POST /connect/token",
      "POST /almara/a",
      "GET /almara/b",
      "POST /almara/c",
      "GET /almara/d",
      "GET /almara/e",
    ]);
  });
});

describe("the health check", () => {
  it.each<[string, Reply, boolean]>([
    ["Healthy", { text: "Healthy" }, true],
    ["204", { status: 204 }, true],
    ["503", { status: 503, text: "Unhealthy" }, false],
    ["a redirect", { status: 302, headers: { location: "/" } }, false],
    ["no answer", "hang", false],
    ["a cut connection", "reset", false],
  ])("of %s", async (_what, reply, expected) => {
    const { server, ...adapters } = world();
    const provider = reply === "hang" ? adapters.impatient : adapters.provider;
    server.on(ROUTES.health, reply);
    expect(await provider.checkHealth()).toBe(expected);
    expect(server.to(ROUTES.token)).toEqual([]);
  });
});

describe("the adapter", () => {
  it("does nothing before it is asked", () => {
    const { server, clock } = world();
    const log = new MemoryLog();
    createAlmaraProvider(
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
        checkoutHosts: [],
      },
      { clock, log },
    );
    expect([server.received, log.lines]).toEqual([[], []]);
  });
});
