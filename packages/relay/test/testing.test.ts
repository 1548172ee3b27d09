import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { almara } from "../src/adapters/almara/index.ts";
import { flexpay } from "../src/adapters/flexpay/index.ts";
import { providerConformance, signTestWebhook } from "../src/testing/index.ts";
import type { ConformanceOptions } from "../src/testing/index.ts";
import { cowrie } from "./support/cowrie.ts";

const ADAPTERS: readonly ConformanceOptions[] = [
  {
    module: almara,
    environment: (url) => ({
      ALMARA_API_URL: url,
      ALMARA_TOKEN_URL: `${url}/connect/token`,
      ALMARA_CLIENT_ID: "client",
      ALMARA_CLIENT_SECRET: "s3cr3t-of-the-merchant",
      ALMARA_SHORT_CODE: "174379",
      ALMARA_AIRTEL_SHORT_CODE: "600001",
      ALMARA_PAYBILL_SHORT_CODE: "600002",
      ALMARA_CARD_ROUTE_ID: "route",
      ALMARA_CARD_CHANNEL_TYPE: "172",
      ALMARA_CHECKOUT_HOSTS: "pay.almara.example",
    }),
  },
  {
    module: flexpay,
    environment: (url) => ({
      FLEXPAY_API_URL: url,
      FLEXPAY_CLIENT_ID: "client",
      FLEXPAY_CLIENT_SECRET: "s3cr3t-of-the-merchant",
      FLEXPAY_TAG: "duka@dukaapp",
      FLEXPAY_WEBHOOK_SECRET: "s3cr3t-of-the-webhook",
    }),
  },
  {
    module: cowrie,
    environment: (url) => ({
      COWRIE_URL: url,
      COWRIE_SECRET: "s3cr3t-of-cowrie",
    }),
  },
];

describe.each(ADAPTERS)("the adapter of $module.title", (options) => {
  it.each(providerConformance(options))("$name", async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

describe("the conformance suite", () => {
  const [, , options] = ADAPTERS;
  const failing = async (changes: object): Promise<string[]> => {
    if (options === undefined) throw new Error("no adapter");
    const module = { ...options.module, ...changes };
    const failed = await Promise.all(
      providerConformance({ ...options, module }).map(async ({ name, run }) =>
        run().then(
          () => [],
          () => [name],
        ),
      ),
    );
    return failed.flat();
  };

  it("finds an adapter that takes any answer for a payment", async () => {
    const module = options?.module;
    const open: typeof cowrie.open = (values, runtime) => {
      const opened = cowrie.open(values, runtime);
      const query = () =>
        Promise.resolve({
          kind: "succeeded",
          amount: null,
          receipt: "X",
        } as const);
      return { ...opened, provider: { ...opened.provider, query } };
    };
    expect(module).toBe(cowrie);
    expect((await failing({ open })).length).toBeGreaterThan(5);
  });

  it.each<[string, object]>([
    ["offers what it declares", { methods: [] }],
    ["has an id, a title and its own variables", { title: "" }],
    [
      "declares its own callback paths, with a reader for each",
      { inbound: [] },
    ],
  ])("finds one that breaks: %s", async (name, changes) => {
    expect(await failing(changes)).toEqual([name]);
  });
});

describe("signTestWebhook", () => {
  it("signs as the specification's own example", () => {
    expect(
      signTestWebhook({
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        body: '{"test": 2432232314}',
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp: 1_614_265_330,
      }),
    ).toMatchObject({
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  it("takes no secret that the relay would not take", () => {
    const secret = randomBytes(24).toString("base64");
    expect(() => signTestWebhook({ secret, body: "" })).toThrow(TypeError);
    expect(
      signTestWebhook({ secret: `whsec_${secret}`, body: "" })["webhook-id"],
    ).toMatch(/^msg_/);
  });
});
