// Side by side: node compare.mjs OURS.jsonl PEER.jsonl [PEER.jsonl ...]. Prints how many times longer each peer takes;
// exits 1 where an answer differs or is missing.
import { readFileSync } from "node:fs";
const read = (file) => new Map(readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)).map((r) => [r.case, r]));
const [ours, ...peers] = process.argv.slice(2).map(read);
let wrong = 0;
for (const [name, one] of ours) {
  const parts = peers.map((peer) => {
    const other = peer.get(name);
    const same = other?.checksum === one.checksum && other.rows === one.rows;
    if (!same) wrong++;
    return `${String(other?.median_ms ?? "-").padStart(11)} ms ${same ? (other.median_ms / one.median_ms).toFixed(1).padStart(7) + "x" : "  DIFFERS"}`;
  });
  console.log(`${name.padEnd(24)} ${String(one.rows).padStart(5)} rows ${String(one.median_ms).padStart(9)} ms ${parts.join(" ")}`);
}
process.exit(wrong ? 1 : 0);
