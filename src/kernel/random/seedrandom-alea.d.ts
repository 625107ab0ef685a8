declare module "seedrandom/lib/alea.js" {
  /** Calling it yields a fraction of 32 bits; `int32` the same bits as a signed integer. */
  interface Alea {
    (): number;
    int32(): number;
  }
  export default function alea(seed: string): Alea;
}
