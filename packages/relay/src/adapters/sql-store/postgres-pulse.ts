/**
 * LISTEN and NOTIFY on a separate connection, which is reopened whenever it is lost
 * (https://www.postgresql.org/docs/current/sql-notify.html). Pulses sent in the meantime are lost, so callers must poll
 * as well.
 */
import pg from "pg";
import type { Random } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Timers } from "../../ports/timers.ts";
import { toConnectError, toStoreError } from "./postgres-errors.ts";
import { CLOSE_WITHIN_MS, within } from "./postgres-pool.ts";
import type { PostgresAddress } from "./postgres-url.ts";

export interface PulseParts {
  readonly timers: Timers;
  readonly random: Pick<Random, "chance">;
  readonly log: Log;
}

export interface PulseHandlers {
  /** Called with each payload that another connection sent. */
  readonly onPulse: (payload: string) => void;
  /** Called when pulses begin to arrive; earlier ones are lost. */
  readonly onListening: () => void;
}

export interface Pulse {
  /** Resolves once the server has it, and also if it is lost. */
  send(payload: string): Promise<void>;
  close(): Promise<void>;
}

/** Channels belong to one database, so the name needs no prefix. */
const CHANNEL = "malipo_orders";
const CONNECT_MS = 5_000;
const ANSWER_MS = 5_000;
/** How often an idle connection is tested, since a network may drop it silently. */
const PROVE_EVERY_MS = 30_000;
const FIRST_BACK_OFF_MS = 250;
const LONGEST_BACK_OFF_MS = 10_000;

export function openPulse(
  address: PostgresAddress,
  { onPulse, onListening }: PulseHandlers,
  { timers, random, log }: PulseParts,
): Pulse {
  let client: pg.Client | undefined;
  let connecting: Promise<void> = Promise.resolve();
  let failures = 0;
  let isClosed = false;
  let callOff = (): void => undefined;

  /** Closes a lost connection. It may look alive on our side, so errors are expected. */
  const drop = async (lost: pg.Client): Promise<void> => {
    await lost.end().catch(() => undefined);
  };

  const connectLater = (): void => {
    const ms = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** failures);
    failures += 1;
    // Jitter: relays that lost the server together should not all return at once.
    callOff = timers.after(ms / 2 + (ms / 2) * random.chance(), () => {
      connecting = connect();
    });
  };

  const lose = (lost: pg.Client, error?: unknown): void => {
    if (client !== lost) return;
    client = undefined;
    callOff();
    void drop(lost);
    if (isClosed) return;
    log.warn(
      { err: error === undefined ? undefined : toStoreError(error) },
      "the connection that tells of other relays' changes was lost; the database is polled meanwhile",
    );
    connectLater();
  };

  const proveLater = (proved: pg.Client): void => {
    callOff = timers.after(PROVE_EVERY_MS, () => {
      proved.query("select 1").then(
        () => {
          if (client === proved) proveLater(proved);
        },
        (error: unknown) => {
          lose(proved, error);
        },
      );
    });
  };

  const connect = async (): Promise<void> => {
    const made = new pg.Client({
      ...address,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      fallback_application_name: "malipo pulses",
    });
    // Without a listener, a lost connection would end the process. `end` reports it.
    made.on("error", () => undefined);
    made.on("end", () => {
      lose(made);
    });
    made.on("notification", ({ payload, processId }) => {
      const isOwn =
        processId === (made as { processID?: number | null }).processID;
      if (payload !== undefined && !isOwn) onPulse(payload);
    });
    try {
      await made.connect();
      // Pulses need no durability, so their commits don't wait for the disk.
      await made.query("set synchronous_commit to off");
      await made.query(`listen ${CHANNEL}`);
    } catch (error) {
      void drop(made);
      if (isClosed) return;
      if (failures === 0)
        log.warn(
          { err: toConnectError(error) },
          "there is no connection that tells of other relays' changes; the database is polled meanwhile",
        );
      connectLater();
      return;
    }
    if (isClosed) return drop(made);
    if (failures > 0)
      log.info({}, "other relays' changes are told again as they happen");
    failures = 0;
    client = made;
    proveLater(made);
    onListening();
  };

  connecting = connect();
  return {
    async send(payload) {
      const sender = client;
      if (sender === undefined) return;
      try {
        await sender.query("select pg_notify($1, $2)", [CHANNEL, payload]);
      } catch (error) {
        lose(sender, error);
      }
    },
    async close() {
      isClosed = true;
      callOff();
      const last = client;
      client = undefined;
      await within(
        CLOSE_WITHIN_MS,
        last === undefined ? connecting : drop(last),
      );
    },
  };
}
