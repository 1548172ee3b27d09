/** The demo's own folder: secrets made at the first start, readable by their owner alone. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { writeWholeFile } from "../src/whole-file.ts";

/** Absolute paths. */
export interface DemoData {
  readonly dir: string;
  readonly masterKeyFile: string;
  readonly merchantKeyFile: string;
  readonly clientSecretFile: string;
  readonly flexpayClientSecretFile: string;
  readonly flexpayWebhookSecretFile: string;
  /** What the relay's messages to the shop are signed with. */
  readonly webhookSecretFile: string;
  readonly databaseFile: string;
  readonly linksFile: string;
  /** The relay's environment, for whoever calls `malipo` in a second terminal. */
  readonly envFile: string;
}

const SECRET_BYTES = 32;
/** https://www.standardwebhooks.com: how its secrets begin. */
const WEBHOOK_PREFIX = "whsec_";
/** No money moves in the demo. */
const MERCHANT_KEY_PREFIX = "malipo_test_";

/** Makes what is missing and leaves what is there. */
export async function prepareData(dir: string): Promise<DemoData> {
  const at = (name: string): string => path.join(dir, name);
  const data = {
    dir,
    masterKeyFile: at("master-key"),
    merchantKeyFile: at("merchant-key"),
    clientSecretFile: at("almara-client-secret"),
    flexpayClientSecretFile: at("flexpay-client-secret"),
    flexpayWebhookSecretFile: at("flexpay-webhook-secret"),
    webhookSecretFile: at("webhook-secret"),
    databaseFile: at("relay.sqlite"),
    linksFile: at("payment-links.json"),
    envFile: at("demo.env"),
  };
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const file of [
    data.masterKeyFile,
    data.clientSecretFile,
    data.flexpayClientSecretFile,
    data.flexpayWebhookSecretFile,
  ])
    await prepareSecret(file);
  await prepareSecret(data.merchantKeyFile, MERCHANT_KEY_PREFIX, "hex");
  await prepareSecret(data.webhookSecretFile, WEBHOOK_PREFIX);
  return data;
}

async function prepareSecret(
  file: string,
  prefix = "",
  encoding: BufferEncoding = "base64",
): Promise<void> {
  if (await isFilled(file)) await chmod(file, 0o600);
  else
    await writeWholeFile(
      file,
      prefix + randomBytes(SECRET_BYTES).toString(encoding),
    );
}

async function isFilled(file: string): Promise<boolean> {
  try {
    return (await readFile(file, "utf8")).trim() !== "";
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return false;
    throw error;
  }
}
