/** Are the ports free? Asked before anything is started, so that the answer is one sentence and no stack trace. */
import { once } from "node:events";
import { createServer } from "node:net";
import { DemoError, PORTS, PORT_NAMES } from "./settings.ts";
import type { PortName, Ports } from "./settings.ts";

/** Not every system notices a program that listens on another of these. */
const HOSTS = ["127.0.0.1", "::1", "0.0.0.0", "::"];

/** What can be wrong with a port, and what to say of it. Any other error (no IPv6, say) does not concern us. */
const TROUBLES: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken by another program. Stop that one, or choose",
  EACCES: "needs more rights than you have. Choose",
};

/** Throws a DemoError that names every port that cannot be used, and the variable that changes it. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  const sentences: string[] = [];
  for (const name of PORT_NAMES) {
    const trouble = await findTrouble(ports[name]);
    if (trouble !== undefined) sentences.push(say(name, ports[name], trouble));
  }
  if (sentences.length > 0) throw new DemoError(sentences.join("\n"));
}

const say = (name: PortName, port: number, trouble: string): string => {
  const { variable } = PORTS[name];
  const other = port < 60_000 ? port + 1_000 : port - 1_000;
  return `Port ${port} ${trouble} another port: ${variable}=${other} npm start`;
};

async function findTrouble(port: number): Promise<string | undefined> {
  for (const host of HOSTS) {
    const code = await tryToListen(port, host);
    const trouble = TROUBLES[code];
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}

/** The system's error code; empty when it worked. */
async function tryToListen(port: number, host: string): Promise<string> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return "";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "";
  }
}
