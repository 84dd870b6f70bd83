// For @tufjs/models 5.0.2. It spreads an accumulator for each entry of a map, and joins the canonical JSON of each level anew.
import { MetaFile, Root, Snapshot, TargetFile, Targets } from '@tufjs/models';
import { DelegatedRole, Delegations } from './tuf-unexported.ts';

type Json = Parameters<typeof Snapshot.fromJSON>[0];
type JsonValue = Json[string];

/** Entries of the maps that upstream still reads, and levels of nesting, of each of which its canonical JSON is a copy. */
const [MOST_ENTRIES, MOST_LEVELS] = [1000, 100];

/**
 * Makes @tufjs/models read and write the maps of snapshot, targets and delegations in linear time, and refuse metadata of more keys
 * or levels than any repository has. Upstream takes the square of them, in `fromJSON` and again in `toJSON` for each signature: 107 s
 * for a snapshot of 16,384 bins, and all of it before a signature is checked.
 */
export function makeModelsLinear(): void {
  if (linear) return;
  linear = true;
  const { rootFromJson, snapshotFromJson, targetsFromJson } = UPSTREAM;
  Root.fromJSON = (data) => {
    refuseExcess(data);
    return rootFromJson(data);
  };
  Snapshot.fromJSON = (data) => {
    refuseExcess(data);
    const bare = snapshotFromJson({ ...data, meta: {} });
    const { meta } = data;
    return meta === undefined
      ? snapshotFromJson(data)
      : withMeta(
          bare,
          mapped(meta, 'meta', (_path, value) => MetaFile.fromJSON(value)),
        );
  };
  Targets.fromJSON = (data) => {
    refuseExcess(data);
    const bare = targetsFromJson({ ...data, targets: {} });
    const { targets } = data;
    return targets === undefined
      ? bare
      : withTargets(
          bare,
          mapped(targets, 'targets', (path, value) => TargetFile.fromJSON(path, value)),
        );
  };
  Delegations.fromJSON = delegationsFromJson;
  Snapshot.prototype.toJSON = snapshotToJson;
  Targets.prototype.toJSON = targetsToJson;
}

let linear = false;

const UPSTREAM = {
  rootFromJson: Root.fromJSON.bind(Root),
  snapshotFromJson: Snapshot.fromJSON.bind(Snapshot),
  targetsFromJson: Targets.fromJSON.bind(Targets),
  delegationsFromJson: Delegations.fromJSON.bind(Delegations),
};

/** @throws {TypeError} as upstream does */
function refuseExcess(signed: Json): void {
  const { keys, roles, delegations } = signed;
  for (const map of [keys, roles, Reflect.get(Object(delegations), 'keys')]) {
    if (Object.keys(Object(map)).length > MOST_ENTRIES) throw new TypeError('keys or roles are too many');
  }
  let level: readonly unknown[] = [signed];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) throw new TypeError('it is nested too deep');
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}

/** Upstream judges all but the roles, and the roles where they are too few to matter or not a list. */
function delegationsFromJson(data: Json): Delegations {
  const { roles } = data;
  if (!Array.isArray(roles) || roles.length < 100) return UPSTREAM.delegationsFromJson(data);
  const { keys, unrecognizedFields, succinctRoles } = UPSTREAM.delegationsFromJson({ ...data, roles: [] });
  const named = new Map<string, DelegatedRole>();
  for (const each of roles) {
    const role = DelegatedRole.fromJSON(objectOf(each, 'roles'));
    if (named.has(role.name)) throw new TypeError(`duplicate delegated role: ${role.name}`);
    named.set(role.name, role);
  }
  return new Delegations({
    keys,
    roles: Object.fromEntries(named),
    ...(unrecognizedFields !== undefined && { unrecognizedFields }),
    ...(succinctRoles !== undefined && { succinctRoles }),
  });
}

function snapshotToJson(this: Snapshot): Json {
  const meta = Object.fromEntries(Object.entries(this.meta).map(([path, file]) => [path, file.toJSON()]));
  return { ...commonToJson(this), meta, ...this.unrecognizedFields };
}

function targetsToJson(this: Targets): Json {
  const targets = Object.fromEntries(
    Object.entries(this.targets).map(([path, file]) => [path, file.toJSON()]),
  );
  const delegations = this.delegations?.toJSON();
  const all = { ...commonToJson(this), targets, ...this.unrecognizedFields };
  return delegations === undefined ? all : { ...all, delegations };
}

function commonToJson({ type, specVersion, version, expires }: Snapshot | Targets): Json {
  return { _type: type, spec_version: specVersion, version, expires };
}

function withMeta(snapshot: Snapshot, meta: Snapshot['meta']): Snapshot {
  const { version, specVersion, expires, unrecognizedFields } = snapshot;
  return new Snapshot({ version, specVersion, expires, unrecognizedFields, meta });
}

function withTargets(original: Targets, targets: Targets['targets']): Targets {
  const { version, specVersion, expires, unrecognizedFields, delegations } = original;
  const common = { version, specVersion, expires, unrecognizedFields, targets };
  return new Targets(delegations === undefined ? common : { ...common, delegations });
}

/** `fromEntries` defines each key as its own; an assignment would let `__proto__` be the prototype. */
function mapped<T>(
  map: JsonValue,
  name: string,
  read: (path: string, value: Json) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(objectOf(map, name)).map(([path, value]) => [path, read(path, objectOf(value, name))]),
  );
}

function objectOf(value: JsonValue | undefined, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new TypeError(`${name} is malformed`);
}
