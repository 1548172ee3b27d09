/**
 * Write transactions over one SQLite connection, committed in groups. What is asked for during one
 * turn of the event loop runs one after the other, each inside a savepoint where there are several, under one
 * `BEGIN IMMEDIATE` and one fsynced `COMMIT`; nobody hears of an end before that commit is on disk.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { StoreError } from "./errors.ts";

/** The most transactions in one commit: bounds what one failed commit takes along. */
const MAX_GROUP = 128;

export interface TransactionControl {
  /** False again, without a rollback of ours, once SQLite has given the transaction up by itself. */
  readonly inTransaction: boolean;
  /** Runs a statement without parameters or rows. */
  run(sql: string): void;
}

interface Outcome {
  /** Null where the work succeeded. */
  readonly failure: { readonly error: unknown } | null;
  readonly tell: () => void;
}

interface Member {
  /** Never rejects. */
  readonly run: () => Promise<Outcome>;
  readonly fail: (error: unknown) => void;
}

export class GroupCommit {
  readonly #connection: TransactionControl;
  readonly #waiting: Member[] = [];
  #draining: Promise<void> | undefined;
  readonly #assertKept: () => void;
  #closed = false;

  /** `assertKept` is called after each commit and throws where what was committed would be lost all the same. */
  constructor(
    connection: TransactionControl,
    assertKept: () => void = () => undefined,
  ) {
    this.#connection = connection;
    this.#assertKept = assertKept;
  }

  /**
   * Settles as `work` does, after the commit; what a rejected work wrote is undone. Rejects with a
   * `StoreError` when the commit fails. `work` must not wait for another write.
   */
  write<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed)
      return Promise.reject(new StoreError("closed", "The store is closed."));
    return new Promise<T>((resolve, reject) => {
      const run = async (): Promise<Outcome> => {
        const ended = Promise.resolve().then(work);
        const failure = await ended.then(
          () => null,
          (error: unknown) => ({ error }),
        );
        return {
          failure,
          tell: () => {
            resolve(ended);
          },
        };
      };
      this.#waiting.push({ run, fail: reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Takes no more writes and resolves when the last one has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What else this turn of the event loop brings joins the group.
      await nextTurn();
      await this.#commit(this.#waiting.splice(0, MAX_GROUP));
    }
    this.#draining = undefined;
  }

  async #commit(group: readonly Member[]): Promise<void> {
    try {
      this.#connection.run("begin immediate");
      const [only, ...others] = group;
      if (only !== undefined && others.length === 0) {
        await this.#commitAlone(only);
        return;
      }
      const tell: (() => void)[] = [];
      for (const member of group) tell.push(await this.#runMember(member));
      this.#connection.run("commit");
      this.#assertKept();
      for (const one of tell) one();
    } catch (error) {
      const reason = this.#rollBack(error);
      for (const member of group) member.fail(reason);
    }
  }

  async #commitAlone(member: Member): Promise<void> {
    const { failure, tell } = await member.run();
    if (failure === null) {
      this.#connection.run("commit");
      this.#assertKept();
    } else if (this.#connection.inTransaction) this.#connection.run("rollback");
    tell();
  }

  async #runMember(member: Member): Promise<() => void> {
    this.#connection.run("savepoint member");
    const { failure, tell } = await member.run();
    if (failure !== null) {
      // Some errors, a full disk for one, make SQLite roll back the whole transaction by itself
      // (https://www.sqlite.org/lang_transaction.html, section 3): the group is lost with it.
      if (!this.#connection.inTransaction) throw failure.error;
      this.#connection.run("rollback to member");
    }
    this.#connection.run("release member");
    return tell;
  }

  #rollBack(error: unknown): unknown {
    try {
      if (this.#connection.inTransaction) this.#connection.run("rollback");
      return error;
    } catch (second) {
      return new StoreError(
        "failed",
        "The database could not undo a transaction.",
        new AggregateError([error, second]),
      );
    }
  }
}
