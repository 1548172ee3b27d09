/** Whatever a PATCH of the merchant API can change, the audit log tells of. What that is, the routes say. */
import { describe, expect, it } from "vitest";
import { TEXT_NOT_LOGGED } from "@malipo/protocol/merchant";
import { z } from "zod";
import {
  CHANGING_ROUTES,
  callRoute,
  startWorld,
} from "../support/changing-routes.ts";
import {
  changeEndpoint,
  listEndpoints,
  makeEndpoint,
} from "../support/endpoints.ts";
import {
  auditLog,
  makeKey,
  paidOrder,
  postAsMerchant,
} from "../support/merchant.ts";
import { ScriptedLinkMirror, kes } from "../support/stand-in-services.ts";
import { SHOP, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";
import { until } from "../support/until.ts";
import { startReceiver } from "../support/webhook-receiver.ts";

/** Values of one field, each of which can follow the one before. `with`: what else the object needs for them. */
interface Values {
  readonly with?: object;
  readonly values: readonly [unknown, unknown, ...unknown[]];
}

/** Facts that are called otherwise than what they are of. */
const FACTS: Readonly<Record<string, string>> = { deposit: "depositPercent" };

const PATCHED = CHANGING_ROUTES.filter(({ method }) => method === "PATCH");
const fixed = { amount: kes(100_000) };
const question = (label: string) => [
  { id: "size", label, required: true, type: "text" },
];

const TRIED: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  changePaymentLink: {
    title: { values: ["Class", "Course"] },
    description: { values: [null, "On Monday", "On Tuesday", null] },
    reference: { values: [null, "CLASS", "COURSE", null] },
    currency: { values: ["KES", "UGX"] },
    amount: { values: [null, kes(100), kes(200), null] },
    min: { values: [null, kes(100), kes(200), null] },
    max: { values: [null, kes(100), kes(200), null] },
    payment: { values: ["exact", "partial"] },
    deposit: { with: fixed, values: [{ percent: 30 }, { percent: 40 }, null] },
    active: { values: [true, false, true] },
    expiresAt: {
      values: [null, "2027-01-01T00:00:00.000Z", "2027-01-02T00:00:00.000Z"],
    },
    returnUrl: {
      values: [null, `${SHOP}/a`, `${SHOP}/b`],
    },
    mirror: { with: fixed, values: [false, true, false] },
    maxPayments: { values: [null, 1, 2, null] },
    stock: { with: fixed, values: [null, 0, 2, null] },
    quantity: {
      with: fixed,
      values: [null, { min: 1, max: 2 }, { min: 1, max: 3 }, null],
    },
    onePerPhone: { values: [false, true, false] },
    inactiveMessage: { values: [null, "Come back", "Sold out", null] },
    imageUrl: {
      values: [
        null,
        "https://shop.example/a.png",
        "https://shop.example/a.png?v=2",
      ],
    },
    suggestedAmounts: {
      values: [null, [kes(100)], [kes(100), kes(200)], null],
    },
    fields: { values: [null, question("Size"), question("Colour"), null] },
    successUrl: {
      values: [null, "https://blog.example/a", "https://blog.example/b"],
    },
    metadata: { values: [null, { ward: "3" }, { ward: "4" }, null] },
  },
  updateWebhookEndpoint: {
    name: { values: ["Accounting", "Till"] },
    url: {
      values: [
        "https://books.example/a",
        "https://books.example/b",
        "https://books.example/b?key=2",
      ],
    },
    description: { values: [null, "Ours", "Theirs", null] },
    events: { values: [null, ["order.paid"], ["order.expired"], null] },
    paused: { values: [false, true, false] },
  },
};

/** Makes an object for a route to change, and returns its id. */
const MAKE: Readonly<
  Record<string, (relay: TestRelay, input: object) => Promise<string>>
> = {
  async changePaymentLink(relay, input) {
    const body = { title: "Class", ...input };
    const made = await postAsMerchant(relay, "payment-links", body);
    return (made.body as { id: string }).id;
  },
  updateWebhookEndpoint: async (relay, input) =>
    (await makeEndpoint(relay, input)).id,
};

