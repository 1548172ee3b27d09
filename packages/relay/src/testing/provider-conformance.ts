/**
 * Conformance checks for provider modules and adapters, for any test runner: `for (const { name, run } of
 * providerConformance(options)) it(name, run)`. The provider is a server of the suite that sends unusable responses, or
 * is unreachable.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createEnvironment } from "../adapters/environment/environment.ts";
import type { Env } from "../adapters/environment/environment.ts";
import { fault } from "../adapters/environment/parsers.ts";
import type {
  ProviderConnection,
  ProviderModule,
} from "../adapters/provider-module.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { readProviders } from "../config/providers.ts";
import type { ConfiguredProvider } from "../config/providers.ts";
import type { AttemptPlan } from "../domain/attempt.ts";
import type { MethodTerms } from "../ports/provider.ts";

export interface ConformanceOptions {
  readonly module: ProviderModule;
  /** A valid environment that offers every method, for a provider at this URL ("http://127.0.0.1:40123"). */
  readonly environment: (url: string) => Env;
}

export interface ConformanceCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Port 9 (discard): nothing is listening. */
const UNREACHABLE = "http://127.0.0.1:9";
/** No parser may throw for these, and no problem may repeat them. */
const ODD_TEXTS = [
  "\u0000V4LUE",
  "V4LUE".repeat(2_000),
  "{V4LUE",
  "V4LUE=,=V4LUE",
  "-1e999V4LUE",
];
const ODD_BODIES = [
  "",
  "null",
  "[]",
  "{}",
  "{",
  '{"a":',
  "\ufeff{}",
  '"text"',
  "<html>",
  "\u0000",
  "0",
].map((text) => new TextEncoder().encode(text));
/** Unusable responses: none of them may count as paid or accepted. */
const UNUSABLE_RESPONSES = [
  [200, ""],
  [200, "{}"],
  [200, "[]"],
  [200, "<html>Welcome</html>"],
  [200, '{"status":"SUCCESS"}'],
  [204, ""],
  [500, '{"message":"error"}'],
] as const;

export function providerConformance({
  module,
  environment,
}: ConformanceOptions): readonly ConformanceCheck[] {
  const rows = Object.values(module.variables);
  const names = rows.map(({ name }) => name);
  const check = (
    name: string,
    run: () => void | Promise<void>,
  ): ConformanceCheck => ({
    name,
    run: async () => run(),
  });
  const open = (url: string): ProviderConnection =>
    configure(module, environment(url)).connection;

  return [
    check("has an id, a title and its own variables", () => {
      assert.match(module.id, /^[a-z][a-z0-9_-]{0,31}$/);
      assert.notEqual(module.title, "");
      assert.equal(new Set(names).size, names.length, "duplicate name");
      const prefix = `${names[0]?.split("_")[0] ?? ""}_`;
      assert.notEqual(prefix, "MALIPO_");
      for (const row of rows) {
        assert.ok(row.name.startsWith(prefix), row.name);
        assert.match(row.name, /^[A-Z][A-Z0-9_]*$/);
        assert.notEqual(row.about, "", row.name);
      }
    }),
    check("reads any text without throwing, and never repeats one", () => {
      for (const row of rows)
        for (const text of ODD_TEXTS) {
          const parsed = row.parse(text, {
            isLocal: false,
            readFile: () => fault("can't be read"),
          });
          if (!parsed.ok)
            assert.ok(!parsed.faults.join().includes("V4LUE"), row.name);
        }
    }),
    check("shows no secret, and redacts all of them from logs", () => {
      const { provider } = configure(module, environment(UNREACHABLE));
      for (const [key, row] of Object.entries(module.variables)) {
        const value = provider.values[key] ?? null;
        if (!row.secret || value === null) continue;
        assert.equal(row.show(value), "set", row.name);
        assert.ok(row.redact(value).length > 0, row.name);
      }
    }),
    check("requires only its own variables", () => {
      const needed = [
        ...module.methods.flatMap(({ needs }) => needs),
        ...module.requirements.flatMap(({ when, needs }) => [
          ...when,
          ...needs,
        ]),
        ...Object.values(module.services).flat(),
        ...module.inbound.flatMap(
          ({ registration }) => registration?.needs ?? [],
        ),
      ];
      for (const name of needed) assert.ok(names.includes(name), name);
    }),
    check("offers what it declares", () => {
      const { provider } = open(UNREACHABLE);
      assert.equal(provider.id, module.id);
      assert.deepEqual(
        provider.methods.map(({ id, title, action }) => ({
          id,
          title,
          action,
        })),
        module.methods.map(({ id, title, action }) => ({ id, title, action })),
      );
      for (const terms of provider.methods) checkTerms(terms);
    }),
    check("declares its own callback paths, with a reader for each", () => {
      const { provider } = open(UNREACHABLE);
      const paths = module.inbound.map(({ path }) => path);
      assert.equal(new Set(paths).size, paths.length, "duplicate path");
      assert.deepEqual(
        provider.inbound.map(({ path }) => path),
        paths,
      );
      for (const { path, proof } of provider.inbound) {
        const own = `/callbacks/${module.id}`;
        if (proof === "attempt_mac") assert.equal(path, `${own}/:attemptId`);
        if (proof === "signature") {
          assert.equal(path, own);
          assert.notEqual(provider.webhooks, undefined);
        }
        if (proof === "address_mac") {
          assert.ok(path.startsWith(`${own}/`), path);
          assert.ok("readPaybillNotice" in provider, path);
        }
      }
    }),
    check(
      "reads any callback body, and refuses a missing signature",
      async () => {
        const { provider } = open(UNREACHABLE);
        for (const body of ODD_BODIES) {
          assert.equal(
            provider.readCallback(body, "KES")?.attemptId ?? null,
            null,
          );
          provider.readPaybillNotice?.(body);
          const opened = await provider.webhooks?.open(body, {});
          assert.ok(opened === undefined || opened.kind === "refused");
        }
      },
    ),
    check("reports no outcome when the provider is unreachable", async () => {
      const connection = open(UNREACHABLE);
      assert.equal(await connection.checkHealth(), false);
      await assertNoPayment(connection, true);
      const words = await Promise.all(
        connection.checks.map(({ run }) => run()),
      );
      const output = words.map(({ words: text }) => text).join();
      for (const secret of secretsOf(module, environment(UNREACHABLE)))
        assert.ok(!output.includes(secret), "a secret in doctor's output");
    }),
    ...UNUSABLE_RESPONSES.map(([status, body]) =>
      check(
        `doesn't treat the response ${status} ${body} as a payment`,
        async () => {
          const server = createServer((_req, res) => {
            res
              .writeHead(status, { "Content-Type": "application/json" })
              .end(body);
          });
          await new Promise<void>((resolve) => {
            server.listen(0, "127.0.0.1", () => {
              resolve();
            });
          });
          const { port } = server.address() as AddressInfo;
          try {
            await assertNoPayment(open(`http://127.0.0.1:${port}`), false);
          } finally {
            server.closeAllConnections();
            server.close();
          }
        },
      ),
    ),
  ];
}

