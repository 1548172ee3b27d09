import { beforeEach, describe, expect, it } from "vitest";
import { consoleSessionSchema } from "@malipo/protocol/merchant";
import { deleteKey, rotateKey } from "../support/api-keys.ts";
import { openConsole, outcome } from "../support/console.ts";
import type { TestConsole } from "../support/console.ts";
import { KEY, auditLog, makeKey } from "../support/merchant.ts";
import { MERCHANT_KEY, startTestRelay } from "../support/test-relay.ts";
import type { TestRelay } from "../support/test-relay.ts";

const SESSION = "/console/session";
const ORDERS = "/v1/merchant/orders";
/** For the clock, in seconds. */
const MINUTE = 60;
const SIGNED_OUT = "401 console_signed_out";
const REFUSED = "403 console_origin_refused";

describe("the console", () => {
  let relay: TestRelay;
  let site: TestConsole;
  beforeEach(async () => {
    relay = await startTestRelay({ asleep: true });
    site = await openConsole(relay);
  });

  const list = async (cookie: string, more = {}): Promise<string> =>
    outcome(await site.call("GET", ORDERS, { Cookie: cookie, ...more }));
  const cancel = async (headers: Record<string, string>): Promise<string> =>
    outcome(await site.call("POST", `${ORDERS}/ord_1/cancel`, headers, {}));

  it("exchanges a key for a session that only this page can use", async () => {
    const answer = await site.call("POST", SESSION, site.own(""), {
      key: MERCHANT_KEY,
    });
    expect(answer.status).toBe(200);
    expect(consoleSessionSchema.parse(answer.body)).toMatchObject({
      key: { id: "key_environment" },
      livemode: false,
      merchantName: "Duka",
    });
    expect(answer.headers["set-cookie"]).toMatch(
      /^malipo_console_\d+=cs_[\w-]{40,}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    expect(answer.headers["cache-control"]).toBe("no-store");
    const cookie = await site.signIn();
    const read = await site.call("GET", SESSION, { Cookie: cookie });
    expect(read.body).toMatchObject({
      scopes: ["read", "orders", "links", "money_out", "admin"],
    });
    expect(await list(cookie)).toBe("200");
    expect(
      (await site.call("GET", ORDERS, { Cookie: cookie })).headers[
        "cache-control"
      ],
    ).toBe("no-store");
  });

  it("stores neither the key nor the cookie", async () => {
    const cookie = await site.signIn();
    const token = cookie.split("=")[1] ?? "";
    expect(await relay.store.consoleSessions.find(token)).toBeUndefined();
    const stored = await relay.store.consoleSessions.find(
      relay.secrets.apiKeyDigest(token),
    );
    expect(stored).toBeDefined();
    expect(JSON.stringify(stored)).not.toContain(MERCHANT_KEY);
    expect(relay.logged()).not.toContain(token);
    expect(relay.logged()).not.toContain(MERCHANT_KEY);
  });

  it("is named __Host- and secure over https", async () => {
    const secure = {
      Host: "console.shop.example",
      Origin: "https://console.shop.example",
    };
    const answer = await site.call("POST", SESSION, secure, {
      key: MERCHANT_KEY,
    });
    const cookie = answer.headers["set-cookie"] ?? "";
    expect(cookie).toMatch(/^__Host-malipo_console=cs_.*; Secure$/);
    const token = /=([^;]+)/.exec(cookie)?.[1] ?? "";
    const sent = (name: string) =>
      list(`${name}=${token}`, { Host: "console.shop.example" });
    expect(await sent("__Host-malipo_console")).toBe("200");
    // What a sibling domain could plant.
    expect(await sent("malipo_console_80")).toBe(SIGNED_OUT);
    expect(await sent("malipo_console")).toBe(SIGNED_OUT);
  });

  it("takes no key over plain http from another machine", async () => {
    const plain = { Host: "10.0.0.7:9464", Origin: "http://10.0.0.7:9464" };
    const answer = await site.call("POST", SESSION, plain, {
      key: MERCHANT_KEY,
    });
    expect(outcome(answer)).toBe("403 console_insecure");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("refuses what other pages send with its cookie", async () => {
    const cookie = await site.signIn();
    const noOrigin = { "Sec-Fetch-Site": "same-origin", Cookie: cookie };
    expect(await cancel({ ...site.own(cookie) })).toBe("404 not_found");
    for (const headers of [
      noOrigin,
      { ...noOrigin, Origin: "null" },
      { ...noOrigin, Origin: "http://localhost:3000" },
      { ...noOrigin, Origin: site.origin.replace("http:", "https:") },
      { ...noOrigin, Origin: `${site.origin}.evil.example` },
      { ...site.own(cookie), "Sec-Fetch-Site": "same-site" },
      { ...site.own(cookie), "Sec-Fetch-Site": "cross-site" },
      { ...site.own(cookie), "Sec-Fetch-Site": "none" },
    ])
      expect(await cancel(headers), JSON.stringify(headers)).toBe(REFUSED);
    expect(await list(cookie, { "Sec-Fetch-Site": "same-site" })).toBe(REFUSED);
    expect(await list(cookie, { Origin: "http://localhost:3000" })).toBe(
      REFUSED,
    );
    const foreign = await site.call(
      "POST",
      SESSION,
      { ...site.own(""), Origin: "https://evil.example" },
      { key: MERCHANT_KEY },
    );
    expect(outcome(foreign)).toBe(REFUSED);
    const form = { ...site.own(""), "Content-Type": "text/plain" };
    const posted = await site.call("POST", SESSION, form, {
      key: MERCHANT_KEY,
    });
    expect(outcome(posted)).toBe("415 unsupported_media_type");
  });

  it("gives every sign-in a session of its own, and ends the one before", async () => {
    const planted = await site.signIn();
    const answer = await site.call("POST", SESSION, site.own(planted), {
      key: MERCHANT_KEY,
    });
    const fresh = (answer.headers["set-cookie"] ?? "").split(";")[0] ?? "";
    expect(fresh).not.toBe(planted);
    expect(await list(planted)).toBe(SIGNED_OUT);
    expect(await list(fresh)).toBe("200");
  });

  it("never takes a token that somebody else chose", async () => {
    const { port } = new URL(site.origin);
    const chosen = `malipo_console_${port}=cs_${"chosen".repeat(8)}`;
    const answer = await site.call("POST", SESSION, site.own(chosen), {
      key: MERCHANT_KEY,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers["set-cookie"]).not.toContain("chosen");
    expect(await list(chosen)).toBe(SIGNED_OUT);
  });

  it("ends a session that nobody uses for half an hour, and every one after 12 hours", async () => {
    const cookie = await site.signIn();
    relay.clock.advance(29 * MINUTE);
    expect(await list(cookie)).toBe("200");
    relay.clock.advance(29 * MINUTE);
    // A page that looks for news by itself is nobody.
    expect(await list(cookie, { "Malipo-Background": "1" })).toBe("200");
    relay.clock.advance(MINUTE);
    expect(await list(cookie)).toBe(SIGNED_OUT);
    const busy = await site.signIn();
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect(await list(busy)).toBe("200");
      relay.clock.advance(20 * MINUTE);
    }
    expect(await list(busy)).toBe(SIGNED_OUT);
  });

  it("ends with its key, and may do what the key may do now", async () => {
    const deleted = await makeKey(relay, ["read"]);
    const one = await site.signIn(deleted.key);
    expect(await list(one)).toBe("200");
    expect(await cancel(site.own(one))).toBe("403 insufficient_scope");
    await deleteKey(relay, deleted.id);
    expect(await list(one)).toBe(SIGNED_OUT);

    const rotated = await makeKey(relay, ["read"]);
    const two = await site.signIn(rotated.key);
    await rotateKey(relay, rotated, { overlapSeconds: 60 });
    expect(await list(two)).toBe("200");
    relay.clock.advance(MINUTE);
    expect(await list(two)).toBe(SIGNED_OUT);

    const expiresAt = new Date(relay.clock.now() + MINUTE * 1000).toISOString();
    const expiring = await makeKey(relay, ["read"], { expiresAt });
    const three = await site.signIn(expiring.key);
    relay.clock.advance(MINUTE);
    expect(await list(three)).toBe(SIGNED_OUT);
  });

  it("signs out here, or on all devices of the key", async () => {
    const [one, two, three] = [
      await site.signIn(),
      await site.signIn(),
      await site.signIn(),
    ];
    const other = await site.signIn((await makeKey(relay, ["read"])).key);
    expect(outcome(await site.call("DELETE", SESSION, { Cookie: one }))).toBe(
      REFUSED,
    );
    const out = await site.call("DELETE", SESSION, site.own(one));
    expect(out.status).toBe(204);
    expect(out.headers["set-cookie"]).toMatch(/=; .*Max-Age=0/);
    expect([await list(one), await list(two)]).toEqual([SIGNED_OUT, "200"]);
    await site.call("DELETE", "/console/sessions", site.own(two));
    expect([await list(two), await list(three), await list(other)]).toEqual([
      SIGNED_OUT,
      SIGNED_OUT,
      "200",
    ]);
  });

  it("tells every wrong key the same, and not for ever", async () => {
    const { key } = await makeKey(relay, ["read"]);
    const attempt = async (wrong: string) => {
      const { status, body } = await site.call("POST", SESSION, site.own(""), {
        key: wrong,
      });
      return {
        status,
        ...(body as { code: string; detail: string }),
        instance: "",
      };
    };
    const [unknown, almost] = [
      await attempt("x"),
      await attempt(`${key.slice(0, -1)}_`),
    ];
    expect(unknown).toEqual(almost);
    expect(unknown.code).toBe("merchant_key_invalid");
    let last = unknown;
    for (let tries = 0; tries < 20; tries += 1) last = await attempt("x");
    expect(last.code).toBe("too_many_requests");
  });

  it("names the person in the audit log", async () => {
    const made = await makeKey(relay, ["orders"]);
    const cookie = await site.signIn(made.key);
    const { id } = await relay.order();
    const done = await site.call(
      "POST",
      `${ORDERS}/${id}/cancel`,
      site.own(cookie),
      {},
    );
    expect(done.status).toBe(200);
    const [entry] = await auditLog(relay, { actor: made.id });
    expect(entry).toMatchObject({
      actor: { type: "user", id: made.id, name: "orders" },
      object: { type: "order", id },
      outcome: "done",
    });
  });

  it("means nothing on the public port, where keys work as ever", async () => {
    const cookie = await site.signIn();
    const { body } = await relay.request(ORDERS, {
      headers: { Cookie: cookie },
    });
    expect(body).toMatchObject({ code: "merchant_key_missing" });
    expect((await relay.request(SESSION, { method: "POST" })).status).toBe(404);
    expect((await relay.request("/console")).status).toBe(404);
    expect((await relay.request(ORDERS, { headers: KEY })).status).toBe(200);
    expect(await list("", KEY)).toBe(SIGNED_OUT);
  });
});
