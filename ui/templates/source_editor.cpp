#include "ui/templates/source_editor.h"

#include "email/plain_text.h"
#include "ui/kit/actions.h"
#include "ui/kit/editor_keys.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/source_lexer.h"
#include "ui/templates/source_offers.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalBlocker>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace audience::ui {

namespace {

using Severity = SourceFinding::Severity;
constexpr int kErrorMark = 1, kWarningMark = 2, kNoteMark = 3;
constexpr int kErrorLine = 8, kWarningLine = 9, kNoteLine = 10; // indicators under the words
constexpr int kNumbers = 0, kMarks = 1, kFolds = 2;
constexpr int kLookBack = 4000; // characters before the caret that say what can be written there

int markOf(Severity severity) {
    return severity == Severity::Error ? kErrorMark : severity == Severity::Warning ? kWarningMark : kNoteMark;
}
int lineOf(Severity severity) {
    return severity == Severity::Error ? kErrorLine : severity == Severity::Warning ? kWarningLine : kNoteLine;
}

// Takes in no more than an email can be, whichever way it comes.
class LimitedScintilla final : public QsciScintilla {
public:
    using QsciScintilla::QsciScintilla;
    std::function<void()> refused;
    void paste() override {
        if (hasRoom(QApplication::clipboard()->mimeData(), SendScintilla(SCI_GETSELECTIONEND) - SendScintilla(SCI_GETSELECTIONSTART)))
            QsciScintilla::paste();
    }

protected:
    void dropEvent(QDropEvent *event) override {
        if (hasRoom(event->mimeData(), event->source() == this ? length() : 0))
            return QsciScintilla::dropEvent(event);
        event->ignore();
    }

private:
    bool hasRoom(const QMimeData *data, long goes) const {
        if (!data || SendScintilla(SCI_GETLENGTH) - goes + long(data->text().toUtf8().size()) <= long(email::kMostHtml))
            return true;
        if (refused)
            refused();
        return false;
    }
};

} // namespace

SourceEditor::SourceEditor(const QString &objectName, const QString &accessibleName, SourceLanguage language, QWidget *parent)
    : QWidget(parent), m_language(language) {
    Commands::instance().declare({QStringLiteral("edit.nextFinding"), tr("Go to the next finding"), tr("Edit"), {QKeySequence(Qt::Key_F8)}});
    Commands::instance().declare({QStringLiteral("edit.previousFinding"), tr("Go to the finding before"), tr("Edit"), {QKeySequence(Qt::SHIFT | Qt::Key_F8)}});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *limited = new LimitedScintilla(this);
    limited->refused = [this] { showLimit(true); };
    m_editor = limited;
    m_editor->setObjectName(objectName);
    m_editor->setAccessibleName(accessibleName);
    setFocusProxy(m_editor);
    layout->setSpacing(0);
    makeFind();
    layout->addWidget(m_find);
    layout->addWidget(m_editor, 1);
    m_limit = makeLabel({}, "secondary", this);
    m_limit->setObjectName(objectName + QStringLiteral("Limit"));
    m_limit->setWordWrap(true);
    m_limit->setContentsMargins(space::kPage, 4, space::kSmall, 4);
    m_limit->hide();
    layout->addWidget(m_limit);
    makeFoot();
    layout->addWidget(m_foot);
    m_editor->installEventFilter(this);
    m_editor->viewport()->installEventFilter(this);
    letTabIndent(m_editor);
    m_editor->setUtf8(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setWrapMode(QsciScintilla::WrapWord);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setIndentationWidth(2);
    m_editor->setAutoIndent(true);
    m_editor->setCaretLineVisible(true);
    m_editor->setExtraAscent(2);
    m_editor->setExtraDescent(2);
    m_editor->SendScintilla(QsciScintilla::SCI_AUTOCSETIGNORECASE, 1UL);
    m_editor->SendScintilla(QsciScintilla::SCI_AUTOCSETMAXHEIGHT, 10UL);
    setUpMargins();
    auto *lexer = new SourceLexer(language, m_editor);
    m_editor->setLexer(lexer);
    connect(m_editor, &QsciScintilla::textChanged, this, [this, lexer] {
        lexer->textChanged();
        showLimit(false);
        Q_EMIT textChanged();
    });
    connect(m_editor, &QsciScintillaBase::SCN_CHARADDED, this, &SourceEditor::offer);
    connect(m_editor, qOverload<const char *, int, int, int>(&QsciScintillaBase::SCN_AUTOCSELECTION), this, [this](const char *word, int place, int, int) {
        m_editor->SendScintilla(QsciScintilla::SCI_AUTOCCANCEL); // what is put in is more than the word
        take(place, QString::fromUtf8(word));
    });
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this, &SourceEditor::lookAtCaret);
    connect(&Theme::instance(), &Theme::changed, this, &SourceEditor::paintTheme);
    paintTheme();
}

