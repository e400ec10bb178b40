// The findings of a source: in the margin, under the words, at the foot, and on hover.
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/source_editor.h"
#include "ui/templates/source_lexer.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace audience::ui {

using Severity = SourceFinding::Severity;

namespace {

constexpr int kMarks = 1, kErrorMark = 1, kErrorLine = 8; // the three severities after one another

int stepOf(Severity severity) {
    return severity == Severity::Error ? 0 : severity == Severity::Warning ? 1 : 2;
}

bool isOfWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c & 0x80) != 0;
}

} // namespace

void SourceEditor::makeFoot() {
    m_foot = new QFrame(this);
    m_foot->setObjectName(m_editor->objectName() + QStringLiteral("Foot"));
    setRole(m_foot, "tabRow");
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(space::kPage, 4, space::kSmall, 4);
    row->setSpacing(space::kSmall);
    m_said = makeLabel({}, "body", m_foot);
    m_said->setObjectName(m_editor->objectName() + QStringLiteral("Said"));
    m_said->setWordWrap(true);
    m_mend = makeButton(m_editor->objectName() + QStringLiteral("Mend"), tr("Mend this"), "quiet", nullptr, m_foot);
    connect(m_mend, &QPushButton::clicked, this, [this] {
        if (m_shown >= 0)
            Q_EMIT mendWanted(m_findings[m_shown].of);
    });
    m_count = makeLabel({}, "secondary", m_foot);
    m_count->setObjectName(m_editor->objectName() + QStringLiteral("Count"));
    auto *before = makeTool(m_editor->objectName() + QStringLiteral("FindingBefore"), tr("Go to the finding before (Shift+F8)"), "chevron-left", m_foot);
    auto *next = makeTool(m_editor->objectName() + QStringLiteral("FindingNext"), tr("Go to the next finding (F8)"), "chevron-right", m_foot);
    connect(before, &QToolButton::clicked, this, [this] { stepFinding(false); });
    connect(next, &QToolButton::clicked, this, [this] { stepFinding(true); });
    row->addWidget(m_said, 1);
    row->addWidget(m_mend);
    row->addWidget(m_count);
    row->addWidget(before);
    row->addWidget(next);
    m_foot->hide();
}

void SourceEditor::setFindings(const QVector<SourceFinding> &findings) {
    m_findings = findings;
    std::stable_sort(m_findings.begin(), m_findings.end(), [](const SourceFinding &a, const SourceFinding &b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
    paintFindings();
    m_shown = -1;
    lookAtCaret();
}

void SourceEditor::paintFindings() {
    m_editor->markerDeleteAll();
    const long size = m_editor->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    for (int step = 0; step < 3; ++step) {
        m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, static_cast<unsigned long>(kErrorLine + step));
        m_editor->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, size);
    }
    for (const SourceFinding &one : std::as_const(m_findings)) {
        if (one.line < 1 || one.line > m_editor->lines())
            continue;
        m_editor->markerAdd(one.line - 1, kErrorMark + stepOf(one.severity));
        if (one.column < 1)
            continue;
        const long from = m_editor->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(one.line - 1)) + one.column - 1;
        long to = from + qMax(1, one.length);
        if (one.length == 0)
            while (to < size && isOfWord(char(m_editor->SendScintilla(QsciScintilla::SCI_GETCHARAT, static_cast<unsigned long>(to)))))
                ++to;
        m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, static_cast<unsigned long>(kErrorLine + stepOf(one.severity)));
        m_editor->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), qMin(to, size) - from);
    }
}

int SourceEditor::findingAt(int line, int column) const {
    int best = -1;
    for (int i = 0; i < int(m_findings.size()); ++i) {
        const SourceFinding &one = m_findings[i];
        if (one.line != line)
            continue;
        const bool isAround = column > 0 && one.column <= column && column <= one.column + qMax(1, one.length);
        if (best < 0 || isAround)
            best = i;
    }
    return best;
}

void SourceEditor::showFinding(int index) {
    m_shown = index;
    const bool isOne = index >= 0 && index < int(m_findings.size());
    m_foot->setVisible(std::any_of(m_findings.begin(), m_findings.end(), [](const SourceFinding &one) { return !one.sentence.isEmpty(); }));
    m_mend->setVisible(isOne && m_findings[index].canMend && !m_editor->isReadOnly());
    m_count->setText(isOne ? tr("%1 of %2").arg(index + 1).arg(m_findings.size()) : QString());
    if (!isOne)
        return m_said->setText(tr("%Ln findings. F8 goes to the next one.", nullptr, int(m_findings.size())));
    const SourceFinding &one = m_findings[index];
    m_said->setText(one.line > 0 ? tr("Line %1: %2").arg(one.line).arg(one.sentence) : one.sentence);
}

void SourceEditor::lookAtCaret() {
    const auto [line, column] = caret();
    const int found = findingAt(line, column);
    const bool isSameLine = m_shown >= 0 && m_shown < int(m_findings.size()) && m_findings[m_shown].line == line && found >= 0 && m_findings[found].column > column;
    if (!isSameLine)
        showFinding(found);
    Q_EMIT caretMoved(line, column);
}

void SourceEditor::stepFinding(bool forward) {
    if (m_findings.isEmpty())
        return;
    int next = m_shown;
    if (next < 0) { // the first one after the caret, or the last one before it
        const auto here = caret();
        const auto after = std::find_if(m_findings.begin(), m_findings.end(), [&](const SourceFinding &one) { return std::pair(one.line, one.column) > here; });
        next = int(after - m_findings.begin()) - (forward ? 1 : 0);
    }
    const int count = int(m_findings.size());
    next = ((next + (forward ? 1 : -1)) % count + count) % count;
    const SourceFinding one = m_findings[next];
    if (one.line > 0)
        goTo(one.line, one.column);
    showFinding(next);
}

bool SourceEditor::showTip(const QPoint &at, const QPoint &global) {
    int margins = 0;
    for (int margin = 0; margin < 3; ++margin)
        margins += m_editor->marginWidth(margin);
    const bool isMargin = at.x() < margins;
    const int line = m_editor->lineAt(QPoint(qMax(at.x(), margins + 1), at.y()));
    const long place = m_editor->SendScintilla(QsciScintilla::SCI_POSITIONFROMPOINTCLOSE, static_cast<unsigned long>(at.x()), long(at.y()));
    QStringList words;
    for (const SourceFinding &one : std::as_const(m_findings)) {
        if (line < 0 || one.line != line + 1 || one.sentence.isEmpty())
            continue;
        const long from = m_editor->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(line)) + one.column - 1;
        const long value = m_editor->SendScintilla(QsciScintilla::SCI_INDICATORVALUEAT, static_cast<unsigned long>(kErrorLine + stepOf(one.severity)), place);
        if (isMargin || (place >= from && value != 0))
            words << one.sentence;
    }
    if (words.isEmpty()) {
        QToolTip::hideText();
        return isMargin;
    }
    QToolTip::showText(global, words.join(QLatin1Char('\n')), m_editor);
    return true;
}

} // namespace audience::ui
