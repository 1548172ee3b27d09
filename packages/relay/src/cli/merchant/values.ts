/** Reads option values and standard input. */
import type { Amount } from "@malipo/protocol";
import { cutText, foldText, parseTypedAmount } from "@malipo/protocol/text";
import { currencyExponent } from "../../domain/currency.ts";
import { EXIT_MISUSE } from "../exit-codes.ts";
import { plainText } from "../plain-text.ts";
import type { Option } from "../command.ts";
import type { CommandInput } from "./command.ts";
import { CliError } from "./relay-client.ts";

export function textOption(
  input: CommandInput,
  name: string,
): string | undefined {
  const value = input.options[name];
  return typeof value === "string" ? value : undefined;
}

export function requireText(input: CommandInput, name: string): string {
  const text = textOption(input, name);
  if (text === undefined || text.trim() === "")
    throw new CliError(`--${name} is missing`, EXIT_MISUSE);
  return text;
}

/** "1500.00", "KShs. 1,500" or "1500/=" in the given currency, as minor units. */
export function readAmount(text: string, currency: string): Amount {
  const exponent = currencyExponent(currency);
  const value =
    exponent === undefined
      ? undefined
      : parseTypedAmount(text, currency, exponent);
  if (value === undefined)
    throw new CliError(
      `"${plainText(cutText(text, 32))}" is not an amount in ${currency}. Example: 1500.00`,
      EXIT_MISUSE,
    );
  return { value, currency };
}

export const EMPTY_BODY = (): Promise<unknown> => Promise.resolve({});

/** Reads a JSON object from standard input. */
export async function readJsonInput({
  readInput,
}: CommandInput): Promise<object> {
  const json = parseObject(await readInput());
  if (json === undefined)
    throw new CliError("standard input must be a JSON object", EXIT_MISUSE);
  return json;
}

function parseObject(text: string): object | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

/** `names`: options that are sent, "option" or "option:name". */
export function readQuery(
  names: readonly string[] = [],
  { options }: Pick<CommandInput, "options">,
): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const entry of names) {
    const [option = "", name = option] = entry.split(":");
    const value = options[option];
    if (typeof value === "string") given[name] = foldText(value);
  }
  return given;
}

/** Of the order that the command is about; nothing if it is not given. */
export function readVersion(input: CommandInput): { version?: number } {
  const text = textOption(input, "version");
  if (text === undefined) return {};
  if (!/^\d{1,9}$/.test(foldText(text)))
    throw new CliError("--version takes a number", EXIT_MISUSE);
  return { version: Number(foldText(text)) };
}

/** Of a rotation. */
export const OVERLAP: Readonly<Record<string, Option>> = {
  overlap: {
    about:
      "how long the old one counts as well (default 86400, a day; 0 if it has leaked)",
    value: "seconds",
  },
};

const MOST_SECONDS = 604_800;

function readOverlap(input: CommandInput): number | undefined {
  const text = textOption(input, "overlap");
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(foldText(text))
    ? Number(foldText(text))
    : NaN;
  if (!(seconds <= MOST_SECONDS))
    throw new CliError(
      `--overlap takes seconds, 0 to ${MOST_SECONDS}`,
      EXIT_MISUSE,
    );
  return seconds;
}

export function overlapBody(input: CommandInput): Promise<unknown> {
  const overlapSeconds = readOverlap(input);
  return Promise.resolve(
    overlapSeconds === undefined ? {} : { overlapSeconds },
  );
}
