/** Reads variables and collects their problems. Values are never repeated. */
import { ok } from "../../domain/errors.ts";
import { fault } from "./parsers.ts";
import type {
  ParseContext,
  Parsed,
  Requirement,
  Values,
  Variable,
  Variables,
} from "./variable.ts";

export type Env = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  readonly variable: string;
  /** Follows the variable's name: "must be …". */
  readonly message: string;
}

/** Reads a text file; throws if it can't. */
export type ReadTextFile = (path: string) => string;

type Name = Pick<Variable<unknown>, "name" | "secret">;

export interface Environment {
  /** True if the variable is set, valid or not. */
  has(variable: Name): boolean;
  /** The unparsed value; for a secret also from the file that `<name>_FILE` names. */
  given(variable: Name): string | undefined;
  /** Parses all variables and adds their problems. `isLocal`: see `ParseContext`. */
  read<Rows extends Variables>(rows: Rows, isLocal: boolean): Values<Rows>;
  /** Adds a problem for each missing variable that others require. */
  require(rows: Variables, requirements: readonly Requirement[]): void;
  addProblem(variable: string, message: string): void;
  readonly problems: readonly ConfigProblem[];
}

export function createEnvironment(
  env: Env,
  readTextFile: ReadTextFile,
): Environment {
  const problems: ConfigProblem[] = [];
  const addProblem = (variable: string, message: string): void => {
    const known = problems.some(
      (problem) => problem.variable === variable && problem.message === message,
    );
    if (!known) problems.push({ variable, message });
  };
  const textOf = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === "" ? undefined : value;
  };
  const readFile = (path: string): Parsed<string> => {
    try {
      return ok(readTextFile(path));
    } catch (error) {
      return fault(`names a file that can't be read${reasonOf(error)}`);
    }
  };
  const readSecretFile = (name: string, path: string): string | undefined => {
    const content = readFile(path);
    if (!content.ok) {
      for (const words of content.faults) addProblem(name, words);
      return undefined;
    }
    const text = content.value.trim();
    if (text === "") addProblem(name, "names an empty file");
    return text === "" ? undefined : text;
  };
  const given = (row: Name): string | undefined => {
    const value = textOf(row.name);
    const fileName = `${row.name}_FILE`;
    const path = row.secret ? textOf(fileName) : undefined;
    if (path === undefined) return value;
    if (value === undefined) return readSecretFile(fileName, path);
    addProblem(fileName, `and ${row.name} are both set: unset one of them`);
    return undefined;
  };
  const has: Environment["has"] = ({ name, secret }) =>
    textOf(name) !== undefined ||
    (secret && textOf(`${name}_FILE`) !== undefined);
  const readOne = (row: Variable<unknown>, context: ParseContext): unknown => {
    if (row.required !== null && !has(row))
      addProblem(
        row.name,
        row.required === "" ? "is missing" : `is missing: ${row.required}`,
      );
    const text = given(row);
    if (text === undefined) return row.absent;
    const parsed = row.parse(text, context);
    if (parsed.ok) return parsed.value;
    for (const words of parsed.faults) addProblem(row.name, words);
    return row.absent;
  };
  return {
    has,
    given,
    addProblem,
    problems,
    read<Rows extends Variables>(rows: Rows, isLocal: boolean) {
      const values = Object.entries(rows).map(
        ([key, row]) => [key, readOne(row, { isLocal, readFile })] as const,
      );
      return Object.fromEntries(values) as Values<Rows>;
    },
    require(rows, requirements) {
      const isGiven = (name: string): boolean =>
        Object.values(rows).some((row) => row.name === name && has(row));
      for (const { when, needs, why } of requirements)
        if (when.some(isGiven))
          for (const name of needs)
            if (!isGiven(name)) addProblem(name, `is missing: ${why}`);
    },
  };
}

/** Codes such as "ENOENT" help; the message would repeat the path, which is a value. */
function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error
    ? ` (${String(error.code)})`
    : "";
}
