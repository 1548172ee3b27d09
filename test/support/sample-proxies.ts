/** The proxies of examples/, as programs on this machine: their files, with ports and addresses of a test. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { readPage } from "./marked-blocks.ts";
import { until } from "./until.ts";

export interface SampleProxy {
  /** Everything it has written, to its logs too. */
  readonly logged: () => string;
  close(): Promise<void>;
}

/** Listens on `port` without TLS, in front of these ports. */
export type StartProxy = (
  port: number,
  targets: readonly number[],
) => Promise<SampleProxy>;

export interface Sample {
  readonly file: string;
  /** How many relays it stands in front of. */
  readonly relays: number;
  readonly start: StartProxy;
  readonly isHere: boolean;
}

const isHere = (program: string, arg: string): boolean =>
  spawnSync(program, [arg], { stdio: "ignore" }).status === 0;

/** Fails if the sample has no such text: then it has changed, and the test must follow. */
function replace(text: string, from: string | RegExp, to: string): string {
  const replaced = text.replaceAll(from, () => to);
  if (replaced === text) throw new Error(`the sample has no ${String(from)}`);
  return replaced;
}

/** Without what needs a certificate. */
const withoutTls = (text: string, port: number): string =>
  replace(
    replace(text, /^ *(?:ssl_certificate\w*|http2) .*;\n/gm, ""),
    /listen 443 ssl[^;]*;/g,
    `listen 127.0.0.1:${port};`,
  );

async function run(
  program: string,
  args: readonly string[],
  port: number,
  folder: string,
): Promise<SampleProxy> {
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder },
  });
  const closed = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  await until(`${program} listens`, async () => {
    if (child.exitCode !== null) throw new Error(output);
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  });
  return {
    logged() {
      const file = path.join(folder, LOG);
      return existsSync(file) ? output + readFileSync(file, "utf8") : output;
    },
    async close() {
      child.kill("SIGTERM");
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const LOG = "log";
const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/** `http`: what stands in nginx's block of that name. */
function nginx(http: string, port: number): Promise<SampleProxy> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-nginx-"));
  const paths = TEMPORARY.map((name) => {
    mkdirSync(path.join(folder, name));
    return `${name}_temp_path ${path.join(folder, name)};\n`;
  });
  const file = path.join(folder, "nginx.conf");
  const placed = replace(http, "http {\n", `http {\n${paths.join("")}`)
    .replaceAll("/tmp/nginx.pid", path.join(folder, "pid"))
    // Node's pipes are sockets, which can't be opened by such a name.
    .replaceAll(/\/dev\/std(?:out|err)/g, path.join(folder, LOG));
  writeFileSync(file, placed);
  const args = ["-c", file, "-g", "daemon off;", "-e", path.join(folder, LOG)];
  return run("nginx", args, port, folder);
}

export const SAMPLES: readonly Sample[] = [
  {
    file: "examples/compose/nginx.conf",
    relays: 2,
    isHere: isHere("nginx", "-v"),
    start: (port, [first = 0, second = 0]) => {
      const sample = withoutTls(readPage("examples/compose/nginx.conf"), port);
      // An older nginx doesn't know these, and addresses need no looking up.
      const fixed = replace(sample, / resolve(?= )|^ *resolver .*;\n/gm, "");
      const one = replace(fixed, "relay-1:4001", `127.0.0.1:${first}`);
      return nginx(replace(one, "relay-2:4001", `127.0.0.1:${second}`), port);
    },
  },
  {
    file: "examples/deploy/nginx-site.conf",
    relays: 1,
    isHere: isHere("nginx", "-v"),
    start: (port, [target = 0]) => {
      const site = withoutTls(
        readPage("examples/deploy/nginx-site.conf"),
        port,
      );
      const placed = replace(site, "127.0.0.1:4001", `127.0.0.1:${target}`);
      const logs = replace(
        replace(placed, "/var/log/nginx/malipo.log", "/dev/stdout"),
        "/var/log/nginx/malipo-error.log",
        "/dev/stderr",
      );
      return nginx(
        `pid /tmp/nginx.pid;\nevents {}\nhttp {\n${logs}\n}\n`,
        port,
      );
    },
  },
  {
    file: "examples/compose/Caddyfile",
    relays: 1,
    isHere: isHere("caddy", "version"),
    start: (port, [target = 0]) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), "malipo-caddy-"));
      const file = path.join(folder, "Caddyfile");
      const sample = readPage("examples/compose/Caddyfile");
      const site = replace(
        sample,
        "\npay.shop.example {",
        `\nhttp://localhost:${port} {`,
      );
      const placed = replace(site, "relay:4001", `127.0.0.1:${target}`);
      // Its port for commands would be the same for all tests of the machine.
      writeFileSync(file, replace(placed, /^\{\n/gm, "{\n\tadmin off\n"));
      const args = ["run", "--adapter", "caddyfile", "--config", file];
      return run("caddy", args, port, folder);
    },
  },
];
