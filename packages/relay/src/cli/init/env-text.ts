/** Lines of an environment file that Node, systemd, Docker Compose and shells read alike. */
import { parseEnv } from "node:util";

export interface EnvLine {
  readonly name: string;
  readonly value: string;
}

/** Undefined if the value can't be written so that every reader takes it for the same. */
export function toEnvLine({ name, value }: EnvLine): string | undefined {
  const line = `${name}=${/^[\w./:@,+=%-]*$/.test(value) ? value : `"${value}"`}`;
  const isPlain = !/["\\$`\p{Cc}]/u.test(value) && value.trim() === value;
  return isPlain && parseEnv(line)[name] === value ? line : undefined;
}

/** The file's variables that have a value. */
export const readEnvText = (
  text: string,
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(parseEnv(text)).filter(
      ([, value]) => (value ?? "").trim() !== "",
    ),
  );
