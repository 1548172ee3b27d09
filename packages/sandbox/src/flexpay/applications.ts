/** The applications and their accounts: the shop's, and the wallet app of the payers. */
import { randomBytes, randomUUID } from "node:crypto";
import type { FlexpaySettings, PublicJwk } from "./options.ts";
import { parseTag } from "./tags.ts";
import type { Tag } from "./tags.ts";

/** An application's webhook settings; the shop's can be changed at run time. */
export interface WebhookSettings {
  url: string | undefined;
  secret: string;
  encryptTo: PublicJwk | undefined;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  /** The part of its tags after the at sign. */
  readonly handle: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhook: WebhookSettings;
}

/** A subject with its one tag. */
export interface Account {
  readonly id: string;
  /** The part before the at sign. */
  readonly name: string;
  /** `ada@pesawallet` */
  readonly address: string;
  readonly displayName: string;
  readonly application: Application;
  /** The initial balance in every currency, in units. */
  readonly initialUnits: number;
}

export interface Directory {
  /** The application whose credentials are configured: the merchant's. */
  readonly shop: Application;
  readonly wallet: Application;
  readonly applications: readonly Application[];
  /** The account that the shop's tag names. */
  readonly shopAccount: Account;
  /** The people of the wallet app. */
  readonly payers: readonly Account[];
  readonly accounts: readonly Account[];
}

const SHOP_NAMES: Readonly<Record<string, string>> = { dukaapp: "DukaApp" };
const DEFAULT_HANDLE = "dukaapp";
const MILLION = 1_000_000 * 10_000;

export function createDirectory(settings: FlexpaySettings): Directory {
  const tag = parseTag(settings.flexpayTag);
  if (tag === undefined)
    throw new TypeError("The shop's tag was not checked before its use.");
  const handle = tag.handle ?? DEFAULT_HANDLE;
  const shop: Application = {
    id: randomUUID(),
    name: SHOP_NAMES[handle] ?? handle,
    handle,
    clientId: settings.flexpayClientId,
    clientSecret: settings.flexpayClientSecret,
    webhook: createWebhookSettings(settings),
  };
  const wallet: Application = {
    id: randomUUID(),
    name: "PesaWallet",
    handle: "pesawallet",
    clientId: "sandbox-pesawallet-client",
    clientSecret: "sandbox-pesawallet-secret",
    webhook: {
      url: undefined,
      secret: randomBytes(32).toString("hex"),
      encryptTo: undefined,
    },
  };
  const shopAccount = createAccount(shop, tag.name, shop.name);
  const till = createAccount(shop, "till", "Another till");
  const payers = [
    createAccount(wallet, "ada", "Ada Obi", MILLION),
    createAccount(wallet, "broke", "Bola Broke"),
  ];
  return {
    shop,
    wallet,
    applications: [shop, wallet],
    shopAccount,
    payers,
    accounts: [shopAccount, till, ...payers],
  };
}

/** Restores the initial settings. */
export function createWebhookSettings(
  settings: FlexpaySettings,
): WebhookSettings {
  return {
    url: settings.flexpayWebhookUrl,
    secret: settings.flexpayWebhookSecret,
    encryptTo: settings.flexpayEncryptTo,
  };
}

function createAccount(
  application: Application,
  name: string,
  displayName: string,
  initialUnits = 0,
): Account {
  return {
    id: randomUUID(),
    name,
    address: `${name}@${application.handle}`,
    displayName,
    application,
    initialUnits,
  };
}

/** Without a handle, the caller's own accounts take precedence. */
export function findAccount(
  { accounts }: Directory,
  { name, handle }: Tag,
  asking?: Application,
): Account | undefined {
  const named = accounts.filter((account) => account.name === name);
  if (handle !== undefined)
    return named.find(({ application }) => application.handle === handle);
  return named.find(({ application }) => application === asking) ?? named.at(0);
}
