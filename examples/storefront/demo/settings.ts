/** What can be set about the demo, read from the environment once. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Each port, the variable that changes it and what it is otherwise. */
export const PORTS = {
  shop: { variable: "MALIPO_DEMO_PORT", standard: 4000 },
  relay: { variable: "MALIPO_PORT", standard: 4001 },
  admin: { variable: "MALIPO_ADMIN_PORT", standard: 4011 },
  sandbox: { variable: "MALIPO_SANDBOX_PORT", standard: 4002 },
} as const;

export type PortName = keyof typeof PORTS;
export type Ports = Readonly<Record<PortName, number>>;

export const PORT_NAMES = Object.keys(PORTS) as readonly PortName[];

export interface Settings {
  readonly ports: Ports;
  /** Keeps the demo's secrets, orders and payment links. */
  readonly dataDir: string;
  /** Shows every line that the programs write. */
  readonly verbose: boolean;
  /** Buys a few things at the first start, for the console to show. */
  readonly seeds: boolean;
}

/** A sentence for whoever sits at the terminal. */
export class DemoError extends Error {
  override readonly name = "DemoError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws a DemoError for a port that is none, or that is wanted twice. */
export function readSettings(environment: Environment): Settings {
  const read = (name: string): string => environment[name]?.trim() ?? "";
  const port = (name: PortName): number => {
    const { variable, standard } = PORTS[name];
    const text = read(variable);
    const number = text === "" ? standard : Number(text);
    if (!Number.isInteger(number) || number < 1 || number > 65_535)
      throw new DemoError(`${variable} must be a port number, 1 to 65535.`);
    return number;
  };
  const ports = {
    shop: port("shop"),
    relay: port("relay"),
    admin: port("admin"),
    sandbox: port("sandbox"),
  };
  const twice = PORT_NAMES.find((name, index) =>
    PORT_NAMES.slice(0, index).some((other) => ports[other] === ports[name]),
  );
  if (twice !== undefined)
    throw new DemoError(
      `${PORTS[twice].variable} must differ from the demo's other ports.`,
    );
  return {
    ports,
    dataDir: path.resolve(ROOT, read("MALIPO_DEMO_DATA") || ".data"),
    verbose: read("MALIPO_DEMO_VERBOSE") === "1",
    seeds: read("MALIPO_DEMO_ORDERS") !== "0",
  };
}
