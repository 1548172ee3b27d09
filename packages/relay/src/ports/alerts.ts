/** Where alerts and their messages are stored. */
import type {
  Alert,
  AlertGroup,
  AlertMessage,
  AlertType,
  StoredAlert,
} from "../domain/alert.ts";
import type { ProviderId } from "../domain/attempt.ts";
import type { Instant } from "../domain/observation.ts";
import type { Watch } from "../domain/outage.ts";
import type { Page, PageRequest } from "./page.ts";

/** What becomes one message: what waits of a type, or all that waited for the end of quiet hours. */
export type Gathered =
  { readonly type: AlertType } | { readonly heldUntil: Instant };

export interface AlertsTransaction {
  /** False, and nothing changed, if there is one of this cause. */
  insert(alert: Alert, cause: string): Promise<boolean>;
  /** Nobody else gathers alerts until the transaction ends. */
  lock(): Promise<void>;
  find(id: string): Promise<StoredAlert | undefined>;
  /** It waits for the end of quiet hours. */
  hold(id: string, until: Instant): Promise<void>;
  /** When alerts of this type became part of a message last; null if they never did. */
  lastGatheredAt(type: AlertType): Promise<Instant | null>;
  /** Gives them to this batch, and returns them by type. `heldUntil`: until then at the latest. */
  gather(
    which: Gathered,
    batchId: string,
    now: Instant,
  ): Promise<readonly AlertGroup[]>;
  insertMessage(message: AlertMessage, batchId: string): Promise<void>;
  /** Locks it until the transaction ends. */
  getMessage(id: string): Promise<AlertMessage | undefined>;
  updateMessage(message: AlertMessage): Promise<void>;
  /** What is known of whether a provider responds; undefined if it was never missed. */
  getWatch(provider: ProviderId): Promise<Watch | undefined>;
  putWatch(provider: ProviderId, watch: Watch): Promise<void>;
}

export interface AlertWithMessages {
  readonly alert: StoredAlert;
  readonly messages: readonly AlertMessage[];
}

export interface Alerts {
  find(id: string): Promise<StoredAlert | undefined>;
  findMessage(id: string): Promise<AlertMessage | undefined>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<AlertWithMessages>>;
}
