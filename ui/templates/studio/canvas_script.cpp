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
  let editing = null, frame = 0, last = '';
  const blank = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';

  function report() {
    frame = 0;
    const parts = [];
    for (const one of document.querySelectorAll('[data-part]')) {
      const r = one.getBoundingClientRect();
      if (r.width > 0 && r.height > 0)
        parts.push([one.getAttribute('data-part'), r.left + scrollX, r.top + scrollY, r.width, r.height]);
    }
    const root = document.documentElement;
    const now = JSON.stringify({size: [root.scrollWidth, document.body.scrollHeight], parts: parts});
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
      if (one.querySelector('[data-part],img')) continue;
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

  const hosts = {heading: 'h1,h2,h3,h4', text: 'td > div', button: 'a'};
  function edit(id, kind, html, marks, x, y) {
    done();
    const part = document.querySelector('[data-part="' + id + '"]');
    const host = part && (part.querySelector(hosts[kind]) || Array.from(part.querySelectorAll('td')).pop());
    if (!host) return false;
    editing = {id: id, host: host, kind: kind, marks: marks};
    host.innerHTML = html;
    host.setAttribute('contenteditable', 'true');
    host.setAttribute('data-editing', '');
    host.focus({preventScroll: true});
    document.execCommand('defaultParagraphSeparator', false, 'p');
    const selection = getSelection();
    const at = x >= 0 ? document.caretRangeFromPoint(x - scrollX, y - scrollY) : null;
    if (at && host.contains(at.startContainer)) { selection.removeAllRanges(); selection.addRange(at); }
    else { selection.selectAllChildren(host); selection.collapseToEnd(); }
    soon();
    return true;
  }
  function rewrite(html) {
    if (!editing || editing.host.innerHTML === html) return;
    editing.host.innerHTML = html;
    getSelection().selectAllChildren(editing.host);
    getSelection().collapseToEnd();
    soon();
  }
  function done() {
    if (!editing) return;
    const was = editing;
    editing = null;
    was.host.removeAttribute('contenteditable');
    was.host.removeAttribute('data-editing');
    if (document.activeElement === was.host) was.host.blur();
    getSelection().removeAllRanges();
    say('done', {id: was.id});
  }
  const tell = () => { if (editing) say('text', {id: editing.id, html: editing.host.innerHTML}); soon(); };
  function insert(html) {
    if (!editing) return;
    editing.host.focus({preventScroll: true});
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : document.createRange();
    if (!editing.host.contains(range.commonAncestorContainer)) range.selectNodeContents(editing.host);
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
    editing.host.focus({preventScroll: true});
    document.execCommand('styleWithCSS', false, false);
    document.execCommand(command, false, null);
    tell();
  }
  function link(address) {
    if (!editing || !editing.marks) return;
    editing.host.focus({preventScroll: true});
    if (!address) document.execCommand('unlink', false, null);
    else {
      document.execCommand('createLink', false, 'https://link.invalid/');
      for (const one of editing.host.querySelectorAll('a[href="https://link.invalid/"]')) {
        one.removeAttribute('href');
        one.setAttribute('data-link', address);
      }
    }
    tell();
  }

  document.addEventListener('input', tell, true);
  document.addEventListener('focusout', (e) => { if (editing && e.target === editing.host) done(); }, true);
  document.addEventListener('keydown', (e) => {
    if (!editing) return;
    if (e.isComposing) return;
    if (e.key === 'Escape') { e.preventDefault(); done(); }
    else if (e.key === 'Tab') { e.preventDefault(); const back = e.shiftKey; done(); say('step', {by: back ? -1 : 1}); }
    else if (e.key === 'Enter' && editing.kind !== 'text') {
      e.preventDefault();
      if (e.shiftKey && editing.marks) document.execCommand('insertLineBreak'); else done();
    } else if ((e.ctrlKey || e.metaKey) && !e.altKey) {
      const key = e.key.toLowerCase();
      const command = {b: 'bold', i: 'italic', u: 'underline'}[key];
      if (command) { e.preventDefault(); format(command); }
      else if (key === 'z' || key === 'y') { e.preventDefault(); say(key === 'y' || e.shiftKey ? 'redo' : 'undo'); }
    }
  }, true);
  document.addEventListener('paste', (e) => {
    e.preventDefault();
    const text = e.clipboardData.getData('text/plain');
    if (editing && text) document.execCommand('insertText', false, editing.kind === 'text' ? text : text.replace(/\s*\n\s*/g, ' '));
  }, true);
  for (const name of ['drop', 'dragover', 'dragstart', 'contextmenu'])
    document.addEventListener(name, (e) => e.preventDefault(), true);
  document.addEventListener('click', (e) => e.preventDefault(), true);
  addEventListener('scroll', () => say('scroll', {x: scrollX, y: scrollY}), {passive: true});
  addEventListener('resize', soon);
  document.addEventListener('load', soon, true);
  new ResizeObserver(soon).observe(document.body);

  window.audienceCanvas = {put: put, edit: edit, rewrite: rewrite, done: done, insert: insert, format: format, link: link,
    scrollTo: (x, y) => { scrollTo(x, y); }};
  say('ready');
})();
)js";

constexpr const char *kShell = R"html(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<style id="as-styles"></style>
<style id="as-canvas">
html{overflow:overlay}
body{min-height:100vh;padding-bottom:96px!important;box-sizing:border-box}
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
</style></head><body></body></html>)html";

} // namespace

QString canvasScript(const QString &token) {
    return QString::fromUtf8(kScript).replace(QStringLiteral("@TOKEN@"), token);
}

QString canvasShell() {
    return QString::fromUtf8(kShell);
}

} // namespace audience::ui