const fields = PATCHED.flatMap((route) =>
  route.kind === "json" && route.body?.schema instanceof z.ZodObject
    ? Object.keys(route.body.schema.shape).map(
        (field) => [route.id, field, route] as const,
      )
    : [],
);

describe("a change", () => {
  it("is tried of every field of everything that a PATCH changes", () => {
    const known = Object.entries(TRIED).flatMap(([id, tried]) =>
      Object.keys(tried).map((field) => [id, field]),
    );
    expect(known).toEqual(fields.map(([id, field]) => [id, field]));
    expect(Object.keys(TRIED)).toEqual(PATCHED.map(({ id }) => id));
  });

  it.each(fields)(
    "leaves what it was and what it is, without what may be personal: %s, %s",
    async (id, field, route) => {
      const linkMirror = new ScriptedLinkMirror();
      const world = await startWorld({ services: { linkMirror } });
      const { with: more, values } = TRIED[id]?.[field] ?? { values: [] };
      const object = await MAKE[id]?.(world.relay, more ?? {});
      if (object === undefined) throw new Error(`nothing to change: ${id}`);
      const change = async (value: unknown): Promise<void> => {
        const call = { params: { id: object }, body: { [field]: value } };
        const answer = await callRoute(world, route, call, {});
        expect(answer.status, answer.text).toBe(200);
      };
      const [first, ...others] = values;
      await change(first);
      const fact = FACTS[field] ?? field;
      for (const value of others) {
        await change(value);
        const [entry] = await auditLog(world.relay, { object, limit: "1" });
        expect(entry?.outcome).toBe("done");
        const told = [entry?.before, entry?.after].map((facts) =>
          Object.keys(facts ?? {}),
        );
        expect(told, JSON.stringify(value)).toEqual([
          expect.arrayContaining([fact]),
          expect.arrayContaining([fact]),
        ]);
      }
    },
  );

  it("that opens an endpoint which was gone is told", async () => {
    const relay = await startTestRelay();
    const receiver = await startReceiver();
    const { id } = await makeEndpoint(relay, { url: receiver.url });
    receiver.answer = (res) => {
      res.writeHead(410).end();
    };
    await paidOrder(relay);
    await until("it is gone", async () =>
      (await listEndpoints(relay)).some((each) => each.id === id && each.gone),
    );
    await changeEndpoint(relay, id, { paused: false });
    const [entry] = await auditLog(relay, { object: id });
    expect(entry).toMatchObject({
      outcome: "done",
      before: { gone: true },
      after: { gone: false },
    });
    await changeEndpoint(relay, id, { paused: false });
    const [again] = await auditLog(relay, { object: id });
    expect(again).toMatchObject({ outcome: "unchanged", after: null });
  });

  it.each(["webhook-endpoints", "api-keys"])(
    "of a secret that ends the one before at once says when: %s",
    async (path) => {
      const { relay } = await startWorld();
      const { id } = await (path === "api-keys"
        ? makeKey(relay, ["read"])
        : makeEndpoint(relay));
      const act = path === "api-keys" ? "rotate" : "rotate-secret";
      await postAsMerchant(relay, `${path}/${id}/${act}`, {
        overlapSeconds: 0,
      });
      const [entry] = await auditLog(relay, { object: id });
      expect(entry).toMatchObject({
        before: { previousAcceptedUntil: null },
        after: {
          previousAcceptedUntil: new Date(relay.clock.now()).toISOString(),
        },
      });
    },
  );

  it("of texts that may be about a person is told without them", async () => {
    const { relay } = await startWorld();
    const told = "Ask Wanjiru, 0712 345 678";
    const made = await postAsMerchant(relay, "payment-links", {
      title: "Class",
      description: told,
      inactiveMessage: told,
      fields: question(told),
      metadata: { teacher: told },
    });
    const { id } = made.body as { id: string };
    const [entry] = await auditLog(relay, { object: id });
    expect(entry?.after).toMatchObject({
      title: "Class",
      description: TEXT_NOT_LOGGED,
      inactiveMessage: TEXT_NOT_LOGGED,
      fields: TEXT_NOT_LOGGED,
      metadata: TEXT_NOT_LOGGED,
    });
    expect(JSON.stringify(entry)).not.toMatch(/Wanjiru|712 345/);
  });
});
