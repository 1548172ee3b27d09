/** What browser and server share. */
export const TAG_NAME = "malipo-checkout";
