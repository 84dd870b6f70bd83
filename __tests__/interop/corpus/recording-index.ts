// An index that takes everything and keeps the form of every file that is posted to it.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import busboy from 'busboy';

/** Values by form field, in the order they were sent. */
export type PostedForm = Readonly<Record<string, readonly string[]>>;

export interface RecordingIndex {
  readonly url: string;
  /** The forms since the last call, by file name. */
  take(): ReadonlyMap<string, PostedForm>;
  close(): Promise<void>;
}

export async function startRecordingIndex(): Promise<RecordingIndex> {
  let posted = new Map<string, PostedForm>();
  const server = createServer((request, response) => {
    void answer(request, response, posted);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/legacy/`,
    take() {
      const taken = posted;
      posted = new Map();
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  posted: Map<string, PostedForm>,
): Promise<void> {
  try {
    const { name, form } = await readForm(request);
    posted.set(name, form);
    response.end();
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
}

function readForm(request: IncomingMessage): Promise<{ name: string; form: PostedForm }> {
  return new Promise((resolve, reject) => {
    const form: Record<string, string[]> = {};
    let name = '';
    const parser = busboy({
      headers: request.headers,
      limits: { fieldSize: 2 ** 26 },
      defParamCharset: 'utf8',
    });
    parser.on('field', (field, value) => (form[field] ??= []).push(value));
    parser.on('file', (_field, content, { filename = '' }) => {
      name = filename;
      content.resume();
    });
    parser.on('close', () => resolve({ name, form }));
    parser.on('error', reject);
    request.pipe(parser);
  });
}
