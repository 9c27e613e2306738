// A dial: a slider and a number for one value, which can be turned by either.

class Dial {
  constructor(element, /** @type {(value: number) => void} */ turn) {
    this.slider = element.querySelector("[type=range]");
    this.number = element.querySelector("[type=number]");
    for (const input of [this.slider, this.number]) {
      input.addEventListener("input", () => {
        const value = input.valueAsNumber;
        if (Math.abs(value) <= LARGEST_NUMBER) turn(value);
      });
      input.addEventListener("change", () => this.show(this.value, this.reach));
    }
  }

  /** Shows a value; the slider reaches as far as asked, and further where the value does. */
  show(value, reach) {
    Object.assign(this, { value, reach });
    const far = Math.max(Math.ceil(reach), Math.ceil(Math.abs(value)));
    this.slider.min = String(-far);
    this.slider.max = String(far);
    if (document.activeElement !== this.number) this.number.value = String(Number(value.toFixed(3)));
    if (this.slider.valueAsNumber !== value) this.slider.value = String(value);
  }
}