void SourceEditor::setUpMargins() {
    m_editor->setMarginType(kNumbers, QsciScintilla::NumberMargin);
    m_editor->setMarginType(kMarks, QsciScintilla::SymbolMargin);
    m_editor->setMarginMarkerMask(kMarks, (1 << kErrorMark) | (1 << kWarningMark) | (1 << kNoteMark));
    m_editor->setMarginWidth(kMarks, m_language == SourceLanguage::Text ? 8 : 14);
    // Shapes as well as colours tell them apart.
    m_editor->markerDefine(QsciScintilla::Circle, kErrorMark);
    m_editor->markerDefine(QsciScintilla::RightTriangle, kWarningMark);
    m_editor->markerDefine(QsciScintilla::SmallRectangle, kNoteMark);
    for (const int line : {kErrorLine, kWarningLine, kNoteLine})
        m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, line);
    if (m_language == SourceLanguage::Text)
        return;
    m_editor->setFolding(QsciScintilla::PlainFoldStyle, kFolds);
    m_editor->setMarginWidth(kFolds, 14);
    m_editor->SendScintilla(QsciScintilla::SCI_MARKERDEFINE, static_cast<unsigned long>(QsciScintilla::SC_MARKNUM_FOLDER), long(QsciScintilla::SC_MARK_ARROW));
    m_editor->SendScintilla(QsciScintilla::SCI_MARKERDEFINE, static_cast<unsigned long>(QsciScintilla::SC_MARKNUM_FOLDEROPEN), long(QsciScintilla::SC_MARK_ARROWDOWN));
}

void SourceEditor::paintTheme() {
    const Tokens &t = tokens();
    // QScintilla knows sizes in points only.
    QFont font = Theme::instance().font(TypeRole::Mono);
    font.setPointSize(qMax(6, qRound(font.pixelSize() * 72.0 / logicalDpiY())));
    static_cast<SourceLexer *>(m_editor->lexer())->paintTheme(font);
    m_editor->setFont(font);
    m_editor->setPaper(t.surface);
    m_editor->setColor(t.text);
    m_editor->setMarginsFont(font);
    m_editor->setMarginWidth(kNumbers, m_language != SourceLanguage::Text ? QStringLiteral("00000") : QString()); // in the font just set
    m_editor->setMarginsBackgroundColor(t.surface);
    m_editor->setMarginsForegroundColor(t.tertiary);
    m_editor->setFoldMarginColors(t.surface, t.surface);
    for (const int marker : {int(QsciScintilla::SC_MARKNUM_FOLDER), int(QsciScintilla::SC_MARKNUM_FOLDEROPEN)}) {
        m_editor->setMarkerForegroundColor(t.tertiary, marker);
        m_editor->setMarkerBackgroundColor(t.tertiary, marker);
    }
    m_editor->setCaretForegroundColor(t.accent);
    m_editor->setCaretLineBackgroundColor(t.inset);
    m_editor->setSelectionBackgroundColor(t.accentSoft);
    m_editor->resetSelectionForegroundColor();
    for (const auto &[severity, colour] : {std::pair(Severity::Error, t.bad), std::pair(Severity::Warning, t.warning), std::pair(Severity::Note, t.tertiary)}) {
        m_editor->setMarkerForegroundColor(colour, markOf(severity));
        m_editor->setMarkerBackgroundColor(colour, markOf(severity));
        m_editor->setIndicatorForegroundColor(colour, lineOf(severity));
    }
}

QString SourceEditor::text() const {
    return m_editor->text();
}

void SourceEditor::setText(const QString &text) {
    if (text == m_editor->text())
        return;
    const QSignalBlocker quiet(m_editor);
    int line = 0, column = 0;
    m_editor->getCursorPosition(&line, &column);
    const int top = m_editor->firstVisibleLine();
    const bool isReadOnly = m_editor->isReadOnly();
    m_editor->setReadOnly(false);
    m_editor->setText(text);
    m_editor->setReadOnly(isReadOnly);
    m_editor->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
    static_cast<SourceLexer *>(m_editor->lexer())->textChanged();
    showLimit(false);
    m_editor->setCursorPosition(qMin(line, m_editor->lines() - 1), column);
    m_editor->setFirstVisibleLine(top);
    paintFindings();
}

// A large source is plain and has its lines as they are: to colour and break it would hold up the window.
void SourceEditor::showLimit(bool isRefused) {
    const bool isLarge = std::size_t(m_editor->length()) > kMostColoured;
    const auto wrap = isLarge ? QsciScintilla::WrapNone : QsciScintilla::WrapWord;
    if (m_editor->wrapMode() != wrap)
        m_editor->setWrapMode(wrap);
    m_limit->setText(isRefused ? tr("Not pasted: an email can have at most 2 MB. Shorten the text and paste it again.")
                     : isLarge ? tr("Above 512 KB the source is shown without colours and with its lines as they are.")
                               : QString());
    m_limit->setVisible(isRefused || isLarge);
}

void SourceEditor::setReadOnly(bool isReadOnly) {
    m_editor->setReadOnly(isReadOnly);
    m_editor->setCaretLineVisible(!isReadOnly);
}

