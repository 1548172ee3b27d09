/** The commands as a program of commander: it parses, suggests what was meant, and prints the help. */
import {
  Command as Program,
  CommanderError,
  Option as ProgramOption,
} from "commander";
import { foldText } from "@malipo/protocol/text";
import {
  UsageError,
  argumentTerm,
  describeCodes,
  isGroup,
  optionTerm,
  optionsOf,
} from "./command.ts";
import type { Chapter, Command, CommandGroup, Entry } from "./command.ts";
import type { CliContext } from "./context.ts";
import { withEnvFile } from "./env-file.ts";
import { EXIT_DONE, EXIT_MISUSE } from "./exit-codes.ts";
import { plainText } from "./plain-text.ts";

const HELP_WIDTH = 80;

interface Hands {
  readonly chapters: readonly Chapter[];
  readonly context: CliContext;
  readonly version: () => string;
  readonly setCode: (code: number) => void;
}

/** Resolves with the exit code. Errors of the commands themselves are passed on. */
export async function runProgram(
  args: readonly string[],
  parts: Omit<Hands, "setCode">,
): Promise<number> {
  let code = EXIT_DONE;
  const setCode = (result: number): void => {
    code = result;
  };
  try {
    await toProgram({ ...parts, setCode }).parseAsync(
      dashedLast(args, parts.chapters),
      { from: "user" },
    );
    return code;
  } catch (error) {
    if (error instanceof Refusal) {
      parts.context.writeError(
        `malipo: ${plainText(error.message)}. Try: malipo ${error.help}\n`,
      );
      return EXIT_MISUSE;
    }
    // Help and version were written.
    if (error instanceof CommanderError && error.exitCode === 0)
      return EXIT_DONE;
    throw error;
  }
}

/** What is wrong with the arguments, and which help says more. */
class Refusal extends Error {
  readonly help: string;

  constructor(message: string, path: string) {
    super(message);
    this.help = path === "" ? "help" : `${path} --help`;
  }
}

function toProgram(hands: Hands): Program {
  const { context, chapters } = hands;
  const program = new Program("malipo")
    .usage("<command> [options]")
    .description("Takes payments with the configuration in the environment.")
    .version(hands.version(), "-v, --version", "show the version")
    .helpOption("-h, --help", "show the help of a command")
    .helpCommand("help [command]", "show the help of a command")
    .configureOutput({
      writeOut: context.write,
      // What is written for an error is written once, by runProgram.
      writeErr: () => undefined,
      getOutHelpWidth: () => HELP_WIDTH,
    })
    .configureHelp({ subcommandTerm: termOf })
    .addHelpText(
      "after",
      "\nAll variables: malipo variables. Every command: malipo help <command>.",
    );
  onFault(program, "", {
    missing: `missing command: ${chapters
      .flatMap(({ entries }) => entries)
      .map(({ name }) => name)
      .join(", ")}`,
  });
  for (const { title, entries } of chapters)
    for (const entry of entries)
      addEntry(program, entry, hands).helpGroup(`${title}:`);
  return program;
}

/** A command of a group is listed as it is called. */
function termOf(program: Program): string {
  const args = program.registeredArguments.map((each) =>
    each.required ? ` <${each.name()}>` : ` [${each.name()}]`,
  );
  const parent = program.parent?.parent
    ? `malipo ${program.parent.name()} `
    : "";
  return `${parent}${program.name()}${args.join("")}`;
}

function addEntry(program: Program, entry: Entry, hands: Hands): Program {
  if (!isGroup(entry)) return addCommand(program, entry, entry.name, hands);
  const group = program
    .command(entry.name)
    .description(entry.about)
    .usage("<command>")
    .addHelpText("after", groupFooter(entry));
  onFault(group, entry.name, {
    missing: `missing command for ${entry.name}: ${entry.commands
      .map(({ name }) => name)
      .join(", ")}`,
  });
  for (const command of entry.commands)
    addCommand(group, command, `${entry.name} ${command.name}`, hands);
  return group;
}

