/** Reads the environment of the command, once. */
import { readFileSync } from "node:fs";
import { z } from "zod";
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
  ALMARA_CLIENT_ID: z.string().optional(),
  ALMARA_CLIENT_SECRET: z.string().optional(),
});

const EXPECTED: Readonly<Record<string, string>> = {
  MALIPO_SANDBOX_PORT: "must be a port number from 0 to 65535",
  MALIPO_SANDBOX_PUBLIC_URL: "must be an http or https address",
  MALIPO_SANDBOX_PROMPT_SECONDS: "must be whole seconds from 1 to 3600",
};

/** Empty counts as absent. Throws a ConfigError that names every variable that is wrong, never a value. */
export function parseEnvironment(environment: Environment): SandboxOptions {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ""),
  );
  const read = environmentSchema.safeParse({
    ...present,
    ...readSecretFile(present),
  });
  if (!read.success) {
    const names = new Set(read.error.issues.map(({ path }) => String(path[0])));
    const problems = [...names].map(
      (name) => `${name} ${EXPECTED[name] ?? "cannot be used"}`,
    );
    throw new ConfigError(`${problems.join("; ")}.`);
  }
  const { data } = read;
  const options = {
    port: data.MALIPO_SANDBOX_PORT ?? 4002,
    host: data.MALIPO_SANDBOX_HOST,
    publicUrl: data.MALIPO_SANDBOX_PUBLIC_URL,
    promptSeconds: data.MALIPO_SANDBOX_PROMPT_SECONDS,
    clientId: data.ALMARA_CLIENT_ID,
    clientSecret: data.ALMARA_CLIENT_SECRET,
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
}

/** Secrets may also lie in a file, as everywhere in Malipo. */
function readSecretFile(environment: Environment): Environment {
  const file = environment["ALMARA_CLIENT_SECRET_FILE"];
  if (file === undefined) return {};
  try {
    return { ALMARA_CLIENT_SECRET: readFileSync(file, "utf8").trim() };
  } catch (cause) {
    throw new ConfigError(
      "ALMARA_CLIENT_SECRET_FILE names a file that cannot be read.",
      { cause },
    );
  }
}
