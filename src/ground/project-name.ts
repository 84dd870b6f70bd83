/** Whether a text is the name of a project, or of an extra. https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function isProjectName(text: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text);
}

/** Normalised project name. https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normaliseProject(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
