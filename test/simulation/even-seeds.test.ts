import { everyHistory } from "./seeds.ts";

everyHistory(0);
