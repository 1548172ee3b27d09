/** Where the demo's programs are reached. */
import type { Ports } from "./settings.ts";

export interface Addresses {
  readonly shop: string;
  readonly relay: string;
  /** Where the shop's people see their orders. */
  readonly console: string;
  readonly sandbox: string;
  /** The page on which prompts arrive and bills are paid by hand. */
  readonly phone: string;
  /** The page that sends FlexPay transfers. */
  readonly wallet: string;
  /** Where the shop's server is told what became of its orders. */
  readonly webhook: string;
}

const local = (port: number): string => `http://localhost:${port}`;

export const toAddresses = ({
  shop,
  relay,
  admin,
  sandbox,
}: Ports): Addresses => ({
  shop: local(shop),
  relay: local(relay),
  console: `${local(admin)}/console`,
  sandbox: local(sandbox),
  phone: `${local(sandbox)}/phone`,
  wallet: `${local(sandbox)}/wallet`,
  webhook: `${local(shop)}/webhooks/malipo`,
});
