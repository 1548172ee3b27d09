/** `--env-file`: variables from a file, in the format of `node --env-file`. */
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { Env } from "../adapters/environment/environment.ts";
import { UsageError } from "./command.ts";

/** Throws a `UsageError` if the file can't be read. */
export function withEnvFile(env: Env, file: string): Env {
  try {
    return { ...parseEnv(readFileSync(file, "utf8")), ...env };
  } catch (error) {
    const code =
      error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UsageError(
      `--env-file names a file that can't be read (${code})`,
    );
  }
}
