// The pages of the public corner: says them in the reader's language and posts what was chosen. Loading a page never
// changes anything.
(function () {
    'use strict';
    var root = document.documentElement, page = document.body.dataset.page, path = location.pathname.split('/');
    var words = {
        en: { keep: 'No change', yes: 'Yes', no: 'No' },
        de: { keep: 'Unverändert', yes: 'Ja', no: 'Nein' }
    };
    var languages = navigator.languages && navigator.languages.length ? navigator.languages : [navigator.language || 'en'];
    var language = 'en';
    for (var i = 0; i < languages.length; i++) {
        var short = String(languages[i]).slice(0, 2).toLowerCase();
        if (words[short]) { language = short; break; }
    }
    root.lang = root.dataset.lang = language;

    function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
    function show(state) {
        all('section').forEach(function (section) {
            section.hidden = section.dataset.state !== state && !(state === 'failed' && section.dataset.kind === kind);
        });
        var shown = document.querySelector('section[data-state="' + state + '"]');
        document.title = shown.querySelector('h1 [lang="' + language + '"]').textContent;
        shown.focus();
    }

    // The link's token: the end of the path, or what stands after # on a page of its own.
    var isAct = page === 'act' && path[1] === 'x';
    var kind = isAct ? path[2] : page === 'preferences' ? 'f' : page === 'form' ? 's' : '';
    var token = isAct ? path[3] : location.hash.slice(1);
    if (isAct && kind === 'f') { location.replace('/p/preferences.html#' + token); return; }
    if (isAct && kind === 's') { location.replace('/p/form.html#' + token); return; }
    if (!/^[A-Za-z0-9_-]{8,200}$/.test(token || '') || (page === 'act' && kind !== 'u' && kind !== 'c')) { show('no-link'); return; }
    all('section[data-kind]').forEach(function (section) { section.hidden = section.dataset.kind !== kind; });
    document.title = document.querySelector('section[data-kind="' + kind + '"] h1 [lang="' + language + '"]').textContent;

    function radio(name, value, label, checked) {
        var box = document.createElement('label'), input = document.createElement('input');
        input.type = 'radio'; input.name = name; input.value = value; input.checked = checked;
        box.appendChild(input);
        box.appendChild(document.createTextNode(label));
        return box;
    }
    var list = document.querySelector('[data-topics]');
    if (list) {
        fetch('/p/topics.json', { credentials: 'omit' }).then(function (answer) { return answer.json(); }).then(function (told) {
            told.topics.forEach(function (topic) {
                var field = document.createElement('fieldset'), legend = document.createElement('legend');
                legend.textContent = topic.name;
                field.appendChild(legend);
                field.appendChild(radio('topic:' + topic.key, '', words[language].keep, true));
                field.appendChild(radio('topic:' + topic.key, 'yes', words[language].yes, false));
                field.appendChild(radio('topic:' + topic.key, 'no', words[language].no, false));
                list.appendChild(field);
            });
            if (!told.topics.length) document.querySelector('[data-save]').hidden = true;
        }).catch(function () { document.querySelector('[data-save]').hidden = true; });
    }

    all('form').forEach(function (form) {
        form.addEventListener('submit', function (event) {
            event.preventDefault();
            var body = new URLSearchParams(), pressed = event.submitter;
            new FormData(form).forEach(function (value, name) { if (value !== '') body.append(name, value); });
            if (pressed && pressed.name) body.append(pressed.name, pressed.value);
            body.append('language', language);
            var buttons = form.querySelectorAll('button');
            function enable(on) { Array.prototype.forEach.call(buttons, function (button) { button.disabled = !on; }); }
            enable(false);
            fetch('/x/' + kind + '/' + token, { method: 'POST', body: body, credentials: 'omit', cache: 'no-store' })
                .then(function (answer) { if (!answer.ok) throw new Error(answer.status); show('done'); })
                .catch(function () { enable(true); show('failed'); });
        });
    });
}());
