/** Of the program, as package.json has it (a test holds them equal): part of what makes a run reproducible. */
export const version = '0.1.0';
