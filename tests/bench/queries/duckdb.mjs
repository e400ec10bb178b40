// DuckDB's answers: node duckdb.mjs DIR [repeats=5]  (needs @duckdb/node-api beside it or in NODE_PATH's place)
// Prints {"case", "rows", "checksum", "median_ms"} per query of cases.json, as bench_queries does.
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
const [dir, repeats = "5"] = process.argv.slice(2);
if (!dir) throw new Error("usage: node duckdb.mjs DIR [repeats]");
const { DuckDBInstance } = createRequire(`${process.cwd()}/`)("@duckdb/node-api");
const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url)));
const file = `${dir}/peer_queries.duckdb`;
rmSync(file, { force: true });
const db = await (await DuckDBInstance.create(file, { threads: "2" })).connect();
for (const table of ["profiles", "events"])
  await db.run(`create table ${table} as from read_csv('${dir}/${table}.csv'${table === "events" ? ", types = {'amount': 'DECIMAL(12,2)'}" : ""})`);
await db.run("checkpoint");
for (const { name, duckdb } of cases) {
  const times = [];
  let rows;
  for (let i = 0; i <= Number(repeats); i++) {
    const from = process.hrtime.bigint();
    rows = (await db.runAndReadAll(duckdb)).getRows();
    if (i > 0) times.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  times.sort((a, b) => a - b);
  const text = rows.map((row) => row.join("|") + "\n").join("");
  console.log(JSON.stringify({ case: name, rows: rows.length, checksum: createHash("sha256").update(text).digest("hex").slice(0, 16),
    median_ms: +times[times.length >> 1].toFixed(3) }));
}
