#include "ui/templates/studio/source_panel.h"

#include "base/json_places.h"
#include "blocks/mjml.h"
#include "qbase/convert.h"
#include "service/studio_service.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <charconv>

namespace audience::ui {

namespace {

constexpr int kPauseMs = 200; // of writing, before it is read
constexpr const char *kByteOrderMark = "\xEF\xBB\xBF"; // some programs write it before a text

// Line and column, from 1, of a byte.
std::pair<int, int> placeOf(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const std::size_t last = before.rfind('\n');
    return {int(std::count(before.begin(), before.end(), '\n')) + 1, int(before.size() - (last == std::string_view::npos ? 0 : last + 1)) + 1};
}

std::string argOf(const model::Finding &finding, std::string_view name) {
    for (const auto &[key, value] : finding.args)
        if (key == name)
            return value;
    return {};
}

int numberOf(const std::string &text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

SourceFinding::Severity severityOf(const model::Finding &finding) {
    return finding.severity == model::Finding::Severity::Error ? SourceFinding::Severity::Error : SourceFinding::Severity::Warning;
}
SourceFinding::Severity severityOf(email::LintSeverity severity) {
    return severity == email::LintSeverity::Error     ? SourceFinding::Severity::Error
           : severity == email::LintSeverity::Warning ? SourceFinding::Severity::Warning
                                                      : SourceFinding::Severity::Note;
}

// The pointer of the part with this id; empty where there is none.
std::string pointerOf(const Json &json, const std::string &id, const std::string &at) {
    if (!json.is_structured())
        return {};
    if (json.is_object() && jsonText(json, "id") == id)
        return at;
    for (auto each = json.begin(); each != json.end(); ++each)
        if (each->is_structured()) {
            const std::string name = json.is_object() ? each.key() : std::to_string(each - json.begin());
            if (std::string found = pointerOf(*each, id, at + "/" + name); !found.empty())
                return found;
        }
    return {};
}

// The id of the innermost part around this pointer; "page" where it is the page's.
std::string partAt(const Json &json, std::string_view pointer) {
    if (pointer.substr(0, 5) == "/page")
        return "page";
    std::string id;
    const Json *at = &json;
    for (std::size_t from = 1; from <= pointer.size() && at;) {
        const std::size_t to = std::min(pointer.find('/', from), pointer.size());
        const std::string step(pointer.substr(from, to - from));
        const int index = at->is_array() ? numberOf(step) : 0;
        at = at->is_array() ? (std::size_t(index) < at->size() ? &(*at)[std::size_t(index)] : nullptr) : jsonMember(*at, step);
        if (at && at->is_object() && jsonMember(*at, "id"))
            id = jsonText(*at, "id");
        from = to + 1;
    }
    return id;
}

} // namespace

SourcePanel::SourcePanel(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead();
    layout->addWidget(m_head);
    m_notice = new Notice(QStringLiteral("sourceNotice"), this);
    layout->addWidget(m_notice);
    connect(m_notice, &Notice::actionWanted, this, &SourcePanel::offerBack);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    m_html = new SourceEditor(QStringLiteral("templateSource"), tr("Source of the email"), SourceLanguage::Html, m_stack);
    m_blocks.editor = new SourceEditor(QStringLiteral("blockSource"), tr("Blocks of the email as text"), SourceLanguage::Json, m_stack);
    m_mjml.editor = new SourceEditor(QStringLiteral("mjmlSource"), tr("The email as MJML"), SourceLanguage::Mjml, m_stack);
    for (SourceEditor *editor : {m_html, m_blocks.editor, m_mjml.editor})
        m_stack->addWidget(editor);
    connect(m_html, &SourceEditor::textChanged, this, &SourcePanel::takeHtml);
    connect(m_html, &SourceEditor::mendWanted, this, &SourcePanel::mend);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPauseMs);
    for (Written *one : {&m_blocks, &m_mjml})
        connect(one->editor, &SourceEditor::textChanged, this, [this, one] {
            one->isUnread = true;
            m_soon.start();
        });
    connect(&m_soon, &QTimer::timeout, this, [this] { take(m_view); });
    connect(m_blocks.editor, &SourceEditor::caretMoved, this, &SourcePanel::caretMoved);
    setFocusProxy(m_html);
    refresh();
}

void SourcePanel::buildHead() {
    m_head = new QFrame(this);
    setRole(m_head, "tabRow");
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(space::kPage, 4, space::kPage, 4);
    row->setSpacing(space::kMedium);
    m_choice = new SegmentedControl(QStringLiteral("sourceKind"), tr("What the source is shown as"), m_head);
    m_choice->addSegment(tr("HTML"));
    m_choice->addSegment(tr("Blocks"));
    m_choice->addSegment(tr("MJML"));
    connect(m_choice, &SegmentedControl::currentChanged, this, [this](int index) { showView(View(index)); });
    m_about = makeLabel({}, "secondary", m_head);
    m_about->setObjectName(QStringLiteral("sourceAbout"));
    m_about->setWordWrap(true);
    m_become = makeButton(QStringLiteral("sourceBecomeHtml"), tr("Change to HTML"), "quiet", nullptr, m_head);
    connect(m_become, &QPushButton::clicked, this, &SourcePanel::becomeHtml);
    row->addWidget(m_choice);
    row->addWidget(m_about, 1);
    row->addWidget(m_become);
}

void SourcePanel::open(const model::EmailTemplate &email, const QString &place) {
    keepLeft();
    m_soon.stop();
    m_before.reset();
    m_aside.clear();
    m_notice->clear();
    m_part.clear();
    m_findings.clear();
    for (Written *written : {&m_blocks, &m_mjml}) {
        written->isUnread = false;
        written->shown.reset();
    }
    m_hasMark = false;
    takeEmail(email);
    m_place = place;
    bringLeft();
    refresh();
}

void SourcePanel::setEmail(const model::EmailTemplate &email) {
    if (m_before && email.blocks) { // it was taken back elsewhere
        m_before.reset();
        m_notice->clear();
    }
    takeEmail(email);
    refresh();
}

void SourcePanel::takeEmail(const model::EmailTemplate &email) {
    m_email = email;
    if (!email.html.empty()) // else it may be written anew
        m_hasMark = email.html.rfind(kByteOrderMark, 0) == 0;
}

void SourcePanel::setKit(const model::BrandKit &kit) {
    if (kit == m_kit)
        return;
    m_kit = kit;
    if (!m_mjml.isUnread)
        m_mjml.shown.reset();
    refresh();
}

void SourcePanel::setFields(const QStringList &fields) {
    for (SourceEditor *editor : {m_html, m_blocks.editor, m_mjml.editor})
        editor->setFields(fields);
}

void SourcePanel::settle() {
    if (!m_soon.isActive())
        return;
    m_soon.stop();
    take(m_view);
}

void SourcePanel::showView(View view) {
    settle(); // what was written last counts before it is left
    m_view = m_email.blocks ? view : ViewHtml;
    m_choice->setCurrent(m_view);
    refresh();
}

void SourcePanel::refresh() {
    const bool isBlocks = m_email.blocks.has_value();
    m_head->setVisible(isBlocks);
    if (!isBlocks)
        m_view = ViewHtml;
    m_choice->setCurrent(m_view);
    m_become->setVisible(m_view == ViewHtml);
    m_html->setReadOnly(isBlocks);
    m_stack->setCurrentIndex(m_view);
    // The text is made when it is looked at: compiling an email and colouring it take longer than drawing a letter on the canvas.
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    if (!isBlocks) {
        m_blocks.shown.reset();
        m_mjml.shown.reset();
        m_html->setText(toQString(m_email.html));
        return markHtml();
    }
    if (m_view == ViewHtml)
        fillHtml();
    else if (m_view == ViewBlocks && (!m_blocks.shown || *m_blocks.shown != *m_email.blocks))
        fill(m_blocks, dumpJsonPretty(m_email.blocks->json()));
    else if (m_view == ViewMjml && (!m_mjml.shown || *m_mjml.shown != *m_email.blocks)) {
        const blocks::MjmlExport written = blocks::toMjml(*m_email.blocks, m_kit);
        fill(m_mjml, written.mjml);
        m_about->setText(aboutMjml(written.findings));
    }
    if (m_view == ViewBlocks)
        m_about->setText(tr("The canvas follows what can be read."));
    if (const Written *shown = written(m_view); shown && shown->isUnread && !m_soon.isActive())
        m_soon.start(); // it came back
}

void SourcePanel::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

void SourcePanel::fillHtml() {
    m_about->setText(tr("Made from the blocks, to be read."));
    m_html->setText(toQString(service::blockHtml(*m_email.blocks, m_kit).html));
    markHtml();
}

// The email was changed elsewhere: what stands here is made anew. What could not be read yet is kept aside.
void SourcePanel::fill(Written &written, const std::string &text) {
    if (written.isUnread) {
        m_aside = written.editor->text();
        m_asideOf = &written == &m_blocks ? ViewBlocks : ViewMjml;
        sayAside();
    }
    written.isUnread = false;
    written.shown = m_email.blocks;
    written.editor->setText(toQString(text));
    if (&written == &m_blocks)
        markBlocks(text, {});
    else
        written.editor->setFindings({});
}

void SourcePanel::takeHtml() {
    if (m_email.blocks)
        return;
    model::EmailTemplate email = m_email;
    email.html = toUtf8(m_html->text());
    if (m_hasMark && !email.html.empty())
        email.html.insert(0, kByteOrderMark);
    if (email.html == m_email.html)
        return;
    m_email = email;
    if (m_before) {
        m_before.reset();
        m_notice->clear();
    }
    Q_EMIT edited(email, tr("Change the source"), MergeHtml);
}

void SourcePanel::take(View view) {
    if (!m_email.blocks || m_isStale) // it would write over what the email became elsewhere
        return;
    if (view == ViewBlocks)
        takeBlocks();
    else if (view == ViewMjml)
        takeMjml();
}

void SourcePanel::takeBlocks() {
    const std::string text = toUtf8(m_blocks.editor->text());
    const auto json = parseJson(text);
    if (!json) {
        m_blocks.isUnread = true;
        std::size_t at = 0;
        for (const auto &[name, value] : json.error().args)
            if (name == "offset")
                at = static_cast<std::size_t>(std::max(0, numberOf(value) - 1));
        const auto [line, column] = placeOf(text, at);
        m_blocks.editor->setFindings({{line, column, 1, SourceFinding::Severity::Error, sentence(json.error()), false, -1}});
        return;
    }
    model::Findings findings;
    const auto document = model::blockDocumentFromJson(*json, findings);
    m_blocks.isUnread = !document;
    if (document)
        takeDocument(m_blocks, *document, tr("Change the blocks as text"), MergeBlocks);
    markBlocks(text, findings);
}

void SourcePanel::takeMjml() {
    const blocks::MjmlImport read = blocks::fromMjml(toUtf8(m_mjml.editor->text()));
    m_mjml.isUnread = !read.document;
    if (read.document)
        takeDocument(m_mjml, *read.document, tr("Change the MJML"), MergeMjml);
    markMjml(read.findings);
}

void SourcePanel::takeDocument(Written &written, const model::BlockDocument &document, const QString &what, int merge) {
    written.shown = document;
    if (document == *m_email.blocks)
        return;
    model::EmailTemplate email = m_email;
    email.blocks = document;
    email.html = service::blockHtml(document, m_kit).html;
    m_email = email;
    Q_EMIT edited(email, what, merge);
}

void SourcePanel::mend(int finding) {
    if (finding < 0 || std::size_t(finding) >= m_findings.size() || m_email.blocks)
        return;
    const auto mended = service::mendedAt(m_email.html, m_findings[std::size_t(finding)].finding);
    if (!mended)
        return;
    model::EmailTemplate email = m_email;
    email.html = *mended;
    m_email = email;
    m_html->setText(toQString(email.html));
    m_findings.erase(m_findings.begin() + finding); // until the page has looked again
    markHtml();
    Q_EMIT edited(email, tr("Mend a finding"), MergeNone);
}

void SourcePanel::showFindings(const std::vector<service::LintView> &findings) {
    m_findings = findings;
    m_isStale |= !isVisible();
    if (m_isStale)
        return;
    if (m_view == ViewHtml)
        markHtml();
    else if (m_view == ViewBlocks && !m_blocks.isUnread && !m_soon.isActive())
        markBlocks(toUtf8(m_blocks.editor->text()), {});
}

void SourcePanel::markHtml() {
    QVector<SourceFinding> marks;
    for (std::size_t i = 0; i < m_findings.size(); ++i) {
        const service::LintView &one = m_findings[i];
        if (one.finding.line < 1 || !(one.finding.path.empty() || one.finding.path == "html"))
            continue;
        marks.append({one.finding.line, one.finding.column, int(one.excerpt.size()), severityOf(one.severity), sentence(one.finding.id, one.finding.args),
                      one.canMend && !m_email.blocks, int(i)});
    }
    m_html->setFindings(marks);
}

// What the reader says of the text, what the compiler says of the blocks, and what the checks say of either.
void SourcePanel::markBlocks(const std::string &text, const model::Findings &read) {
    const JsonPlaces places(text);
    QVector<SourceFinding> marks;
    const auto add = [&](const std::string &pointer, SourceFinding::Severity severity, const QString &words) {
        const JsonPlace *at = places.find(pointer);
        const auto [line, column] = placeOf(text, at ? at->at : 0);
        const std::size_t lineEnd = at ? std::min(text.find('\n', at->at), at->end) : 0;
        const SourceFinding mark{line, column, at ? int(lineEnd - at->at) : 1, severity, words, false, -1};
        if (std::none_of(marks.begin(), marks.end(), [&](const SourceFinding &one) { return one.line == mark.line && one.sentence == mark.sentence; }))
            marks.append(mark);
    };
    for (const model::Finding &one : read)
        add(one.path, severityOf(one), sentence(one.id, one.args));
    if (!model::hasErrors(read) && m_blocks.shown) {
        for (const service::FindingView &one : service::blockHtml(*m_blocks.shown, m_kit).findings)
            add(one.path, one.isError ? SourceFinding::Severity::Error : SourceFinding::Severity::Warning, sentence(one.id, one.args));
        for (const service::LintView &one : m_findings)
            if (!one.finding.path.empty() && one.finding.path.front() == '/')
                add(one.finding.path, severityOf(one.severity), sentence(one.finding.id, one.finding.args));
    }
    m_blocks.editor->setFindings(marks);
}

void SourcePanel::markMjml(const model::Findings &read) {
    QVector<SourceFinding> marks;
    for (const model::Finding &one : read)
        marks.append({numberOf(argOf(one, "line")), 0, 0, severityOf(one), sentence(one.id, one.args), false, -1});
    m_mjml.editor->setFindings(marks);
}

QString SourcePanel::aboutMjml(const model::Findings &lost) const {
    if (lost.empty())
        return tr("The canvas follows what can be read.");
    QStringList kinds;
    for (const model::Finding &one : lost)
        kinds << toQString(argOf(one, "value"));
    kinds.removeAll(QString());
    kinds.removeDuplicates();
    return tr("MJML has no %1: these stand here as HTML, and stay HTML once you write in this source.").arg(kinds.join(QStringLiteral(", ")));
}

void SourcePanel::goTo(int line, int column) {
    showView(ViewHtml);
    m_html->goTo(line, column);
}

void SourcePanel::showPart(const std::string &id) {
    m_part = id;
    if (m_isStale || m_view != ViewBlocks || m_blocks.isUnread || !m_blocks.shown || m_blocks.editor->isWriting())
        return;
    const std::string pointer = id == "page" ? "/page" : pointerOf(m_blocks.shown->json(), id, "");
    const std::string text = toUtf8(m_blocks.editor->text());
    const JsonPlaces places(text);
    if (const JsonPlace *at = pointer.empty() ? nullptr : places.find(pointer))
        m_blocks.editor->bringToSight(placeOf(text, at->at).first);
}

void SourcePanel::caretMoved() {
    if (!m_blocks.editor->isWriting() || m_blocks.isUnread || m_soon.isActive() || !m_blocks.shown)
        return;
    const std::string text = toUtf8(m_blocks.editor->text());
    const auto [line, column] = m_blocks.editor->caret();
    std::size_t at = 0;
    for (int i = 1; i < line; ++i)
        at = text.find('\n', at) + 1;
    const JsonPlaces places(text);
    const JsonPlace *place = places.around(at + std::size_t(column) - 1);
    const std::string part = place ? partAt(m_blocks.shown->json(), place->pointer) : std::string();
    if (part.empty() || part == m_part)
        return;
    m_part = part;
    Q_EMIT partChosen(toQString(part));
}

} // namespace audience::ui