/** Nothing that requires the provider's response is accepted, and nothing is paid. */
async function assertNoPayment(
  { provider }: ProviderConnection,
  isUnreachable: boolean,
): Promise<void> {
  for (const terms of provider.methods) {
    const plan = planOf(provider.id, terms);
    const submitted = await provider.submit({
      plan,
      reference: "ORD-1",
      lines: [],
      merchantName: "Shop",
      customerName: null,
      callbackUrl: `https://pay.shop.example/callbacks/${provider.id}/${plan.id}?s=mac`,
      returnUrl: "https://pay.shop.example/return/1",
      cancelUrl: "https://pay.shop.example/cancel/1",
    });
    // For payments in another app the provider need not be asked.
    if (!terms.needsReference)
      assert.notEqual(submitted.kind, "accepted", terms.id);
    for (const transfer of [null, "TXN-1"]) {
      const { kind } = await provider.query(plan, "ORD-1", transfer);
      assert.ok(
        kind !== "succeeded" && kind !== "matched",
        `${terms.id}: ${kind}`,
      );
      if (isUnreachable) assert.notEqual(kind, "not_found", terms.id);
    }
  }
}

function checkTerms({
  id,
  currencies,
  step,
  min,
  max,
  ...terms
}: MethodTerms): void {
  assert.match(id, /^[a-z][a-z0-9_-]{0,31}$/);
  assert.notEqual(terms.title, "");
  assert.ok(currencies.length > 0, id);
  assert.ok(Number.isSafeInteger(step) && step >= 1, id);
  if (min !== null && max !== null) {
    assert.equal(min.currency, max.currency, id);
    assert.ok(min.value <= max.value, id);
  }
  // A phone number is required exactly for prompts.
  assert.equal(terms.needsPhone, terms.action === "prompt", id);
  assert.equal(
    terms.needsReference,
    terms.action === "paybill" || terms.action === "tag",
    id,
  );
}

function configure(
  module: ProviderModule,
  env: Env,
): {
  readonly provider: ConfiguredProvider;
  readonly connection: ProviderConnection;
} {
  const environment = createEnvironment(env, () => "");
  const [provider] = readProviders(environment, [module], true);
  assert.deepEqual(environment.problems, [], "the environment is not valid");
  assert.ok(provider !== undefined, "the environment configures nothing");
  const nothing = (): undefined => undefined;
  const connection = module.open(provider.values, {
    clock: systemClock,
    log: { info: nothing, warn: nothing, error: nothing },
    metrics: { unknownValue: nothing },
    promptSeconds: 60,
  });
  return { provider, connection };
}

function secretsOf(module: ProviderModule, env: Env): readonly string[] {
  const { values } = configure(module, env).provider;
  return Object.entries(module.variables).flatMap(([key, row]) =>
    row.redact(values[key] ?? null),
  );
}

function planOf(provider: string, terms: MethodTerms): AttemptPlan {
  const now = systemClock.now();
  const promptExpiresAt = now + 60_000;
  return {
    id: "5d1f7e0a-2c7d-4b6e-8f52-1e9a3c0d0001",
    orderId: "ord_AAAAAAAAAAAAAAAAAAAAAA",
    method: terms.id,
    provider,
    amount: {
      value: terms.min?.value ?? 10_000,
      currency: terms.currencies[0] ?? "KES",
    },
    phone: terms.needsPhone ? "254712345678" : null,
    createdAt: now,
    promptExpiresAt,
    deadlineAt: promptExpiresAt,
    absentAfterMs: 20_000,
    payerReference: terms.needsReference ? "K7Q2X9ABCD" : null,
  };
}
