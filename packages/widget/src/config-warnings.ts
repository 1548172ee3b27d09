/** Reports configuration mistakes that don't stop the checkout, once each, as events and in the console. */
import { misconfigured, toErrorDetail } from "./errors.ts";
import { emit } from "./events.ts";

/** How long a page may take to set properties after creating the element. */
const SETUP_TIME_MS = 1000;

export interface ConfigWarning {
  readonly field: string;
  /** Additional text for the console. */
  readonly about?: string;
}

const reported = new WeakMap<EventTarget, Set<string>>();

export function reportWarnings(
  host: EventTarget,
  warnings: readonly ConfigWarning[],
): void {
  const before = reported.get(host) ?? new Set();
  reported.set(host, before);
  for (const { field, about = "" } of warnings)
    if (!before.has(field + about)) {
      before.add(field + about);
      emit(host, "malipo-error", toErrorDetail(misconfigured(field, about)));
    }
}

/** The same, once the page had the time to set everything. */
export function reportLater(
  host: Node,
  find: () => readonly ConfigWarning[],
): void {
  setTimeout(() => {
    if (host.isConnected) reportWarnings(host, find());
  }, SETUP_TIME_MS);
}
