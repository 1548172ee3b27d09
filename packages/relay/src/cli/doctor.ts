/** `malipo doctor`: checks everything that the relay depends on. It moves no money. */
import { createPinoLog } from "../adapters/pino-log/pino-log.ts";
import { bad, good } from "../adapters/provider-http/checks.ts";
import type { DoctorCheck, Finding } from "../adapters/provider-module.ts";
import { findSmtpFault } from "../adapters/smtp-mailer/smtp-mailer.ts";
import { StoreError } from "../adapters/sql-store/errors.ts";
import { openSqlStore } from "../adapters/sql-store/open.ts";
import { describeNetworkError } from "../adapters/system/network-error.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { callbackAddresses } from "../callback-addresses.ts";
import { merchantHttp, merchantUrls } from "../connect-merchant.ts";
import { parseConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { describeProblems } from "./check-config.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_MISUSE } from "./exit-codes.ts";
import { plainText } from "./plain-text.ts";

export interface DoctorOptions {
  /** Also print the addresses to register with the providers. One of them is a secret. */
  readonly addresses: boolean;
}

export async function doctor(
  { env, providers, write, writeError }: CliContext,
  { addresses }: DoctorOptions,
): Promise<number> {
  const result = parseConfig(env, { providers });
  if (!result.ok) {
    writeError(describeProblems(result.problems));
    return EXIT_MISUSE;
  }
  const { config } = result;
  write(`ok    configuration: methods ${config.methods.join(", ")}\n`);
  let failed = 0;
  for (const { name, run } of toChecks(config)) {
    const finding = await run();
    if (finding.mark === "FAIL") failed += 1;
    write(`${finding.mark.padEnd(4)}  ${name}: ${plainText(finding.words)}\n`);
  }
  if (addresses) write(describeAddresses(config));
  if (failed > 0)
    writeError(
      `\n${failed === 1 ? "One check" : `${failed} checks`} failed.\n`,
    );
  return failed === 0 ? EXIT_DONE : EXIT_FAILED;
}

function toChecks(config: Config): readonly DoctorCheck[] {
  return [
    { name: "database", run: () => checkStore(config) },
    ...providerChecks(config),
    ...merchantChecks(config),
    ...mailChecks(config),
  ];
}

async function checkStore(config: Config): Promise<Finding> {
  try {
    const store = await openSqlStore(config.databaseUrl, {
      password: config.databasePassword,
      mustExist: true,
    });
    try {
      await store.ping();
      const { words, warning } = await store.describe();
      return warning === null
        ? good(`can be opened and written to; ${words}`)
        : { mark: "note", words: `${words} can be written to, but ${warning}` };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError && error.code === "missing")
      return {
        mark: "note",
        words: `is missing; \`malipo serve\` will create it. If it should exist already, correct MALIPO_DATABASE_URL. ${error.message}`,
      };
    if (error instanceof StoreError && error.code === "older_database")
      return {
        mark: "note",
        words:
          "was written by an older version of Malipo; `malipo serve` will bring it up to date. Back it up first.",
      };
    return bad(
      error instanceof StoreError
        ? `${error.message} Check MALIPO_DATABASE_URL.`
        : "can't be used. Check MALIPO_DATABASE_URL.",
    );
  }
}

/** Silences the adapters' logs; the findings report the same. */
const quiet = {
  clock: systemClock,
  log: createPinoLog({ destination: { write: () => undefined } }),
  metrics: { unknownValue: () => undefined },
};

function providerChecks(config: Config): readonly DoctorCheck[] {
  const runtime = { ...quiet, promptSeconds: config.promptSeconds };
  return config.providers.flatMap(({ module, values }) =>
    module.open(values, runtime).checks.map(({ name, run }) => ({
      name: `${module.title}, ${name}`,
      run,
    })),
  );
}

const MERCHANT_TIMEOUT_MS = 5_000;

/** Checks only that the merchant's servers respond: good ones reject any unsigned message. */
function merchantChecks(config: Config): readonly DoctorCheck[] {
  const http = merchantHttp(config);
  return merchantUrls(config).map(({ name, variable, url }) => ({
    name,
    run: async () => {
      try {
        const response = await http({
          url,
          method: "HEAD",
          headers: {},
          signal: AbortSignal.timeout(MERCHANT_TIMEOUT_MS),
        });
        response.destroy();
        return good(`responds (${response.statusCode} to HEAD)`);
      } catch (error) {
        return bad(
          `does not respond: ${describeNetworkError(error)}. Check ${variable}.`,
        );
      }
    },
  }));
}

/** Sends nothing. */
function mailChecks({ mail }: Config): readonly DoctorCheck[] {
  if (mail === null) return [];
  const { url } = mail;
  const run = async (): Promise<Finding> => {
    const fault = await findSmtpFault({ url, timeoutMs: MERCHANT_TIMEOUT_MS });
    return fault === null
      ? good("can be signed in to")
      : bad(`can't be used: ${fault}. Check MALIPO_SMTP_URL.`);
  };
  return [{ name: "mail server", run }];
}

function describeAddresses(config: Config): string {
  const lines = callbackAddresses(config).map(({ title, url, isSecret }) =>
    isSecret
      ? `${title}: ${url}\n  Keep this URL secret: a request to it can mark an order as paid.\n`
      : `${title}: ${url}\n`,
  );
  return lines.length === 0
    ? "\nThere are no addresses to register with a provider.\n"
    : `\nAddresses to register with the provider:\n${lines.join("")}`;
}
