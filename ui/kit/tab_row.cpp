#include "ui/kit/tab_row.h"

#include "ui/kit/flow_layout.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>

namespace audience::ui {

TabRow::TabRow(const QString &objectName, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    setProperty("role", QStringLiteral("tabRow"));
    withTheme(this, [this] { setMinimumHeight(Theme::instance().pixels(37)); });
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kPage, 0, space::kPage, 0);
    layout->setSpacing(space::kPage);
    m_tabs = new FlowLayout(nullptr, space::kMedium, 0);
    m_tail = makeRow();
    layout->addLayout(m_tabs, 1);
    layout->addLayout(m_tail);
    m_group = new QButtonGroup(this);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            Q_EMIT currentChanged(id);
    });
}

int TabRow::addTab(const QString &objectName, const QString &text) {
    auto *button = makeButton(objectName, text, "tab", nullptr, this);
    button->setCheckable(true);
    const int index = int(m_group->buttons().size());
    m_group->addButton(button, index);
    m_tabs->addWidget(button);
    if (index == 0)
        button->setChecked(true);
    return index;
}

void TabRow::putAfter(int index, QWidget *widget) {
    QAbstractButton *button = m_group->button(index);
    const int place = m_tabs->indexOf(button);
    auto *both = new QWidget(this); // close together, and in one line
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kTiny);
    m_tabs->removeWidget(button);
    row->addWidget(button);
    row->addWidget(widget);
    m_beside.append(widget);
    m_tabs->insertWidget(place, both);
    both->installEventFilter(this);
    widget->installEventFilter(this);
    widget->setProperty("tab", index);
    both->setProperty("tab", index);
    widget->setCursor(button->cursor());
}

bool TabRow::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::MouseButtonPress && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton) {
        m_group->button(watched->property("tab").toInt())->click();
        return true;
    }
    if (event->type() == QEvent::ToolTipChange) // what the chip says is a part of the tab for whoever hears it
        m_group->button(watched->property("tab").toInt())->setAccessibleDescription(static_cast<QWidget *>(watched)->toolTip());
    return QFrame::eventFilter(watched, event);
}

void TabRow::fit() {
    const auto needed = [this](int gap, bool withBeside) {
        int width = 0;
        for (QAbstractButton *button : m_group->buttons())
            width += button->sizeHint().width() + (width > 0 ? gap : 0);
        for (QWidget *widget : std::as_const(m_beside))
            width += withBeside && !widget->isHidden() ? widget->sizeHint().width() + space::kTiny : 0;
        return width;
    };
    const int tail = m_tail->isEmpty() ? 0 : m_tail->sizeHint().width() + layout()->spacing();
    const int room = contentsRect().width() - layout()->contentsMargins().left() - layout()->contentsMargins().right() - tail;
    constexpr int kClose = 6;
    const bool isWide = needed(space::kMedium, true) <= room, isClose = !isWide && needed(kClose, true) <= room;
    const bool withBeside = isWide || isClose || needed(kClose, false) > room; // in two lines there is room for all
    const int gap = isWide || needed(kClose, withBeside) > room ? space::kMedium : kClose;
    if (m_tabs->spacing() == gap && m_hasBeside == withBeside)
        return;
    m_hasBeside = withBeside;
    m_tabs->setSpacing(gap);
    for (QWidget *widget : std::as_const(m_beside)) {
        widget->setMaximumWidth(withBeside ? QWIDGETSIZE_MAX : 0);
        widget->parentWidget()->layout()->setSpacing(withBeside ? space::kTiny : 0);
    }
    layout()->activate();
    updateGeometry();
}

void TabRow::resizeEvent(QResizeEvent *event) {
    QFrame::resizeEvent(event);
    fit();
}

// What stands beside a tab came or went, or has other words.
bool TabRow::event(QEvent *event) {
    if (event->type() == QEvent::LayoutRequest && m_tabs)
        fit();
    return QFrame::event(event);
}

int TabRow::current() const {
    return m_group->checkedId();
}

void TabRow::setCurrent(int index) {
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

} // namespace audience::ui
