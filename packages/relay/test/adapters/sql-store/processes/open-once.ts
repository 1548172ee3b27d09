/** Opens the database, writes one row and closes it. Arguments: database file, order id. */
import { openSqlStore } from "../../../../src/adapters/sql-store/open.ts";
import { anOrder } from "../../../domain/fixtures.ts";

const [file = "", id = ""] = process.argv.slice(2);
const store = await openSqlStore(`sqlite:${file}`);
await store.transaction((tx) => tx.insertOrder(anOrder({ id })));
await store.close();
