import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { CHAPTERS } from "../../src/cli/chapters.ts";
import { leavesOf, optionsOf } from "../../src/cli/command.ts";
import { createManPage } from "../../src/cli/man-page.ts";
import { knownNames } from "../../src/config.ts";
import { readVersion } from "../../src/version.ts";
import { temporaryFile } from "../support/temporary.ts";
import { runCommand } from "./cli-context.ts";

const scriptOf = async (shell: string): Promise<string> => {
  const { code, text } = await runCommand(["completion", shell], {});
  expect(code).toBe(0);
  return text;
};

describe("malipo completion", () => {
  it("completes in bash what the cursor stands behind", async () => {
    const file = temporaryFile(await scriptOf("bash"));
    const cases = [
      [["ord"], ["orders"]],
      [["o", ""], []],
      [["orders", "l"], ["list"]],
      [["orders", "list", "--st"], ["--status"]],
      [["orders", "list", "--status", "pa"], ["paid"]],
      [
        ["keys", "r"],
        ["rotate", "retire"],
      ],
      [["doctor", "--a"], ["--addresses"]],
      [["completion", "f"], ["fish"]],
      [["help", "back"], ["backup"]],
    ] as const;
    const script = cases
      .map(
        ([words]) =>
          `COMP_WORDS=(malipo ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _malipo; echo "\${COMPREPLY[*]}"`,
      )
      .join("\n");
    const output = execFileSync("bash", ["-c", `. ${file}\n${script}`], {
      encoding: "utf8",
    });
    expect(output.trimEnd().split("\n")).toEqual(
      cases.map(([, expected]) => expected.join(" ")),
    );
  });

  it.each(["zsh", "fish"])(
    "names every command and option in %s",
    async (shell) => {
      const text = await scriptOf(shell);
      for (const [path, command] of leavesOf(CHAPTERS)) {
        for (const word of path.split(" ")) expect(text).toContain(word);
        for (const name of Object.keys(optionsOf(command)))
          expect(text).toContain(
            shell === "fish" ? `-l ${name} ` : `--${name}[`,
          );
      }
    },
  );

  it("knows no other shell", async () => {
    for (const shell of ["tcsh", "constructor", ""])
      expect((await runCommand(["completion", shell], {})).code).toBe(2);
  });
});

describe("the manual page", () => {
  const page = createManPage(CHAPTERS, readVersion());

  it("is in the package as the descriptions have it (vitest --update writes it anew)", async () => {
    await expect(page).toMatchFileSnapshot("../../man/malipo.1");
  });

  it("names every command, option and variable", () => {
    const plain = page.replaceAll("\\-", "-");
    for (const [path, command] of leavesOf(CHAPTERS)) {
      expect(plain).toContain(`.B malipo ${path}`);
      for (const name of Object.keys(optionsOf(command)))
        expect(plain).toContain(`--${name}`);
    }
    for (const name of knownNames()) expect(plain).toContain(name);
  });
});
