/** Reads variables and collects what is wrong with them. A value is never repeated. */
import { KNOWN_NAMES, isSecret } from "./variables.ts";

export type Env = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  readonly variable: string;
  /** Goes on after the name: "must be …". */
  readonly message: string;
}

/** Reads a whole text file; throws where it can't. */
export type ReadTextFile = (path: string) => string;

export interface Environment {
  /** Without white space around it; empty text counts as absent. */
  text(name: string): string | undefined;
  /** The variable, or the text of the file that `<name>_FILE` names. */
  secret(name: string): string | undefined;
  /** True where something is given for it, right or wrong. */
  has(name: string): boolean;
  readFile(name: string, path: string): string | undefined;
  complain(name: string, message: string): void;
  readonly problems: readonly ConfigProblem[];
}

export function createEnvironment(
  env: Env,
  readTextFile: ReadTextFile,
): Environment {
  const problems: ConfigProblem[] = [];
  const complain = (variable: string, message: string): void => {
    const known = problems.some(
      (problem) => problem.variable === variable && problem.message === message,
    );
    if (!known) problems.push({ variable, message });
  };
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === "" ? undefined : value;
  };
  const readFile = (name: string, path: string): string | undefined => {
    try {
      return readTextFile(path);
    } catch (error) {
      complain(name, `names a file that can't be read${reasonOf(error)}`);
      return undefined;
    }
  };
  return {
    text,
    has: (name) =>
      text(name) !== undefined ||
      (isSecret(name) && text(`${name}_FILE`) !== undefined),
    readFile,
    complain,
    problems,
    secret(name) {
      const fileName = `${name}_FILE`;
      const path = text(fileName);
      const value = text(name);
      if (path === undefined) return value;
      if (value !== undefined) {
        complain(fileName, `and ${name} are both given: leave one out`);
        return undefined;
      }
      const content = readFile(fileName, path)?.trim();
      if (content === "") complain(fileName, "names a file that is empty");
      return content === "" ? undefined : content;
    },
  };
}

/** Names that look like ours and mean nothing: most likely misspelt. */
export function unknownNames(env: Env): readonly string[] {
  return Object.keys(env)
    .filter((name) => /^(?:MALIPO|ALMARA|FLEXPAY)_/.test(name))
    .filter((name) => !KNOWN_NAMES.has(name))
    .filter((name) => !name.startsWith("MALIPO_SANDBOX_"))
    .toSorted();
}

/** "ENOENT" and the like help; the message would repeat the path, which is a value. */
function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error
    ? ` (${String(error.code)})`
    : "";
}
