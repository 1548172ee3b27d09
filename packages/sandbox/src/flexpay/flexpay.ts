/** Creates the simulated FlexPay. */
import type { Directory } from "./applications.ts";
import { createDirectory, createWebhookSettings } from "./applications.ts";
import { Book } from "./book.ts";
import { RequestKey } from "./encryption.ts";
import { InitiationLimits } from "./initiation-limits.ts";
import type { FlexpaySettings } from "./options.ts";
import { AccessTokens } from "./access-tokens.ts";
import { Transfers } from "./transfers.ts";
import { LiveStreams } from "../web/live-streams.ts";
import { toWalletScreen } from "./wallet/screen.ts";
import { Wallets } from "./wallets.ts";
import type { WebhookDeliveryOptions } from "./webhook-delivery.ts";
import { WebhookDelivery } from "./webhook-delivery.ts";

export interface Flexpay {
  readonly directory: Directory;
  readonly book: Book;
  readonly wallets: Wallets;
  readonly transfers: Transfers;
  readonly delivery: WebhookDelivery;
  readonly limits: InitiationLimits;
  readonly tokens: AccessTokens;
  readonly tokenSeconds: number;
  readonly requestKey: RequestKey;
  /** Streams of the wallet page. */
  readonly streams: LiveStreams;
  /** Resets everything except tokens and options. */
  readonly reset: () => void;
  readonly close: () => void;
}

export function createFlexpay(
  settings: FlexpaySettings & WebhookDeliveryOptions,
): Flexpay {
  const directory = createDirectory(settings);
  const book = new Book();
  const wallets = new Wallets(directory);
  const delivery = new WebhookDelivery(settings);
  const transfers = new Transfers({ ...settings, book, wallets, delivery });
  const limits = new InitiationLimits();
  const tokenSeconds = settings.flexpayTokenSeconds;
  const tokens = new AccessTokens(directory, tokenSeconds);
  const sources = { directory, book, wallets };
  const streams = new LiveStreams(() => toWalletScreen(sources));
  book.watch(() => {
    streams.refresh();
  });
  return {
    directory,
    book,
    wallets,
    transfers,
    delivery,
    limits,
    tokens,
    tokenSeconds,
    requestKey: new RequestKey(),
    streams,
    reset: () => {
      delivery.reset();
      transfers.reset();
      limits.clear();
      wallets.clear();
      book.clear();
      Object.assign(directory.shop.webhook, createWebhookSettings(settings));
    },
    close: () => {
      delivery.close();
      transfers.close();
      streams.close();
    },
  };
}
