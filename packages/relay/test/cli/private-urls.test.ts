import { describe, expect, it } from "vitest";
import { ProviderServer, http } from "../adapters/almara/provider-server.ts";
import { SECRET, SERVED, WEBHOOK } from "../config/environments.ts";
import { GOOD, runCommand } from "./cli-context.ts";

const SITE = {
  ...SERVED,
  MALIPO_WEBHOOK_URL: "https://backend.internal/hooks",
  MALIPO_WEBHOOK_SECRET: WEBHOOK,
  MALIPO_CATALOG: "https://catalog.internal/prices",
  MALIPO_CART_SECRET: SECRET,
};

/** What `check-config` warns of; null where it refuses. */
async function warned(
  more: Readonly<Record<string, string>>,
  addresses: Readonly<Record<string, readonly string[]>>,
) {
  const { code, text, errors } = await runCommand(
    ["check-config"],
    { ...SITE, ...more },
    {
      lookUp: (host) => {
        const found = addresses[host];
        return found === undefined
          ? Promise.reject(new Error("ENOTFOUND"))
          : Promise.resolve(found.map((address) => ({ address })));
      },
    },
  );
  expect([code, errors]).toEqual([0, ""]);
  return [
    ...text.matchAll(/^Warning: (\S+) leads .*MALIPO_PRIVATE_HOSTS/gm),
  ].map(([, name]) => name);
}

const BOTH = ["MALIPO_WEBHOOK_URL", "MALIPO_CATALOG"];

describe("a URL of the merchant's that would be refused", () => {
  it.each<[string, readonly string[], readonly string[], string?]>([
    ["private", ["10.0.0.5"], BOTH],
    ["loopback", ["127.0.0.1"], BOTH],
    ["link-local", ["fe80::1"], BOTH],
    ["private among others", ["93.184.215.14", "192.168.1.7"], BOTH],
    ["public", ["93.184.215.14"], []],
    ["private and listed", ["10.0.0.5"], [], "10.0.0.0/8"],
    [
      "listed by one name",
      ["10.0.0.5"],
      ["MALIPO_CATALOG"],
      "backend.internal",
    ],
  ])("is told by check-config: %s", async (_what, found, expected, listed) => {
    const addresses = { "backend.internal": found, "catalog.internal": found };
    const more = listed === undefined ? {} : { MALIPO_PRIVATE_HOSTS: listed };
    expect(await warned(more, addresses)).toEqual(expected);
  });

  it("is not told of a name that is unknown here", async () => {
    expect(await warned({}, {})).toEqual([]);
  });

  it.each(["doctor", "check-config", "serve"])(
    "is a problem of %s where the URL itself names the address",
    async (command) => {
      const { code, errors } = await runCommand([command], {
        ...SITE,
        MALIPO_WEBHOOK_URL: "https://127.0.0.1:4000/hooks",
        MALIPO_CATALOG: "https://[fd00::1]/prices",
      });
      expect(code).toBe(2);
      for (const name of BOTH)
        expect(errors).toMatch(
          new RegExp(`^ {2}${name} leads .*MALIPO_PRIVATE_HOSTS`, "m"),
        );
    },
  );
});

it("doctor asks the catalog as it asks the webhook receiver", async () => {
  await using server = await ProviderServer.start();
  server.on("HEAD /prices", http(405));
  const { text } = await runCommand(["doctor"], {
    ...GOOD,
    MALIPO_CATALOG: `${server.url}/prices`,
  });
  expect(text).toContain("ok    catalog: responds (405 to HEAD)");
});
