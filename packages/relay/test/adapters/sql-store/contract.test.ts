import { borrowPostgres } from "./postgres-databases.ts";
import { makeSqliteFile } from "./sqlite-files.ts";
import { describeStoreContract } from "./store-contract.ts";

describeStoreContract("SQLite", makeSqliteFile);
describeStoreContract("PostgreSQL", borrowPostgres);
