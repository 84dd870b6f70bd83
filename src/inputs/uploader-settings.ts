import type { UploaderSetting } from '../platform/runner.ts';

/** What the inputs of a run name themselves: an index other than the default, and a password. */
interface NamedByInputs {
  readonly index: boolean;
  readonly password: boolean;
}

/** One line about settings of other uploaders, which are not read; undefined where there are none. */
interface UnreadSettings {
  /** `warning` where files go to PyPI although a setting names another index. */
  readonly level: 'warning' | 'notice' | 'info';
  readonly text: string;
}

/** Says once which settings are not read, by their names, as loud as they may matter. Pure. */
export function describeUnreadSettings(
  settings: readonly UploaderSetting[],
  named: NamedByInputs,
): UnreadSettings | undefined {
  if (settings.length === 0) return undefined;
  const indexes = settings.filter(({ says }) => says === 'other-index');
  if (indexes.length > 0 && !named.index) {
    const others = settings.filter((each) => !indexes.includes(each));
    const rest = others.length === 0 ? '' : ` wheelseal does not read ${namesOf(others)} either.`;
    const verb = indexes.length === 1 ? 'names' : 'name';
    return {
      level: 'warning',
      text:
        `${namesOf(indexes)} ${verb} another index, but wheelseal reads only \`repository-url\`, which is PyPI's: this run uploads to PyPI. ` +
        `Set \`repository-url\` if you mean another index.${rest}`,
    };
  }
  const matter = settings.some(({ says }) => says === 'credentials') && !named.password;
  const instead = matter
    ? '`password` is empty, so this run uses Trusted Publishing.'
    : 'Only the inputs name the index and its credentials.';
  return {
    level: matter ? 'notice' : 'info',
    text: `wheelseal does not read ${namesOf(settings)}. ${instead}`,
  };
}

function namesOf(settings: readonly UploaderSetting[]): string {
  const names = settings.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
