/** Sentences come from Python's catalogue; here they are looked up and filled in. */

export type Catalogue = Record<string, string>;
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** Make a look-up: `{name}` in a template is replaced by `values.name`; an unknown key shows itself. */
export function makeWords(catalogue: Catalogue): Words {
  return (key, values = {}) =>
    (catalogue[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
}
