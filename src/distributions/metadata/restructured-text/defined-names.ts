/** Something that has a name, for references. */
export interface Target {
  readonly isExplicit: boolean;
  /** False: several have the name, so that no reference can use it. */
  readonly isUnique: boolean;
  /** What it leads to: an address, or the name of another target. */
  readonly destination?: string;
}

/** A reference to a name. */
export interface Reference {
  readonly name: string;
  readonly line: number;
  /** As it is written. */
  readonly text: string;
}

/** A target that leads to another one; without a name where it is anonymous. */
export interface IndirectTarget {
  readonly name: string | undefined;
  readonly alias: string;
  readonly line: number;
  readonly text: string;
}

/** Names that a text defines and refers to. */
export interface Names {
  readonly targets: Map<string, Target>;
  readonly references: Reference[];
  readonly indirect: IndirectTarget[];
  /** As written, and in lower case. */
  readonly exactSubstitutions: Set<string>;
  readonly substitutions: Set<string>;
  readonly substitutionReferences: { readonly name: string; readonly line: number }[];
  /** Lines of anonymous references and targets. */
  readonly anonymousReferences: number[];
  readonly anonymousTargets: number[];
  /** Labels without `#`; an empty one is numbered automatically. */
  readonly autoFootnotes: string[];
  readonly autoReferences: { readonly label: string; readonly line: number }[];
  readonly symbolFootnotes: number[];
  readonly symbolReferences: number[];
}

/** A text without names. */
export function noNames(): Names {
  return {
    targets: new Map(),
    references: [],
    indirect: [],
    exactSubstitutions: new Set(),
    substitutions: new Set(),
    substitutionReferences: [],
    anonymousReferences: [],
    anonymousTargets: [],
    autoFootnotes: [],
    autoReferences: [],
    symbolFootnotes: [],
    symbolReferences: [],
  };
}
