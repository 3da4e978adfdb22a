/** What a module hands to whoever runs its text (build.mjs says how): for a widget, what draws it. */
declare function give(value: unknown): void;
