import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { preparePaymentLinks } from "../src/payment-links.ts";
import type { RelayStub } from "./support/relay-stub.ts";
import { startRelayStub } from "./support/relay-stub.ts";

const KEY = "the-merchant-key-of-this-test";

interface Setting {
  readonly relay: RelayStub;
  readonly file: string;
  readonly prepare: () => ReturnType<typeof preparePaymentLinks>;
}

async function set(): Promise<Setting> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "malipo-links-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const relay = await startRelayStub(KEY);
  const file = path.join(folder, "links.json");
  const options = { relayUrl: relay.url, merchantKey: KEY, file };
  return { relay, file, prepare: () => preparePaymentLinks(options) };
}

const posts = ({ calls }: RelayStub): readonly string[] =>
  calls.filter((call) => call.startsWith("POST"));

describe("preparePaymentLinks", () => {
  it("makes a link of 1,000 shillings, one of any amount and one in naira", async () => {
    const { relay, prepare } = await set();
    const links = await prepare();
    expect(links.giftCard).toMatch(`${relay.url}/pay/pl_`);
    expect(links.support).not.toBe(links.giftCard);
    const [giftCard = "", support = "", nigeria = ""] = posts(relay);
    expect(giftCard).toContain('"amount":{"value":100000,"currency":"KES"}');
    expect(support).not.toContain('"amount"');
    expect(nigeria).toContain('"min":{"value":10000,"currency":"NGN"}');
  });

  it("finds them again at the next start", async () => {
    const { relay, file, prepare } = await set();
    const first = await prepare();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await prepare()).toEqual(first);
    expect(posts(relay)).toHaveLength(3);
  });

  it("makes them anew for a relay that does not know them", async () => {
    const { relay, prepare } = await set();
    const first = await prepare();
    relay.known.clear();
    expect(await prepare()).not.toEqual(first);
    expect(posts(relay)).toHaveLength(6);
  });

  it("makes them anew where the file is not ours", async () => {
    for (const content of ["", "no JSON", "null", '{"giftCard":7}']) {
      const { relay, file, prepare } = await set();
      await writeFile(file, content);
      await prepare();
      expect(posts(relay)).toHaveLength(3);
    }
  });

  it("makes only what an earlier version of the shop did not", async () => {
    const { relay, file, prepare } = await set();
    const { giftCard, support } = await prepare();
    const { giftCard: first, support: second } = JSON.parse(
      await readFile(file, "utf8"),
    ) as Record<string, string>;
    await writeFile(file, JSON.stringify({ giftCard: first, support: second }));
    expect(await prepare()).toMatchObject({ giftCard, support });
    expect(posts(relay)).toHaveLength(4);
  });

  it.each([
    [503, "{}", "status 503"],
    [201, "no JSON", "status 201"],
    [201, '{"id":"pl_1"}', "no id or no address"],
    [201, '{"id":"pl_1","url":"pay"}', "no id or no address"],
    [404, "{}", "status 404"],
  ])("rejects when the relay answers %d %s", async (status, body, message) => {
    const { relay, file, prepare } = await set();
    relay.answer = { status, body };
    await expect(prepare()).rejects.toThrow(message);
    await expect(readFile(file)).rejects.toThrow("ENOENT");
  });
});
