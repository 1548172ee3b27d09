import { describe, expect, it } from "vitest";
import type { LinkMirror } from "../../../src/ports/merchant-services.ts";
import { ROUTES, aLink, eachInItsOwnWorld } from "./harness.ts";
import type { Reply } from "./provider-server.ts";

const world = eachInItsOwnWorld();
const ID = "0f9d5f3e-7d1c-4a55-9d1e-1d2c3b4a5e6f";
const URL_OF_LINK = `https://cards.example/link/${ID}`;

function mirror(): LinkMirror {
  const { linkMirror } = world().almara;
  if (linkMirror === null) throw new Error("no link mirror");
  return linkMirror;
}

async function created(changes: Parameters<typeof aLink>[0] = {}) {
  const { server } = world();
  server.on(ROUTES.linkCreate, { json: { id: ID, paymentLink: URL_OF_LINK } });
  await mirror().create(aLink(changes));
  return server.to(ROUTES.linkCreate).at(-1)?.body ?? "";
}

describe("a link that is made at the provider", () => {
  it("is sent as the sibling's page has it", async () => {
    const text = await created();
    expect(JSON.parse(text)).toEqual({
      shortCode: "600000",
      description: "School trip",
      isAmountSpecified: true,
      amount: 1500.5,
      accountReference: "TRIP-7",
      currency: "KES",
      redirectionSite: "https://shop.example/thanks",
    });
    expect(text).toContain('"amount":1500.50,');
  });

  it("leaves the amount to the payer where it is open", async () => {
    const open = { amount: null, reference: null, redirectUrl: null };
    expect(JSON.parse(await created(open))).toMatchObject({
      isAmountSpecified: false,
      amount: null,
      accountReference: null,
      redirectionSite: null,
    });
  });

  it("says its title and description in one text", async () => {
    expect(
      JSON.parse(await created({ description: "Bus and lunch" })),
    ).toMatchObject({ description: "School trip: Bus and lunch" });
    expect(
      JSON.parse(await created({ description: "x".repeat(300) })),
    ).toMatchObject({ description: `School trip: ${"x".repeat(242)}` });
    expect(
      JSON.parse(await created({ description: `x${"😀".repeat(150)}` })),
    ).toMatchObject({ description: `School trip: x${"😀".repeat(120)}` });
  });

  it("is credited to the paybill where that is all there is", async () => {
    const { server, createAll } = world();
    const { linkMirror } = createAll({
      shortCode: null,
      paybillShortCode: "600002",
    });
    await linkMirror?.create(aLink());
    expect(server.to(ROUTES.linkCreate)[0]?.body).toContain('"600002"');
  });

  it("is not made without a short code", () => {
    expect(world().createAll({ shortCode: null }).linkMirror).toBeNull();
  });
});

describe("the answer about a link", () => {
  it.each<[string, object, string | null]>([
    ["paymentLink", { id: ID, paymentLink: URL_OF_LINK }, URL_OF_LINK],
    ["Url", { ID, Url: URL_OF_LINK }, URL_OF_LINK],
    ["deeper", { message: { id: ID, link: URL_OF_LINK } }, URL_OF_LINK],
    ["data", { data: { id: ID, paymentUrl: URL_OF_LINK } }, URL_OF_LINK],
    ["none", { id: ID }, null],
    ["another host", { id: ID, paymentLink: "https://evil.example/" }, null],
    ["another port", { id: ID, paymentLink: "https://cards.example:8/" }, null],
    ["plain http", { id: ID, paymentLink: "http://cards.example/" }, null],
    ["a script", { id: ID, paymentLink: "javascript:alert(1)" }, null],
    ["a user", { id: ID, paymentLink: "https://a@cards.example/" }, null],
    ["no address", { id: ID, paymentLink: "cards.example/link" }, null],
    ["another type", { id: ID, paymentLink: { url: URL_OF_LINK } }, null],
  ])("names its page on an allowed host or none: %s", async (...row) => {
    const [, json, url] = row;
    const { server, log } = world();
    for (const route of [ROUTES.linkCreate, ROUTES.linkFind, ROUTES.linkUpdate])
      server.on(route, { json });
    const expected = { kind: "found", value: { id: ID, url } };
    expect(await mirror().create(aLink())).toEqual(expected);
    expect(await mirror().find(ID)).toEqual(expected);
    expect(await mirror().update(ID, aLink())).toEqual(expected);
    expect(log.codes()).toEqual(
      url === null ? Array(3).fill("upstream_contract_unknown") : [],
    );
  });

  it("tells the log which host it may be that is missing in the settings", async () => {
    const { server, log } = world();
    const paymentLink = "https://pay.almara.example/l/1?token=x";
    server.on(ROUTES.linkCreate, { json: { id: ID, paymentLink } });
    await mirror().create(aLink());
    expect(log.lines).toMatchObject([
      { fields: { id: ID, otherHosts: ["pay.almara.example"] } },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain("token=x");
  });

  it.each<[string, object]>([
    ["without an id", { paymentLink: URL_OF_LINK }],
    ["with an id without end", { id: "9".repeat(300) }],
    ["with a placeholder of an id", { id: "N/A", paymentLink: URL_OF_LINK }],
    ["with an id of zero", { data: { id: 0 } }],
    ["with an id of another type", { id: { a: 1 } }],
  ])("to a creation %s leaves a link that nobody can find", async (...row) => {
    const [, json] = row;
    world().server.on(ROUTES.linkCreate, { json });
    expect(await mirror().create(aLink())).toEqual({
      kind: "unavailable",
      mayHaveHappened: true,
      detail: "no link in the response",
    });
  });

  it("to a question must name the link, to a change need not", async () => {
    const { server } = world();
    const reply: Reply = { json: { message: "ok" } };
    server.on(ROUTES.linkFind, reply);
    server.on(ROUTES.linkUpdate, reply);
    expect(await mirror().find(ID)).toMatchObject({ kind: "unavailable" });
    expect(await mirror().update(ID, aLink())).toEqual({
      kind: "found",
      value: { id: ID, url: null },
    });
  });
});

describe("a link that is asked for or changed", () => {
  it("is named by its id", async () => {
    const { server } = world();
    const reply: Reply = { json: { id: ID, url: URL_OF_LINK } };
    server.on(ROUTES.linkFind, reply);
    server.on(ROUTES.linkUpdate, reply);
    await mirror().find(ID);
    await mirror().update(ID, aLink({ title: "Museum" }));
    expect(server.to(ROUTES.linkFind)[0]?.query).toEqual({ Id: ID });
    expect(
      JSON.parse(server.to(ROUTES.linkUpdate)[0]?.body ?? ""),
    ).toMatchObject({ id: ID, shortCode: "600000", description: "Museum" });
  });
});
