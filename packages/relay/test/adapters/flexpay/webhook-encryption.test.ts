import { beforeAll, describe, expect, it } from "vitest";
import { REFERENCE, aTransaction } from "./harness.ts";
import {
  BODY,
  OK,
  UNREADABLE,
  bytes,
  encrypt,
  headersFor,
  makeKey,
  refused,
  webhooks,
} from "./signed.ts";

describe("an encrypted body", () => {
  const event = { eventType: "TRANSACTION_INITIATED", data: aTransaction() };
  const clear = JSON.stringify(event);
  const expected = { ...OK, reference: REFERENCE };
  let key: Awaited<ReturnType<typeof makeKey>>;
  let other: typeof key;

  beforeAll(async () => {
    key = await makeKey();
    other = await makeKey();
  });

  const openWithKey = (body: string, headers: Record<string, string> = {}) =>
    webhooks({ privateKeyJwk: key.jwk }).open(bytes(body), {
      ...headersFor(body),
      ...headers,
    });

  it.each<[string, Record<string, string>]>([
    ["its shape", {}],
    ["Content-Encryption", { "content-encryption": "JWE" }],
    ["Content-Encoding", { "content-encoding": "jwe" }],
  ])(
    "is told by %s, and opened with the private key",
    async (_how, headers) => {
      const jwe = await encrypt(clear, key.publicKey);
      expect(await openWithKey(jwe, headers)).toEqual(expected);
      expect(await openWithKey(`"${jwe}"\n`, headers)).toEqual(expected);
      const announced = Object.keys(headers).length > 0;
      expect(await openWithKey(BODY, headers)).toEqual(
        announced ? UNREADABLE : OK,
      );
    },
  );

  it("is checked before it is opened", async () => {
    const jwe = await encrypt(clear, key.publicKey);
    const changed = `${jwe.slice(0, -1)}${jwe.endsWith("A") ? "B" : "A"}`;
    const box = webhooks({ privateKeyJwk: key.jwk });
    expect(await box.open(bytes(changed), headersFor(jwe))).toEqual(
      refused("signature_wrong"),
    );
  });

  it("can't be read without a key, with another key or algorithm, or when it is damaged", async () => {
    const jwe = await encrypt(clear, key.publicKey);
    const without = await webhooks().open(bytes(jwe), headersFor(jwe));
    expect(without).toEqual(UNREADABLE);
    const [header = "", ...rest] = jwe.split(".");
    for (const unreadable of [
      await encrypt(clear, other.publicKey),
      await encrypt(clear, key.publicKey, { enc: "A128GCM" }),
      await encrypt(clear, key.publicKey, { alg: "ECDH-ES" }),
      await encrypt("no JSON", key.publicKey),
      ["bm8", ...rest].join("."),
      [header, "", ...rest.slice(1)].join("."),
      [header, ...rest.slice(0, 3), "AAAA"].join("."),
    ])
      expect(await openWithKey(unreadable)).toEqual(UNREADABLE);
  });

  it.each<[string, () => Promise<object>]>([
    ["a public key", async () => ({ ...(await makeKey()).jwk, d: undefined })],
    ["another curve", async () => (await makeKey("P-384")).jwk],
    [
      "another's half",
      async () => ({ ...(await makeKey()).jwk, d: other.jwk.d }),
    ],
    ["nothing", () => Promise.resolve({})],
  ])("is not to be opened with %s", async (_what, make) => {
    const privateKeyJwk = await make();
    expect(() => webhooks({ privateKeyJwk })).toThrow(TypeError);
  });
});
