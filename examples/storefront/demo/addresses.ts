/** Where the demo's programs are reached. */
import type { Ports } from "./settings.ts";

export interface Addresses {
  readonly shop: string;
  readonly relay: string;
  readonly sandbox: string;
  /** The page on which M-Pesa prompts arrive. */
  readonly phone: string;
}

const local = (port: number): string => `http://localhost:${port}`;

export const toAddresses = ({ shop, relay, sandbox }: Ports): Addresses => ({
  shop: local(shop),
  relay: local(relay),
  sandbox: local(sandbox),
  phone: `${local(sandbox)}/phone`,
});
