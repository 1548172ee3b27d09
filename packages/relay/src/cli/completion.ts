/** `malipo completion`: scripts for shells, made from the descriptions of the commands. They start no Node. */
import { UsageError, isGroup, leavesOf, optionsOf } from "./command.ts";
import type {
  Argument,
  Chapter,
  Command,
  CommandInput,
  Option,
} from "./command.ts";
import type { CliContext } from "./context.ts";
import { EXIT_DONE } from "./exit-codes.ts";

const SCRIPTS = { bash, zsh, fish };

export function completion(
  { args: { shell = "" } }: CommandInput,
  { write }: CliContext,
  chapters: readonly Chapter[],
): Promise<number> {
  if (!Object.hasOwn(SCRIPTS, shell))
    throw new UsageError(
      `completion takes one of ${Object.keys(SCRIPTS).join(", ")}`,
    );
  write(SCRIPTS[shell as keyof typeof SCRIPTS](chapters));
  return Promise.resolve(EXIT_DONE);
}

const ENTRIES = (
  chapters: readonly Chapter[],
): readonly (readonly [name: string, about: string])[] => [
  ...chapters
    .flatMap(({ entries }) => entries)
    .map(({ name, about }) => [name, about] as const),
  ["help", "show the help of a command"],
];

const GROUPS = (chapters: readonly Chapter[]) =>
  chapters.flatMap(({ entries }) => entries).filter(isGroup);

const LEAVES = (chapters: readonly Chapter[]) => leavesOf(chapters);

/** Within single quotes of a POSIX shell. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const flagsOf = (command: Command): readonly string[] => [
  ...Object.keys(optionsOf(command)).map((name) => `--${name}`),
  "--help",
];

const valuesOf = (
  about: Option | Argument | undefined,
): readonly string[] | "file" | "folder" => about?.path ?? about?.hints ?? [];

/** The cases of options that take a value, as "path:--option". */
const optionValues = (chapters: readonly Chapter[]) =>
  LEAVES(chapters).flatMap(([path, command]) =>
    Object.entries(optionsOf(command))
      .filter(([, { flag }]) => flag !== true)
      .map(
        ([name, option]) => [`${path}:--${name}`, valuesOf(option)] as const,
      ),
  );

function bash(chapters: readonly Chapter[]): string {
  const reply = (values: readonly string[] | "file" | "folder"): string =>
    typeof values === "string"
      ? `COMPREPLY=($(compgen -${values === "file" ? "f" : "d"} -- "$word"))`
      : `COMPREPLY=($(compgen -W ${quote(values.join(" "))} -- "$word"))`;
  const words = [
    [":", ENTRIES(chapters).map(([name]) => name)] as const,
    ["help:", ENTRIES(chapters).map(([name]) => name)] as const,
    ...GROUPS(chapters).map(
      ({ name, commands }) =>
        [`${name}:`, commands.map((each) => each.name)] as const,
    ),
  ];
  return `# Completes the commands of malipo in bash: eval "$(malipo completion bash)"
_malipo() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path="" index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    [[ \${COMP_WORDS[index]} == -* ]] && break
    path="\${path:+$path }\${COMP_WORDS[index]}"
    [[ $path == *" "* ]] && break
  done
  case "$path" in
    ${GROUPS(chapters)
      .map(({ name }) => `"${name} "*`)
      .join("|")}) ;;
    *) path=\${path%% *} ;;
  esac
  case "$path:$previous" in
${optionValues(chapters)
  .map(([key, values]) => `    ${quote(key)}) ${reply(values)}; return ;;`)
  .join("\n")}
  esac
  if [[ $word == -* ]]; then
    case "$path" in
${LEAVES(chapters)
  .map(
    ([path, command]) => `      ${quote(path)}) ${reply(flagsOf(command))} ;;`,
  )
  .join("\n")}
      *) ${reply(["--help", "--version"])} ;;
    esac
    return
  fi
  case "$path:" in
${words.map(([key, values]) => `    ${quote(key)}) ${reply(values)} ;;`).join("\n")}
${LEAVES(chapters)
  .flatMap(([path, { args = {} }]) => {
    const values = valuesOf(Object.values(args)[0]);
    return values.length === 0
      ? []
      : [`    ${quote(`${path}:`)}) ${reply(values)} ;;`];
  })
  .join("\n")}
  esac
}
complete -F _malipo malipo
`;
}

