/** Money in whole minor units (cents); the shop sells in currencies that have two decimals. */

const DECIMALS = 2;

/** `"2500.00"` or `"2500"` to 250000. Throws for anything else, so that a misspelt price never sells. */
export function parsePrice(text: string): number {
  const [, whole, cents = ""] = /^(\d{1,9})(?:\.(\d{2}))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`"${text}" is not a price.`);
  return Number(whole + cents.padEnd(DECIMALS, "0"));
}

/** 250000 to `KES 2,500`; cents only where there are any. The space does not break. */
export function formatMoney(minorUnits: number, currency: string): string {
  const digits = String(minorUnits).padStart(DECIMALS + 1, "0");
  const whole = digits.slice(0, -DECIMALS).replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const cents = digits.slice(-DECIMALS);
  return `${currency}\u00a0${whole}${cents === "00" ? "" : `.${cents}`}`;
}
