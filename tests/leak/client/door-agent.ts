// Calls the HTTP door of an instance for a test that is outside its namespace. Run by Node as it is (types are stripped).
import { createInterface } from 'node:readline';

export interface Ask {
  readonly number: number;
  readonly url: string;
  readonly token: string;
  readonly body: string | undefined;
}

export interface Reply {
  readonly number: number;
  readonly status: number;
  readonly body: string;
}

async function answer({ number, url, token, body }: Ask): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
    return { number, status: response.status, body: await response.text() };
  } catch (error) {
    return { number, status: 0, body: String(error) };
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin }))
  void answer(JSON.parse(line) as Ask).then((reply) => process.stdout.write(`${JSON.stringify(reply)}\n`));
