import { expect, it } from "vitest";
import { z } from "zod";
import { ok } from "../../src/domain/errors.ts";
import { printable } from "../../src/http/kit/path-params.ts";
import { body, json, plainRoute, route } from "../../src/http/kit/route.ts";

const schema = z.strictObject({ count: z.int(), names: z.array(z.string()) });
const given = { count: 1, names: ["a"] };
const NAMES: readonly string[] = ["a"];
const params = { id: printable("An id.", "1") };

const common = {
  id: "test",
  method: "POST",
  path: "/things/:id",
  params,
  access: "anyone",
  summary: "A test",
} as const;

// The compiler is the test: a line below that is right where an error is expected does not compile.
it("lets a handler return what its response's schema says, and nothing else", () => {
  const responses = { 200: json("It.", schema, given) };
  const handled = Promise.resolve(ok({ count: 1, names: NAMES }));
  route({ ...common, responses, handle: () => handled });
  const short = Promise.resolve(ok({ count: 1 }));
  // @ts-expect-error a field is missing
  route({ ...common, responses, handle: () => short });
  const wrong = Promise.resolve(ok({ count: "1", names: NAMES }));
  // @ts-expect-error a text is no number
  route({ ...common, responses, handle: () => wrong });
  // @ts-expect-error the example has no names
  json("It.", schema, { count: 1 });
  // @ts-expect-error a body's example is no number
  body(schema, 7);
  expect(responses[200].example).toBe(given);
});

it("has a scope of each route of the merchant API, and of each change what it changes", () => {
  const responses = { 200: json("It.", z.string(), "x") };
  const handle = () => Promise.resolve(ok("x"));
  const merchant = { ...common, responses, access: "merchantKey" } as const;
  const [scope, audit] = ["orders", { object: "order", param: "id" }] as const;
  const get = { ...merchant, method: "GET", handle } as const;
  route({ ...get, scope });
  // @ts-expect-error it has no scope
  route(get);
  // @ts-expect-error reading changes nothing
  route({ ...get, scope, audit });
  route({
    ...merchant,
    scope,
    audit,
    handle: (_context, { audit: trail, caller }) =>
      Promise.resolve(ok(`${caller.actor.name}${trail.record.name}`)),
  });
  // @ts-expect-error it has no scope
  route({ ...merchant, audit, handle });
  // @ts-expect-error what is changed?
  route({ ...merchant, scope, handle });
  // @ts-expect-error the path has no such part
  route({ ...merchant, scope, audit: { object: "order", param: "x" }, handle });
  // @ts-expect-error no object of the audit log
  route({ ...merchant, scope, audit: { object: "cat" }, handle });
  // @ts-expect-error a scope that no key can have
  route({ ...merchant, scope: "everything", audit, handle });
  // @ts-expect-error anyone has no key
  route({ ...common, responses, scope, handle });
  route({
    ...common,
    responses,
    // @ts-expect-error nobody is known
    handle: (_context, { caller: { actor } }) => Promise.resolve(ok(actor)),
  });
  const plain = { ...common, responses: {}, serve: () => undefined } as const;
  plainRoute(plain);
  // @ts-expect-error it has no scope
  plainRoute({ ...plain, method: "GET", access: "merchantKey" });
  const file = {
    ...plain,
    method: "GET",
    access: "merchantKey",
    scope,
  } as const;
  expect(plainRoute(file).scope).toBe("orders");
});

it("hands the handler what the definition asks for, and nothing else", () => {
  const responses = { 200: json("It.", z.string(), "x") };
  route({
    ...common,
    responses,
    body: body(schema, given),
    idempotencyKey: "required",
    handle: (_context, request) =>
      Promise.resolve(
        ok(request.params.id + request.key + String(request.body.count)),
      ),
  });
  const made = route({
    ...common,
    responses,
    // @ts-expect-error the path has no such part
    handle: (_context, { params: { other } }) => Promise.resolve(ok(other)),
  });
  route({
    ...common,
    responses,
    idempotencyKey: "optional",
    // @ts-expect-error an optional key may be null
    handle: (_context, { key }) => Promise.resolve(ok(key)),
  });
  expect(made.kind).toBe("json");
});