function addCommand(
  parent: Program,
  command: Command,
  path: string,
  { context, chapters, setCode }: Hands,
): Program {
  const { name, about, args = {} } = command;
  const options = optionsOf(command);
  const program = parent
    .command(name)
    .description(about)
    .helpCommand(false)
    .addHelpText("after", commandFooter(command));
  for (const [each, argument] of Object.entries(args))
    program.argument(argumentTerm(each, argument), argument.about);
  const flags = Object.keys(options).map((each) => `--${each}`);
  for (const [each, option] of Object.entries(options))
    program.addOption(
      new ProgramOption(optionTerm(each, option), option.about).argParser(
        (value: string) => {
          // The next option is not the value of one that has lost its own.
          if (!flags.includes(value)) return value;
          throw new Refusal(`--${each} has no value`, path);
        },
      ),
    );
  onFault(program, path, {
    excess: `${path} takes ${
      Object.keys(args).length === 0
        ? "no arguments"
        : Object.entries(args)
            .map((entry) => argumentTerm(...entry))
            .join(" ")
    }`,
  });
  return program.action(async () => {
    const given = program.opts<Record<string, string | boolean | undefined>>();
    const values = Object.fromEntries(
      Object.keys(options).map((each) => [each, given[camelCase(each)]]),
    );
    try {
      const file = values["env-file"];
      refuseEmpty(path, values);
      const env =
        typeof file === "string" ? withEnvFile(context.env, file) : context.env;
      setCode(
        await command.run(
          {
            args: Object.fromEntries(
              Object.keys(args).map((each, index) => [
                each,
                program.args[index] ?? "",
              ]),
            ),
            options: values,
          },
          { ...context, env },
          chapters,
        ),
      );
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new Refusal(error.message, path);
    }
  });
}

/** As commander names the values of options. */
const camelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_part, letter: string) => letter.toUpperCase());

function refuseEmpty(
  path: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
): void {
  for (const [name, value] of Object.entries(options))
    if (typeof value === "string" && foldText(value) === "")
      throw new UsageError(
        `${path}: --${name} is empty; give a value or leave it out`,
      );
}

/** Says what is wrong in the words of all other messages. */
function onFault(
  program: Program,
  path: string,
  words: { readonly missing?: string; readonly excess?: string },
): void {
  program.exitOverride((error) => {
    if (error.exitCode === 0) throw error;
    throw new Refusal(toWords(error, path, program.args, words), path);
  });
}

function toWords(
  { code, message }: CommanderError,
  path: string,
  [name = ""]: readonly string[],
  { missing = "", excess = "" }: { missing?: string; excess?: string },
): string {
  switch (code) {
    // A group without a command.
    case "commander.help":
      return missing;
    case "commander.missingArgument":
    case "commander.excessArguments":
      return excess;
    case "commander.unknownCommand":
      return `unknown command "${`${path} ${name}`.trim()}"${suggestion(message)}`;
    default: {
      // A value may be personal, or a secret.
      const [first = ""] = message.replace(/^error: /, "").split("\n");
      return `${first.replace(/=[^']*/, "").replaceAll("'", '"')}${suggestion(message)}`;
    }
  }
}

/** "(Did you mean orders?)", from commander. */
function suggestion(message: string): string {
  const [, meant] = /\(Did you mean (.+)\?\)/.exec(message) ?? [];
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}

/** Arguments that look like options and are none stand behind "--". */
function dashedLast(
  args: readonly string[],
  chapters: readonly Chapter[],
): string[] {
  const [first, second] = args;
  const entry = chapters
    .flatMap(({ entries }) => entries)
    .find(({ name }) => name === first);
  if (entry === undefined || args.includes("--")) return [...args];
  const command = isGroup(entry)
    ? entry.commands.find(({ name }) => name === second)
    : entry;
  const patterns = Object.values(command?.args ?? {}).flatMap(({ dashed }) =>
    dashed === undefined ? [] : [dashed],
  );
  const isDashed = (text: string): boolean =>
    patterns.some((pattern) => pattern.test(text));
  return args.some(isDashed)
    ? [
        ...args.filter((each) => !isDashed(each)),
        "--",
        ...args.filter(isDashed),
      ]
    : [...args];
}

const block = (text: string | undefined): string =>
  text === undefined ? "" : `\n${text.trim()}\n`;

function commandFooter(command: Command): string {
  const examples = command.examples.map((each) => `  malipo ${each}\n`);
  return `${block(command.details)}
${examples.length === 1 ? "Example" : "Examples"}:
${examples.join("")}
Exit codes: ${describeCodes(command.codes)}.`;
}

function groupFooter({ name, details, commands }: CommandGroup): string {
  const codes = Object.assign(
    {},
    ...commands.map((each) => each.codes ?? {}),
  ) as Command["codes"];
  const [first] = commands;
  return `${block(details)}
Options and examples of each: malipo ${name} ${first?.name ?? ""} --help
Exit codes: ${describeCodes(codes)}.`;
}
