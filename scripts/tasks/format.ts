import { runCommand } from "../lib/command.ts";

export const format = (): Promise<number> =>
  runCommand({
    package: "prettier",
    args: ["--write", "--log-level", "warn", "."],
  });
