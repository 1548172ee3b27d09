/** `malipo doctor`: tries, one by one, what the relay will need, and says what does not work. It moves no money. */
import { isSameId } from "../domain/same-id.ts";
import { createAlmara } from "../adapters/almara/index.ts";
import { createFlexpay } from "../adapters/flexpay/index.ts";
import { createPinoLog } from "../adapters/pino-log/pino-log.ts";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { openSqlStore } from "../adapters/sql-store/open.ts";
import { describeNetworkError } from "../adapters/system/network-error.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { callbackAddresses } from "../callback-addresses.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import type { ProviderAnswer } from "../ports/provider-answer.ts";
import { describeProblems } from "./check-config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { plainText } from "./plain-text.ts";

interface Finding {
  /** `note`: nothing is wrong, and yet it may not be what was meant. */
  readonly mark: "ok" | "note" | "FAIL";
  readonly words: string;
}

interface Check {
  readonly name: string;
  readonly run: () => Promise<Finding>;
}

export interface DoctorOptions {
  /** Also print the addresses to register with the providers. One of them is a secret. */
  readonly addresses: boolean;
}

const good = (words: string): Finding => ({ mark: "ok", words });
const bad = (words: string): Finding => ({ mark: "FAIL", words });

export async function doctor(
  { env, write, complain }: CliContext,
  { addresses }: DoctorOptions,
): Promise<number> {
  const result = parseConfig(env);
  if (!result.ok) {
    complain(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  const { config } = result;
  write(`ok    configuration: offers ${config.methods.join(", ")}\n`);
  let failed = 0;
  for (const { name, run } of toChecks(config)) {
    const finding = await run();
    if (finding.mark === "FAIL") failed += 1;
    write(`${finding.mark.padEnd(4)}  ${name}: ${plainText(finding.words)}\n`);
  }
  if (addresses) write(describeAddresses(config));
  if (failed > 0)
    complain(`\n${failed === 1 ? "One check" : `${failed} checks`} failed.\n`);
  return failed === 0 ? EXIT_DONE : EXIT_FAILED;
}

function toChecks(config: Config): readonly Check[] {
  return [
    { name: "database", run: () => checkStore(config) },
    ...almaraChecks(config),
    ...flexpayChecks(config),
    ...webhookChecks(config),
  ];
}

async function checkStore({ databaseUrl }: Config): Promise<Finding> {
  try {
    const store = await openSqlStore(databaseUrl, { mustExist: true });
    try {
      await store.ping();
      return good("can be opened and written");
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError && error.code === "missing")
      return {
        mark: "note",
        words:
          "is missing; `malipo serve` makes a new one. If there should be one already, correct MALIPO_DATABASE_URL.",
      };
    return bad(
      error instanceof StoreError
        ? `${error.message} See MALIPO_DATABASE_URL.`
        : "can't be used. See MALIPO_DATABASE_URL.",
    );
  }
}

/** The adapters log what they meet; here the findings say it. */
const quiet = {
  clock: systemClock,
  log: createPinoLog({ destination: { write: () => undefined } }),
  metrics: { unknownValue: () => undefined },
};

function almaraChecks({ almara: settings }: Config): readonly Check[] {
  if (settings === null) return [];
  const almara = createAlmara(settings, quiet);
  return [
    {
      name: "Almara Pay, health",
      run: async () => {
        const fault = await almara.findHealthFault();
        return fault === null
          ? good("answers")
          : bad(`does not answer: ${fault}. See ALMARA_API_URL.`);
      },
    },
    {
      name: "Almara Pay, credentials and routes",
      run: async () => {
        const answer = await almara.routes.list();
        if (answer.kind !== "found") return bad(describeAnswer(answer));
        const { routes } = answer.value;
        const unknown = [
          ["ALMARA_CARD_ROUTE_ID", settings.cardRouteId],
          ["ALMARA_PAYOUT_ROUTE_ID", settings.payoutRouteId],
        ].flatMap(([name = "", id]) =>
          id == null || routes.some((route) => isSameId(route.id, id))
            ? []
            : [name ?? ""],
        );
        return unknown.length === 0
          ? good(`accepted; routes assigned: ${routes.length}`)
          : bad(
              `${unknown.join(" and ")} is not among the assigned routes (malipo routes list)`,
            );
      },
    },
  ];
}

function flexpayChecks({ flexpay: settings }: Config): readonly Check[] {
  if (settings === null) return [];
  const flexpay = createFlexpay(settings, quiet);
  return [
    {
      name: "FlexPay, credentials and transfers",
      run: async () => {
        const answer = await flexpay.transfers.pending();
        return answer.kind === "found"
          ? good(`accepted; transfers waiting: ${answer.value.length}`)
          : bad(describeAnswer(answer));
      },
    },
  ];
}

function describeAnswer(
  answer: Exclude<ProviderAnswer<unknown>, { kind: "found" }>,
): string {
  switch (answer.kind) {
    case "not_found":
      return "the call is not there. See the provider's address.";
    case "refused":
      return `was refused: ${answer.reason ?? "no reason given"}`;
    case "busy":
      return `asks to wait ${answer.retryAfterSeconds} s`;
    case "unavailable":
      return answer.detail;
  }
}

const WEBHOOK_TIMEOUT_MS = 5_000;

/** Only that something answers there: an empty message would be refused by any good receiver. */
function webhookChecks({ webhook }: Config): readonly Check[] {
  if (webhook === null) return [];
  return [
    {
      name: "webhook receiver",
      run: async () => {
        try {
          const { status } = await fetch(webhook.url, {
            method: "HEAD",
            redirect: "manual",
            signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
          });
          return good(`answers (${status} to HEAD)`);
        } catch (error) {
          return bad(
            `does not answer: ${describeNetworkError(error)}. See MALIPO_WEBHOOK_URL.`,
          );
        }
      },
    },
  ];
}

function describeAddresses(config: Config): string {
  const { almaraC2b, flexpay } = callbackAddresses(config);
  const lines = [
    ...(almaraC2b === null
      ? []
      : [
          `Almara Pay, C2B IPN: ${almaraC2b}\n  Keep it secret: a message to it can make an order paid.\n`,
        ]),
    ...(flexpay === null
      ? []
      : [`FlexPay, transactionWebhookUrl: ${flexpay}\n`]),
  ];
  return lines.length === 0
    ? "\nThere is no address to register with a provider.\n"
    : `\nAddresses to register with the provider:\n${lines.join("")}`;
}
