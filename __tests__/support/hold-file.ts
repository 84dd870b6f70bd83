import koffi from 'koffi';

const GENERIC_READ = 0x80000000;
const OPEN_EXISTING = 3;

/**
 * Has a file for itself, where the system knows such a thing, as a virus scanner may; what is returned lets it go.
 * https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew
 */
export function holdFile(path: string): () => void {
  if (process.platform !== 'win32') return () => undefined;
  const kernel32 = koffi.load('kernel32.dll');
  const createFile = kernel32.func(
    'intptr_t __stdcall CreateFileW(str16 name, uint32_t access, uint32_t share, void *security, uint32_t disposition, uint32_t flags, intptr_t template)',
  );
  const closeHandle = kernel32.func('bool __stdcall CloseHandle(intptr_t handle)');
  const handle: unknown = createFile(path, GENERIC_READ, 0, null, OPEN_EXISTING, 0, 0);
  if (handle === -1) throw new Error(`${path} could not be opened`);
  return () => void closeHandle(handle);
}
