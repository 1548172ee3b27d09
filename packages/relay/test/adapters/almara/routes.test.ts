import { describe, expect, it } from "vitest";
import { ROUTES, eachInItsOwnWorld } from "./harness.ts";

const world = eachInItsOwnWorld();
const HOUR = 60 * 60;
const asked = (): number => world().server.to(ROUTES.routes).length;
const list = () => world().routes.list();

const ROUTE = {
  id: "f0aefe34-3fc5-f011-bbc1-0e7d952d79b7",
  category: "2",
  categoryDescription: "Mobile Money",
  categoryIsEnabled: true,
  transactionTypeId: "0",
  routeIntergration: "KCB",
  country: "Kenya",
  routeIsActive: true,
  channelTypes: [{ channelType: 1, channelDescription: "M-PESA" }],
};
const OURS = {
  id: ROUTE.id,
  category: "2",
  description: "Mobile Money",
  integration: "KCB",
  country: "Kenya",
  active: true,
  channels: [{ type: 1, description: "M-PESA" }],
};
const answer = (...routes: readonly object[]) => ({ json: { routes } });

describe("the routes", () => {
  it("are told in our words, with the moment they were asked for", async () => {
    world().server.on(ROUTES.routes, answer(ROUTE));
    expect(await list()).toEqual({
      kind: "found",
      value: { routes: [OURS], fetchedAt: world().clock.now() },
    });
  });

  it.each<[string, object, object]>([
    [
      "the other spelling",
      { routeIntergration: undefined, routeIntegration: "Equity" },
      { integration: "Equity" },
    ],
    ["a number as category", { category: 2 }, { category: "2" }],
    ["an inactive one", { routeIsActive: false }, { active: false }],
    ["a disabled category", { categoryIsEnabled: false }, { active: false }],
    ["one that does not say", { routeIsActive: null }, { active: false }],
    ["no channels", { channelTypes: null }, { channels: [] }],
    [
      "odd channels",
      {
        channelTypes: ["172", "1e3", -1, null, "9".repeat(300)].map(
          (channelType) => ({ channelType }),
        ),
      },
      { channels: [{ type: 172, description: null }] },
    ],
    [
      "shouting keys",
      { channelTypes: [{ CHANNELTYPE: 3, ChannelDescription: "EFT" }] },
      { channels: [{ type: 3, description: "EFT" }] },
    ],
  ])("are read tolerantly: %s", async (_what, changes, expected) => {
    world().server.on(ROUTES.routes, answer({ ...ROUTE, ...changes }));
    expect(await list()).toMatchObject({ value: { routes: [expected] } });
  });

  it("leave out one without an id", async () => {
    world().server.on(ROUTES.routes, answer({ ...ROUTE, id: " " }, ROUTE));
    expect(await list()).toMatchObject({ value: { routes: [OURS] } });
  });

  it.each([
    ["no list", { json: {} }],
    ["a list of words", { json: { routes: ["a"] } }],
    ["channels of another type", answer({ ...ROUTE, channelTypes: "1" })],
  ])("are unavailable with %s", async (_what, reply) => {
    world().server.on(ROUTES.routes, reply);
    expect(await list()).toEqual({
      kind: "unavailable",
      mayHaveHappened: false,
      detail: "no routes in the response",
    });
  });

  it("are asked for once by twenty at the same time", async () => {
    world().server.on(ROUTES.routes, answer(ROUTE));
    const lists = await Promise.all(Array.from({ length: 20 }, list));
    expect(new Set(lists).size).toBe(1);
    expect(asked()).toBe(1);
  });

  it("are kept for six hours", async () => {
    const { server, clock } = world();
    server.on(ROUTES.routes, answer(ROUTE), answer());
    await list();
    clock.advance(6 * HOUR - 1);
    expect(await list()).toMatchObject({ value: { routes: [OURS] } });
    expect(asked()).toBe(1);
    clock.advance(1);
    const value = { routes: [], fetchedAt: clock.now() };
    expect(await list()).toEqual({ kind: "found", value });
    expect(asked()).toBe(2);
  });

  it("stay as they were when the provider fails, which is asked again after a minute", async () => {
    const { server, clock } = world();
    const fetchedAt = clock.now();
    server.on(ROUTES.routes, answer(ROUTE), { status: 503 }, answer());
    await list();
    clock.advance(7 * HOUR);
    const old = { kind: "found", value: { routes: [OURS], fetchedAt } };
    expect(await list()).toEqual(old);
    clock.advance(59);
    expect(await list()).toEqual(old);
    expect(asked()).toBe(2);
    clock.advance(1);
    expect(await list()).toMatchObject({ value: { routes: [] } });
    expect(asked()).toBe(3);
  });

  it("are asked for each time while nothing is known", async () => {
    world().server.on(ROUTES.routes, { status: 503 }, answer(ROUTE));
    expect(await list()).toMatchObject({ kind: "unavailable" });
    expect(await list()).toMatchObject({ kind: "found" });
  });
});
