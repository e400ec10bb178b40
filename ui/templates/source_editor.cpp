#include "ui/templates/source_editor.h"

#include "ui/kit/actions.h"
#include "ui/kit/editor_keys.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
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
// Text colours over the lexer's: what is written, what is decided, filters.
enum Indicator { Output = 20, Tag, Filter };
constexpr int kOfferFields = 1, kOfferFilters = 2;
const char *const kFilters[] = {"append", "capitalize", "date", "default", "divided_by", "downcase", "escape", "first", "join", "last", "minus", "plus",
                                "prepend", "remove", "replace", "round", "size", "split", "strip", "times", "truncate", "upcase"};
}

SourceEditor::SourceEditor(const QString &objectName, const QString &accessibleName, bool isHtml, QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_editor = new QsciScintilla(this);
    m_editor->setObjectName(objectName);
    m_editor->setAccessibleName(accessibleName);
    setFocusProxy(m_editor);
    layout->setSpacing(0);
    makeFind();
    layout->addWidget(m_find);
    layout->addWidget(m_editor, 1);
    m_editor->installEventFilter(this);
    letTabIndent(m_editor);
    for (const int indicator : {int(Output), int(Tag), int(Filter)})
        m_editor->indicatorDefine(QsciScintilla::TextColorIndicator, indicator);
    connect(m_editor, &QsciScintilla::textChanged, this, &SourceEditor::paintMarks);
    connect(m_editor, &QsciScintillaBase::SCN_CHARADDED, this, &SourceEditor::offer);
    connect(m_editor, &QsciScintilla::userListActivated, this, [this](int, const QString &word) { take(word); });
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
    m_editor->setIndicatorForegroundColor(t.data[3], Output);
    m_editor->setIndicatorForegroundColor(t.data[1], Tag);
    m_editor->setIndicatorForegroundColor(t.data[2], Filter);
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
    paintMarks();
}

void SourceEditor::setFields(const QStringList &fields) {
    m_fields = fields;
    m_fields.sort();
}

// Placeholders and decisions in their own colours, whatever HTML they stand in.
void SourceEditor::paintMarks() {
    const QByteArray bytes = m_editor->text().toUtf8(); // the editor counts bytes
    for (const int indicator : {int(Output), int(Tag), int(Filter)}) {
        m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, indicator);
        m_editor->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0UL, long(bytes.size()));
    }
    const auto fill = [this](int indicator, qsizetype from, qsizetype length) {
        m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, indicator);
        m_editor->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), static_cast<long>(length));
    };
    for (qsizetype open = bytes.indexOf('{'); open >= 0 && open + 1 < bytes.size(); open = bytes.indexOf('{', open + 1)) {
        const char kind = bytes[open + 1];
        if (kind != '{' && kind != '%')
            continue;
        const qsizetype close = bytes.indexOf(kind == '{' ? "}}" : "%}", open + 2);
        if (close < 0)
            break;
        const qsizetype filter = kind == '{' ? bytes.indexOf('|', open) : -1;
        const bool hasFilter = filter > 0 && filter < close;
        fill(kind == '{' ? Output : Tag, open, (hasFilter ? filter : close + 2) - open);
        if (hasFilter) {
            fill(Filter, filter, close - filter);
            fill(Output, close, 2);
        }
        open = close + 1;
    }
}

void SourceEditor::offer(int character) {
    int line = 0, column = 0;
    m_editor->getCursorPosition(&line, &column);
    const QString before = m_editor->text(line).left(column);
    const bool isInside = before.lastIndexOf(QLatin1String("{{")) > before.lastIndexOf(QLatin1String("}}"));
    if (character == '{' && before.endsWith(QLatin1String("{{")) && !m_fields.isEmpty())
        m_editor->showUserList(kOfferFields, m_fields);
    if (character == '|' && isInside) {
        QStringList filters;
        for (const char *name : kFilters)
            filters << QLatin1String(name);
        m_editor->showUserList(kOfferFilters, filters);
    }
}

void SourceEditor::take(const QString &word) {
    int line = 0, column = 0;
    m_editor->getCursorPosition(&line, &column);
    const bool isField = m_fields.contains(word) && !m_editor->text(line).left(column).trimmed().endsWith(QLatin1Char('|'));
    const bool isClosed = m_editor->text(line).mid(column).startsWith(QLatin1String("}}")) || m_editor->text(line).mid(column).startsWith(QLatin1String(" }}"));
    const QString text = isField ? QStringLiteral(" %1%2").arg(word, isClosed ? QString() : QStringLiteral(" }}"))
                                 : QStringLiteral(" %1%2").arg(word, word == QLatin1String("default") ? QStringLiteral(": \"\"") : QString());
    m_editor->insert(text);
    m_editor->setCursorPosition(line, column + int(text.size()) - (word == QLatin1String("default") ? 1 : 0));
}

void SourceEditor::makeFind() {
    m_find = new QFrame(this);
    setRole(m_find, "tabRow");
    auto *row = new QHBoxLayout(m_find);
    row->setContentsMargins(space::kPage, 4, space::kPage, 4);
    const auto add = [&](const char *name, const QString &words) {
        auto *edit = new QLineEdit(m_find);
        edit->setObjectName(m_editor->objectName() + QLatin1String(name));
        edit->setAccessibleName(words);
        edit->setPlaceholderText(words);
        edit->installEventFilter(this);
        row->addWidget(edit, 1);
        return edit;
    };
    m_words = add("Find", tr("Find"));
    m_with = add("Replace", tr("Replace with"));
    connect(m_words, &QLineEdit::returnPressed, this, [this] { find(true); });
    auto *next = makeTool(m_editor->objectName() + QStringLiteral("FindNext"), tr("Find the next"), "arrow-down", m_find);
    auto *all = makeButton(m_editor->objectName() + QStringLiteral("ReplaceAll"), tr("Replace all"), "", nullptr, m_find);
    connect(next, &QToolButton::clicked, this, [this] { find(true); });
    connect(all, &QPushButton::clicked, this, &SourceEditor::replaceAll);
    m_found = makeLabel({}, "secondary", m_find);
    row->addWidget(next);
    row->addWidget(all);
    row->addWidget(m_found);
    m_find->hide();
}

void SourceEditor::find(bool forward) {
    const bool isThere = m_editor->findFirst(m_words->text(), false, false, false, true, forward);
    m_found->setText(isThere || m_words->text().isEmpty() ? QString() : tr("not there"));
}

void SourceEditor::replaceAll() {
    if (m_words->text().isEmpty())
        return;
    QString all = m_editor->text();
    const auto count = all.count(m_words->text(), Qt::CaseInsensitive);
    if (count > 0) {
        all.replace(m_words->text(), m_with->text(), Qt::CaseInsensitive);
        m_editor->selectAll();
        m_editor->replaceSelectedText(all);
    }
    m_found->setText(tr("%1 replaced").arg(count));
}

bool SourceEditor::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (isOfCommand(key, "edit.find")) {
            m_find->show();
            m_words->setFocus();
            m_words->selectAll();
            event->accept();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_find->isVisible() && event->type() == QEvent::KeyPress) {
            m_find->hide();
            m_editor->setFocus();
            return true;
        }
        // Undo is the page's, which knows the whole email.
        if (watched == m_editor && (isOfCommand(key, "edit.undo") || isOfCommand(key, "edit.redo"))) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
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
