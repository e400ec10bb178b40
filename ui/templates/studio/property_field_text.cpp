#include "ui/templates/studio/property_field_text.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QSyntaxHighlighter>
#include <QTextDocument>
#include <QToolButton>

namespace audience::ui {

namespace {

constexpr int kLines = 3, kTool = 26;

// Output and tags of Liquid look like chips.
class ChipLook final : public QSyntaxHighlighter {
public:
    explicit ChipLook(QTextDocument *document) : QSyntaxHighlighter(document) {
        connect(&Theme::instance(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
    }

protected:
    void highlightBlock(const QString &text) override {
        static const QRegularExpression liquid(QStringLiteral("\\{\\{.*?\\}\\}|\\{%.*?%\\}"));
        QTextCharFormat chip;
        chip.setBackground(tokens().accentSoft);
        chip.setForeground(tokens().accent);
        for (auto found = liquid.globalMatch(text); found.hasNext();) {
            const auto match = found.next();
            setFormat(int(match.capturedStart()), int(match.capturedLength()), chip);
        }
    }
};

} // namespace

FieldText::FieldText(bool isOneLine, QWidget *parent) : QPlainTextEdit(parent), m_isOneLine(isOneLine) {
    new ChipLook(document());
    setUndoRedoEnabled(false); // the email's own undo
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setProperty("ownFocus", true);
    document()->setDocumentMargin(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    if (isOneLine) {
        setLineWrapMode(NoWrap);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
    withTheme(this, [this] { frame(); });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isPutting)
            Q_EMIT edited(words());
    });
}

void FieldText::frame() {
    const Tokens &t = tokens();
    const bool isHere = hasFocus();
    setStyleSheet(QStringLiteral("QPlainTextEdit { background: %1; border: %2px solid %3; border-radius: 6px; padding: %4px; }")
                      .arg(t.surface.name())
                      .arg(isHere ? 2 : 1)
                      .arg(isHere ? t.accent.name() : t.strongBorder.name())
                      .arg(isHere ? 5 : 6));
    updateGeometry();
}

void FieldText::offerFields(std::function<QList<PickerItem>()> fields) {
    m_fields = std::move(fields);
    m_insert = makeTool(objectName() + QStringLiteral("Insert"), tr("Insert a field"), "braces", this);
    m_insert->setAccessibleDescription(accessibleName());
    m_insert->setFixedSize(kTool, kTool);
    connect(m_insert, &QToolButton::clicked, this, &FieldText::pickField);
    setViewportMargins(0, 0, kTool - 4, 0);
}

void FieldText::pickField() {
    Picker::pickOne(m_insert, m_fields(), {}, [this](const QStringList &ids) { insertField(ids.value(0)); });
}

void FieldText::insertField(const QString &path) {
    if (path.isEmpty())
        return;
    insertPlainText(QStringLiteral("{{ %1 }}").arg(path));
    setFocus();
}

QString FieldText::words() const {
    return document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')).replace(QChar::LineSeparator, QLatin1Char('\n'));
}

void FieldText::put(const QString &text) {
    if (text == words())
        return;
    const QScopedValueRollback putting(m_isPutting, true);
    const int at = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(hasFocus() ? qMin(at, int(text.size())) : 0);
    setTextCursor(cursor);
}

QSize FieldText::sizeHint() const {
    const int tall = Theme::instance().controlHeight();
    return {120, m_isOneLine ? tall : tall + (kLines - 1) * fontMetrics().lineSpacing()};
}

QSize FieldText::minimumSizeHint() const {
    return {70, sizeHint().height()};
}

void FieldText::keyPressEvent(QKeyEvent *event) {
    if (m_isOneLine && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT left();
        return;
    }
    if (m_isOneLine && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return event->ignore();
    QPlainTextEdit::keyPressEvent(event);
}

void FieldText::focusInEvent(QFocusEvent *event) {
    QPlainTextEdit::focusInEvent(event);
    frame();
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        selectAll();
}

void FieldText::focusOutEvent(QFocusEvent *event) {
    QPlainTextEdit::focusOutEvent(event);
    frame();
    Q_EMIT left();
}

void FieldText::resizeEvent(QResizeEvent *event) {
    QPlainTextEdit::resizeEvent(event);
    if (m_insert)
        m_insert->move(layoutDirection() == Qt::RightToLeft ? 3 : width() - kTool - 3, 2);
}

void FieldText::insertFromMimeData(const QMimeData *source) {
    const QString text = source->text();
    insertPlainText(m_isOneLine ? text.simplified() : text);
}

} // namespace audience::ui
