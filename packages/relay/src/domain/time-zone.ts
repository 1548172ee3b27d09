export { createTimeZone } from "@malipo/protocol/time-zone";
export type { TimeZone } from "@malipo/protocol/time-zone";
