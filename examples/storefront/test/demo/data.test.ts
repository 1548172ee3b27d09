import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareData } from "../../demo/data.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "malipo-demo-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const modeOf = async (file: string): Promise<string> =>
  ((await stat(file)).mode & 0o777).toString(8);

describe("prepareData", () => {
  it("makes secrets that only their owner reads, and keeps them", async () => {
    const dir = path.join(folder, "data");
    const data = await prepareData(dir);
    expect(await modeOf(dir)).toBe("700");
    const files = [
      data.masterKeyFile,
      data.merchantKeyFile,
      data.clientSecretFile,
      data.flexpayClientSecretFile,
      data.flexpayWebhookSecretFile,
      data.webhookSecretFile,
    ];
    const read = (): Promise<string[]> =>
      Promise.all(files.map((file) => readFile(file, "utf8")));
    const secrets = await read();
    expect(new Set(secrets).size).toBe(files.length);
    const [, merchantKey = "", ...others] = secrets;
    expect(merchantKey).toMatch(/^malipo_test_[0-9a-f]{64}$/);
    for (const secret of [secrets[0] ?? "", ...others])
      expect(Buffer.from(secret.replace(/^whsec_/, ""), "base64")).toHaveLength(
        32,
      );
    expect(secrets.at(-1)).toMatch(/^whsec_/);
    await chmod(data.merchantKeyFile, 0o644);
    await prepareData(dir);
    expect(await read()).toEqual(secrets);
    for (const file of files) expect(await modeOf(file)).toBe("600");
  });
});
