// Starts the SQS emulator on 127.0.0.1 with one queue: node sqs.mjs [PORT]
import { createSqsServer } from "local-aws-sqs";

await createSqsServer({
  port: Number(process.argv[2] ?? 9324),
  hostname: "127.0.0.1",
  region: "us-east-1",
  accountId: "123456789012",
  queues: [{ QueueName: "ses-events", Attributes: { VisibilityTimeout: "30" } }],
});
