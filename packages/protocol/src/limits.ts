/**
 * How long texts may be and how many things there may be: for the schemas, and for the forms in which people enter them.
 * Has no imports, so that pages can bundle it.
 */

/** Of a payment link. */
export const LINK_LIMITS = {
  title: 120,
  description: 500,
  inactiveMessage: 300,
  suggestedAmounts: 6,
  /** Of `maxPayments` and `stock`. */
  uses: 1_000_000,
  quantity: 9999,
  fields: 3,
  fieldLabel: 60,
  choices: 20,
  choice: 60,
} as const;

export const METADATA_LIMITS = { pairs: 20, value: 500 } as const;

export const MAX_URL = 2048;

/** Of API keys and webhook endpoints. */
export const MAX_NAME = 100;

/** Of a webhook endpoint. */
export const MAX_DESCRIPTION = 500;

/** How long what a secret was before a rotation is accepted as well. */
export const OVERLAP_SECONDS = {
  usual: 24 * 60 * 60,
  most: 7 * 24 * 60 * 60,
} as const;
