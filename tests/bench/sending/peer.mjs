// The HTTP part of sending with the official AWS SDK for JavaScript: prepared requests, signed and sent over so many
// kept connections as our window holds. Nothing is composed and nothing recorded.
//   npm install @aws-sdk/client-sesv2@3    (anywhere above this file)
//   node peer.mjs URL BODIES.jsonl [RECIPIENTS=20000] [SOCKETS=16] [RUNS=3]
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2');
const { NodeHttpHandler } = require('@smithy/node-http-handler');

const [url, file, recipients = '20000', sockets = '16', runs = '3'] = process.argv.slice(2);
const bodies = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const client = new SESv2Client({
    endpoint: url, region: 'eu-west-1', maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    requestHandler: new NodeHttpHandler({ httpAgent: new Agent({ keepAlive: true, maxSockets: Number(sockets) }) }),
});

async function run() {
    let next = 0;
    let accepted = 0;
    const worker = async () => {
        while (next < Number(recipients)) {
            const answer = await client.send(new SendEmailCommand(bodies[next++ % bodies.length]));
            accepted += answer.MessageId ? 1 : 0;
        }
    };
    const cpu = process.cpuUsage();
    const start = performance.now();
    await Promise.all(Array.from({ length: Number(sockets) }, worker));
    const seconds = (performance.now() - start) / 1000;
    const used = process.cpuUsage(cpu);
    const processor = (used.user + used.system) / 1e6;
    console.log(JSON.stringify({
        what: 'sdk', recipients: Number(recipients), accepted, seconds, per_second: accepted / seconds,
        processor_us_per_message: processor * 1e6 / accepted, per_processor_second: accepted / processor,
        peak_megabytes: process.resourceUsage().maxRSS * 1024 / 1e6,
    }));
    if (accepted !== Number(recipients))
        process.exitCode = 1;
}

for (let i = 0; i < Number(runs); ++i)
    await run();
