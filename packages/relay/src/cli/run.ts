/** `malipo <command>`: runs the command, and explains errors that nobody expected. */
import { readVersion } from "../version.ts";
import { CHAPTERS } from "./chapters.ts";
import type { CliContext } from "./context.ts";
import { EXIT_FAILED } from "./exit-codes.ts";
import { runProgram } from "./program.ts";

/** Returns the exit code (exit-codes.ts); never rejects. */
export async function runCli(
  args: readonly string[],
  context: CliContext,
): Promise<number> {
  try {
    return await runProgram(args, {
      chapters: CHAPTERS,
      context,
      version: readVersion,
    });
  } catch (error) {
    const { describeUnexpected } = await import("./unexpected-error.ts");
    context.writeError(
      describeUnexpected(error, context.env, context.providers),
    );
    return EXIT_FAILED;
  }
}
