import { againstIndex } from '../finding.ts';
import type { Finding } from '../finding.ts';

/** What PyPI scans the members of an archive for (warehouse/utils/scanner.py and scanner_rules/, August 2026). */
interface ScanRule {
  readonly tool: string;
  readonly markers: readonly string[];
  /** Whether one marker is enough. */
  readonly any: boolean;
}

const RULES: readonly ScanRule[] = [
  {
    tool: 'PyArmor',
    markers: [
      '__pyarmor__(__name__, __file__,',
      '__pyarmor_enter__',
      '__pyarmor_exit__',
      '__pyarmor_assert__',
      '__pyarmor_bcc__',
    ],
    any: true,
  },
  { tool: 'SourceDefender', markers: ['---BEGIN PYE FILE---', '---END PYE FILE---'], any: false },
];

/** Larger members are not scanned there. */
const maximumBytes = 5 * 1024 * 1024;

/** Whether PyPI scans a member of this name and size: by its suffix, as Python's pathlib has it. */
export function isScanned(path: string, size: number): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^\.+/, '');
  const suffix = name.includes('.') ? name.slice(name.lastIndexOf('.')).toLowerCase() : '';
  return size <= maximumBytes && (suffix === '.py' || suffix === '.pye');
}

/** The tool that encrypted a member, as PyPI recognises it by its text; undefined where none did. */
export function encryptingTool(content: Buffer): string | undefined {
  const rule = RULES.find(({ markers, any }) => {
    const found = markers.filter((marker) => content.includes(marker));
    return any ? found.length > 0 : found.length === markers.length;
  });
  return rule?.tool;
}

/** That a member was encrypted. */
export function encryptedSource(path: string, tool: string): Finding {
  const answer = `Invalid distribution file. ${tool}-encrypted content is not allowed. See https://pypi.org/policy/acceptable-use-policy/ for more information.`;
  const hint = `Build without ${tool}: the index accepts no encrypted source.`;
  return againstIndex(`'${path}' is encrypted by ${tool}`, answer, hint);
}
