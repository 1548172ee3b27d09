/** `malipo init`: a first configuration. Run again, it adds what is missing and replaces nothing. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { keyModeOf } from "@malipo/protocol/merchant-key";
import type { KeyMode } from "@malipo/protocol/merchant-key";
import { createEnvironment } from "../../adapters/environment/environment.ts";
import { PROVIDERS } from "../../adapters/providers.ts";
import { parseStoreUrl } from "../../adapters/sql-store/url.ts";
import { StoreError } from "../../adapters/sql-store/errors.ts";
import { parseConfig } from "../../config.ts";
import { modeOf } from "../../config/mode.ts";
import { readProviders } from "../../config/providers.ts";
import { RELAY_VARIABLES } from "../../config/variables.ts";
import { UsageError } from "../command.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { EXIT_DONE, EXIT_FAILED, EXIT_REFUSED } from "../exit-codes.ts";
import { plainText } from "../plain-text.ts";
import { SANDBOX, findAnswers } from "./answers.ts";
import type { Answers } from "./answers.ts";
import { CATALOG, additionsTo, pageFor } from "./contents.ts";
import type { Additions } from "./contents.ts";
import { readEnvText, toEnvLine } from "./env-text.ts";
import {
  FileRefusal,
  appendLines,
  createFile,
  makePrivate,
  readPlainFile,
} from "./files.ts";
import { gitState } from "./git.ts";

const ENV = "malipo.env";
const DATABASE = "malipo.sqlite";
const IGNORED = `/${ENV}\n/${DATABASE}*\n`;

export async function init(
  input: CommandInput,
  context: CliContext,
): Promise<number> {
  const { options } = input;
  if (options["yes"] !== true && context.ask === null)
    throw new UsageError(
      "init asks a few questions, and nobody sits at this terminal; add --yes to take the defaults",
    );
  const dir = typeof options["dir"] === "string" ? options["dir"] : ".";
  try {
    return await writeAll(path.resolve(dir), input, context);
  } catch (error) {
    const refusal = describe(error);
    if (refusal === undefined) throw error;
    context.writeError(`malipo: ${plainText(refusal.words)}\n`);
    return refusal.code;
  }
}

function describe(
  error: unknown,
): { readonly code: number; readonly words: string } | undefined {
  if (error instanceof FileRefusal)
    return { code: EXIT_REFUSED, words: error.message };
  if (!(error instanceof Error) || !("syscall" in error)) return undefined;
  const { code = "", path: file = "a file" } = error as NodeJS.ErrnoException;
  return {
    code: EXIT_FAILED,
    words:
      code === "EEXIST"
        ? `${file} has appeared meanwhile. Run the command again.`
        : `${file} can't be written (${code}).`,
  };
}

async function writeAll(
  folder: string,
  input: CommandInput,
  context: CliContext,
): Promise<number> {
  const { write } = context;
  const envFile = path.join(folder, ENV);
  const catalog = path.join(folder, "catalog.json");
  const page = path.join(folder, "checkout.html");
  const ignore = path.join(folder, ".gitignore");
  // Everything is looked at before anything is written.
  const before = readPlainFile(envFile);
  const hasCatalog = readPlainFile(catalog) !== null;
  const hasPage = readPlainFile(page) !== null;
  const ignoreText = readPlainFile(ignore);
  const present = readEnvText(before ?? "");
  const databaseUrl = `sqlite:${path.join(folder, DATABASE)}`;
  requireWritablePath(folder, databaseUrl);
  refuseLostKey(present, context.env, databaseUrl, envFile);
  const answers = await findAnswers(
    input,
    context,
    knownAnswers(present, context.env),
    (provider) => providerMode({ ...context.env, ...present }, provider),
  );
  const additions = additionsTo(
    before ?? "",
    context.env,
    answers,
    databaseUrl,
    catalog,
  );

  mkdirSync(folder, { recursive: true });
  hideFromGit(folder, ignore, ignoreText, write);
  if (before === null) {
    createFile(
      envFile,
      `# The relay's configuration: keep it secret, and back it up. All variables: malipo variables\n${additions.text}`,
      true,
    );
    write(`created   ${envFile} (only you can read it)\n`);
  } else {
    if (makePrivate(envFile))
      write(`changed   ${envFile}: others could read it, and no longer can\n`);
    if (additions.text !== "") {
      appendLines(envFile, before, additions.text);
      write(`changed   ${envFile}\n`);
    } else write(`kept      ${envFile}\n`);
  }
  describeAdditions(additions, write);
  if (path.resolve(present["MALIPO_CATALOG"] ?? catalog) === catalog)
    createOnce(catalog, hasCatalog, CATALOG, write);
  createOnce(page, hasPage, pageFor(answers.publicUrl), write);
  describeNext(folder, envFile, answers, context);
  return EXIT_DONE;
}

/** The names of folders stand in the file. */
function requireWritablePath(folder: string, databaseUrl: string): void {
  if (
    toEnvLine({ name: "MALIPO_DATABASE_URL", value: databaseUrl }) === undefined
  )
    throw new FileRefusal(
      `the name of ${folder} can't be written into a file of variables. Choose another folder with --dir.`,
    );
}

