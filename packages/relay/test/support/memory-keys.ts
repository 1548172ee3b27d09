import type { SigningKeyRecord } from "../../src/ports/signing-keys.ts";
import type { Store } from "../../src/ports/store.ts";

/** The signing-key part of a store, in memory; several processes of a test may share one. */
export class MemoryKeys implements Pick<
  Store,
  | "listSigningKeys"
  | "insertFirstSigningKey"
  | "insertSigningKey"
  | "updateSigningKeys"
> {
  readonly records: SigningKeyRecord[] = [];
  /** How often the list was asked for. */
  reads = 0;
  /** Runs before each answer; throw here to be a store that is down. */
  beforeRead: () => void | Promise<void> = () => undefined;

  async listSigningKeys(): Promise<readonly SigningKeyRecord[]> {
    this.reads += 1;
    await this.beforeRead();
    return this.records.toSorted((a, b) => b.createdAt - a.createdAt);
  }

  insertSigningKey(key: SigningKeyRecord): Promise<void> {
    this.records.push(key);
    return Promise.resolve();
  }

  insertFirstSigningKey(key: SigningKeyRecord): Promise<void> {
    const signs = this.records.some(
      ({ retiredAt }) => retiredAt === null || retiredAt > key.createdAt,
    );
    return signs ? Promise.resolve() : this.insertSigningKey(key);
  }

  updateSigningKeys(
    change: (keys: readonly SigningKeyRecord[]) => readonly SigningKeyRecord[],
  ): Promise<readonly SigningKeyRecord[]> {
    for (const key of change([...this.records])) {
      const index = this.records.findIndex(({ kid }) => kid === key.kid);
      if (index === -1) this.records.push(key);
      else this.records[index] = key;
    }
    return Promise.resolve([...this.records]);
  }

  retire(kid: string, retiredAt: number): void {
    const index = this.records.findIndex((record) => record.kid === kid);
    const record = this.records[index];
    if (record === undefined) throw new Error(`no key ${kid}`);
    this.records[index] = { ...record, retiredAt };
  }
}
