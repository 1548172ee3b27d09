/** A mounted relay passes requests that are not its own on to the host, as if it had not seen them. */
import type { ServerResponse } from "node:http";
import { NOT_FOUND } from "../../domain/errors.ts";
import { sendProblem } from "./problem.ts";

const hosts = new WeakMap<ServerResponse, () => void>();

/** `passOn` is called at most once, and only if no response was sent. */
export function setPassOn(res: ServerResponse, passOn: () => void): void {
  hosts.set(res, passOn);
}

/** True if there is a host, which now handles the request. */
export function passOn(res: ServerResponse): boolean {
  const host = hosts.get(res);
  if (host === undefined || res.headersSent) return false;
  hosts.delete(res);
  host();
  return true;
}

/** Not the relay's: passes the request on to the host, if there is one. */
export function sendNotFound(res: ServerResponse): void {
  if (!passOn(res)) sendProblem(res, NOT_FOUND);
}
