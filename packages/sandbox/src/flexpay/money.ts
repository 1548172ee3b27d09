/** FlexPay's amounts: decimals in major units with up to four places, stored as integer ten-thousandths. */

/** At most fifteen digits, so that units are exact and their decimals are exact as JSON numbers. */
const DECIMAL = /^(\d{1,11})(?:\.(\d{1,4}))?$/;

const UNITS_PER_MAJOR = 10_000;

/** `"1500"`, `"0.0001"` to units; `undefined` for zero and for anything else, signs and exponents included. */
export function parseUnits(decimal: string): number | undefined {
  const match = DECIMAL.exec(decimal);
  if (match === null) return undefined;
  const [, whole = "", fraction = ""] = match;
  const units = Number(whole + fraction.padEnd(4, "0"));
  return units > 0 ? units : undefined;
}

/** For JSON: 15000001 to 1500.0001. */
export function toJsonAmount(units: number): number {
  return units / UNITS_PER_MAJOR;
}

/** `"NGN 1,500.00"`, `"NGN 0.0001"`: for display, with at least two places. */
export function toMoney({
  currency,
  units,
}: {
  readonly currency: string;
  readonly units: number;
}): string {
  const digits = String(units).padStart(5, "0");
  const whole = digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = digits.slice(-4).replace(/0{1,2}$/, "");
  return `${currency} ${whole}.${fraction}`;
}
