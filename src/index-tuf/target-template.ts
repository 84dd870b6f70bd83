/** What a target path is made of. */
interface TargetFacts {
  readonly project: string;
  readonly version: string;
  readonly filename: string;
  /** Hex. */
  readonly sha256: string;
  /** BLAKE2b-256 in hex. */
  readonly blake2b: string;
}

/** The placeholders of a target path; PEP 458 leaves the path to the index. */
const PLACEHOLDERS: Readonly<Record<string, (facts: TargetFacts) => string>> = {
  project: ({ project }) => project,
  version: ({ version }) => version,
  filename: ({ filename }) => filename,
  sha256: ({ sha256 }) => sha256,
  // Warehouse's storage path: two, two and sixty characters.
  'blake2b-path': ({ blake2b: hex }) => `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex.slice(4)}`,
};
const PER_FILE = /\{(?:filename|sha256|blake2b-path)\}/;

/** What is wrong with a template; undefined where nothing is. */
export function templateFault(template: string): string | undefined {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = names.find((name) => !Object.hasOwn(PLACEHOLDERS, name));
  const known = Object.keys(PLACEHOLDERS).map((name) => `{${name}}`);
  if (unknown !== undefined) return `{${unknown}} is unknown; expected one of ${known.join(', ')}`;
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) return 'it has a brace without its pair';
  if (!PER_FILE.test(template) && !names.includes('project')) return `it names neither file nor project`;
  return undefined;
}

/** Whether it names one target for each file; otherwise one for the page of each project. */
export function isPerFile(template: string): boolean {
  return PER_FILE.test(template);
}

/** Whether it needs the file's BLAKE2b-256. */
export function needsBlake2b(template: string): boolean {
  return template.includes('{blake2b-path}');
}

/** The target path of one file, or of its project's page. */
export function targetPath(template: string, facts: TargetFacts): string {
  return template.replace(/\{([^{}]*)\}/g, (whole, name: string) => PLACEHOLDERS[name]?.(facts) ?? whole);
}
