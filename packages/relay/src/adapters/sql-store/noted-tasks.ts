/** What tasks a transaction has put and not taken, for those who run them. */
import type { TaskKind } from "../../domain/task.ts";
import type { Task } from "../../ports/store.ts";

export class NotedTasks {
  /** When they are due, by kind and subject. */
  readonly #dueTimes = new Map<TaskKind, Map<string, number>>();

  /** The earliest due time of each kind. */
  get earliest(): ReadonlyMap<TaskKind, number> {
    const tasks = new Map<TaskKind, number>();
    for (const [kind, dueTimes] of this.#dueTimes)
      if (dueTimes.size > 0) tasks.set(kind, Math.min(...dueTimes.values()));
    return tasks;
  }

  put({ kind, subject, dueAt }: Task): void {
    const dueTimes = this.#dueTimes.get(kind) ?? new Map<string, number>();
    const known = dueTimes.get(subject) ?? dueAt;
    this.#dueTimes.set(kind, dueTimes.set(subject, Math.min(known, dueAt)));
  }

  taken({ kind, subject }: Task): void {
    this.#dueTimes.get(kind)?.delete(subject);
  }
}
