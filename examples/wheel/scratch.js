/* A foil over a scratch card: rubbing makes it transparent; half of it gone is enough. */

const RUBBER = 40;
const ENOUGH = 0.5;

/**
 * Puts a foil on a canvas.
 *
 * @param text - what stands on it
 * @param done - called once, when the foil is off
 * @returns takes the rest of the foil off
 */
globalThis.coverWithFoil = (canvas, text, done) => {
  canvas.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = canvas;
  const scale = globalThis.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(scale, scale);
  const silver = pen.createLinearGradient(0, 0, width, height);
  ["#b9bec7", "#e3e6eb", "#aab0ba", "#d5d9e0"].forEach((colour, at) =>
    silver.addColorStop(at / 3, colour),
  );
  pen.fillStyle = silver;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#4a5160";
  pen.font = "600 20px system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, width / 2, height / 2);
  pen.globalCompositeOperation = "destination-out";
  pen.lineWidth = RUBBER;
  pen.lineCap = "round";

  const finish = () => {
    if (canvas.hidden) return;
    canvas.hidden = true;
    canvas.onpointerdown = canvas.onpointermove = null;
    done();
  };
  let last = null;
  const rub = ({ offsetX, offsetY }) => {
    const from = last ?? [offsetX, offsetY];
    last = [offsetX, offsetY];
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...last);
    pen.stroke();
    if (shareRubbedOff(pen, canvas) > ENOUGH) finish();
  };
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = null;
    rub(event);
  };
  canvas.onpointermove = (event) => event.buttons > 0 && rub(event);
  return finish;
};

/** Looks at every 97th pixel. */
function shareRubbedOff(pen, { width, height }) {
  const { data } = pen.getImageData(0, 0, width, height);
  let [gone, seen] = [0, 0];
  for (let alpha = 3; alpha < data.length; alpha += 4 * 97) {
    seen += 1;
    if (data[alpha] === 0) gone += 1;
  }
  return gone / seen;
}
