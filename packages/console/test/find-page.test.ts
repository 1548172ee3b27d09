import { describe, expect, it } from "vitest";
import { findPage } from "../src/app/find-page.ts";
import { PAGES } from "../src/pages/pages.ts";

const find = (path: string) => {
  const found = findPage(PAGES, path, new URLSearchParams());
  return found && [found.definition.path, found.route.params];
};

describe("findPage", () => {
  it.each([
    ["/", ["/", {}]],
    ["/orders", ["/orders", {}]],
    ["/orders/ord_1", ["/orders/:id", { id: "ord_1" }]],
    ["/orders/a%2Fb", ["/orders/:id", { id: "a/b" }]],
    ["/orders/", undefined],
    ["/orders/%", undefined],
    ["/orders/ord_1/more", undefined],
    ["/nothing", undefined],
  ])("finds for %s", (path, expected) => {
    expect(find(path)).toEqual(expected);
  });

  it("knows each path once", () => {
    const paths = PAGES.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
