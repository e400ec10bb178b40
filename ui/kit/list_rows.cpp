#include "ui/kit/list_rows.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

class RowButton final : public QAbstractButton {
public:
    RowButton(bool opens, bool hasLine, QWidget *parent) : QAbstractButton(parent), m_opens(opens), m_hasLine(hasLine) {
        setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // a button does not shrink by itself
        if (opens)
            setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_opens && (underMouse() || hasFocus() || isDown())) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens().inset);
            painter.drawRoundedRect(rect().adjusted(-2, 1, 2, -1), 6, 6);
        }
        if (m_hasLine)
            painter.fillRect(QRect(0, height() - 1, width(), 1), tokens().border);
    }
    void keyPressEvent(QKeyEvent *event) override {
        if (m_opens && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    bool m_opens, m_hasLine;
};

} // namespace

ListRows::ListRows(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void ListRows::setItems(const QList<ListRowItem> &items) {
    int focused = -1;
    for (int i = 0; i < m_rows.size(); ++i)
        if (m_rows[i]->hasFocus())
            focused = i;
    clearLayout(m_layout);
    m_rows.clear();
    m_items = items;
    for (int i = 0; i < items.size(); ++i) {
        QWidget *row = makeItem(items[i], i == items.size() - 1);
        m_layout->addWidget(row);
        m_rows.append(row);
    }
    if (focused >= 0 && !m_rows.isEmpty())
        m_rows[qMin(focused, int(m_rows.size()) - 1)]->setFocus();
}

QWidget *ListRows::makeItem(const ListRowItem &item, bool isLast) {
    auto *row = new RowButton(item.opens, m_lines && !isLast, this);
    row->setObjectName(objectName() + QLatin1Char('_') + item.id);
    row->setAccessibleName(QStringLiteral("%1 %2").arg(item.lead, item.title).trimmed());
    row->setAccessibleDescription(QStringLiteral("%1 %2").arg(item.note, item.figure).trimmed());
    row->installEventFilter(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 6, 0, 7);
    layout->setSpacing(space::kSmall);
    if (!item.iconName.isEmpty()) {
        auto *picture = makeIcon(item.iconName.toLatin1().constData(), item.tone, 16, row);
        picture->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(picture, 0, m_wraps ? Qt::AlignTop : Qt::AlignVCenter);
    } else if (!item.lead.isEmpty()) {
        auto *lead = makeLabel(item.lead, "quietBody", row);
        lead->setMinimumWidth(Theme::instance().pixels(40));
        layout->addWidget(lead);
    }
    auto *words = makeColumn(1);
    const auto add = [&](const QString &text, const char *role) {
        if (text.isEmpty())
            return;
        if (!m_wraps) {
            words->addWidget(new ElidedLabel(text, role, row));
            return;
        }
        auto *label = makeLabel(text.left(300).replace(QLatin1String(" %"), QStringLiteral("\u00a0%")), role, row); // no line begins with a sign
        label->setMinimumWidth(1); // a word without an end does not widen the page
        label->setWordWrap(true);
        words->addWidget(label);
    };
    add(item.title, "medium");
    add(item.note, "secondary");
    layout->addLayout(words, 1);
    if (!item.figure.isEmpty())
        layout->addWidget(makeLabel(item.figure, "quietBody", row));
    for (QWidget *child : row->findChildren<QWidget *>())
        child->setAttribute(Qt::WA_TransparentForMouseEvents);
    if (!item.action.isEmpty()) {
        auto *button = makeButton(row->objectName() + QStringLiteral("Action"), item.action, "", nullptr, row);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(item.action, item.title));
        ui::setProperty(button, "dense", true);
        connect(button, &QPushButton::clicked, this, [this, id = item.id] { Q_EMIT actionWanted(id); });
        layout->addWidget(button);
    }
    if (item.opens)
        connect(row, &QAbstractButton::clicked, this, [this, id = item.id] { Q_EMIT opened(id); });
    return row;
}

bool ListRows::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        for (int at = int(m_rows.indexOf(static_cast<QWidget *>(watched))) + step; step != 0 && at >= 0 && at < m_rows.size(); at += step)
            if (m_rows[at]->focusPolicy() != Qt::NoFocus) {
                m_rows[at]->setFocus(Qt::OtherFocusReason);
                return true;
            }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace audience::ui
