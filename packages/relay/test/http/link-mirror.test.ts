import { describe, expect, it } from "vitest";
import { pass, refusal } from "../support/attempts.ts";
import { createGate } from "../support/gate.ts";
import { KEY, asMerchant, postAsMerchant } from "../support/merchant.ts";
import {
  NOT_DONE,
  ScriptedLinkMirror,
  found,
  kes,
  lost,
} from "../support/stand-in-services.ts";
import { startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";

interface Mirror {
  readonly state: string;
  readonly providerId: string | null;
  readonly url: string | null;
  readonly fault: string | null;
  readonly stillOpen: boolean;
}
interface Link {
  readonly id: string;
  readonly mirror: Mirror | null;
}

const WISH = { title: "Class", amount: kes(250_000), mirror: true };

const start = (linkMirror: ScriptedLinkMirror | null) =>
  startTestRelay({ services: { linkMirror } });

async function create(relay: TestRelay, wish: object = WISH): Promise<Link> {
  const answer = await postAsMerchant(relay, "payment-links", wish);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body as Link;
}

const patch = (relay: TestRelay, { id }: Link, wish: object) =>
  relay.request(`/v1/merchant/payment-links/${id}`, {
    method: "PATCH",
    headers: { ...KEY, "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });

async function mirrorOf(
  relay: TestRelay,
  { id }: Link,
): Promise<Mirror | null> {
  const answer = await asMerchant(relay, `payment-links/${id}`);
  return (answer.body as Link).mirror;
}

async function becomes(
  relay: TestRelay,
  link: Link,
  state: string,
): Promise<void> {
  await until(
    `the mirror is ${state}`,
    async () => (await mirrorOf(relay, link))?.state === state,
  );
}

/** A link that is to be mirrored at a provider that answers so. */
async function startLink(answer?: ScriptedLinkMirror["answer"]) {
  const linkMirror = new ScriptedLinkMirror();
  if (answer !== undefined) linkMirror.answer = answer;
  const relay = await start(linkMirror);
  const link = await create(relay);
  return { linkMirror, relay, link };
}

/** A link that is mirrored by now. */
async function startMirrored() {
  const started = await startLink();
  await becomes(started.relay, started.link, "carried_over");
  return started;
}

/** It is done, and the answer leaves the page's address out. */
const done = (id: string) => found({ id, url: null });

const noscript = async (relay: TestRelay, { id }: Link): Promise<string> => {
  const { text } = await relay.request(`/pay/${id}`);
  return /<noscript>([^]*?)<\/noscript>/.exec(text)?.[1] ?? "";
};

describe("a payment link that is mirrored", () => {
  it.each([
    ["names it", found({ id: "L-1", url: "https://links.example/1" })],
    ["does not name it either", found({ id: "L-1", url: null })],
    ["fails", lost(false)],
  ])(
    "is read for its page's address, which %s, where the answer left it out",
    async (_what, read) => {
      const linkMirror = new ScriptedLinkMirror();
      linkMirror.answer = done;
      linkMirror.found = read;
      const relay = await start(linkMirror);
      const link = await create(relay);
      await becomes(relay, link, "carried_over");
      expect(linkMirror.finds).toEqual(["L-1"]);
      expect(await mirrorOf(relay, link)).toMatchObject({
        providerId: "L-1",
        url: read.kind === "found" ? read.value.url : null,
      });
    },
  );

  it("answers at once, and is made at the provider after that", async () => {
    const linkMirror = new ScriptedLinkMirror();
    const relay = await start(linkMirror);
    const link = await create(relay, { ...WISH, description: "Twelve seats" });
    expect(link.mirror).toEqual({
      state: "pending",
      providerId: null,
      url: null,
      fault: null,
      stillOpen: false,
    });
    await becomes(relay, link, "carried_over");
    expect(await mirrorOf(relay, link)).toMatchObject({
      providerId: "L-1",
      url: "https://links.example/L-1",
      fault: null,
    });
    expect(linkMirror.calls).toEqual([
      [
        "create",
        {
          title: "Class",
          description: "Twelve seats",
          amount: kes(250_000),
          currency: "KES",
          reference: link.id,
          redirectUrl: `${relay.url}/pay/${link.id}`,
        },
      ],
    ]);
  });

  it("is the way to pay without JavaScript, while it asks for the same", async () => {
    const { linkMirror, relay, link } = await startMirrored();
    expect(await noscript(relay, link)).toContain(
      'href="https://links.example/L-1"',
    );
    linkMirror.answer = () => lost(true);
    await patch(relay, link, { amount: kes(300_000) });
    expect(await noscript(relay, link)).not.toContain("links.example");
  });

  it("is made once, also when it is changed while it is made", async () => {
    const held = createGate();
    const { linkMirror, relay, link } = await startLink(async (id) => {
      await held.opened;
      return done(id);
    });
    await until("it is being made", () => linkMirror.calls.length === 1);
    await patch(relay, link, { title: "Changed" });
    expect(linkMirror.calls).toHaveLength(1);
    held.open();
    await becomes(relay, link, "carried_over");
    expect(linkMirror.calls.map(([call, { title }]) => [call, title])).toEqual([
      ["create", "Class"],
      ["update L-1", "Changed"],
    ]);
  });

  it("says that the provider's page can't be switched off", async () => {
    const { relay, link } = await startMirrored();
    const off = await patch(relay, link, { active: false });
    expect(off.body).toMatchObject({
      active: false,
      mirror: { stillOpen: true },
    });
  });

  it("is left alone when the mirror is no longer wanted, and found again when it is", async () => {
    const { linkMirror, relay, link } = await startMirrored();
    const off = await patch(relay, link, { mirror: false, title: "Alone" });
    expect(off.body).toMatchObject({ mirror: { state: "stopped" } });
    await pass(relay, 60);
    expect(linkMirror.calls).toHaveLength(1);
    expect(await noscript(relay, link)).not.toContain("links.example");
    await patch(relay, link, { mirror: true });
    await becomes(relay, link, "carried_over");
    expect(linkMirror.calls.map(([call]) => call)).toEqual([
      "create",
      "update L-1",
    ]);
  });

  it.each(NOT_DONE)("survives %s, and is tried again", async (_what, given) => {
    const { linkMirror, relay, link } = await startLink(() => given);
    await becomes(relay, link, "failed");
    expect((await mirrorOf(relay, link))?.fault).toBe(given.kind);
    expect((await relay.request(`/v1/payment-links/${link.id}`)).status).toBe(
      200,
    );
    linkMirror.answer = done;
    await pass(relay, 60);
    await becomes(relay, link, "carried_over");
    expect(await mirrorOf(relay, link)).toMatchObject({
      state: "carried_over",
      url: null,
      fault: null,
    });
  });

  it("that may have been created is created again only on request", async () => {
    const { linkMirror, relay, link } = await startLink(() => lost(true));
    await becomes(relay, link, "failed");
    expect((await mirrorOf(relay, link))?.fault).toBe("outcome_unknown");
    await pass(relay, 7200);
    expect(linkMirror.calls).toHaveLength(1);
    linkMirror.answer = done;
    await patch(relay, link, { mirror: true });
    await becomes(relay, link, "carried_over");
  });

  it("that may have been changed is changed again", async () => {
    const { linkMirror, relay, link } = await startMirrored();
    linkMirror.answer = () => lost(true);
    await patch(relay, link, { title: "Changed" });
    await becomes(relay, link, "failed");
    linkMirror.answer = done;
    await pass(relay, 60);
    await becomes(relay, link, "carried_over");
    // The address was told before: this answer only leaves it out.
    expect(await mirrorOf(relay, link)).toMatchObject({
      state: "carried_over",
      url: "https://links.example/L-1",
    });
  });

  it("is given up after 72 hours", async () => {
    const { relay, link } = await startLink(() => lost(false));
    await becomes(relay, link, "failed");
    await pass(relay, 73 * 3600);
    await until("it is given up", () =>
      relay.logged().includes("could not be synchronized"),
    );
    const now = relay.clock.now();
    expect(await relay.store.nextTaskAt("mirror_link", now)).toBeNull();
    expect(await mirrorOf(relay, link)).toMatchObject({
      state: "failed",
      fault: "unavailable",
    });
  });
});

describe("a payment link that is not mirrored", () => {
  it("makes no call to the provider", async () => {
    const linkMirror = new ScriptedLinkMirror();
    const relay = await start(linkMirror);
    for (const wish of [{ title: "A" }, { title: "B", mirror: false }])
      expect((await create(relay, wish)).mirror).toBeNull();
    await pass(relay, 10);
    expect(linkMirror.calls).toEqual([]);
  });

  it("can't be where no provider keeps links", async () => {
    const relay = await start(null);
    const refused = await postAsMerchant(relay, "payment-links", WISH);
    expect(refusal(refused)).toBe("409 provider_not_configured");
    const link = await create(relay, { title: "A" });
    expect(refusal(await patch(relay, link, { mirror: true }))).toBe(
      "409 provider_not_configured",
    );
    expect(refusal(await patch(relay, link, { mirror: "yes" }))).toBe(
      "400 invalid_request",
    );
  });
});
