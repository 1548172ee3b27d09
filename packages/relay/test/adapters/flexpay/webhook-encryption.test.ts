import { beforeAll, describe, expect, it } from "vitest";
import { aTransaction } from "./harness.ts";
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
  const clear = JSON.stringify({
    eventType: "TRANSACTION_INITIATED",
    data: aTransaction(),
  });
  const expected = { ...OK, reference: "TXN-16820000-AB1C2D3E" };
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

  it("is told by its shape, and opened with the private key", async () => {
    expect(await openWithKey(await encrypt(clear, key.publicKey))).toEqual(
      expected,
    );
  });

  it.each<[string, Record<string, string>]>([
    ["Content-Encryption", { "content-encryption": "JWE" }],
    ["Content-Encoding", { "content-encoding": "jwe" }],
  ])("may be announced by %s", async (_name, headers) => {
    const jwe = await encrypt(clear, key.publicKey);
    expect(await openWithKey(jwe, headers)).toEqual(expected);
    expect(await openWithKey(`"${jwe}"\n`, headers)).toEqual(expected);
    expect(await openWithKey(BODY, headers)).toEqual(UNREADABLE);
  });

  it("is checked before it is opened", async () => {
    const jwe = await encrypt(clear, key.publicKey);
    const changed = `${jwe.slice(0, -1)}${jwe.endsWith("A") ? "B" : "A"}`;
    expect(
      await webhooks({ privateKeyJwk: key.jwk }).open(
        bytes(changed),
        headersFor(jwe),
      ),
    ).toEqual(refused("signature_wrong"));
  });

  it("can't be read without a key, with another key, or when it is damaged", async () => {
    const jwe = await encrypt(clear, key.publicKey);
    expect(await webhooks().open(bytes(jwe), headersFor(jwe))).toEqual(
      UNREADABLE,
    );
    expect(await openWithKey(await encrypt(clear, other.publicKey))).toEqual(
      UNREADABLE,
    );
    const [header = "", ...rest] = jwe.split(".");
    for (const damaged of [
      ["bm8", ...rest].join("."),
      [header, "", ...rest.slice(1)].join("."),
      [header, ...rest.slice(0, 3), "AAAA"].join("."),
    ])
      expect(await openWithKey(damaged)).toEqual(UNREADABLE);
  });

  it("is opened with the documented algorithms alone", async () => {
    for (const header of [{ enc: "A128GCM" }, { alg: "ECDH-ES" }])
      expect(
        await openWithKey(await encrypt(clear, key.publicKey, header)),
      ).toEqual(UNREADABLE);
  });

  it("may hold something else than JSON", async () => {
    expect(await openWithKey(await encrypt("no", key.publicKey))).toEqual(
      UNREADABLE,
    );
  });

  it("needs no key while bodies are clear", async () => {
    expect(await openWithKey(BODY)).toEqual(OK);
  });

  it.each<[string, () => Promise<object>]>([
    ["a public key", async () => ({ ...(await makeKey()).jwk, d: undefined })],
    ["another curve", async () => (await makeKey("P-384")).jwk],
    [
      "halves of two keys",
      async () => ({ ...(await makeKey()).jwk, d: other.jwk.d }),
    ],
    ["nothing", () => Promise.resolve({})],
  ])("is not to be opened with %s", async (_what, make) => {
    const privateKeyJwk = await make();
    expect(() => webhooks({ privateKeyJwk })).toThrow(TypeError);
  });
});
