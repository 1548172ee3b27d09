/** The live streams of the wallet page. */
import { LiveStreams } from "../../web/live-streams.ts";
import type { WalletSources } from "./screen.ts";
import { toWalletScreen } from "./screen.ts";

export class WalletStreams extends LiveStreams {
  constructor(sources: WalletSources) {
    super(() => toWalletScreen(sources));
    sources.book.watch(() => {
      this.refresh();
    });
  }
}
