import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signTestWebhook } from "../../relay/src/testing/index.ts";
import { WebhookError, isWebhookSecret, verifyWebhook } from "../src/index.ts";
import type { WebhookHeaders } from "../src/index.ts";

const SECRET = `whsec_${Buffer.alloc(32, "shop").toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, "other").toString("base64")}`;
const NOW = Date.parse("2026-11-21T09:00:00Z");
const BODY = JSON.stringify({
  type: "order.paid",
  timestamp: "2026-11-21T09:00:00.000Z",
  data: { order: { reference: "ORD-20261121-7K3Q", note: "Björk ✓" } },
});

const sign = (
  more: Partial<Parameters<typeof signTestWebhook>[0]> = {},
): Readonly<Record<string, string>> =>
  signTestWebhook({
    secret: SECRET,
    body: BODY,
    id: "msg_1",
    timestamp: NOW / 1000,
    ...more,
  });

const verify = (
  headers: WebhookHeaders,
  body: string | Uint8Array<ArrayBuffer> = BODY,
  secret: string | readonly string[] = SECRET,
) => verifyWebhook({ headers, body }, { secret, now: NOW });

const bytes = new TextEncoder().encode(BODY);

describe("verifyWebhook", () => {
  it.each([
    ["the relay's headers", sign(), BODY, SECRET],
    ["a Headers object", new Headers(sign()), BODY, SECRET],
    [
      "names in capitals",
      Object.fromEntries(
        Object.entries(sign()).map(([name, value]) => [
          name.toUpperCase(),
          value,
        ]),
      ),
      BODY,
      SECRET,
    ],
    ["bytes", sign(), bytes, SECRET],
    ["a Node Buffer", sign(), Buffer.from(BODY), SECRET],
    ["one of two secrets", sign(), BODY, [OTHER, SECRET]],
    [
      "one of two signatures",
      {
        ...sign(),
        "webhook-signature": `${sign({ secret: OTHER })["webhook-signature"] ?? ""} ${sign()["webhook-signature"] ?? ""}`,
      },
      BODY,
      SECRET,
    ],
    [
      "the reference implementation",
      {
        ...sign(),
        "webhook-signature": new Webhook(SECRET).sign(
          "msg_1",
          new Date(NOW),
          BODY,
        ),
      },
      BODY,
      SECRET,
    ],
  ] as const)("accepts %s", async (_what, headers, body, secret) => {
    const { id, payload } = await verify(headers, body, secret);
    expect(id).toBe("msg_1");
    expect(payload).toEqual(JSON.parse(BODY));
  });

  it("accepts the test message of an endpoint", async () => {
    const body = JSON.stringify({
      type: "webhook.test",
      timestamp: "2026-11-21T09:00:00.000Z",
      data: { endpoint: { id: "we_1", name: "Stock" } },
    });
    const { payload } = await verify(sign({ body }), body);
    expect(payload).toEqual(JSON.parse(body));
  });

  const without = (name: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(sign()).filter(([key]) => key !== name));
  const signed = (body: string) => [sign({ body }), body] as const;

  it.each([
    ["another secret", sign({ secret: OTHER }), BODY, "signature_invalid"],
    ["another body", sign(), BODY.replace("7K3Q", "7K3R"), "signature_invalid"],
    [
      "another id",
      { ...sign(), "webhook-id": "msg_2" },
      BODY,
      "signature_invalid",
    ],
    [
      "another time",
      { ...sign(), "webhook-timestamp": String(NOW / 1000 - 1) },
      BODY,
      "signature_invalid",
    ],
    [
      "another version",
      { ...sign(), "webhook-signature": "v2,AAAA v1a,AAAA" },
      BODY,
      "signature_invalid",
    ],
    [
      "no base64",
      { ...sign(), "webhook-signature": "v1,*** v1, v1" },
      BODY,
      "signature_invalid",
    ],
    [
      "an old message",
      sign({ timestamp: NOW / 1000 - 301 }),
      BODY,
      "timestamp_invalid",
    ],
    [
      "one from the future",
      sign({ timestamp: NOW / 1000 + 301 }),
      BODY,
      "timestamp_invalid",
    ],
    [
      "no number",
      { ...sign(), "webhook-timestamp": "now" },
      BODY,
      "timestamp_invalid",
    ],
    ["no id", without("webhook-id"), BODY, "headers_missing"],
    ["no time", without("webhook-timestamp"), BODY, "headers_missing"],
    ["no signature", without("webhook-signature"), BODY, "headers_missing"],
    ["no headers", {}, BODY, "headers_missing"],
    ["no JSON", ...signed("paid"), "payload_invalid"],
    ["no event", ...signed('{"type":"order.paid"}'), "payload_invalid"],
    ["null", ...signed("null"), "payload_invalid"],
  ] as const)("refuses %s", async (_what, headers, body, code) => {
    const error = await verify(headers, body).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WebhookError);
    expect(error).toMatchObject({ code });
  });

  it.each(["", "whsec_", "whsec_***", SECRET.slice("whsec_".length)])(
    "takes no secret that is none: %s",
    async (secret) => {
      await expect(verify(sign(), BODY, secret)).rejects.toThrow(TypeError);
    },
  );
});

describe("isWebhookSecret", () => {
  it.each([
    [SECRET, true],
    ["whsec_", false],
    ["whsec_c2hvcnQ=", false],
    [SECRET.slice("whsec_".length), false],
  ])("%s: %s", (secret, expected) => {
    expect(isWebhookSecret(secret)).toBe(expected);
  });
});
