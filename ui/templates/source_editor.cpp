#include "ui/templates/source_editor.h"

#include "ui/kit/theme.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

// QScintilla's headers use Qt's short keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscilexerhtml.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

namespace audience::ui {

namespace {
constexpr int kErrorMark = 1, kWarningMark = 2;
}

SourceEditor::SourceEditor(const QString &objectName, const QString &accessibleName, bool isHtml, QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_editor = new QsciScintilla(this);
    m_editor->setObjectName(objectName);
    m_editor->setAccessibleName(accessibleName);
    setFocusProxy(m_editor);
    layout->addWidget(m_editor);
    m_editor->setUtf8(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setWrapMode(QsciScintilla::WrapWord);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setIndentationWidth(2);
    m_editor->setAutoIndent(true);
    m_editor->setCaretLineVisible(true);
    m_editor->setMarginType(0, QsciScintilla::NumberMargin);
    m_editor->setMarginWidth(1, isHtml ? 10 : 8);
    m_editor->setExtraAscent(2);
    m_editor->setExtraDescent(2);
    m_editor->markerDefine(QsciScintilla::FullRectangle, kErrorMark);
    m_editor->markerDefine(QsciScintilla::FullRectangle, kWarningMark);
    if (isHtml)
        m_editor->setLexer(new QsciLexerHTML(m_editor));
    connect(m_editor, &QsciScintilla::textChanged, this, &SourceEditor::textChanged);
    connect(&Theme::instance(), &Theme::changed, this, &SourceEditor::paintTheme);
    paintTheme();
}

void SourceEditor::paintTheme() {
    const Tokens &t = tokens();
    // QScintilla knows sizes in points only.
    QFont font = Theme::instance().font(TypeRole::Mono);
    font.setPointSize(qMax(6, qRound(font.pixelSize() * 72.0 / logicalDpiY())));
    if (auto *lexer = qobject_cast<QsciLexerHTML *>(m_editor->lexer())) {
        lexer->setDefaultPaper(t.surface);
        lexer->setDefaultColor(t.text);
        lexer->setDefaultFont(font);
        for (int style = 0; style < 128; ++style) {
            lexer->setPaper(t.surface, style);
            lexer->setColor(t.text, style);
            lexer->setFont(font, style);
        }
        for (const int style : {QsciLexerHTML::Tag, QsciLexerHTML::UnknownTag, QsciLexerHTML::XMLTagEnd})
            lexer->setColor(t.accent, style);
        for (const int style : {QsciLexerHTML::Attribute, QsciLexerHTML::UnknownAttribute})
            lexer->setColor(t.data[2], style);
        for (const int style : {QsciLexerHTML::HTMLDoubleQuotedString, QsciLexerHTML::HTMLSingleQuotedString, QsciLexerHTML::HTMLValue})
            lexer->setColor(t.secondary, style);
        for (const int style : {QsciLexerHTML::HTMLComment, QsciLexerHTML::SGMLDefault, QsciLexerHTML::SGMLCommand})
            lexer->setColor(t.tertiary, style);
        lexer->setColor(t.data[1], QsciLexerHTML::Entity);
    }
    m_editor->setFont(font);
    m_editor->setPaper(t.surface);
    m_editor->setColor(t.text);
    m_editor->setMarginsFont(font);
    m_editor->setMarginWidth(0, m_editor->lexer() ? QStringLiteral("00000") : QString()); // in the font just set
    m_editor->setMarginsBackgroundColor(t.surface);
    m_editor->setMarginsForegroundColor(t.tertiary);
    m_editor->setCaretForegroundColor(t.accent);
    m_editor->setCaretLineBackgroundColor(t.inset);
    m_editor->setSelectionBackgroundColor(t.accentSoft);
    m_editor->resetSelectionForegroundColor();
    m_editor->setMarkerBackgroundColor(t.bad, kErrorMark);
    m_editor->setMarkerBackgroundColor(t.warning, kWarningMark);
}

QString SourceEditor::text() const {
    return m_editor->text();
}

void SourceEditor::setText(const QString &text) {
    if (text == m_editor->text())
        return;
    const QSignalBlocker quiet(m_editor);
    m_editor->setText(text);
    m_editor->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
}

void SourceEditor::markLines(const QVector<std::pair<int, bool>> &lines) {
    m_editor->markerDeleteAll();
    for (const auto &[line, isError] : lines)
        if (line > 0)
            m_editor->markerAdd(line - 1, isError ? kErrorMark : kWarningMark);
}

void SourceEditor::goTo(int line, int column) {
    m_editor->setCursorPosition(qMax(0, line - 1), qMax(0, column - 1));
    m_editor->ensureLineVisible(qMax(0, line - 1));
    m_editor->setFocus();
}

} // namespace audience::ui