/** Of a description in zsh's lists, where a colon separates. */
const zshText = (text: string): string =>
  text.replaceAll(/[[\]:\\]/g, String.raw`\$&`);

const zshValues = (values: readonly string[] | "file" | "folder"): string => {
  if (values === "file") return "_files";
  if (values === "folder") return "_files -/";
  return values.length === 0 ? " " : `(${values.join(" ")})`;
};

function zsh(chapters: readonly Chapter[]): string {
  const list = (items: readonly (readonly [string, string])[]): string =>
    items
      .map(([name, about]) => quote(`${zshText(name)}:${zshText(about)}`))
      .join(" ");
  const leaf = (command: Command): string => {
    const options = Object.entries(optionsOf(command)).map(([name, option]) =>
      quote(
        `--${name}[${zshText(option.about)}]${option.flag === true ? "" : `:${zshText(option.value ?? name)}:${zshValues(valuesOf(option))}`}`,
      ),
    );
    const args = Object.entries(command.args ?? {}).map(([name, argument]) =>
      quote(
        `:${zshText(argument.about === "" ? name : argument.about)}:${zshValues(valuesOf(argument))}`,
      ),
    );
    return ["_arguments", ...options, "'--help[show the help]'", ...args].join(
      " ",
    );
  };
  const cases = chapters
    .flatMap(({ entries }) => entries)
    .map((entry) =>
      isGroup(entry)
        ? `    ${entry.name})
      if ((CURRENT == 2)); then
        items=(${list(entry.commands.map(({ name, about }) => [name, about]))})
        _describe command items
        return
      fi
      shift words; ((CURRENT--))
      case "$words[1]" in
${entry.commands.map((each) => `        ${each.name}) ${leaf(each)} ;;`).join("\n")}
      esac ;;`
        : `    ${entry.name}) ${leaf(entry)} ;;`,
    );
  return `#compdef malipo
# Completes the commands of malipo in zsh.
_malipo() {
  local -a items
  if ((CURRENT == 2)); then
    items=(${list(ENTRIES(chapters))})
    _describe command items
    return
  fi
  shift words; ((CURRENT--))
  case "$words[1]" in
${cases.join("\n")}
  esac
}
if [[ "$funcstack[1]" == _malipo ]]; then _malipo "$@"; else compdef _malipo malipo; fi
`;
}

function fish(chapters: readonly Chapter[]): string {
  const line = (condition: string, ...parts: readonly string[]): string =>
    `complete -c malipo -n ${fishQuote(condition)} ${parts.join(" ")}`;
  const values = (about: Option | Argument): readonly string[] => {
    const found = valuesOf(about);
    if (found === "file") return ["-F"];
    if (found === "folder")
      return ["-a", fishQuote("(__fish_complete_directories)")];
    return found.length === 0 ? [] : ["-a", fishQuote(found.join(" "))];
  };
  const leaves = LEAVES(chapters).flatMap(([path, command]) => {
    const condition = path
      .split(" ")
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join("; and ");
    return [
      ...Object.entries(optionsOf(command)).map(([name, option]) =>
        line(
          condition,
          "-l",
          name,
          ...(option.flag === true ? [] : ["-x", ...values(option)]),
          "-d",
          fishQuote(option.about),
        ),
      ),
      ...Object.values(command.args ?? {})
        .filter((each) => valuesOf(each).length > 0)
        .map((each) => line(condition, ...values(each))),
    ];
  });
  return [
    "# Completes the commands of malipo in fish.",
    "complete -c malipo -f",
    ...ENTRIES(chapters).map(([name, about]) =>
      line("__fish_use_subcommand", "-a", name, "-d", fishQuote(about)),
    ),
    ...GROUPS(chapters).flatMap(({ name, commands }) =>
      commands.map((each) =>
        line(
          `__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${commands.map((other) => other.name).join(" ")}`,
          "-a",
          each.name,
          "-d",
          fishQuote(each.about),
        ),
      ),
    ),
    ...leaves,
    "",
  ].join("\n");
}

/** Within single quotes of fish, which knows two escapes there. */
const fishQuote = (text: string): string =>
  `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
