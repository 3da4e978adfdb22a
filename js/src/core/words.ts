/** Sentences come from Python's catalogue; here they are looked up and filled in. */

export type Catalogue = Record<string, string>;
export type Words = (key: string, values?: Record<string, string | number>) => string;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name, so that one in Hebrew or Arabic reads right and leaves the text around it in order. */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/** Make a look-up: `{name}` in a template is replaced by `values.name`; an unknown key shows itself. */
export function makeWords(catalogue: Catalogue): Words {
  return (key, values = {}) =>
    (catalogue[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? isolated(String(values[name])) : whole,
    );
}
