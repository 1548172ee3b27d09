import { expect, it } from "vitest";
import { z } from "zod";
import { ok } from "../../src/domain/errors.ts";
import { printable } from "../../src/http/kit/path-params.ts";
import { body, json, route } from "../../src/http/kit/route.ts";

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