/** A database that exists was made with another master key: with a fresh one the relay would refuse to start. */
function refuseLostKey(
  present: Readonly<Record<string, string | undefined>>,
  env: CliContext["env"],
  defaultUrl: string,
  envFile: string,
): void {
  const { name } = RELAY_VARIABLES.masterKey;
  const isKnown = [present, env].some((each) =>
    [name, `${name}_FILE`].some((row) => (each[row] ?? "").trim() !== ""),
  );
  const url = present[RELAY_VARIABLES.databaseUrl.name] ?? defaultUrl;
  const database = fileOf(url);
  if (isKnown || database === undefined || !existsSync(database)) return;
  throw new FileRefusal(
    `${database} exists, and ${envFile} has no MALIPO_MASTER_KEY: a fresh key could not open the database. Put the key back into the file, or move the database away.`,
  );
}

function fileOf(url: string): string | undefined {
  try {
    const store = parseStoreUrl(url, null);
    return store.kind === "sqlite" ? store.file : undefined;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** What the file says decides, whatever the flags say. */
const knownAnswers = (
  present: Readonly<Record<string, string | undefined>>,
  env: CliContext["env"],
): Partial<Answers> => {
  const { name } = RELAY_VARIABLES.merchantKey;
  // A key that is there is kept, of whatever kind.
  const [key] = [present, env].flatMap((each) =>
    [each[name], each[`${name}_FILE`]].filter(
      (value) => (value ?? "").trim() !== "",
    ),
  );
  const known = {
    mode: key === undefined ? undefined : (keyModeOf(key) ?? "live"),
    publicUrl: present[RELAY_VARIABLES.publicUrl.name],
    allowedOrigins: present[RELAY_VARIABLES.allowedOrigins.name],
    merchantName: present[RELAY_VARIABLES.merchantName.name],
    webhookUrl: present[RELAY_VARIABLES.webhookUrl.name],
  };
  return Object.fromEntries(
    Object.entries(known).filter(([, value]) => value !== undefined),
  );
};

/** What the variables that are set already say of a provider; null if nothing. */
function providerMode(env: CliContext["env"], id: string): KeyMode | null {
  const modules = PROVIDERS.filter((module) => module.id === id);
  const reading = createEnvironment(env, (file) => readFileSync(file, "utf8"));
  const providers = readProviders(reading, modules, false);
  const methods = modules.flatMap((module) =>
    module.methods.map((method) => method.id),
  );
  return modeOf(reading, providers, methods);
}

/** Secrets that git would commit end in a repository that others read. */
function hideFromGit(
  folder: string,
  ignore: string,
  ignoreText: string | null,
  write: CliContext["write"],
): void {
  const state = gitState(folder, ENV);
  if (state === "outside" || state === "ignored") return;
  if (state === "tracked")
    throw new FileRefusal(
      `git has ${path.join(folder, ENV)} in its index, so that keys in it would be committed. Take it out first: git rm --cached ${ENV}`,
    );
  const isListed = (ignoreText ?? "").split("\n").includes(`/${ENV}`);
  if (!isListed) {
    if (ignoreText === null) createFile(ignore, IGNORED, false);
    else appendLines(ignore, ignoreText, IGNORED);
    write(
      `${ignoreText === null ? "created" : "changed"}   ${ignore}: git leaves ${ENV} and ${DATABASE} out\n`,
    );
  }
  if (state === "visible" && gitState(folder, ENV) !== "ignored")
    throw new FileRefusal(
      `git would commit ${path.join(folder, ENV)} although ${ignore} lists it. Correct the rules for git, or choose another folder with --dir.`,
    );
  if (state === "unknown")
    write(
      `note      git can't be asked whether it leaves ${ENV} out: look before you commit\n`,
    );
}

function createOnce(
  file: string,
  exists: boolean,
  text: string,
  write: CliContext["write"],
): void {
  if (!exists) createFile(file, text, false);
  write(`${exists ? "kept   " : "created"}   ${file}\n`);
}

function describeAdditions(
  { added, kept, takenOver }: Additions,
  write: CliContext["write"],
): void {
  const show = (what: string, names: readonly string[]): void => {
    if (names.length > 0) write(`  ${what}: ${names.join(", ")}\n`);
  };
  show("added", added);
  show("taken from your environment", takenOver);
  show("kept as they are", kept);
}

function describeNext(
  folder: string,
  envFile: string,
  { provider, allowedOrigins }: Answers,
  { env, providers, write }: CliContext,
): void {
  const file = path.relative(process.cwd(), envFile);
  const from = file.startsWith("..") ? envFile : file;
  const values = { ...readEnvText(readPlainFile(envFile) ?? ""), ...env };
  const result = parseConfig(values, { providers });
  if (!result.ok) {
    const lines = result.problems.map(
      ({ variable, message }) => `  ${variable} ${message}\n`,
    );
    write(`\nStill to do in ${from}:\n${lines.join("")}`);
  }
  const shop = allowedOrigins.split(",")[0] ?? "";
  write(`
Next:
${provider === SANDBOX ? "  npx malipo-sandbox\n" : ""}  npx malipo doctor --env-file ${from}${provider === SANDBOX ? "" : " --addresses"}
  npx malipo serve --env-file ${from}
Then serve ${path.join(folder, "checkout.html")} at ${shop}.
`);
}
