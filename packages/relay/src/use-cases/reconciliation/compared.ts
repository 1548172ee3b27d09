/** What one comparison with the provider found, before anything of it is stored. */
import type { DifferenceCause } from "@malipo/protocol/merchant";
import type { Instant } from "../../domain/observation.ts";
import type {
  Difference,
  ProviderAnswer,
} from "../../domain/reconciliation.ts";
import type { StoreTransaction } from "../../ports/store.ts";
import type { Deps } from "../shared/deps.ts";

/** `isTakenIn`: what the provider said and the relay didn't know is recorded now. */
export type AlsoStore = (
  tx: StoreTransaction,
  isTakenIn: boolean,
) => Promise<void>;

export type Compared =
  /** The order was removed: there is nothing left to compare. */
  | { readonly kind: "gone" }
  /** The provider can't be asked about payments by this method. */
  | { readonly kind: "not_asked" }
  /** The provider asked for a pause, or somebody else is asking. */
  | { readonly kind: "paused"; readonly until: Instant }
  | {
      readonly kind: "compared";
      readonly about: Pick<
        Difference,
        | "orderId"
        | "reference"
        | "attemptId"
        | "refundId"
        | "provider"
        | "method"
        | "here"
      >;
      readonly answer: ProviderAnswer;
      readonly cause: DifferenceCause | null;
      /** When the provider wants to be asked again, if it said so in place of an answer. */
      readonly resumeAt: Instant | null;
      /** The provider said something that is not recorded yet. */
      readonly hasNews: boolean;
      /** Records it, in one transaction with `also`, which may run more than once. */
      readonly store: (also: AlsoStore) => Promise<void>;
    };

type NotConfigured = Extract<Compared, { kind: "compared" }>;

export const notConfigured = (
  { store }: Pick<Deps, "store">,
  about: NotConfigured["about"],
): NotConfigured => ({
  kind: "compared",
  about,
  answer: NO_ANSWER,
  cause: "provider_not_configured",
  resumeAt: null,
  hasNews: false,
  store: (also) => store.transaction((tx) => also(tx, false)),
});

export const NO_ANSWER: ProviderAnswer = {
  says: "no_answer",
  amount: null,
  receipt: null,
};

/** Null if the time has come. */
export const laterOf = (at: Instant, now: Instant): Instant | null =>
  at > now ? at : null;
