/** A bug to be found, and how it gets into a relay. */
import type {
  Store,
  StoreTransaction,
} from "../../packages/relay/src/ports/store.ts";
import type { Deps } from "../../packages/relay/src/use-cases/shared/deps.ts";
import { extend } from "./database.ts";
import type { Service } from "./service.ts";
import type { Promised } from "./violation.ts";
import type { World } from "./world.ts";

export interface Plant {
  readonly name: string;
  /** One of these is found broken. */
  readonly breaks: readonly Promised[];
  /** Where the search begins, for one that few histories show. Default: 1. */
  readonly firstSeed?: number;
  /** What the relay is given instead of its ports. */
  readonly deps?: (deps: Deps, world: World) => Deps;
  /** What the world meets instead of the relay's use cases. */
  readonly service?: (service: Service, world: World) => Service;
}

/** The same ports, with other transactions. */
export const withTransactions = (
  deps: Deps,
  change: (tx: StoreTransaction) => Partial<StoreTransaction>,
): Deps => ({
  ...deps,
  store: extend<Store>(deps.store, {
    transaction: (work) =>
      deps.store.transaction((tx) => work(extend(tx, change(tx)))),
  }),
});
