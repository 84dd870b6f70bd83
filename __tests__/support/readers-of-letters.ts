/** Reads each letter once. */
export function readOnce(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum = (sum + text.charCodeAt(at)) % 65_521;
  return sum;
}

/** Looks back for each letter: a tenth of a second or so at 1 MB, four times as long at 2 MB. */
export function lookBack(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    for (let before = 0; before < at; before += 32_768) sum = (sum + text.charCodeAt(before)) & 0xffff;
  }
  return sum;
}

/** Calls itself for each letter. */
export function readDeep(text: string): number {
  return text === '' ? 0 : 1 + readDeep(text.slice(1));
}

/** Takes 60 ms of the processor for each megabyte, and a step of 90 ms more behind the first. */
export function readBehindStep(text: string): number {
  const megabytes = text.length / (1024 * 1024);
  const enough = (megabytes * 60 + (megabytes > 1 ? 90 : 0)) * 1000;
  const before = process.cpuUsage();
  let sum = 0;
  for (let spent = 0; spent < enough; sum += 1) {
    const { user, system } = process.cpuUsage(before);
    spent = user + system;
  }
  return sum;
}
