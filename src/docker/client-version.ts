/** The client whose texts these are, and the API of the engines (20.10) with which it speaks: newer flags are refused. */
export const clientVersion = '28.2.2';
export const clientCommit = 'e6534b4';
export const clientApiVersion = '1.50';
export const engineApiVersion = '1.41';
