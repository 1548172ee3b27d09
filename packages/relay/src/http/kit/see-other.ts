import type { ServerResponse } from "node:http";

/** Leads the browser on, from an address whose secret no other site may read. */
export function sendSeeOther(res: ServerResponse, address: string): void {
  res.statusCode = 303;
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Referrer-Policy", "no-referrer");
  res.setHeader("Location", address);
  res.end();
}
