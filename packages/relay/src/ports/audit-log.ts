/** The audit log: entries are added, and never changed or removed. */
import type { AuditEntry } from "../domain/audit.ts";
import type { Instant } from "../domain/observation.ts";
import type { Page, PageRequest } from "./page.ts";

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** The object's id. */
  readonly object?: string | undefined;
  /** At or after / before, milliseconds. */
  readonly createdFrom?: Instant | undefined;
  readonly createdBefore?: Instant | undefined;
}

export interface AuditLog {
  /** Newest first. */
  list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntry>>;
}

export interface AuditLogTransaction {
  /** What is personal in an entry is not stored. */
  append(entry: AuditEntry): Promise<void>;
}
