#include "ui/templates/studio/canvas_script.h"

namespace audience::ui {

namespace {

constexpr const char *kScript = R"js(
(function () {
  'use strict';
  if (window.audienceCanvas) return;
  const token = '@TOKEN@';
  const say = (kind, data) => console.log(token + JSON.stringify(Object.assign({kind: kind}, data || {})));
  const partOf = (node) => node.nodeType === 1 ? node.getAttribute('data-part') : null;
  let editing = null, frame = 0, last = '', composing = false;
  const blank = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';

  function report() {
    frame = 0;
    const parts = [];
    for (const one of document.querySelectorAll('[data-part]')) {
      const r = one.getBoundingClientRect();
      if (r.width > 0 && r.height > 0)
        parts.push([one.getAttribute('data-part'), r.left + scrollX, r.top + scrollY, r.width, r.height]);
    }
    const words = [], fields = [];
    for (const one of document.querySelectorAll('[data-words]')) {
      const part = one.closest('[data-part]'), r = one.getBoundingClientRect();
      if (part && r.width > 0) words.push([part.getAttribute('data-part'), one.getAttribute('data-words'), r.left + scrollX, r.top + scrollY, r.width, r.height]);
    }
    for (const one of document.querySelectorAll('.as-chip[title]'))
      for (const r of one.getClientRects()) fields.push([one.title, r.left + scrollX, r.top + scrollY, r.width, r.height]);
    const root = document.documentElement;
    const now = JSON.stringify({size: [root.scrollWidth, document.body.scrollHeight], parts: parts, words: words, fields: fields});
    if (now !== last) {
      last = now;
      say('layout', {layout: now});
    }
    say('scroll', {x: scrollX, y: scrollY});
  }
  const soon = () => { if (!frame) frame = requestAnimationFrame(report); };

  // One tree becomes the other where it differs and nowhere else: what is scrolled, shown and being written stays.
  function attributes(a, b) {
    for (const one of Array.from(a.attributes)) if (!b.hasAttribute(one.name)) a.removeAttribute(one.name);
    for (const one of Array.from(b.attributes)) if (a.getAttribute(one.name) !== one.value) a.setAttribute(one.name, one.value);
  }
  function become(a, b) {
    if (editing && a === editing.host) return;
    if (a.isEqualNode(b)) return;
    if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName || partOf(a) !== partOf(b)) { a.replaceWith(b); return; }
    if (a.nodeType !== 1) { a.data = b.data; return; }
    attributes(a, b);
    const was = Array.from(a.childNodes), now = Array.from(b.childNodes);
    let head = 0, tail = 0;
    const same = (x, y) => x.isEqualNode(y);
    while (head < was.length && head < now.length && same(was[head], now[head])) ++head;
    while (tail < was.length - head && tail < now.length - head && same(was[was.length - 1 - tail], now[now.length - 1 - tail])) ++tail;
    const left = was.slice(head, was.length - tail), right = now.slice(head, now.length - tail), end = was[was.length - tail] || null;
    const shared = left.length === right.length ? left.length : 0;
    for (let i = 0; i < shared; ++i) become(left[i], right[i]);
    if (shared) return;
    const held = left.find((one) => editing && one.contains(editing.host));
    for (const one of left) if (one !== held) one.remove();
    if (!held) { for (const one of right) a.insertBefore(one, end); return; }
    const twin = right.find((one) => one.nodeName === held.nodeName && one.nodeType === 1 && (partOf(one) === partOf(held)) &&
      (partOf(one) || one.querySelector('[data-part="' + editing.id + '"]')));
    if (!twin) { held.remove(); for (const one of right) a.insertBefore(one, end); return; }
    let passed = false;
    for (const one of right) {
      if (one === twin) { passed = true; continue; }
      a.insertBefore(one, passed ? end : held);
    }
    become(held, twin);
  }
  function prepare(root) {
    for (const one of root.querySelectorAll('a')) { one.setAttribute('tabindex', '-1'); one.removeAttribute('target'); }
    for (const one of root.querySelectorAll('img:not([src])')) { one.setAttribute('src', blank); one.classList.add('as-blank'); }
    for (const one of root.querySelectorAll('[data-part]')) {
      if (one.nodeName === 'IMG' || one.querySelector('[data-part],img')) continue;
      const isColumn = one.nodeName !== 'TABLE'; // with a blank in it where nothing else is
      if (!(isColumn ? one.textContent.trim() : one.textContent.replace(/[ \t\r\n]+/g, ''))) one.classList.add('as-empty');
    }
  }
  function put(html) {
    const next = new DOMParser().parseFromString(html, 'text/html');
    prepare(next.body);
    const own = document.getElementById('as-canvas');
    const styles = document.getElementById('as-styles');
    let css = '';
    for (const one of next.head.querySelectorAll('style')) css += one.textContent + '\n';
    if (styles.textContent !== css) styles.textContent = css;
    if (!own) return false;
    document.documentElement.lang = next.documentElement.lang || 'en';
    become(document.body, next.body);
    if (editing && !editing.host.isConnected) done();
    soon();
    return true;
  }

)js" R"js(
  // Words that are all a link says are written in as the link: it has room to stand in.
  function hostOf(id, place) {
    const part = document.querySelector('[data-part="' + id + '"]');
    const own = part && part.querySelector('[data-words="' + place + '"]');
    if (!own) return part && Array.from(part.querySelectorAll('td')).pop();
    const link = own.parentNode;
    return own.nodeName === 'SPAN' && link.nodeName === 'A' && link.childNodes.length === 1 ? link : own;
  }
  // A caret cannot stand in a field: it stands before it or behind it.
  function caretAt(x, y) {
    const at = document.caretRangeFromPoint(x, y), node = at && at.startContainer, chip = node && (node.nodeType === 1 ? node : node.parentNode).closest('.as-chip');
    if (!chip) return at;
    const r = chip.getBoundingClientRect(), isLater = (x > r.left + r.width / 2) !== (getComputedStyle(chip).direction === 'rtl');
    isLater ? at.setStartAfter(chip) : at.setStartBefore(chip);
    at.collapse(true);
    return at;
  }
  function edit(turn, x, y, id, place, kind, html) {
    done();
    const host = hostOf(id, place);
    if (!host) { say('done', {turn: turn}); return; }
    editing = {turn: turn, id: id, host: host, kind: kind, marks: kind !== 'line', range: null, link: ''};
    const mark = kind === 'items' && host.querySelector('td');
    if (mark) host.style.setProperty('--as-mark', getComputedStyle(mark).color);
    host.innerHTML = html;
    editing.told = host.innerHTML;
    host.setAttribute('contenteditable', 'true');
    host.setAttribute('data-editing', '');
    host.focus({preventScroll: true});
    document.execCommand('defaultParagraphSeparator', false, 'p');
    const selection = getSelection();
    const at = x >= 0 ? caretAt(x - scrollX, y - scrollY) : null;
    if (at && host.contains(at.startContainer)) { selection.removeAllRanges(); selection.addRange(at); }
    else atEnd();
    soon();
  }
  // The caret behind the last letter, within its paragraph or entry.
  function atEnd() {
    let at = editing.host;
    while (at.lastElementChild && at.lastElementChild === at.lastChild && /^(P|UL|OL|LI)$/.test(at.lastChild.nodeName)) at = at.lastChild;
    getSelection().selectAllChildren(at);
    getSelection().collapseToEnd();
  }
  function rewrite(html) {
    if (!editing || editing.host.innerHTML === html) return;
    editing.host.innerHTML = html;
    editing.told = editing.host.innerHTML;
    editing.isWritten = false;
    atEnd();
    soon();
  }
  function done(by) {
    if (!editing) return;
    if (editing.host.innerHTML !== editing.told) tell();
    const was = editing;
    editing = null;
    was.host.removeAttribute('contenteditable');
    was.host.removeAttribute('data-editing');
    if (document.activeElement === was.host) was.host.blur();
    getSelection().removeAllRanges();
    say('done', {turn: was.turn, by: by || 0});
  }
  function tell() {
    if (editing) {
      editing.told = editing.host.innerHTML;
      editing.isWritten = true;
      say('text', {turn: editing.turn, html: editing.told});
    }
    soon();
  }
  // What stands there now, for who cannot wait to be told; null: nothing was written. What is being composed is no word yet.
  function words() {
    if (!editing) return null;
    if (!composing && editing.host.innerHTML !== editing.told) {
      editing.told = editing.host.innerHTML;
      editing.isWritten = true;
    }
    return editing.isWritten ? JSON.stringify({turn: editing.turn, html: editing.told}) : null;
  }
  function insert(html) {
    if (!editing) return;
    const range = back(), selection = getSelection();
    range.deleteContents();
    const last = range.createContextualFragment(html).lastChild;
    range.insertNode(last);
    range.setStartAfter(last);
    range.collapse(true);
    selection.removeAllRanges();
    selection.addRange(range);
    tell();
  }
  function format(command) {
    if (!editing || !editing.marks) return;
    back();
    document.execCommand('styleWithCSS', false, false);
    document.execCommand(command, false, null);
    tell();
  }
  // What comes from elsewhere keeps its words, bold, italic, underlined, struck out, links and our fields; nothing else. Each line
  // of it as HTML.
  const kept = {B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', U: 'u', S: 's', STRIKE: 's', DEL: 's'};
  const wordless = /^(SCRIPT|STYLE|HEAD|TITLE|TEMPLATE|IFRAME|OBJECT|SVG|MATH|VIDEO|AUDIO|CANVAS|SELECT|TEXTAREA|NOSCRIPT)$/i;
  const ownLine = /^(P|DIV|H[1-6]|UL|OL|LI|DL|DT|DD|TABLE|TBODY|THEAD|TFOOT|TR|CAPTION|PRE|BLOCKQUOTE|SECTION|MAIN|HEADER|FOOTER|ARTICLE|FIGURE)$/;
  const escaped = (text) => { const box = document.createElement('p'); box.textContent = text; return box.innerHTML.replace(/"/g, '&quot;'); };
  function marksOf(node) {
    const style = node.style || {}, weight = style.fontWeight || '', line = style.textDecorationLine || style.textDecoration || '';
    const marks = [];
    if (weight ? weight === 'bold' || weight === 'bolder' || +weight >= 600 : kept[node.nodeName] === 'strong') marks.push('strong');
    if (style.fontStyle ? style.fontStyle === 'italic' : kept[node.nodeName] === 'em') marks.push('em');
    if (kept[node.nodeName] === 'u' || (line.includes('underline') && node.nodeName !== 'A')) marks.push('u');
    if (kept[node.nodeName] === 's' || line.includes('line-through')) marks.push('s');
    return marks;
  }
  function linesOf(html) {
    const lines = [''];
    const wrap = (inside, open) => open.reduce((all, one) => one[0] + all + one[1], inside);
    const end = () => { if (lines[lines.length - 1].trim()) lines.push(''); };
    const add = (inside, open) => { lines[lines.length - 1] += wrap(inside, open); };
    const walk = (node, open) => {
      if (node.nodeType === 3) {
        let text = node.data.replace(/[ \t\r\n]+/g, ' ');
        if (!lines[lines.length - 1]) text = text.replace(/^ /, '');
        if (text) add(escaped(text), open);
        return;
      }
      if (node.nodeType !== 1 || wordless.test(node.nodeName)) return;
      if (node.hasAttribute('data-liquid'))
        return add('<span class="as-chip" contenteditable="false" data-liquid="' + escaped(node.getAttribute('data-liquid')) + '">' + escaped(node.textContent) + '</span>', open);
      if (node.nodeName === 'BR') return end();
      const isLine = ownLine.test(node.nodeName);
      if (isLine) end();
      else if (/^T[DH]$/.test(node.nodeName) && node.previousElementSibling) add(' ', open);
      let inner = open.slice();
      for (const tag of marksOf(node)) if (!open.some((one) => one[0] === '<' + tag + '>')) inner.unshift(['<' + tag + '>', '</' + tag + '>']);
      const to = node.nodeName === 'A' ? node.getAttribute('data-link') || node.getAttribute('href') || '' : '';
      if (node.hasAttribute('data-link') || /^(https?:|mailto:|tel:)/i.test(to)) inner.push(['<a data-link="' + escaped(to) + '">', '</a>']);
      for (const child of Array.from(node.childNodes)) walk(child, inner);
      if (isLine) end();
    };
    walk(new DOMParser().parseFromString(html, 'text/html').body, []);
    return lines.map((line) => line.trim()).filter((line) => line);
  }
  function pasteLines(lines, holdsLines) {
    if (!holdsLines) lines = [lines.join(' ')];
    lines.forEach((line, at) => {
      if (at > 0) document.execCommand('insertParagraph');
      if (line) document.execCommand('insertHTML', false, line);
    });
    tell();
  }
  // The selection, and where the tools of the program took it with the keyboard that of before.
  function back() {
    editing.host.focus({preventScroll: true});
    const selection = getSelection(), held = editing.range;
    const isThere = selection.rangeCount && editing.host.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (!isThere && held && editing.host.contains(held.commonAncestorContainer)) {
      selection.removeAllRanges();
      selection.addRange(held.cloneRange());
    } else if (!isThere) atEnd();
    return selection.getRangeAt(0);
  }
  const linkAround = (node) => {
    const one = node && (node.nodeType === 1 ? node : node.parentNode), own = one && one.closest('a[data-link]');
    return own && editing.host.contains(own) ? own : null;
  };
  const linksIn = (range) => Array.from(editing.host.querySelectorAll('a[data-link]')).filter((one) => range.intersectsNode(one));
  const linkHere = () => {
    const held = editing && editing.range, own = held && (linkAround(held.startContainer) || (held.collapsed ? null : linksIn(held)[0]));
    return own ? own.getAttribute('data-link') : '';
  };
  // What is in the range of a text, the fields in it whole.
  function leavesIn(range) {
    const all = [], walk = document.createTreeWalker(editing.host, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node.nodeType === 3 ? NodeFilter.FILTER_ACCEPT : node.classList.contains('as-chip') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!range.intersectsNode(node) || (node.nodeType === 3 && (!node.data || node.parentNode.closest('.as-chip')))) continue;
      all.push(node);
    }
    return all;
  }
  function linkNew(range, address) {
    const made = [];
    for (let leaf of leavesIn(range)) {
      if (leaf.nodeType === 3) {
        const from = leaf === range.startContainer ? range.startOffset : 0, to = leaf === range.endContainer ? range.endOffset : leaf.length;
        if (from >= to || !/\S/.test(leaf.data.slice(from, to))) continue;
        if (to < leaf.length) leaf.splitText(to);
        if (from > 0) leaf = leaf.splitText(from);
      }
      const own = linkAround(leaf);
      if (own) { own.setAttribute('data-link', address); made.push(own); continue; }
      const one = document.createElement('a');
      one.setAttribute('data-link', address);
      leaf.replaceWith(one);
      one.appendChild(leaf);
      made.push(one);
    }
    if (!made.length) return;
    getSelection().setBaseAndExtent(made[0], 0, made[made.length - 1], made[made.length - 1].childNodes.length);
  }
  // On a link it is that which changes; where nothing is selected the address itself is written.
  function link(address) {
    if (!editing || !editing.marks) return;
    const range = back(), own = linkAround(range.startContainer), isPlace = range.collapsed;
    const changed = own && (isPlace || own.contains(range.endContainer)) ? [own] : isPlace ? [] : linksIn(range);
    if (!address)
      for (const one of changed) one.replaceWith(...one.childNodes);
    else if (own && changed.length === 1 && changed[0] === own) own.setAttribute('data-link', address);
    else if (isPlace) {
      const one = document.createElement('a');
      one.setAttribute('data-link', address);
      one.textContent = address;
      range.insertNode(one);
      range.selectNodeContents(one);
      range.collapse(false);
    } else linkNew(range.cloneRange(), address);
    editing.host.normalize();
    tell();
  }
  function notice() {
    if (!editing) return;
    const selection = getSelection();
    if (selection.rangeCount && editing.host.contains(selection.getRangeAt(0).commonAncestorContainer)) editing.range = selection.getRangeAt(0).cloneRange();
    const now = linkHere();
    if (now !== editing.link) say('link', {turn: editing.turn, link: editing.link = now});
  }

  // What is being composed is no word yet.
  document.addEventListener('input', (e) => { if (e.isComposing) soon(); else tell(); }, true);
  document.addEventListener('compositionstart', () => { composing = true; }, true);
  document.addEventListener('compositionend', () => { composing = false; tell(); }, true);
  // The program's own tools may take the keyboard for a moment: the window then has it, not the page.
  document.addEventListener('focusout', (e) => { if (editing && e.target === editing.host && document.hasFocus()) done(); }, true);
  document.addEventListener('selectionchange', notice);
  // A press beside what is written ends it and is one on what lies there.
  document.addEventListener('mousedown', (e) => {
    if (!editing || editing.host.contains(e.target)) return;
    e.preventDefault();
    done();
    say('beside', {x: e.pageX, y: e.pageY});
  }, true);
  document.addEventListener('keydown', (e) => {
    if (!editing) return;
    if (e.isComposing) return;
    if (e.key === 'Escape') { e.preventDefault(); done(); }
    else if (e.key === 'Tab') { e.preventDefault(); done(e.shiftKey ? -1 : 1); }
    else if (e.key === 'Enter' && editing.kind === 'items' && !e.shiftKey) {
      // An empty entry at the end is none: there the list is left.
      const at = getSelection().anchorNode, entry = at && (at.nodeType === 1 ? at : at.parentNode).closest('li');
      if (entry && !entry.nextElementSibling && entry.previousElementSibling && !entry.textContent.trim()) {
        e.preventDefault();
        entry.remove();
        tell();
        done();
      }
    } else if (e.key === 'Enter' && editing.kind !== 'flow' && editing.kind !== 'items') {
      e.preventDefault();
      if (e.shiftKey && editing.host.nodeName !== 'A') document.execCommand('insertLineBreak'); else done();
    } else if ((e.ctrlKey || e.metaKey) && !e.altKey) {
      const key = e.key.toLowerCase();
      const command = {b: 'bold', i: 'italic', u: 'underline'}[key];
      if (command) { e.preventDefault(); format(command); }
      else if (key === 'z' || key === 'y') { e.preventDefault(); say(key === 'y' || e.shiftKey ? 'redo' : 'undo'); }
    }
  }, true);
  document.addEventListener('paste', (e) => {
    e.preventDefault();
    if (!editing) return;
    const html = e.clipboardData.getData('text/html'), text = e.clipboardData.getData('text/plain');
    const holdsLines = editing.kind === 'flow' || editing.kind === 'items';
    if (html && editing.marks) pasteLines(linesOf(html), holdsLines);
    else if (text) document.execCommand('insertText', false, holdsLines ? text : text.replace(/\s*\n\s*/g, ' '));
  }, true);
  for (const name of ['drop', 'dragover', 'dragstart', 'contextmenu'])
    document.addEventListener(name, (e) => e.preventDefault(), true);
  document.addEventListener('click', (e) => e.preventDefault(), true);
  addEventListener('scroll', () => say('scroll', {x: scrollX, y: scrollY}), {passive: true});
  addEventListener('resize', soon);
  document.addEventListener('load', soon, true);
  new ResizeObserver(soon).observe(document.body);

  window.audienceCanvas = {put: put, edit: edit, rewrite: rewrite, done: done, words: words, insert: insert, format: format, link: link,
    scrollTo: (x, y) => { scrollTo(x, y); }};
  say('ready');
})();
)js";

constexpr const char *kShell = R"html(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<style id="as-styles"></style>
<style id="as-canvas">
html{overflow:overlay;padding-bottom:96px}
::-webkit-scrollbar,::-webkit-scrollbar-corner{width:10px;height:10px;background:transparent}
::-webkit-scrollbar-thumb{background:rgba(128,136,148,.55);background-clip:padding-box;border:2px solid transparent;border-radius:5px}
.as-empty{min-height:48px;height:48px;outline:1px dashed rgba(110,122,138,.6);outline-offset:-5px}
.as-blank{min-height:96px;background:repeating-linear-gradient(135deg,#eceff3 0 10px,#f5f6f8 10px 20px)}
.as-chip{display:inline;background:rgba(72,91,224,.13);border-radius:4px;padding:0 3px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
[data-editing]{outline:none;white-space:pre-wrap;cursor:text;min-width:8px;caret-color:auto}
[data-editing] p{margin:0 0 1em}
[data-editing] ul,[data-editing] ol{margin:0 0 1em;padding:0 0 0 24px}
[data-editing] li{margin:0 0 4px}
[data-editing]>:last-child{margin-bottom:0}
[data-editing] a[data-link]{text-decoration:underline}
[data-editing] .as-chip{user-select:all;white-space:nowrap}
span[data-editing]{display:inline-block}
[data-editing] ul.as-check{list-style-type:"\2713\A0\A0"}
[style*="--as-mark"] li::marker{color:var(--as-mark);font-weight:bold}
</style></head><body></body></html>)html";

} // namespace

QString canvasScript(const QString &token) {
    return QString::fromUtf8(kScript).replace(QStringLiteral("@TOKEN@"), token);
}

QString canvasShell() {
    return QString::fromUtf8(kShell);
}

} // namespace audience::ui
