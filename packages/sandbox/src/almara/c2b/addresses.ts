/** URLs for paybill notifications: one per short code, and a default. */

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

  /** `null` removes the short code's URL. Returns false if too many are registered. */
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
