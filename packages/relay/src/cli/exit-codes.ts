/** How `malipo` leaves. */

export const EXIT_DONE = 0;
/** It had begun and could not go on. */
export const EXIT_FAILED = 1;
/** The arguments, the configuration or the machine do not allow it; nothing was begun. */
export const EXIT_MISUSE = 2;
/** The relay answered and said no: its problem document says why. */
export const EXIT_REFUSED = 3;
/** There is no such order, link, payout… */
export const EXIT_NOT_FOUND = 4;
