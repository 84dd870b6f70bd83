/** A version number of PEP 440, as far as comparing and writing it needs. */
export interface Version {
  /** Normalised, as `str(Version(...))` writes it. */
  text: string;
  local: string | undefined;
}

const PATTERN =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|rc|a|b|c)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;

const PHASES: Record<string, string> = { alpha: 'a', beta: 'b', c: 'rc', pre: 'rc', preview: 'rc' };

/** Parses one; undefined where PEP 440 does not know it. */
export function parseVersion(source: string): Version | undefined {
  const match = PATTERN.exec(source.trim());
  if (match === null) return undefined;
  const [, epoch, release = '', phase, phaseNumber, bare, post, postNumber, dev, devNumber, local] = match;
  const phaseName = phase?.toLowerCase() ?? '';
  const text = [
    number(epoch) === '0' ? '' : `${number(epoch)}!`,
    release.split('.').map(number).join('.'),
    phase === undefined ? '' : `${PHASES[phaseName] ?? phaseName}${number(phaseNumber)}`,
    bare === undefined && post === undefined ? '' : `.post${number(bare ?? postNumber)}`,
    dev === undefined ? '' : `.dev${number(devNumber)}`,
  ].join('');
  const localText = local?.toLowerCase().replace(/[-_]/g, '.');
  return { text: localText === undefined ? text : `${text}+${localText}`, local: localText };
}

/** Whether two versions are one under PEP 440: `1.0` and `1.0.0` are. */
export function sameVersion(left: string, right: string): boolean {
  return comparisonKey(left) === comparisonKey(right);
}

/** A key that equal versions share. */
export function comparisonKey(source: string): string {
  const text = parseVersion(source)?.text ?? source;
  return text.replace(/^((?:\d+!)?\d+(?:\.\d+)*?)(?:\.0)+(?!\.?\d)/, '$1');
}

function number(digits: string | undefined): string {
  return String(BigInt(digits === undefined || digits === '' ? '0' : digits));
}
