import { expect } from "@open-wc/testing";
import { parseJson, toJson } from "../src/json.ts";

describe("toJson", () => {
  for (const data of [
    null,
    true,
    0,
    -1.5,
    NaN,
    "",
    'quote " and \\ and \u2028 and \ud800',
    [],
    {},
    [[], {}, [null]],
    { a: undefined, b: null, c: [undefined, 1] },
    { 'a "name"': { deep: [{ deeper: ["é", "✕"] }] }, 1: "one" },
    Object.assign(Object.create({ inherited: 1 }) as object, { own: 2 }),
  ])
    it(`writes what JSON.stringify does: ${JSON.stringify(data)}`, () => {
      expect(toJson(data)).to.equal(JSON.stringify(data));
    });

  it("writes nothing as null", () => {
    expect(toJson(undefined)).to.equal("null");
  });

  it("keeps a field called __proto__ a field", () => {
    const data = parseJson('{"__proto__":{"a":1}}');
    expect(toJson(data)).to.equal('{"__proto__":{"a":1}}');
  });
});
