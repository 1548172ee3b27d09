/** Lists in pages. */

export interface Page<T> {
  readonly items: readonly T[];
  /** Pass it to get the next page; null on the last one. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
