/** Normalised project name. https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normaliseProject(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
