/** What people of the shop are told, and how it is gathered into messages. Pure. */
import type { Amount } from "@malipo/protocol";
import type {
  AlertChannel,
  AlertFacts,
  AlertKind,
  AlertState,
  AlertType,
} from "@malipo/protocol/merchant";
import { isOver } from "./message-progress.ts";
import type { MessageProgress } from "./message-progress.ts";
import type { Instant } from "./observation.ts";

export type { AlertFacts, AlertKind, AlertType };

export interface Alert {
  readonly id: string;
  readonly type: AlertType;
  readonly at: Instant;
  readonly about: AlertFacts;
}

export interface StoredAlert extends Alert {
  /** The end of the quiet hours that it waits for; null if it was in none. */
  readonly heldUntil: Instant | null;
  /** When it became part of messages; null as long as it waits. */
  readonly gatheredAt: Instant | null;
}

export interface AlertGroup {
  readonly type: AlertType;
  readonly count: number;
  /** Of all of them, by currency. */
  readonly totals: readonly Amount[];
  /** The oldest of them. */
  readonly alerts: readonly Alert[];
}

/** `to`: an e-mail address; "webhook" for the one webhook. */
export interface AlertTarget {
  readonly channel: AlertChannel;
  readonly to: string;
}

/** What it says is fixed when it is made, so that each try says the same. */
export interface AlertMessage extends AlertTarget {
  readonly id: string;
  readonly createdAt: Instant;
  readonly groups: readonly AlertGroup[];
  readonly progress: MessageProgress;
}

/** The first of a type is told at once; what follows within this time is gathered into one message. */
export const GATHER_MS = 10 * 60_000;
/** How many alerts of a type a message tells one by one; of the others it has the number. */
export const TOLD_ONE_BY_ONE = 20;

/** The kind that switches it on. */
export const kindOf = (type: AlertType): AlertKind =>
  type === "provider.up" ? "provider.down" : type;

export const messageState = ({ progress }: AlertMessage): AlertState => {
  if (!isOver(progress)) return "waiting";
  return progress.sentAt === null ? "failed" : "sent";
};

/** Without a message it was given up, because nobody was to be told any more. */
export function alertState(
  { gatheredAt }: StoredAlert,
  messages: readonly AlertMessage[],
): AlertState {
  const states = messages.map(messageState);
  if (gatheredAt === null || states.includes("waiting")) return "waiting";
  return states.length > 0 && states.every((state) => state === "sent")
    ? "sent"
    : "failed";
}
