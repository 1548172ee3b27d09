/** A guest leaves to its host what turns out to be none of its own, as if it had never looked. */
import type { ServerResponse } from "node:http";
import { NOT_FOUND } from "../../domain/errors.ts";
import { sendProblem } from "./problem.ts";

const hosts = new WeakMap<ServerResponse, () => void>();

/** `passOn` is called at most once, and only where nothing was answered. */
export function letPassOn(res: ServerResponse, passOn: () => void): void {
  hosts.set(res, passOn);
}

/** True where there is a host, which has the request now. */
export function passOn(res: ServerResponse): boolean {
  const host = hosts.get(res);
  if (host === undefined || res.headersSent) return false;
  hosts.delete(res);
  host();
  return true;
}

/** Nothing of the relay's: the host's, where there is one. */
export function sendNotFound(res: ServerResponse): void {
  if (!passOn(res)) sendProblem(res, NOT_FOUND);
}
