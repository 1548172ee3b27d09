import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { GOOD } from "../cli/cli-context.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { until } from "../support/until.ts";

const EXAMPLES = path.resolve(import.meta.dirname, "../../../../examples");
const read = (file: string): string =>
  readFileSync(path.join(EXAMPLES, file), "utf8");

describe("examples of proxies and of a service", () => {
  it.each(["compose/nginx.conf", "deploy/nginx-site.conf"])(
    "%s logs no query, no header and no request line",
    (file) => {
      const text = read(file);
      const formats = [...text.matchAll(/^\s*log_format (\w+) '(.*)';$/gm)];
      expect(formats).toHaveLength(1);
      const [, name = "", format = ""] = formats[0] ?? [];
      expect(format).not.toMatch(
        /\$(?:request\b|request_uri|args|arg_|query_string|is_args|http_|sent_http_|cookie_)/,
      );
      const logs = [...text.matchAll(/^\s*access_log (.*);$/gm)].map(
        ([, log = ""]) => log,
      );
      expect(logs.map((log) => log.split(" ")[1])).toEqual([name]);
      for (const [, level] of text.matchAll(/^\s*error_log \S+ (\w+);$/gm))
        expect(level).toBe("crit");
      const [, stream = ""] =
        /location ~ \^\/v1\/orders[^{]*\{([^}]*)\}/.exec(text) ?? [];
      expect(stream).toContain("proxy_buffering off;");
      expect(text).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
    },
  );

  it("Caddyfile logs no query and no header, of errors either", () => {
    const text = read("compose/Caddyfile");
    const [, rules = ""] =
      /log default \{[^]*?fields \{([^}]*)\}/.exec(text) ?? [];
    expect(rules.trim().split(/\n\s*/)).toEqual([
      'request>uri regexp \\?.* ""',
      "request>headers delete",
      "resp_headers delete",
    ]);
    // No logger beside it has rules of its own.
    expect(
      [...text.matchAll(/^\s*log\b.*$/gm)].map(([line]) => line.trim()),
    ).toEqual(["log default {", "log"]);
    expect(text).toContain("flush_interval -1");
  });

  it("malipo.service starts a relay with what it says, which stops on SIGTERM", async () => {
    const unit = read("deploy/malipo.service");
    const values = (name: string) =>
      [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(
        ([, value = ""]) => value,
      );
    const folder = temporaryFolder();
    const credentials = values("LoadCredential").map(
      (each) => `%d/${each.split(":")[0] ?? ""}`,
    );
    const declared = Object.fromEntries(
      values("Environment").map(
        (each) => each.split(/=(.*)/s).slice(0, 2) as [string, string],
      ),
    );
    const files = Object.entries(declared).filter(([name]) =>
      name.endsWith("_FILE"),
    );
    expect(files.map(([, value]) => value)).toEqual(credentials);
    const plain = Object.fromEntries(
      Object.entries(declared).filter(([name]) => !name.endsWith("_FILE")),
    );
    const [start = ""] = values("ExecStart");
    const [node = "", bin = "", ...args] = start.split(" ");
    expect(node).toBe("/usr/bin/node");
    expect(bin).toBe("/opt/malipo/node_modules/@malipo/relay/bin/malipo.js");
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL("../../bin/malipo.js", import.meta.url)), ...args],
      {
        cwd: folder,
        env: {
          PATH: process.env["PATH"],
          ...GOOD,
          ...plain,
          MALIPO_CATALOG: path.join(EXAMPLES, "storefront/catalog.json"),
          MALIPO_DATABASE_URL: `sqlite:${folder}/${path.basename(declared["MALIPO_DATABASE_URL"] ?? "")}`,
          MALIPO_PORT: "0",
          MALIPO_ADMIN_PORT: "0",
        },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "close");
    let output = "";
    child.stdout
      .setEncoding("utf8")
      .on("data", (text: string) => (output += text));
    await until(
      "it listens",
      () => output.includes("the relay listens"),
      20_000,
    );
    expect(output).toContain('"host":"127.0.0.1"');
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(Number(values("TimeoutStopSec")[0])).toBeGreaterThan(36);
  }, 40_000);
});
