/** The code of an error of the system or of Node, such as `ENOENT`; undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = Reflect.get(Object(error), 'code');
  return typeof code === 'string' ? code : undefined;
}
