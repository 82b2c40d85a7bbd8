"""Texts that look alike, so that the contrast of one tells that of the others: axe takes longest for contrast.

Two texts are alike if they are elements of one kind and class, of the same colour and size, on the same grounds: every
ancestor that paints, fades or is moved counts. Of those alike the first two and the last are looked at.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
MARK = """
() => {
  const alike = new Map();
  const walk = (element, below) => {
    const style = getComputedStyle(element);
    const paints = style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.backgroundImage !== 'none';
    const ground = below + [
      paints ? style.backgroundColor + style.backgroundImage : '', style.opacity === '1' ? '' : style.opacity,
      style.position === 'static' ? '' : style.position, style.filter === 'none' ? '' : style.filter,
      style.mixBlendMode === 'normal' ? '' : style.mixBlendMode, style.visibility === 'visible' ? '' : style.visibility,
    ].join('');
    const off = element.matches(':disabled, :disabled *, [aria-disabled=true], [aria-disabled=true] *')
      || element.control?.disabled;
    const look = [
      element.tagName, element.getAttribute('class'), off, style.color, style.fontSize, style.fontWeight,
      style.textShadow, ground,
    ].join('|');
    if (!alike.has(look)) alike.set(look, []);
    alike.get(look).push(element);
    for (const child of element.children) walk(child, ground);
  };
  walk(document.body, '');
  for (const found of alike.values()) for (const each of found.slice(2, -1)) each.setAttribute('data-alike', '');
  axe.configure({rules: [{id: 'color-contrast', selector: '*:not([data-alike])'}]});
}
"""


def contrast_of_each_look(page: Page) -> None:
    """From now on axe looks for contrast at some of the texts that are alike, until another page is opened."""
    page.evaluate(AXE.axe_script)
    page.evaluate(MARK)
