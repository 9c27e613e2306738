// A dial: a slider and a number for one value, which can be turned by either.

import { LARGEST_NUMBER } from "./files.js";

export class Dial {
  constructor(
    /** @type {HTMLElement} */ element,
    /** @type {(value: number) => void} */ turn,
    /** @type {() => void} */ rest,
  ) {
    /** @type {HTMLInputElement} */
    this.slider = element.querySelector("[type=range]");
    /** @type {HTMLInputElement} */
    this.number = element.querySelector("[type=number]");
    this.value = 0;
    this.reach = 0;
    for (const input of [this.slider, this.number]) {
      input.addEventListener("input", () => {
        const value = input.valueAsNumber;
        if (Math.abs(value) <= LARGEST_NUMBER) turn(value);
      });
      input.addEventListener("change", () => this.write());
      for (const end of ["pointerup", "blur"]) input.addEventListener(end, rest);
    }
  }

  /** Shows a value; the slider reaches as far as asked, and further where the value does. */
  show(/** @type {number} */ value, /** @type {number} */ reach) {
    const isTyped = document.activeElement === this.number;
    const isOther = value !== this.value && value !== this.number.valueAsNumber;
    this.value = value;
    this.reach = reach;
    if (!isTyped || isOther) this.write();
    const far = Math.max(Math.ceil(reach), Math.ceil(Math.abs(value)));
    this.slider.min = String(-far);
    this.slider.max = String(far);
    if (this.slider.valueAsNumber !== value) this.slider.value = String(value);
  }

  /** Writes the value into the field. */
  write() {
    this.number.value = String(Number(this.value.toFixed(3)));
  }
}
