import { apiKeyListSchema, apiKeySchema } from "@malipo/protocol/merchant";
import type { ApiKey } from "@malipo/protocol/merchant";
import { refusal } from "./attempts.ts";
import { KEY, asMerchant } from "./merchant.ts";
import type { MadeKey } from "./merchant.ts";
import { startTestRelay } from "./test-relay.ts";
import type { Answer, TestRelay } from "./test-relay.ts";

type Headers = Readonly<Record<string, string>>;

export const startAsleep = (): Promise<TestRelay> =>
  startTestRelay({ asleep: true });

export const listKeys = async (relay: TestRelay): Promise<readonly ApiKey[]> =>
  apiKeyListSchema.parse((await asMerchant(relay, "api-keys")).body).apiKeys;

export const readKey = async (relay: TestRelay, id: string): Promise<ApiKey> =>
  apiKeySchema.parse(
    ((await asMerchant(relay, `api-keys/${id}`)).body as { apiKey: unknown })
      .apiKey,
  );

export const deleteKey = (
  relay: TestRelay,
  id: string,
  headers: Headers = KEY,
): Promise<Answer> =>
  relay.request(`/v1/merchant/api-keys/${id}`, { method: "DELETE", headers });

export const rotateKey = (
  relay: TestRelay,
  { id }: Pick<MadeKey, "id">,
  body: object = {},
  by: Headers = KEY,
): Promise<Answer> =>
  relay.post(`/v1/merchant/api-keys/${id}/rotate`, body, by);

/** What a call with this key is answered. */
export async function useKey(relay: TestRelay, key: string): Promise<string> {
  const headers = { Authorization: `Bearer ${key}` };
  const answer = await relay.request("/v1/merchant/orders", { headers });
  return answer.status === 200 ? "200" : refusal(answer);
}

export const INVALID = "401 merchant_key_invalid";
export const EXPIRED = "401 merchant_key_expired";
