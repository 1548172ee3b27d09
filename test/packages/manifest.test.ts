/** The custom elements manifest and what is made of it: the element as users of the package find it. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const WIDGET = path.join(import.meta.dirname, "../../packages/widget");

interface Named {
  readonly name: string;
  readonly default?: string;
  readonly privacy?: string;
  readonly type?: { readonly text: string };
}

interface Declaration extends Named {
  readonly tagName: string;
  readonly attributes: readonly Named[];
  readonly members: readonly Named[];
  readonly events: readonly Named[];
  readonly cssProperties: readonly Named[];
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(WIDGET, "dist", file), "utf8"));

const { modules } = read("custom-elements.json") as {
  modules: readonly {
    readonly path: string;
    readonly declarations: readonly Declaration[];
    readonly exports: readonly (Named & { readonly kind: string })[];
  }[];
};
const [element] = modules.flatMap(({ declarations }) => declarations);

describe("the manifest", () => {
  it("names the tag, and modules that are in the package", () => {
    expect(element?.tagName).toBe("malipo-checkout");
    expect(modules.flatMap((each) => each.exports)).toContainEqual(
      expect.objectContaining({
        kind: "custom-element-definition",
        name: "malipo-checkout",
      }),
    );
    for (const { path: file } of modules)
      expect(existsSync(path.join(WIDGET, file)), file).toBe(true);
  });

  it("has the type of each event and the default of each attribute and custom property", () => {
    expect(element?.events).toHaveLength(9);
    for (const { name, type } of element?.events ?? [])
      expect(type?.text, name).toMatch(/^CustomEvent<\w+>$/);
    for (const { name, default: standard } of [
      ...(element?.attributes ?? []),
      ...(element?.cssProperties ?? []),
    ])
      expect(standard, name).toBeTruthy();
  });

  it("has no private members", () => {
    const inside = element?.members.filter(
      ({ name, privacy = "public" }) =>
        /^[#_]/.test(name) || privacy !== "public",
    );
    expect(inside).toEqual([]);
    expect(element?.members.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["cart", "words", "open", "close", "refresh"]),
    );
  });

  it("gives editors every attribute", () => {
    const attributes = element?.attributes.map(({ name }) => name).sort();
    const code = read("vscode.html-custom-data.json") as {
      tags: readonly { name: string; attributes: readonly Named[] }[];
    };
    const jetBrains = read("web-types.json") as {
      contributions: {
        html: {
          elements: readonly { name: string; attributes: readonly Named[] }[];
        };
      };
    };
    for (const [tag] of [code.tags, jetBrains.contributions.html.elements]) {
      expect(tag?.name).toBe("malipo-checkout");
      expect(tag?.attributes.map(({ name }) => name).sort()).toEqual(
        attributes,
      );
    }
  });
});
