/** Way from the top of a scenario to a value: keys of maps, places in lists (from 0). */
export type Path = readonly (string | number)[];
