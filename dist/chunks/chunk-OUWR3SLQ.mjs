import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/ground/json.ts
var INTEGER = /^(?:0|[1-9][0-9]{0,18})$/;
function jsonReader(fault) {
  const object = (value, field) => {
    const found = asObject(value);
    if (found === void 0) throw fault(`${field} must be an object`);
    return found;
  };
  const text = (value, field) => {
    if (typeof value !== "string" || value === "") throw fault(`${field} must be a non-empty string`);
    return value;
  };
  return {
    object,
    text,
    parse: (bytes, subject) => {
      try {
        return parseJson(bytes);
      } catch (error) {
        throw fault(`${subject} is not JSON in UTF-8`, error);
      }
    },
    exactObject: (value, field, required, optional = []) => {
      const found = object(value, field);
      const missing = required.find((key) => !found.has(key));
      if (missing !== void 0) throw fault(`${field}.${missing} is missing`);
      const known = /* @__PURE__ */ new Set([...required, ...optional]);
      const unknown = [...found.keys()].find((key) => !known.has(key));
      if (unknown !== void 0) throw fault(`${field}.${unknown} is not known`);
      return found;
    },
    array: (value, field) => {
      if (!Array.isArray(value)) throw fault(`${field} must be an array`);
      return value;
    },
    integer: (value, field, numbers) => {
      if (numbers && typeof value === "number" && Number.isSafeInteger(value) && value >= 0)
        return String(value);
      if (typeof value === "string" && INTEGER.test(value)) return value;
      throw fault(`${field} must be a whole number${numbers ? "" : " written as a string"}`);
    },
    base64: (value, field) => {
      const encoded = text(value, field);
      if (Buffer.from(encoded, "base64").toString("base64") !== encoded) {
        throw fault(`${field} must be standard base64`);
      }
      return encoded;
    }
  };
}
var utf8 = new TextDecoder("utf-8", { fatal: true });
function parseJson(json) {
  const text = typeof json === "string" ? json : utf8.decode(json);
  const value = JSON.parse(text);
  return value;
}
function tryParseJson(json) {
  try {
    return parseJson(json);
  } catch {
    return void 0;
  }
}
function asObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : void 0;
}
function asArray(value) {
  return Array.isArray(value) ? value : [];
}
function asString(value) {
  return typeof value === "string" ? value : void 0;
}

export {
  jsonReader,
  parseJson,
  tryParseJson,
  asObject,
  asArray,
  asString
};
