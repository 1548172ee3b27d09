/** Where the provider tells of payments by hand: one address per short code, and one for all others. */

export const MAX_ADDRESSES = 1_000;

export class C2bAddresses {
  readonly #urlByShortCode = new Map<string, string>();
  readonly #defaultUrl: string | undefined;

  constructor(defaultUrl: string | undefined) {
    this.#defaultUrl = defaultUrl;
  }

  get(shortCode: string): string | null {
    return this.#urlByShortCode.get(shortCode) ?? this.#defaultUrl ?? null;
  }

  /** `null` takes the short code's own address away. False when too many are registered. */
  set(shortCode: string, url: string | null): boolean {
    if (url === null) this.#urlByShortCode.delete(shortCode);
    else if (
      this.#urlByShortCode.size >= MAX_ADDRESSES &&
      !this.#urlByShortCode.has(shortCode)
    )
      return false;
    else this.#urlByShortCode.set(shortCode, url);
    return true;
  }

  clear(): void {
    this.#urlByShortCode.clear();
  }
}
