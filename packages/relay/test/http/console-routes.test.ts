/** What holds for every call of the merchant API through a session of the console. */
import { describe, expect, it } from "vitest";
import type { Route } from "../../src/http/kit/route.ts";
import { ROUTES } from "../../src/http/routes.ts";
import { openConsole, outcome } from "../support/console.ts";
import type { ConsoleAnswer, TestConsole } from "../support/console.ts";
import { auditLog } from "../support/merchant.ts";
import { startTestRelay } from "../support/test-relay.ts";

const MERCHANT = ROUTES.filter(({ access }) => access === "merchantKey");
const CHANGES = MERCHANT.filter(({ method }) => method !== "GET");
const READS = MERCHANT.filter(({ method }) => method === "GET");
/** More than all of these calls. */
const MANY = { requests: 10_000, seconds: 600 };

const REFUSED = "403 console_origin_refused";

const pathOf = ({ path, params = {} }: Route): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => params[name]?.example ?? "");

async function open() {
  const relay = await startTestRelay({
    asleep: true,
    rateLimits: { merchantKeys: MANY },
  });
  const site = await openConsole(relay);
  return { relay, site, cookie: await site.signIn() };
}

const call = (
  site: TestConsole,
  route: Route,
  headers: Readonly<Record<string, string>>,
): Promise<ConsoleAnswer> =>
  site.call(
    route.method,
    pathOf(route),
    headers,
    route.method === "GET" ? undefined : {},
  );

/** No frame, no script, nothing kept. */
function expectGuarded(route: Route, { headers }: ConsoleAnswer): void {
  expect(
    {
      policy: headers["content-security-policy"],
      frames: headers["x-frame-options"],
      sniffing: headers["x-content-type-options"],
      cache: headers["cache-control"],
      cors: headers["access-control-allow-origin"],
    },
    route.id,
  ).toEqual({
    policy: "default-src 'none';frame-ancestors 'none'",
    frames: "SAMEORIGIN",
    sniffing: "nosniff",
    cache: "no-store",
    cors: undefined,
  });
}

describe("every call through a session of the console", () => {
  it("that changes something comes from the console's own page, whoever has the cookie", async () => {
    const { relay, site, cookie } = await open();
    const port = Number(new URL(site.origin).port);
    const own = site.own(cookie);
    for (const route of CHANGES)
      for (const headers of [
        // Another program of the same machine is of the same site, and gets the cookie.
        { ...own, Origin: `http://localhost:${port + 1}` },
        { ...own, Origin: `https://localhost:${port}` },
        { ...own, Origin: "null" },
        { Cookie: cookie },
        { ...own, "Sec-Fetch-Site": "same-site" },
        { ...own, "Sec-Fetch-Site": "cross-site" },
      ]) {
        const answer = await call(site, route, headers);
        expect(outcome(answer), `${route.id} ${JSON.stringify(headers)}`).toBe(
          REFUSED,
        );
        expectGuarded(route, answer);
      }
    expect(await auditLog(relay)).toEqual([]);
  });

  it("that reads something is not read by other pages, and stays in no cache", async () => {
    const { site, cookie } = await open();
    for (const route of READS) {
      for (const site_ of ["same-site", "cross-site"])
        expect(
          outcome(
            await call(site, route, {
              Cookie: cookie,
              "Sec-Fetch-Site": site_,
            }),
          ),
          route.id,
        ).toBe(REFUSED);
      expectGuarded(route, await call(site, route, site.own(cookie)));
    }
  });

  it("needs the cookie: a header with a key means nothing here", async () => {
    const { site } = await open();
    for (const route of MERCHANT)
      expect(
        outcome(
          await call(site, route, {
            ...site.own(""),
            Authorization: "Bearer mk_test_0123456789abcdef0123456789abcdef",
          }),
        ),
        route.id,
      ).toBe("401 console_signed_out");
  });
});
