/** The manual page malipo(1), made from the descriptions of the commands and of the variables. */
import { PROVIDERS } from "../adapters/providers.ts";
import { variableGroups } from "../config/variables.ts";
import {
  callOf,
  describeCodes,
  leavesOf,
  optionTerm,
  optionsOf,
} from "./command.ts";
import type { Chapter, Command } from "./command.ts";

/** As man(7) wants it. */
export function createManPage(
  chapters: readonly Chapter[],
  version: string,
): string {
  const sections = chapters.map(({ title, entries }) =>
    [
      `.SS ${escape(title)}`,
      ...leavesOf([{ title, entries }]).flatMap(([path, command]) =>
        describe(path, command),
      ),
    ].join("\n"),
  );
  return `${[
    `.TH MALIPO 1 "" "malipo ${version}" "User Commands"`,
    ".SH NAME",
    escape("malipo - takes payments for a shop"),
    ".SH SYNOPSIS",
    ".B malipo",
    String.raw`\fIcommand\fR [\fIoptions\fR]`,
    ".SH DESCRIPTION",
    escape(
      "malipo runs the relay, cares for its database, and calls the merchant interface of a running relay. Its configuration is in environment variables, or in a file that --env-file names.",
    ),
    ".SH COMMANDS",
    ...sections,
    ".SH ENVIRONMENT",
    ...describeVariables(),
    ".SH EXIT STATUS",
    escape(`${describeCodes({ 3: "refused by the relay", 4: "not found" })}.`),
  ].join("\n")}\n`;
}

function describe(path: string, command: Command): readonly string[] {
  const options = Object.entries(optionsOf(command)).flatMap(
    ([name, option]) => [
      ".RS",
      ".TP",
      `.B ${escape(optionTerm(name, option))}`,
      escape(option.about),
      ".RE",
    ],
  );
  return [
    ".TP",
    `.B ${escape(callOf(path, command))}`,
    escape(`${command.about}.`),
    ...(command.details === undefined
      ? []
      : [".br", escape(command.details.replaceAll(/\s*\n\s*/g, " "))]),
    ...options,
    ".RS",
    ".PP",
    "Examples:",
    ".nf",
    ...command.examples.map((each) => escape(`malipo ${each}`)),
    ".fi",
    ".RE",
  ];
}

const describeVariables = (): readonly string[] =>
  variableGroups(PROVIDERS).flatMap(({ title, variables }) => [
    `.SS ${escape(title)}`,
    ...Object.values(variables).flatMap(
      ({ name, secret, about, defaultText }) => [
        ".TP",
        `.B ${escape(secret ? `${name}, ${name}_FILE` : name)}`,
        escape(
          `${about}${defaultText === null ? "" : ` Default: ${defaultText}.`}`,
        ),
      ],
    ),
  ]);

/** Nothing in it is a request of roff, and a dash can be copied. */
const escape = (text: string): string =>
  text
    .replaceAll("\\", String.raw`\e`)
    .replaceAll("-", String.raw`\-`)
    .replaceAll(/^(?=[.'])/gm, String.raw`\&`)
    .replaceAll("…", "...");
