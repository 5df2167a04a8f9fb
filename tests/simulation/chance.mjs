/** Chance that can be had again: every draw of a run follows from its seed. */

/** A small generator of good quality (sfc32), with the draws that a schedule is made of. */
export class Chance {
  #a
  #b
  #c
  #count = 1

  constructor(seed) {
    this.#a = seed | 0
    this.#b = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
    this.#c = 0x2545f491
    for (let i = 0; i < 12; i++) this.whole32()
  }

  /** An integer of [0, 2³²). */
  whole32() {
    const drawn = (((this.#a + this.#b) | 0) + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + drawn) | 0
    return drawn >>> 0
  }

  /** A number of [low, high). */
  between(low, high) {
    return low + (high - low) * (this.whole32() / 2 ** 32)
  }

  /** Of [low, high), small ones far more often: as lengths of outages are. */
  skewed(low, high) {
    return low * (high / low) ** this.between(0, 1)
  }

  /** The wait for what comes by chance, once in `mean` on average. */
  wait(mean) {
    return -mean * Math.log(1 - this.between(0, 1))
  }

  /** An integer of [low, high]. */
  whole(low, high) {
    return low + Math.floor(this.between(0, high - low + 1))
  }

  is(probability) {
    return this.between(0, 1) < probability
  }

  of(list) {
    return list[this.whole(0, list.length - 1)]
  }

  /** A key of `weights`, as often as its value says. */
  weighted(weights) {
    let left = this.between(
      0,
      Object.values(weights).reduce((sum, weight) => sum + weight, 0),
    )
    for (const [key, weight] of Object.entries(weights)) {
      left -= weight
      if (left < 0) return key
    }
    return Object.keys(weights).at(-1)
  }

  /** Another sequence: what is drawn from it leaves this one as it is. */
  branch() {
    return new Chance(this.whole32())
  }
}

/** The seed of the schedule with this place in a soak of `seed`. */
export function seedAt(seed, place) {
  return new Chance((seed ^ Math.imul(place + 1, 0x9e3779b1)) >>> 0).whole32()
}
