/** Converts between the provider's decimals in major units and integer cents. */

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/;

/** `"2500"`, `"2500.5"`, `"99.90"` to cents; `undefined` for anything else, signs and exponents included. */
export function parseCents(decimal: string): number | undefined {
  const match = DECIMAL.exec(decimal);
  if (match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  return Number(whole + fraction.padEnd(2, "0"));
}

/** 250000 to `"2500.0"`, 9999 to `"99.99"`: at least one digit behind the point. */
export function toDecimal(cents: number): string {
  const { whole, fraction } = split(cents);
  return `${whole}.${fraction.endsWith("0") ? fraction.slice(0, 1) : fraction}`;
}

/** 250000 to `"2,500.00"`, for people. */
export function toGroupedDecimal(cents: number): string {
  const { whole, fraction } = split(cents);
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
}

function split(cents: number): { whole: string; fraction: string } {
  const digits = String(cents).padStart(3, "0");
  return { whole: digits.slice(0, -2), fraction: digits.slice(-2) };
}
