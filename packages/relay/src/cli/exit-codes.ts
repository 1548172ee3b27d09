/** Exit codes of `malipo`. */

export const EXIT_DONE = 0;
/** The command failed after it had started. */
export const EXIT_FAILED = 1;
/** Wrong arguments or configuration; nothing was started. */
export const EXIT_MISUSE = 2;
/** The relay refused; its problem document says why. */
export const EXIT_REFUSED = 3;
/** The order, link, payout… doesn't exist. */
export const EXIT_NOT_FOUND = 4;
/** It was done, and the relay and the provider differ. */
export const EXIT_DIFFERENCES = 5;
