// Turns the two pictures into one with a divider. Without it they stand side by side.
for (const box of document.querySelectorAll('.compare')) {
  const slider = box.querySelector('input');
  const move = () => box.style.setProperty('--split', `${slider.value}%`);
  slider.addEventListener('input', move);
  box.classList.add('live');
  move();
}
