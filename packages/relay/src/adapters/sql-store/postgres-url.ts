/** Reads a PostgreSQL URL as libpq does (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS). */
import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { StoreError } from "./errors.ts";

export interface PostgresAddress {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  readonly ssl: false | ConnectionOptions;
}

const DEFAULT_PORT = 5432;
const PARAMETERS = ["host", "port", "user", "sslmode", "sslrootcert"] as const;
const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"];

export const isPostgresUrl = (url: string): boolean =>
  /^postgres(?:ql)?:/i.test(url);

/** Also reads the file of `sslrootcert`. Throws `unsupported_url`, and never repeats its input. */
export function parsePostgresUrl(
  text: string,
  givenPassword: string | null = null,
): PostgresAddress {
  const url = URL.parse(text);
  if (url === null || !/^postgres(?:ql)?:\/\//i.test(text))
    throw unsupported(
      "The database URL must have the form postgres://user:password@host:5432/database; special characters of the password are percent-encoded.",
    );
  const parameters = readParameters(url);
  const database = decode(url.pathname.slice(1));
  if (database === "" || database.includes("/"))
    throw unsupported("The database URL names no database after the host.");
  const user = decode(url.username) || (parameters.get("user") ?? "");
  const password = decode(url.password);
  if (password !== "" && givenPassword !== null)
    throw unsupported(
      "The database's password is given twice: leave it out of the URL.",
    );
  const host = hostOf(url, parameters);
  return {
    host,
    port: portOf(url, parameters),
    database,
    ...(user === "" ? {} : { user }),
    ...(password === "" && givenPassword === null
      ? {}
      : { password: givenPassword ?? password }),
    ssl: host.startsWith("/") ? false : toTls(parameters),
  };
}

/** For display: without user, password and parameters. */
export function addressInWords({
  host,
  port,
  database,
  ssl,
}: PostgresAddress): string {
  const name = host.includes(":") ? `[${host}]` : host;
  const tls = ssl === false ? "" : " (TLS)";
  return `${name}:${String(port)}/${database}${tls}`;
}

/** The URL's password, encoded and decoded: log lines must contain neither. */
export function passwordsIn(url: string): readonly string[] {
  const password = URL.parse(url)?.password ?? "";
  return password === ""
    ? []
    : [...new Set([password, safely(() => decode(password)) ?? password])];
}

function readParameters(url: URL): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    if (!PARAMETERS.some((known) => known === name) || found.has(name))
      throw unsupported(
        `The database URL may have these parameters, once each: ${PARAMETERS.join(", ")}.`,
      );
    found.set(name, value);
  }
  return found;
}

/** A path is the folder of a Unix socket, percent-encoded as the host or given as a parameter. */
function hostOf(url: URL, parameters: ReadonlyMap<string, string>): string {
  const host =
    decode(url.hostname).replace(/^\[(.*)\]$/, "$1") ||
    (parameters.get("host") ?? "");
  if (host === "" || host.includes(","))
    throw unsupported("The database URL must name one host.");
  return host;
}

function portOf(url: URL, parameters: ReadonlyMap<string, string>): number {
  const text = url.port || (parameters.get("port") ?? String(DEFAULT_PORT));
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw unsupported("The port of the database URL must be 1 to 65535.");
  return port;
}

/** As in libpq, `require` verifies the certificate only if `sslrootcert` is set. */
function toTls(
  parameters: ReadonlyMap<string, string>,
): false | ConnectionOptions {
  const file = parameters.get("sslrootcert");
  const mode =
    parameters.get("sslmode") ??
    (file === undefined ? "disable" : "verify-full");
  if (!SSL_MODES.includes(mode))
    throw unsupported(
      `In the database URL sslmode must be one of ${SSL_MODES.join(", ")}.`,
    );
  if (mode === "disable") return false;
  const ca =
    file === undefined || file === "system" ? {} : { ca: readRoot(file) };
  if (mode === "verify-full") return { ...ca, rejectUnauthorized: true };
  if (mode === "require" && file === undefined)
    return { rejectUnauthorized: false };
  return {
    ...ca,
    rejectUnauthorized: true,
    checkServerIdentity: () => undefined,
  };
}

function readRoot(file: string): string {
  const text = safely(() => readFileSync(file, "utf8"));
  if (text?.includes("-----BEGIN CERTIFICATE-----") !== true)
    throw unsupported(
      "The sslrootcert of the database URL names no readable file of certificates.",
    );
  return text;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unsupported("The database URL has a % that begins no character.");
  }
}

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function unsupported(message: string): StoreError {
  return new StoreError("unsupported_url", message);
}
