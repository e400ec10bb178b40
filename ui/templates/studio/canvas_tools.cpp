#include "ui/templates/studio/canvas_tools.h"

#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

namespace audience::ui {

static constexpr int kButton = 22, kIcon = 14, kGap = 4;

CanvasTools::CanvasTools(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("canvasTools"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(3, 1, 3, 1);
    row->setSpacing(0);
    m_grip = add("canvasGrip", tr("Drag to another place"), "grip-vertical");
    m_grip->setCursor(Qt::OpenHandCursor);
    m_grip->installEventFilter(this);
    m_copy = add("canvasDuplicate", tr("Duplicate"), "copy");
    m_save = add("canvasSave", tr("Keep as a saved block"), "bookmark");
    m_remove = add("canvasRemove", tr("Remove"), "trash-2");
    connect(m_copy, &QToolButton::clicked, this, &CanvasTools::duplicateWanted);
    connect(m_save, &QToolButton::clicked, this, &CanvasTools::saveWanted);
    connect(m_remove, &QToolButton::clicked, this, &CanvasTools::removeWanted);
    const auto mark = [this](QList<QToolButton *> &list, const char *name, const QString &words, const char *iconName, const char *command) {
        list << add(name, words, iconName);
        connect(list.last(), &QToolButton::clicked, this, [this, command] { Q_EMIT formatWanted(QLatin1String(command)); });
    };
    mark(m_marks, "canvasBold", tr("Bold"), "text-bold", "bold");
    mark(m_marks, "canvasItalic", tr("Italic"), "text-italic", "italic");
    mark(m_marks, "canvasUnderline", tr("Underline"), "text-underline", "underline");
    mark(m_marks, "canvasStrike", tr("Strike through"), "text-strike", "strikeThrough");
    mark(m_lists, "canvasBullets", tr("List"), "list", "insertUnorderedList");
    mark(m_lists, "canvasNumbers", tr("Numbered list"), "hash", "insertOrderedList");
    m_link = add("canvasLink", tr("Link"), "link");
    m_field = add("canvasField", tr("Insert a field"), "braces");
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("canvasAddress"));
    m_address->setAccessibleName(tr("Where the link leads"));
    m_address->setPlaceholderText(QStringLiteral("https://"));
    m_address->setFixedWidth(Theme::instance().pixels(180));
    m_address->hide();
    m_address->installEventFilter(this);
    row->addWidget(m_address);
    connect(m_link, &QToolButton::clicked, this, [this] { m_address->isVisible() ? closeAddress() : askAddress(); });
    connect(m_field, &QToolButton::clicked, this, &CanvasTools::pickField);
    connect(&Theme::instance(), &Theme::changed, this, &CanvasTools::paintIcons);
    paintIcons();
    hide();
}

QToolButton *CanvasTools::add(const char *name, const QString &words, const char *iconName) {
    QToolButton *tool = makeTool(QLatin1String(name), words, iconName, this);
    tool->setFixedSize(kButton, kButton - 2);
    tool->setIconSize({kIcon, kIcon});
    tool->setFocusPolicy(Qt::NoFocus); // the keys for it are commands; the text keeps the keyboard
    tool->setStyleSheet(QStringLiteral("QToolButton { background: transparent; border: 0; border-radius: 4px; padding: 0; }"
                                       "QToolButton:hover { background: rgba(255, 255, 255, 50); }"));
    layout()->addWidget(tool);
    m_icons.append({tool, QLatin1String(iconName)});
    return tool;
}

void CanvasTools::paintIcons() {
    for (const auto &[tool, name] : std::as_const(m_icons))
        tool->setIcon(icon(name, Theme::instance().tokens().onAccent));
    update();
}

void CanvasTools::showParts(bool canBeSaved) {
    for (QToolButton *tool : {m_grip, m_copy, m_remove})
        tool->show();
    m_save->setVisible(canBeSaved);
    for (QToolButton *tool : m_marks + m_lists)
        tool->hide();
    for (QWidget *part : {static_cast<QWidget *>(m_link), static_cast<QWidget *>(m_field), static_cast<QWidget *>(m_address)})
        part->hide();
    adjustSize();
}

void CanvasTools::showText(bool hasMarks, bool hasParagraphs) {
    for (QToolButton *tool : {m_grip, m_copy, m_save, m_remove})
        tool->hide();
    for (QToolButton *tool : std::as_const(m_marks))
        tool->setVisible(hasMarks);
    for (QToolButton *tool : std::as_const(m_lists))
        tool->setVisible(hasParagraphs);
    m_link->setVisible(hasMarks);
    m_field->show();
    m_address->hide();
    m_linkHere.clear();
    adjustSize();
}

void CanvasTools::askAddress() {
    m_address->setText(m_linkHere);
    m_address->selectAll();
    m_address->show();
    m_address->setFocus();
    Q_EMIT resized();
}

void CanvasTools::closeAddress() {
    if (m_address->hasFocus())
        Q_EMIT textWanted();
    m_address->hide();
    Q_EMIT resized();
}

void CanvasTools::placeAt(const QRect &part, const QRect &room) {
    if (!part.intersects(room))
        return hide();
    adjustSize();
    int top = part.top() - height() - kGap;
    if (top < room.top())
        top = qMax(room.top(), part.top()) + kGap;
    const int left = qBound(room.left(), part.right() - width() - kGap / 2, qMax(room.left(), room.right() - width()));
    move(left, qMin(top, room.bottom() - height()));
    show();
    raise();
}

void CanvasTools::pickField() {
    Picker::pickOne(m_field, m_fields, {}, [this](const QStringList &ids) { Q_EMIT fieldWanted(ids.first()); });
}

void CanvasTools::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::instance().tokens().accent);
    painter.drawRoundedRect(rect(), 4, 4);
}

// The grip begins a drag as soon as it is moved, wherever the mouse goes then. Enter and Escape in the address are no keys of the
// canvas around it.
bool CanvasTools::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_address) {
        const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
        const int key = isKey ? static_cast<QKeyEvent *>(event)->key() : 0;
        const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (!isEnter && key != Qt::Key_Escape)
            return QFrame::eventFilter(watched, event);
        event->accept();
        if (event->type() == QEvent::ShortcutOverride)
            return true;
        if (isEnter)
            Q_EMIT linkWanted(m_address->text().trimmed()); // gives the text the keyboard
        closeAddress();
        return true;
    }
    if (event->type() == QEvent::MouseButtonPress)
        m_pressed = static_cast<QMouseEvent *>(event)->pos();
    if (event->type() == QEvent::MouseMove) {
        auto *move = static_cast<QMouseEvent *>(event);
        if ((move->buttons() & Qt::LeftButton) && (move->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            m_grip->setDown(false);
            Q_EMIT dragWanted();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace audience::ui
