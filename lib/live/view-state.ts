import { readAddress, writeAddress } from './address.ts';
import type { Control } from './kit.ts';

/** What a place for a component tells its view. */
export interface PlaceOptions {
  /** Under which name the address keeps the state; undefined where the page's address is not ours. */
  name: string | undefined;
}

/** Controls of settings that are numbers, by name. */
export type NumberControls<Settings> = { [Name in keyof Settings]: Control<number> };

/** The values of controls. */
export const valuesOf = <Settings>(controls: NumberControls<Settings>): Settings =>
  Object.fromEntries(Object.entries(controls).map(([name, one]) => [name, (one as Control<number>).value])) as Settings;

/** Numbers that the address keeps under a name, of those that a base has and a test accepts. */
export function numbersFromAddress<Settings extends object>(
  name: string | undefined,
  base: Settings,
): Partial<Settings> {
  const parts = (name ? readAddress(name) : '').split(',').map((part) => part.split('='));
  const known = parts.filter(([key = '', value]) => key in base && value && Number.isFinite(Number(value)));
  return Object.fromEntries(known.map(([key, value]) => [key!, Number(value)])) as Partial<Settings>;
}

/** Keeps in the address what is not as in the base. */
export function addressKeeper<Settings extends object>(name: string | undefined, base: Settings) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (settings: Settings) => {
    clearTimeout(timer);
    if (!name) return;
    const changed = Object.entries(settings).filter(([key, value]) => value !== base[key as keyof Settings]);
    writeAddress(name, changed.map(([key, value]) => `${key}=${value}`).join(','));
  };
  return {
    /** At once. */
    write,
    /** Once the reader pauses: browsers allow few changes in a second. */
    writeSoon(settings: Settings): void {
      clearTimeout(timer);
      timer = setTimeout(() => write(settings), 300);
    },
  };
}
