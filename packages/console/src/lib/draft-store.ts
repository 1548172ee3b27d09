/** What somebody has typed and not sent yet: it outlives a reload of its tab, and is nobody else's. */
import { currentSession } from "./session.ts";

export class DraftStore<T extends object> {
  readonly #nameOf: () => string;

  /** `nameOf`: of what is typed now. */
  constructor(nameOf: () => string) {
    this.#nameOf = nameOf;
  }

  get #key(): string {
    return `malipo-draft:${currentSession()?.key.id ?? ""}:${this.#nameOf()}`;
  }

  /** Undefined if there is none. Only this console writes it, so its shape is known. */
  read(): T | undefined {
    const text = sessionStorage.getItem(this.#key);
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  keep(draft: T): void {
    sessionStorage.setItem(this.#key, JSON.stringify(draft));
  }

  drop(): void {
    sessionStorage.removeItem(this.#key);
  }
}
