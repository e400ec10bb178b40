#include "ui/templates/studio/html_canvas_script.h"

namespace audience::ui {

namespace {

// The elements around words are ours and show nothing: rules of the email for "*" must not reach them.
constexpr const char *kScript = R"js(
(function () {
  'use strict';
  const canvas = window.audienceCanvas;
  if (!canvas || canvas.select) return;
  const token = '@TOKEN@';
  const say = (kind, data) => console.log(token + JSON.stringify(Object.assign({kind: kind}, data || {})));
  const style = document.createElement('style');
  style.textContent = `
as-text,as-words:not([data-editing]){all:unset!important}
as-text{cursor:text!important}
as-words[data-editing]{font:inherit!important;color:inherit!important;letter-spacing:inherit!important;text-transform:inherit!important;
  margin:0!important;padding:0!important;border:0!important;background:none!important;display:inline!important;white-space:pre-wrap!important}
as-text:hover,img[data-part]:hover{outline:1px solid rgba(72,91,224,.55)!important;outline-offset:2px!important}
[data-as-selected]{outline:2px solid #485be0!important;outline-offset:2px!important}
img.as-blank[height],img.as-blank[style*="height"],img.as-blank[width="1"]{min-height:0}`;
  document.head.appendChild(style);

  let selected = '';
  const shown = () => selected && document.querySelector('[data-part="' + selected + '"]');
  function mark() {
    const one = shown();
    for (const old of document.querySelectorAll('[data-as-selected]')) if (old !== one) old.removeAttribute('data-as-selected');
    if (one) one.setAttribute('data-as-selected', '');
  }
  canvas.select = (id) => {
    selected = id;
    mark();
    if (shown()) shown().scrollIntoView({block: 'nearest'});
  };
  const put = canvas.put;
  canvas.put = (html) => { const done = put(html); mark(); return done; };

  // A click beside the words of a button is one on its words.
  function partAt(node) {
    const own = node.closest('as-text,img[data-part]');
    if (own) return own;
    const link = node.closest('a[data-part]');
    return link && (link.querySelector('as-text,img[data-part]') || link);
  }
  document.addEventListener('mousedown', (e) => {
    if (e.button !== 0 || !(e.target instanceof Element) || e.target.closest('[data-editing]')) return;
    e.preventDefault();
    canvas.done();
    const part = partAt(e.target);
    say('pick', {id: part ? part.getAttribute('data-part') : '', x: e.pageX, y: e.pageY});
  }, true);
  window.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && !e.isComposing && document.querySelector('[data-editing]')) say('escape');
  }, true);
})();
)js";

} // namespace

QString htmlCanvasScript() {
    return QString::fromUtf8(kScript);
}

} // namespace audience::ui
