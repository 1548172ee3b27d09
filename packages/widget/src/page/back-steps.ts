/**
 * Lets the browser's Back leave one layer of the checkout instead of the page. Each layer is a history entry with the
 * page's own state and address; our key names the layers.
 */
import { layersOf } from "./layers.ts";

/** A traversal takes seconds on a busy phone, and one that leads nowhere is never reported. */
const TRAVERSAL_MS = 10_000;

/** Traversals and new entries of all checkouts, one after the other. */
let queue = Promise.resolve();
/** Whether a traversal is ours: it leaves what is over, not what has been entered since. */
let leaving = false;

/** Resolves once the traversals and new entries so far are done. */
export function historyAtRest(): Promise<void> {
  return queue;
}

function traversed(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    addEventListener("popstate", done, { once: true });
    setTimeout(done, TRAVERSAL_MS);
  });
}

function enter(layer: string): void {
  const { state } = history as { readonly state: unknown };
  const layers = layersOf(state);
  if (layers.includes(layer)) return;
  const own = { malipo: [...layers, layer] };
  try {
    // Routers find their own keys again in every entry.
    history.pushState(
      typeof state === "object" ? { ...state, ...own } : own,
      "",
    );
  } catch {
    // The page has changed its history too often.
  }
}

async function leave(left: readonly string[]): Promise<void> {
  const layers = layersOf(history.state);
  const kept = layers.findLastIndex((it) => !left.includes(String(it))) + 1;
  const count = layers.length - kept;
  // The page may have gone on, and another checkout may have a layer above.
  if (count === 0) return;
  const done = traversed();
  leaving = true;
  history.go(-count);
  await done;
  leaving = false;
}

interface LayerActions {
  /** Back has left the layer. */
  readonly onLeft: (layer: string) => void;
  /** Forward has led to an entry with these layers. */
  readonly onFound: (layers: readonly unknown[]) => void;
}

export class BackSteps {
  #layers: readonly string[] = [];
  /** Where they were entered. A link to another place in the page is no way back. */
  #address = "";
  readonly #actions: LayerActions;
  readonly #onTraversal = ({ state }: PopStateEvent): void => {
    if (leaving || location.href !== this.#address) return;
    const present = layersOf(state);
    const left = this.#layers.filter((it) => !present.includes(it));
    this.#layers = this.#layers.filter((it) => present.includes(it));
    for (const layer of left) this.#actions.onLeft(layer);
    if (!left.length) this.#actions.onFound(present);
  };

  constructor(actions: LayerActions) {
    this.#actions = actions;
  }

  /** The layers there are now, the lowest first. */
  update(layers: readonly string[]): void {
    const before = this.#layers;
    this.#layers = layers;
    const entered = layers.filter((it) => !before.includes(it));
    const left = before.filter((it) => !layers.includes(it));
    if (left.length) queue = queue.then(() => leave(left));
    for (const layer of entered)
      queue = queue.then(() => {
        if (!this.#layers.includes(layer)) return;
        // Now: whoever begins to listen during one of our traversals would take its end for the shopper's Back.
        addEventListener("popstate", this.#onTraversal);
        this.#address = location.href;
        enter(layer);
      });
  }

  end(): void {
    this.update([]);
    removeEventListener("popstate", this.#onTraversal);
  }
}
