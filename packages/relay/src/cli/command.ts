/**
 * The description of a command. Parsing, help, suggestions, shell completion and the manual page are derived from it, so
 * that nothing about a command is written twice.
 */
import type { CliContext } from "./context.ts";

export interface Option {
  /** Description for the help. */
  readonly about: string;
  /** Takes no value. */
  readonly flag?: boolean;
  /** The value's name in the help; default: the option's name. */
  readonly value?: string;
  /** What a shell completes; any other value is accepted, too. */
  readonly hints?: readonly string[];
  /** What a shell completes: files or folders. */
  readonly path?: "file" | "folder";
}

export interface Argument {
  readonly about: string;
  readonly optional?: boolean;
  readonly hints?: readonly string[];
  readonly path?: "file" | "folder";
  /** Values that begin with "-" and are no options. */
  readonly dashed?: RegExp;
}

export interface CommandInput {
  /** By their names; an optional one that was not given is empty. */
  readonly args: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

export interface Command {
  readonly name: string;
  /** One line, for lists of commands. */
  readonly about: string;
  /** Paragraphs for the command's own help. */
  readonly details?: string;
  /** By their names, in order. */
  readonly args?: Readonly<Record<string, Argument>>;
  readonly options?: Readonly<Record<string, Option>>;
  /** Command lines without "malipo". */
  readonly examples: readonly string[];
  /** What the exit codes besides 0, 1 and 2 mean here. */
  readonly codes?: Readonly<Record<number, string>>;
  /** Reads variables, so that it takes `--env-file`. */
  readonly readsEnvironment?: boolean;
  /** Resolves with the exit code (exit-codes.ts). Throws a `UsageError` for input that can't be meant. */
  readonly run: (
    input: CommandInput,
    context: CliContext,
    /** All commands, for those that describe them. */
    chapters: readonly Chapter[],
  ) => Promise<number>;
}

/** Commands that share a first word. */
export interface CommandGroup {
  readonly name: string;
  readonly about: string;
  readonly details?: string;
  readonly commands: readonly Command[];
}

export type Entry = Command | CommandGroup;

/** Commands under a heading of `malipo help`. */
export interface Chapter {
  readonly title: string;
  readonly entries: readonly Entry[];
}

export const isGroup = (entry: Entry): entry is CommandGroup =>
  "commands" in entry;

/** Every command with the words that call it, in order. */
export const leavesOf = (
  chapters: readonly Chapter[],
): readonly (readonly [path: string, command: Command])[] =>
  chapters
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      isGroup(entry)
        ? entry.commands.map(
            (command) => [`${entry.name} ${command.name}`, command] as const,
          )
        : [[entry.name, entry] as const],
    );

/** The input can't be meant; nothing was started. The message says what is wrong, without a full stop. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const ENV_FILE: Option = {
  about: "read variables from a file; those of the environment win",
  value: "file",
  path: "file",
};

/** A command's own options, and those that come with what it is. */
export const optionsOf = ({
  options = {},
  readsEnvironment = false,
}: Command): Readonly<Record<string, Option>> =>
  readsEnvironment ? { ...options, "env-file": ENV_FILE } : options;

/** "file <file>" of "--file <file>". */
export const optionTerm = (name: string, { flag, value }: Option): string =>
  flag === true ? `--${name}` : `--${name} <${value ?? name}>`;

export const argumentTerm = (name: string, { optional }: Argument): string =>
  optional === true ? `[${name}]` : `<${name}>`;

/** "malipo keys retire <kid>". */
export const callOf = (path: string, { args = {} }: Command): string =>
  [
    "malipo",
    path,
    ...Object.entries(args).map((each) => argumentTerm(...each)),
  ].join(" ");

const CODES: Readonly<Record<number, string>> = {
  0: "success",
  1: "failure",
  2: "usage error",
};

/** "0 success, 1 failure, …". */
export const describeCodes = (codes: Command["codes"] = {}): string =>
  Object.entries({ ...CODES, ...codes })
    .map(([code, meaning]) => `${code} ${meaning}`)
    .join(", ");
