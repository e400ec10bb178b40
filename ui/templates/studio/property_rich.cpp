// The editor of words with marks: bold, links, fields and lists. What a piece of text has beyond its marks stays with it.
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_spans.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextEdit>
#include <QTextList>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

class WordsEdit final : public QTextEdit {
public:
    std::function<void()> onLeft;
    explicit WordsEdit(bool isFlow, QWidget *parent) : QTextEdit(parent), m_isFlow(isFlow) {
        setUndoRedoEnabled(false); // the email's own undo
        setTabChangesFocus(true);
        setFrameShape(QFrame::NoFrame);
        setProperty("ownFocus", true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        withTheme(this, [this] {
            frame();
            setFixedHeight(Theme::instance().controlHeight() + (m_isFlow ? 4 : 1) * fontMetrics().lineSpacing());
        });
    }

protected:
    void keyPressEvent(QKeyEvent *event) override {
        const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (isEnter && !m_isFlow)
            return;
        QTextEdit::keyPressEvent(event);
    }
    void focusInEvent(QFocusEvent *event) override {
        QTextEdit::focusInEvent(event);
        frame();
    }
    void focusOutEvent(QFocusEvent *event) override {
        QTextEdit::focusOutEvent(event);
        frame();
        if (onLeft)
            onLeft();
    }
    void insertFromMimeData(const QMimeData *source) override { // words alone: the email has its own look
        textCursor().insertText(m_isFlow ? source->text() : source->text().simplified());
    }

private:
    void frame() {
        const Tokens &t = tokens();
        setStyleSheet(QStringLiteral("QTextEdit { background: %1; border: %2px solid %3; border-radius: 6px; padding: %4px; }")
                          .arg(t.surface.name())
                          .arg(hasFocus() ? 2 : 1)
                          .arg(hasFocus() ? t.accent.name() : t.strongBorder.name())
                          .arg(hasFocus() ? 2 : 3));
    }
    bool m_isFlow;
};

class RichEditor final : public PropertyEditor {
public:
    RichEditor(const PropertyAsk &ask, bool isFlow, QWidget *parent) : PropertyEditor(parent), m_ask(ask), m_isFlow(isFlow), m_edit(new WordsEdit(isFlow, this)) {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kTiny);
        m_edit->setObjectName(ask.key);
        m_edit->setAccessibleName(ask.name);
        m_tools = makeRow(0);
        addMark("_bold", PropertyEditor::tr("Bold"), "text-bold", Qt::Key_B, [](QTextCharFormat &format, bool on) { format.setFontWeight(on ? QFont::Bold : QFont::Normal); });
        addMark("_italic", PropertyEditor::tr("Italic"), "text-italic", Qt::Key_I, [](QTextCharFormat &format, bool on) { format.setFontItalic(on); });
        addMark("_underline", PropertyEditor::tr("Underline"), "text-underline", Qt::Key_U, [](QTextCharFormat &format, bool on) { format.setFontUnderline(on); });
        addMark("_strike", PropertyEditor::tr("Strike through"), "text-strike", Qt::Key_unknown, [](QTextCharFormat &format, bool on) { format.setFontStrikeOut(on); });
        addTool("_link", PropertyEditor::tr("Link"), "link", [this] { openLink(); });
        if (isFlow)
            addTool("_list", PropertyEditor::tr("List"), "list", [this] { toggleList(); });
        m_insert = addTool("_field", PropertyEditor::tr("Insert a field"), "braces", [this] { pickField(); });
        m_tools->addStretch(1);
        layout->addLayout(m_tools);
        layout->addWidget(m_edit);
        m_link = new QLineEdit(this);
        m_link->setObjectName(ask.key + QStringLiteral("_address"));
        m_link->setAccessibleName(PropertyEditor::tr("Where the words lead"));
        m_link->setPlaceholderText(PropertyEditor::tr("https://, then Enter"));
        m_link->hide();
        layout->addWidget(m_link);
        setFocusProxy(m_edit);
        m_edit->onLeft = [this] { Q_EMIT settled(); };
        connect(m_edit, &QTextEdit::textChanged, this, &RichEditor::take);
        connect(m_edit, &QTextEdit::currentCharFormatChanged, this, [this](const QTextCharFormat &format) { showMarks(format); });
        connect(m_link, &QLineEdit::returnPressed, this, &RichEditor::setLink);
        connect(&Theme::instance(), &Theme::changed, this, [this] { draw(); });
    }
    bool isWide() const override { return true; }
    void setValue(const Json &value) override {
        if (value == m_value)
            return;
        m_value = value;
        draw();
    }

private:
    void draw() {
        const QScopedValueRollback showing(m_isShowing, true);
        const int at = m_edit->textCursor().position();
        writeSpans(m_edit->document(), m_value, m_isFlow);
        QTextCursor cursor = m_edit->textCursor();
        cursor.setPosition(qMin(at, m_edit->document()->characterCount() - 1));
        m_edit->setTextCursor(cursor);
    }
    void take() {
        if (m_isShowing)
            return;
        const Json now = readSpans(*m_edit->document(), m_isFlow);
        if (now == m_value)
            return;
        m_value = now;
        tell(m_value, true);
    }
    QToolButton *addTool(const char *name, const QString &words, const char *iconName, std::function<void()> act) {
        QToolButton *button = makeTool(m_ask.key + QLatin1String(name), words, iconName, this);
        button->setFixedSize(26, 26);
        connect(button, &QToolButton::clicked, this, [act = std::move(act)] { act(); });
        m_tools->addWidget(button);
        return button;
    }
    using Mark = void (*)(QTextCharFormat &format, bool on);
    void addMark(const char *name, const QString &words, const char *iconName, Qt::Key key, Mark mark) {
        QToolButton *button = addTool(name, words, iconName, {});
        button->disconnect(this);
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this, [this, mark](bool on) {
            QTextCharFormat format;
            mark(format, on);
            m_edit->mergeCurrentCharFormat(format);
            m_edit->setFocus();
            take();
        });
        if (key != Qt::Key_unknown) {
            auto *action = new QAction(words, m_edit);
            action->setShortcut(QKeySequence(QKeyCombination(Qt::ControlModifier, key)));
            action->setShortcutContext(Qt::WidgetShortcut);
            connect(action, &QAction::triggered, button, &QToolButton::click);
            m_edit->addAction(action);
        }
        m_marks.append(button);
    }
    void showMarks(const QTextCharFormat &format) {
        const bool on[] = {format.fontWeight() >= QFont::Bold, format.fontItalic(), format.fontUnderline() && !format.isAnchor(), format.fontStrikeOut()};
        for (int at = 0; at < m_marks.size(); ++at)
            m_marks[at]->setChecked(on[at]);
    }
    void openLink() {
        m_link->setVisible(!m_link->isVisible());
        m_link->setText(m_edit->textCursor().charFormat().anchorHref());
        if (m_link->isVisible())
            m_link->setFocus();
    }
    void setLink() {
        QTextCursor cursor = m_edit->textCursor();
        if (!cursor.hasSelection())
            cursor.select(QTextCursor::WordUnderCursor);
        setSpanLink(cursor, m_link->text().trimmed());
        m_link->hide();
        m_edit->setFocus();
        take();
        Q_EMIT settled();
    }
    void toggleList() {
        QTextCursor cursor = m_edit->textCursor();
        if (QTextList *list = cursor.currentList()) {
            list->remove(cursor.block());
            QTextBlockFormat plain = cursor.blockFormat();
            plain.setIndent(0);
            plain.setObjectIndex(-1);
            cursor.setBlockFormat(plain);
        } else {
            cursor.createList(QTextListFormat::ListDisc);
        }
        take();
        m_edit->setFocus();
    }
    void pickField() {
        Picker::pickOne(m_insert, m_ask.tools->fields, {}, [this](const QStringList &ids) {
            if (ids.value(0).isEmpty())
                return;
            QTextCursor cursor = m_edit->textCursor();
            insertSpanField(cursor, QStringLiteral("{{ %1 }}").arg(ids.first()));
            m_edit->setTextCursor(cursor);
            m_edit->setFocus();
            take();
        });
    }
    PropertyAsk m_ask;
    bool m_isFlow, m_isShowing = false;
    WordsEdit *m_edit;
    QBoxLayout *m_tools;
    QList<QToolButton *> m_marks;
    QToolButton *m_insert;
    QLineEdit *m_link;
    Json m_value;
};

} // namespace

PropertyEditor *makeRichEditor(const PropertyAsk &ask, bool isFlow, QWidget *parent) {
    return new RichEditor(ask, isFlow, parent);
}

} // namespace audience::ui
