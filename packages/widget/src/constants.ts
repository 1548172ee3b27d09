/** Shared by browser and server. */
export const TAG_NAME = "malipo-checkout";
