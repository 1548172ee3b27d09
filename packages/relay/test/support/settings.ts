/** The settings of a relay whose parts a test has put together. */
import type { RelaySettings } from "@malipo/protocol/merchant";
import type { SqlStore } from "../../src/adapters/sql-store/open.ts";
import { parseConfig } from "../../src/config.ts";
import { readRelaySettings } from "../../src/relay-settings.ts";

const ENVIRONMENT = {
  MALIPO_PUBLIC_URL: "http://localhost:4001",
  MALIPO_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  ALMARA_API_URL: "http://localhost:4002",
  ALMARA_TOKEN_URL: "http://localhost:4002/connect/token",
  ALMARA_CLIENT_ID: "client",
  ALMARA_CLIENT_SECRET: "a-client-secret-for-a-test",
  ALMARA_SHORT_CODE: "898100",
};

export async function readTestSettings(
  store: Pick<SqlStore, "describe">,
): Promise<RelaySettings> {
  const { ok, config, problems } = parseConfig(ENVIRONMENT);
  if (!ok) throw new Error(JSON.stringify(problems));
  return readRelaySettings(config, store);
}
