/** The keys that sign relay tokens. */
import type { AuditEntry } from "../domain/audit.ts";

export interface SigningKeyRecord {
  readonly kid: string;
  /** The private JWK, encrypted under the master key. */
  readonly wrapped: string;
  readonly createdAt: number;
  /** Since when the key only verifies and no longer signs. */
  readonly retiredAt: number | null;
  /** When its tokens are refused; null: some time after `retiredAt`. */
  readonly refusedAt: number | null;
}

export interface SigningKeys {
  /** Newest first. */
  listSigningKeys(): Promise<readonly SigningKeyRecord[]>;
  insertSigningKey(key: SigningKeyRecord): Promise<void>;
  /**
   * Inserts the key unless there is already one that was still signing when this one was created. If several relays
   * start at once, one wins and all find its key in the list.
   */
  insertFirstSigningKey(key: SigningKeyRecord): Promise<void>;
  /**
   * Inserts or replaces, by `kid`, the keys that `change` returns for all keys, in a transaction that excludes other changes
   * of keys; resolves with the resulting keys. `change` may be called more than once; if it throws, nothing changes.
   * `audit`: called after `change`, for what the audit log says of it.
   */
  updateSigningKeys(
    change: (keys: readonly SigningKeyRecord[]) => readonly SigningKeyRecord[],
    audit?: () => AuditEntry,
  ): Promise<readonly SigningKeyRecord[]>;
}
