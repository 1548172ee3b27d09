/** What `malipo init` has to know: from flags, from questions, or from defaults. */
import type { KeyMode } from "@malipo/protocol/merchant-key";
import { PROVIDERS } from "../../adapters/providers.ts";
import { isLoopbackHost } from "../../adapters/system/loopback.ts";
import { RELAY_VARIABLES } from "../../config/variables.ts";
import type { Variable } from "../../adapters/environment/variable.ts";
import { UsageError } from "../command.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { toEnvLine } from "./env-text.ts";
import { ANSWER_OPTIONS } from "./options.ts";

export const SANDBOX = "sandbox";
const SANDBOX_ADDRESS = "http://localhost:4002";

export interface Answers {
  readonly publicUrl: string;
  readonly allowedOrigins: string;
  readonly merchantName: string;
  readonly webhookUrl: string;
  /** "sandbox", or a provider's id. */
  readonly provider: string;
  readonly sandboxUrl: string;
  readonly mode: KeyMode;
}

interface Question {
  readonly option: keyof typeof ANSWER_OPTIONS;
  readonly fallback: (given: Partial<Answers>) => string;
  /** Says what is wrong with a value. */
  readonly check: (
    value: string,
    given: Partial<Answers>,
  ) => string | undefined;
  /** What can't be otherwise, or who changes it knows, is not asked. Default: true. */
  readonly isAsked?: (given: Partial<Answers>) => boolean;
}

const isLocal = ({ publicUrl = "" }: Partial<Answers>): boolean =>
  isLoopbackHost(URL.parse(publicUrl)?.hostname ?? "");

const parsedBy =
  (row: Pick<Variable<unknown>, "name" | "parse">) =>
  (value: string): string | undefined => {
    const parsed = row.parse(value, {
      isLocal: false,
      readFile: () => ({ ok: false, faults: [] }),
    });
    if (!parsed.ok) return parsed.faults.join("; ");
    return toEnvLine({ name: row.name, value }) === undefined
      ? 'must not contain " \\ $ ` or line breaks'
      : undefined;
  };

const PROVIDER_NAMES = [SANDBOX, ...PROVIDERS.map(({ id }) => id)];

const QUESTIONS: Readonly<Record<keyof Answers, Question>> = {
  publicUrl: {
    option: "public-url",
    fallback: () => "http://localhost:4001",
    check: parsedBy(RELAY_VARIABLES.publicUrl),
  },
  allowedOrigins: {
    option: "origins",
    fallback: (given) =>
      isLocal(given)
        ? "http://localhost:3000"
        : (given.publicUrl ?? "").replace(
            /^(https:\/\/)pay\.([^/]+).*$/,
            "$1$2",
          ),
    check: parsedBy(RELAY_VARIABLES.allowedOrigins),
  },
  merchantName: {
    option: "name",
    fallback: () => "My shop",
    check: parsedBy(RELAY_VARIABLES.merchantName),
  },
  webhookUrl: {
    option: "webhook-url",
    fallback: ({ allowedOrigins = "" }) =>
      `${allowedOrigins.split(",")[0] ?? ""}/webhooks`,
    check: parsedBy(RELAY_VARIABLES.webhookUrl),
    isAsked: () => false,
  },
  provider: {
    option: "provider",
    fallback: (given) =>
      isLocal(given) ? SANDBOX : (PROVIDERS[0]?.id ?? SANDBOX),
    check: (value) =>
      PROVIDER_NAMES.includes(value)
        ? undefined
        : `must be one of ${PROVIDER_NAMES.join(", ")}`,
  },
  sandboxUrl: {
    option: "sandbox-url",
    fallback: () => SANDBOX_ADDRESS,
    check: (value) =>
      isLoopbackHost(URL.parse(value)?.hostname ?? "") &&
      URL.parse(value)?.origin === value
        ? undefined
        : `must be like ${SANDBOX_ADDRESS}`,
    isAsked: () => false,
  },
  mode: {
    option: "mode",
    fallback: ({ provider }) => (provider === SANDBOX ? "test" : "live"),
    check: (value, { provider }) => {
      if (value === "test") return undefined;
      if (value !== "live") return "must be live or test";
      return provider === SANDBOX
        ? "must be test: no money moves in the sandbox"
        : undefined;
    },
    isAsked: ({ provider }) => provider !== SANDBOX,
  },
};

/**
 * `known`: what the file says already is not asked again. `modeOf`: what the environment says of a provider's mode, null
 * if nothing. Throws a `UsageError` for a flag that can't be used.
 */
export async function findAnswers(
  { options }: CommandInput,
  { ask, write }: Pick<CliContext, "ask" | "write">,
  known: Partial<Answers>,
  modeOf: (provider: string) => KeyMode | null,
): Promise<Answers> {
  const isSilent = options["yes"] === true;
  let given: Partial<Answers> = {};
  for (const [key, question] of Object.entries(QUESTIONS)) {
    const before =
      key === "mode"
        ? (known.mode ?? modeOf(given.provider ?? "") ?? undefined)
        : known[key as keyof Answers];
    const flag = options[question.option];
    if (typeof flag === "string") {
      const fault = question.check(flag, given);
      if (fault !== undefined)
        throw new UsageError(`--${question.option} ${fault}`);
    }
    const fallback =
      before ?? (typeof flag === "string" ? flag : question.fallback(given));
    const isAsked =
      before === undefined &&
      typeof flag !== "string" &&
      (question.isAsked?.(given) ?? true);
    given = {
      ...given,
      [key]:
        isAsked && !isSilent && ask !== null
          ? await askUntilValid(question, fallback, ask, write, given)
          : fallback,
    };
  }
  return given as Answers;
}

async function askUntilValid(
  { option, check }: Question,
  fallback: string,
  ask: NonNullable<CliContext["ask"]>,
  write: CliContext["write"],
  given: Partial<Answers>,
): Promise<string> {
  const { about } = ANSWER_OPTIONS[option];
  const capital = `${about.charAt(0).toUpperCase()}${about.slice(1)}`;
  for (;;) {
    const text = (await ask(`${capital} [${fallback}]: `)).trim();
    const answer = text === "" ? fallback : text;
    const fault = check(answer, given);
    if (fault === undefined) return answer;
    write(`It ${fault}.\n`);
  }
}
