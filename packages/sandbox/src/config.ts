/** Reads the environment of the command, once. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import {
  FLEXPAY_EXPECTED,
  FLEXPAY_SECRETS,
  flexpayVariables,
  toFlexpayOptions,
} from "./flexpay/variables.ts";
import type { SandboxOptions } from "./options.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const number = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
    .optional();

const environmentSchema = z.object({
  MALIPO_SANDBOX_PORT: number(0, 65_535),
  MALIPO_SANDBOX_HOST: z.string().optional(),
  MALIPO_SANDBOX_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MALIPO_SANDBOX_PROMPT_SECONDS: number(1, 3600),
  MALIPO_SANDBOX_C2B_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALMARA_CLIENT_ID: z.string().optional(),
  ALMARA_CLIENT_SECRET: z.string().optional(),
  MALIPO_SANDBOX_ACCEPTANCE_SECONDS: number(1, 86_400),
  ...flexpayVariables,
});

const EXPECTED: Readonly<Record<string, string>> = {
  MALIPO_SANDBOX_PORT: "must be a port number from 0 to 65535",
  MALIPO_SANDBOX_PUBLIC_URL: "must be an http or https URL",
  MALIPO_SANDBOX_PROMPT_SECONDS: "must be whole seconds from 1 to 3600",
  MALIPO_SANDBOX_C2B_URL: "must be an http or https URL",
  MALIPO_SANDBOX_ACCEPTANCE_SECONDS: "must be whole seconds from 1 to 86400",
  ...FLEXPAY_EXPECTED,
};

const SECRETS = ["ALMARA_CLIENT_SECRET", ...FLEXPAY_SECRETS] as const;

/** Empty counts as unset. Throws a ConfigError that names every invalid variable, never a value. */
export function parseEnvironment(environment: Environment): SandboxOptions {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ""),
  );
  const read = environmentSchema.safeParse({
    ...present,
    ...readSecretFiles(present),
  });
  if (!read.success) {
    const names = new Set(read.error.issues.map(({ path }) => String(path[0])));
    const problems = [...names].map(
      (name) => `${name} ${EXPECTED[name] ?? "is not valid"}`,
    );
    throw new ConfigError(`${problems.join("; ")}.`);
  }
  const { data } = read;
  const options = {
    port: data.MALIPO_SANDBOX_PORT ?? 4002,
    host: data.MALIPO_SANDBOX_HOST,
    publicUrl: data.MALIPO_SANDBOX_PUBLIC_URL,
    promptSeconds: data.MALIPO_SANDBOX_PROMPT_SECONDS,
    c2bUrl: data.MALIPO_SANDBOX_C2B_URL,
    clientId: data.ALMARA_CLIENT_ID,
    clientSecret: data.ALMARA_CLIENT_SECRET,
    acceptanceSeconds: data.MALIPO_SANDBOX_ACCEPTANCE_SECONDS,
    ...toFlexpayOptions(data),
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
}

/** Secrets can also be read from files, as everywhere in Malipo. */
function readSecretFiles(environment: Environment): Environment {
  return Object.fromEntries(
    SECRETS.flatMap((name) => {
      const file = environment[`${name}_FILE`];
      return file === undefined ? [] : [[name, readSecret(name, file)]];
    }),
  );
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new ConfigError(`${name}_FILE names a file that can't be read.`, {
      cause,
    });
  }
}
