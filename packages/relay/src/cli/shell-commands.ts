/** The commands about the command line itself. */
import type { Command } from "./command.ts";

const SHELLS = ["bash", "zsh", "fish"];

export const SHELL_COMMANDS: readonly Command[] = [
  {
    name: "variables",
    about: "list the variables of the configuration, and what they mean",
    args: {
      word: {
        about: "only variables that contain it, such as webhook",
        optional: true,
      },
    },
    examples: ["variables", "variables MALIPO_CATALOG", "variables webhook"],
    codes: { 4: "no variable contains the word" },
    run: async (input, context) =>
      (await import("./variables.ts")).variables(input, context),
  },
  {
    name: "completion",
    about: "print a script that completes commands in a shell",
    details: `bash: malipo completion bash > ~/.local/share/bash-completion/completions/malipo
zsh:  malipo completion zsh > a file named _malipo in a folder of $fpath
fish: malipo completion fish > ~/.config/fish/completions/malipo.fish`,
    args: { shell: { about: SHELLS.join(", "), hints: SHELLS } },
    examples: ["completion bash", 'eval "$(malipo completion bash)"'],
    run: async (input, context, chapters) =>
      (await import("./completion.ts")).completion(input, context, chapters),
  },
];
