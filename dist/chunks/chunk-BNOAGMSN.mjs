import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/ground/short-list.ts
var NAMES = 5;
function shortList(names, most = NAMES, separator = ", ") {
  const shown = names.slice(0, most).join(separator);
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

export {
  shortList
};
