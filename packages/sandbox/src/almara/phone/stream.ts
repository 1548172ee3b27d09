/** The live streams of the phone page; each is about one phone, or about all. */
import { LiveStreams } from "../../web/live-streams.ts";
import type { PhoneSources } from "./screen.ts";
import { toScreen } from "./screen.ts";

export class PhoneStreams extends LiveStreams {
  constructor(sources: PhoneSources) {
    super((phone) => toScreen(sources, phone, new Date()));
    const refresh = () => {
      this.refresh();
    };
    sources.payouts.records.watch(refresh);
    sources.c2bPayments.records.watch(refresh);
    sources.ledger.watch((attempt) => {
      refresh();
      // A prompt that stays open leaves the screen when its time is up.
      if (attempt?.kind === "deposit" && attempt.decision === null)
        this.refreshAfter(attempt.promptEndsAt.getTime() - Date.now());
    });
  }
}
