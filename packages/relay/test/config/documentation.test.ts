import { readFileSync } from "node:fs";
import { format } from "prettier";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createCartTokens } from "../../src/adapters/catalog/cart-tokens.ts";
import { signCatalogRequest } from "../../src/adapters/catalog/remote-catalog.ts";
import type { Variable } from "../../src/adapters/environment/variable.ts";
import { PROVIDERS } from "../../src/adapters/providers.ts";
import { knownNames } from "../../src/config.ts";
import { variableGroups } from "../../src/config/variables.ts";
import { ManualClock } from "../support/manual-clock.ts";

const FILE = "../../../../docs/configuration.md";
const text = readFileSync(new URL(FILE, import.meta.url), "utf8");

const SECRET = "cart-secret-0123456789abcdef0123456789";
const NOW = "2026-11-21T09:00:00Z";

const describeVariable = (row: Variable<unknown>) =>
  `- \`${row.name}\`${row.secret ? " or file" : ""}: ${row.about}${row.defaultText === null ? "" : ` Default: ${row.defaultText}.`}`;

/** The documentation with its list of variables as the code has it. */
function withVariables(): Promise<string> {
  const groups = variableGroups(PROVIDERS).map(({ title, about, variables }) =>
    [
      `### ${title}`,
      about,
      Object.values(variables).map(describeVariable).join("\n"),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
  const [before] = text.split("<!-- variables -->");
  return format(
    [before, "<!-- variables -->", ...groups, "<!-- end of variables -->"].join(
      "\n\n",
    ),
    { parser: "markdown" },
  );
}

/** The module that the documentation shows after this mark. */
async function shown(mark: string): Promise<Record<string, unknown>> {
  const code = new RegExp(
    `<!-- tested: ${mark} -->\\s+\`\`\`js\n([^]*?)\`\`\``,
  ).exec(text)?.[1];
  if (code === undefined) throw new Error(`nothing is marked ${mark}`);
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
}

describe("docs/configuration.md", () => {
  it("lists every variable as the code has it (vitest --update writes it anew)", async () => {
    await expect(await withVariables()).toMatchFileSnapshot(FILE);
  });

  it("names no variable that does not exist", () => {
    for (const [name] of text.matchAll(
      /\b(?:MALIPO|ALMARA|FLEXPAY)_[A-Z_]+[A-Z]\b/g,
    ))
      expect(knownNames(), name).toContain(name);
  });

  it("shows code that tells the relay's requests from a stranger's", async () => {
    vi.setSystemTime(NOW);
    onTestFinished(() => void vi.useRealTimers());
    const { isFromRelay } = (await shown("verify")) as {
      isFromRelay: (headers: object, body: string, secret: string) => boolean;
    };
    const timestamp = Date.parse(NOW) / 1000;
    const body = '{"lines":[{"sku":"A","quantity":1}]}';
    const headers = (at: number) => ({
      "malipo-timestamp": String(at),
      "malipo-signature": signCatalogRequest(SECRET, at, body),
    });
    expect(isFromRelay(headers(timestamp), body, SECRET)).toBe(true);
    expect(isFromRelay(headers(timestamp - 301), body, SECRET)).toBe(false);
    expect(isFromRelay(headers(timestamp), `${body} `, SECRET)).toBe(false);
    expect(isFromRelay(headers(timestamp), body, `${SECRET}x`)).toBe(false);
    expect(isFromRelay({}, body, SECRET)).toBe(false);
  });

  it("shows code that signs a cart the relay takes", async () => {
    vi.setSystemTime(NOW);
    onTestFinished(() => void vi.useRealTimers());
    const { signCart } = (await shown("sign")) as {
      signCart: (cart: object, secret: string) => string;
    };
    const lines = [{ sku: "A", name: "Shirt", quantity: 1, price: "2500" }];
    const tokens = createCartTokens({
      secrets: [SECRET],
      clock: new ManualClock(NOW),
    });
    const token = signCart(
      { currency: "KES", lines, reference: "R-1" },
      SECRET,
    );
    expect(await tokens.read(token)).toMatchObject({
      ok: true,
      value: { reference: "R-1", lines: [{ amount: { value: 250_000 } }] },
    });
  });
});