void SourceEditor::setFields(const QStringList &fields) {
    m_fields = fields;
    m_fields.sort();
}

// Where words are expected, a list of those that can stand there.
void SourceEditor::offer(int character) {
    const long at = m_editor->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    if (m_editor->isListActive() || m_editor->isReadOnly())
        return;
    const QString before = m_editor->text(int(qMax(0L, at - kLookBack)), int(at));
    const SourceOffers offers = offersAt(m_language, before, m_fields);
    // A value and a style come up while they are written; an end tag after its "</".
    const bool isStart = character == 0 || offers.typed.size() > 0 || character == '{' || character == '%' || character == '|' || character == '<' || character == '/' ||
                         character == '"' || character == ' ' || character == ';';
    if (offers.kind == SourceOffers::Kind::None || !isStart)
        return;
    const QByteArray list = offers.words.join(QLatin1Char('\n')).toUtf8();
    m_editor->SendScintilla(QsciScintilla::SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>('\n'));
    m_editor->SendScintilla(QsciScintilla::SCI_AUTOCSETCHOOSESINGLE, 0UL);
    m_editor->SendScintilla(QsciScintilla::SCI_AUTOCSHOW, static_cast<unsigned long>(offers.typed.toUtf8().size()), list.constData());
}

void SourceEditor::take(int place, const QString &word) {
    const long at = m_editor->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    const QString before = m_editor->text(qMax(0, place - kLookBack), place);
    const long end = m_editor->SendScintilla(QsciScintilla::SCI_GETLINEENDPOSITION,
                                             static_cast<unsigned long>(m_editor->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, static_cast<unsigned long>(at))));
    const TakenOffer taken = takenOffer(offersAt(m_language, before, m_fields).kind, word, before, m_editor->text(int(at), int(end)));
    const QByteArray text = taken.text.toUtf8();
    m_editor->SendScintilla(QsciScintilla::SCI_SETTARGETRANGE, static_cast<unsigned long>(place), at);
    m_editor->SendScintilla(QsciScintilla::SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.constData());
    m_editor->SendScintilla(QsciScintilla::SCI_GOTOPOS, static_cast<unsigned long>(place + text.size() - taken.back));
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

bool SourceEditor::takesKey(QKeyEvent *key, bool isPress) {
    if (isOfCommand(key, "edit.find")) {
        m_find->show();
        m_words->setFocus();
        m_words->selectAll();
        return true;
    }
    for (const auto &[command, forward] : {std::pair("edit.nextFinding", true), std::pair("edit.previousFinding", false)})
        if (isOfCommand(key, command)) {
            if (isPress)
                stepFinding(forward);
            return true;
        }
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
        if (isPress)
            offer(0);
        return true;
    }
    return false;
}

bool SourceEditor::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::ToolTip && watched == m_editor->viewport()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showTip(help->pos(), help->globalPos());
    }
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isPress = event->type() == QEvent::KeyPress;
        if (takesKey(key, isPress)) {
            event->accept();
            return true;
        }
        if (key->key() == Qt::Key_Escape && m_find->isVisible() && isPress) {
            m_find->hide();
            m_editor->setFocus();
            return true;
        }
        if (watched == m_editor && key->matches(QKeySequence::Paste) && !m_editor->isReadOnly()) {
            if (isPress)
                m_editor->paste();
            event->accept();
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
    QVector<SourceFinding> findings;
    for (const auto &[line, isError] : lines)
        findings.append({line, 0, 0, isError ? Severity::Error : Severity::Warning, {}, false});
    setFindings(findings);
}

void SourceEditor::goTo(int line, int column) {
    bringToSight(line);
    m_editor->setCursorPosition(qMax(0, line - 1), qMax(0, column - 1));
    m_editor->setFocus();
}

void SourceEditor::bringToSight(int line) {
    m_editor->SendScintilla(QsciScintilla::SCI_ENSUREVISIBLEENFORCEPOLICY, static_cast<unsigned long>(qMax(0, line - 1)));
    const int visible = int(m_editor->SendScintilla(QsciScintilla::SCI_LINESONSCREEN)), top = m_editor->firstVisibleLine();
    const int shown = int(m_editor->SendScintilla(QsciScintilla::SCI_VISIBLEFROMDOCLINE, static_cast<unsigned long>(qMax(0, line - 1))));
    if (shown < top || shown >= top + visible)
        m_editor->setFirstVisibleLine(qMax(0, shown - visible / 3));
}

std::pair<int, int> SourceEditor::caret() const {
    const long at = m_editor->SendScintilla(QsciScintilla::SCI_GETCURRENTPOS);
    const long line = m_editor->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, static_cast<unsigned long>(at));
    return {int(line) + 1, int(at - m_editor->SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, static_cast<unsigned long>(line))) + 1};
}

bool SourceEditor::isWriting() const {
    return m_editor->hasFocus();
}

} // namespace audience::ui
