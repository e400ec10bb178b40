// Ours and the SDK in turn, against the same service:
//   node compare.mjs BENCH_SENDING [RECIPIENTS=20000] [ROUNDS=3]
// Run it where the SDK is installed (see peer.mjs). Exits 1 below 1,000 emails/s or below the SDK's rate, best of each.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [program, recipients = '20000', rounds = '3'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sending-'));
const bodies = join(folder, 'bodies.jsonl');
const server = spawn(program, ['serve', bodies, '2000'], { stdio: ['ignore', 'pipe', 'inherit'] });
const url = await new Promise((ready) => server.stdout.once('data', (line) => ready(String(line).trim())));
const peer = join(dirname(fileURLToPath(import.meta.url)), 'peer.mjs');

const lines = [];
function measure(command, args) {
    const text = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    process.stdout.write(text);
    lines.push(...text.trim().split('\n').map((line) => JSON.parse(line)));
}
try {
    for (let round = 0; round < Number(rounds); ++round) {
        measure(program, [recipients, '1', url]);
        if (!existsSync(bodies))
            throw new Error('fewer than 2,000 emails were sent');
        measure(process.execPath, [peer, url, bodies, recipients, '16', '1']);
    }
} finally {
    server.kill();
    rmSync(folder, { recursive: true });
}
const best = (what, key) => Math.max(...lines.filter((line) => line.what === what).map((line) => line[key]));
const result = {
    what: 'compare', ours: best('sending', 'per_second'), sdk: best('sdk', 'per_second'),
    ours_per_processor_second: best('sending', 'per_processor_second'), sdk_per_processor_second: best('sdk', 'per_processor_second'),
};
result.ratio = result.ours / result.sdk;
console.log(JSON.stringify(result));
process.exitCode = result.ours >= 1000 && result.ratio >= 1 ? 0 : 1;
