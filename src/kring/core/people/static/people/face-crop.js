// Shows the chosen picture in a round window, to be moved (drag, arrow keys) and enlarged; fills the fields x, y and size
// (pixels of the picture) that say which square to keep. Without it the middle is kept.
class FaceCrop extends HTMLElement {
  #at = { x: 0, y: 0 };

  connectedCallback() {
    this.querySelector("input[type=file]").addEventListener("change", this.#show);
    this.querySelector("input[type=range]").addEventListener("input", () => this.#draw(0, 0));
    const frame = this.querySelector(".crop-window");
    frame.addEventListener("pointerdown", (event) => frame.setPointerCapture(event.pointerId));
    frame.addEventListener("pointermove", (event) => {
      if (frame.hasPointerCapture(event.pointerId)) this.#draw(-event.movementX, -event.movementY);
    });
    frame.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [8, 0], ArrowRight: [-8, 0], ArrowUp: [0, 8], ArrowDown: [0, -8] }[event.key];
      if (!step) return;
      event.preventDefault();
      this.#draw(...step);
    });
  }

  get #image() {
    return this.querySelector(".crop-window img");
  }

  #show = async (event) => {
    const [file] = event.target.files;
    const crop = this.querySelector(".crop");
    crop.hidden = true;
    for (const name of ["x", "y", "size"]) this.querySelector(`[name=${name}]`).value = "";
    if (!file) return;
    URL.revokeObjectURL(this.#image.src);
    this.#image.src = URL.createObjectURL(file);
    try {
      await this.#image.decode();
    } catch {
      return; // the server says what is wrong with it
    }
    crop.hidden = false;
    const { naturalWidth: width, naturalHeight: height } = this.#image;
    this.#at = { x: Math.max(0, (width - height) / 2), y: Math.max(0, (height - width) / 2) };
    this.querySelector("input[type=range]").value = 1;
    this.#draw(0, 0);
  };

  // Move by so many pixels of the window, enlarge around the middle, and keep the window filled.
  #draw(right, down) {
    const { naturalWidth: width, naturalHeight: height } = this.#image;
    const size = Math.min(width, height) / this.querySelector("input[type=range]").value;
    const before = Number(this.querySelector("[name=size]").value) || size;
    this.#at = { x: this.#at.x + (before - size) / 2, y: this.#at.y + (before - size) / 2 };
    const scale = this.querySelector(".crop-window").clientWidth / size;
    const within = (value, most) => Math.max(0, Math.min(value, most));
    this.#at = { x: within(this.#at.x + right / scale, width - size), y: within(this.#at.y + down / scale, height - size) };
    this.#image.style.transform = `translate(${-this.#at.x * scale}px, ${-this.#at.y * scale}px) scale(${scale})`;
    for (const [name, value] of Object.entries({ ...this.#at, size })) this.querySelector(`[name=${name}]`).value = Math.round(value);
  }
}

customElements.define("face-crop", FaceCrop);
