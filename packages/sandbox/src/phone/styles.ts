/** The phone page's sheet. */
import { CONNECTION_STYLES } from "../web/live-connection.ts";
import { CARDS_STYLES } from "./cards-styles.ts";
import { DEVICE_STYLES } from "./device-styles.ts";
import { PAGE_STYLES } from "./page-styles.ts";
import { PAYBILL_STYLES } from "./paybill-styles.ts";

export const PHONE_STYLES =
  CONNECTION_STYLES +
  PAGE_STYLES +
  DEVICE_STYLES +
  CARDS_STYLES +
  PAYBILL_STYLES;
