import { runCommand } from "../lib/command.ts";
import { at } from "../lib/paths.ts";
import { Sentence } from "../bootstrap/sentence.mjs";

const widget = (...names: string[]): string =>
  at("packages", "widget", ...names);

/** The pictures and screen reader texts of `packages/widget/test/snapshots`: compares them, or writes them anew. */
export async function snapshots(args: readonly string[]): Promise<number> {
  const stranger = args.find((argument) => argument !== "--update");
  if (stranger !== undefined)
    throw new Sentence(`There is no ${stranger}; the only option is --update.`);
  return runCommand(
    {
      package: "@web/test-runner",
      program: "wtr",
      args: [
        ...["--config", widget("web-test-runner.config.mjs"), "--files"],
        widget("test", "pictures.devtools.test.ts"),
        widget("test", "accessibility", "reader.devtools.test.ts"),
      ],
    },
    {
      env: {
        ...process.env,
        ...(args.length > 0 && { SNAPSHOTS: "update" }),
      },
    },
  );
}
