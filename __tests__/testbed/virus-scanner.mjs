// Opens every new file below a folder for a while, as a virus scanner does: `node virus-scanner.mjs FOLDER MILLISECONDS`. On Windows
// nobody may rename, replace or remove it meanwhile. Says `ready`, and at the end of its input how many files it opened.
import koffi from 'koffi';
import { closeSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const GENERIC_READ = 0x80000000;
const FILE_SHARE_READ_WRITE = 3;
const OPEN_EXISTING = 3;
const INVALID_HANDLE = -1;

const [folder, milliseconds] = process.argv.slice(2);
const seen = new Set();
let opened = 0;

/** Opens a file and returns what closes it; undefined where it is gone. https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew */
const open = process.platform === 'win32' ? openerOfWindows() : openOnly;

function openerOfWindows() {
  const kernel32 = koffi.load('kernel32.dll');
  const createFile = kernel32.func(
    'intptr_t __stdcall CreateFileW(str16 name, uint32_t access, uint32_t share, void *security, uint32_t disposition, uint32_t flags, intptr_t template)',
  );
  const closeHandle = kernel32.func('bool __stdcall CloseHandle(intptr_t handle)');
  return (path) => {
    const handle = createFile(path, GENERIC_READ, FILE_SHARE_READ_WRITE, null, OPEN_EXISTING, 0, 0);
    return handle === INVALID_HANDLE ? undefined : () => closeHandle(handle);
  };
}

function openOnly(path) {
  try {
    const descriptor = openSync(path, 'r');
    return () => closeSync(descriptor);
  } catch {
    return undefined;
  }
}

/** Files and folders below the folder; none where one of its folders went while it was read. */
function listed() {
  try {
    return readdirSync(folder, { recursive: true });
  } catch {
    return [];
  }
}

function scan() {
  for (const name of listed()) {
    if (seen.has(name)) continue;
    const close = open(join(folder, name));
    if (close === undefined) continue;
    seen.add(name);
    opened += 1;
    setTimeout(close, Number(milliseconds));
  }
  setTimeout(scan, 1);
}

scan();
process.stdout.write('ready\n');
process.stdin.resume().once('end', () => process.stdout.write(`${opened}\n`, () => process.exit()));
