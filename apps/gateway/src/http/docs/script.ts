/** Runs in the reader's browser: filters the list of operations, copies examples, marks where the reader is. */
export const docsScript = `
const filter = document.querySelector('nav input');
const groups = [...document.querySelectorAll('nav section')];
filter.addEventListener('input', () => {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const group of groups) {
    let shown = 0;
    for (const item of group.querySelectorAll('li')) {
      const text = item.dataset.text;
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown++;
    }
    group.hidden = shown === 0;
  }
});
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  filter.focus();
});
addEventListener('click', async (event) => {
  if (!event.target.matches('.copy')) return;
  await navigator.clipboard.writeText(event.target.nextElementSibling.textContent);
  event.target.textContent = 'copied';
  setTimeout(() => { event.target.textContent = 'copy'; }, 1500);
});
const links = new Map([...document.querySelectorAll('nav li a')].map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    for (const link of links.values()) link.classList.remove('here');
    links.get(target.id)?.classList.add('here');
  }
}, { rootMargin: '-10% 0px -80% 0px' });
for (const article of document.querySelectorAll('article')) seen.observe(article);
`;
