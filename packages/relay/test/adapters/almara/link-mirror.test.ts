import { describe, expect, it } from "vitest";
import type {
  LinkMirror,
  LinkRequest,
} from "../../../src/ports/merchant-services.ts";
import { ROUTES, aLink, eachInItsOwnWorld } from "./harness.ts";

const world = eachInItsOwnWorld();
const ID = "0f9d5f3e-7d1c-4a55-9d1e-1d2c3b4a5e6f";
const URL_OF_LINK = `https://cards.example/link/${ID}`;

function mirror(): LinkMirror {
  const { linkMirror } = world();
  if (linkMirror === null) throw new Error("no link mirror");
  return linkMirror;
}

async function createdText(changes: Partial<LinkRequest> = {}) {
  const { server } = world();
  server.on(ROUTES.linkCreate, { json: { id: ID, paymentLink: URL_OF_LINK } });
  await mirror().create(aLink(changes));
  return server.sent(ROUTES.linkCreate);
}
const created = async (changes: Partial<LinkRequest>): Promise<unknown> =>
  JSON.parse(await createdText(changes));

describe("a link that is made at the provider", () => {
  it("is sent as the sibling's page has it", async () => {
    const text = await createdText();
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
    expect(await created(open)).toMatchObject({
      isAmountSpecified: false,
      amount: null,
      accountReference: null,
      redirectionSite: null,
    });
  });

  it.each([
    ["Bus and lunch", "Bus and lunch"],
    ["x".repeat(300), "x".repeat(242)],
    [`x${"😀".repeat(150)}`, `x${"😀".repeat(120)}`],
  ])(
    "says its title and description in one text",
    async (description, shown) => {
      expect(await created({ description })).toMatchObject({
        description: `School trip: ${shown}`,
      });
    },
  );

  it("is credited to the paybill where that is all there is, and not made without a short code", async () => {
    const { server, create } = world();
    const settings = { shortCode: null, paybillShortCode: "600002" };
    await create(settings).linkMirror?.create(aLink());
    expect(server.sent(ROUTES.linkCreate)).toContain('"600002"');
    expect(create({ shortCode: null }).linkMirror).toBeNull();
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
    ["a user", { id: ID, paymentLink: "https://a@cards.example/" }, null],
    ["another type", { id: ID, paymentLink: { url: URL_OF_LINK } }, null],
  ])("names an allowed page or none: %s", async (_what, json, url) => {
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
  ])("to a creation %s leaves a lost link", async (_what, json) => {
    world().server.on(ROUTES.linkCreate, { json });
    expect(await mirror().create(aLink())).toEqual({
      kind: "unavailable",
      mayHaveHappened: true,
      detail: "no link in the response",
    });
  });

  it("to a question must name the link, to a change need not", async () => {
    world().answering(
      { json: { message: "ok" } },
      ...[ROUTES.linkFind, ROUTES.linkUpdate],
    );
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
    await mirror().find(ID);
    await mirror().update(ID, aLink({ title: "Museum" }));
    expect(server.to(ROUTES.linkFind)[0]?.query).toEqual({ Id: ID });
    const changed = { id: ID, shortCode: "600000", description: "Museum" };
    expect(server.sentJson(ROUTES.linkUpdate)).toMatchObject(changed);
  });
});
