import {
  createOrderResponseSchema,
  problemSchema,
  tokenResponseSchema,
} from "@malipo/protocol";
import { describe, expect, it } from "vitest";
import { createSecrets } from "../../src/adapters/secrets/hmac-secrets.ts";
import { listen } from "../support/http-server.ts";
import { makeEndpoint } from "../support/endpoints.ts";
import { until } from "../support/until.ts";
import { startReceiver } from "../support/webhook-receiver.ts";
import { assembleOn, forgetful, restart } from "../support/restart.ts";
import { SHOP, newKey, startTestRelay } from "../support/test-relay.ts";

const BEFORE = new Uint8Array(32).fill(7);
const AFTER = new Uint8Array(32).fill(8);

const post = (
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Origin: SHOP, ...headers },
    redirect: "manual",
  });

/** Everything that a relay gave out under a master key, shown to a relay with another one. */
async function changeMasterKey(previous: Uint8Array | null) {
  const relay = await startTestRelay({ asleep: true });
  const key = newKey();
  const cart = { lines: [{ sku: "SHRT-BLK-XL-9981", quantity: 1 }] };
  const idempotent = { "Idempotency-Key": key };
  const created = await post(`${relay.url}/v1/orders`, cart, idempotent);
  const first = createOrderResponseSchema.safeParse(await created.json()).data;
  const order = await relay.order();
  const attemptId = await relay.attempt(order, "card");
  const mac = relay.secrets.returnMac(attemptId);
  const back = await relay.request(`/return/${attemptId}?s=${mac}`);
  const codeIn = (location: string | null): string | null =>
    new URL(location ?? "").searchParams.get("malipo_code");
  const code = codeIn(back.headers.get("location"));

  const secrets = createSecrets(AFTER, previous);
  const next = assembleOn({ ...forgetful(relay), secrets });
  const url = await listen(next.handler);
  const token = `${url}/v1/orders/${order.id}/token`;
  const callback = await post(
    `${url}/callbacks/almara/${attemptId}?s=${relay.secrets.callbackMac(attemptId)}`,
    {},
  );
  const resumed = await post(token, { resumeSecret: order.resumeSecret });
  const opened = await post(token, { code });
  const again = await post(`${url}/v1/orders`, cart, idempotent);
  const returned = await fetch(`${url}/return/${attemptId}?s=${mac}`, {
    redirect: "manual",
  });
  return {
    order,
    first,
    callback: callback.status,
    resumed: resumed.status,
    returned: codeIn(returned.headers.get("location")) !== null,
    opened: { status: opened.status, json: await opened.json() },
    again: { status: again.status, json: await again.json() },
  };
}

describe("a new master key", () => {
  it("goes on with what the previous one gave out, and gives out its own", async () => {
    const seen = await changeMasterKey(BEFORE);
    expect(seen).toMatchObject({
      callback: 200,
      resumed: 200,
      returned: true,
      opened: { status: 200 },
      again: { status: 201 },
    });
    expect(tokenResponseSchema.parse(seen.opened.json).resumeSecret).toBe(
      createSecrets(AFTER).resumeSecret(seen.order.id),
    );
    expect(createOrderResponseSchema.parse(seen.again.json).order.id).toBe(
      seen.first?.order.id,
    );
  });

  it("takes nothing of the previous one when that is gone", async () => {
    const seen = await changeMasterKey(null);
    expect(seen.callback).not.toBe(200);
    expect(seen).toMatchObject({
      resumed: 404,
      returned: false,
      opened: { status: 404 },
      again: { status: 422 },
    });
    expect(problemSchema.parse(seen.again.json).code).toBe(
      "idempotency_key_reused",
    );
  });
});

describe("the secrets of webhook endpoints", () => {
  it("are sealed under the new master key, so that the previous one can go", async () => {
    const relay = await startTestRelay({ asleep: true });
    const receiver = await startReceiver();
    const { secret } = await makeEndpoint(relay, { url: receiver.url });
    await restart(relay, { secrets: createSecrets(AFTER, BEFORE) });
    const isOpen = async () => {
      const [endpoint] = await relay.store.webhookEndpoints.list();
      const sealed = endpoint?.secrets[0]?.sealed ?? "";
      const { id = "" } = endpoint ?? {};
      return createSecrets(AFTER).openWebhookSecret(id, sealed) === secret;
    };
    await until("they are sealed again", isOpen);
  });
});
