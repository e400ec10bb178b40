#include "ui/kit/split_button.h"

#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QMenu>

namespace audience::ui {

SplitButton::SplitButton(const QString &objectName, const QString &text, const char *role, const char *iconName, QWidget *parent) : QWidget(parent) {
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    m_button = makeButton(objectName + QStringLiteral("Button"), text, role, iconName, this);
    m_more = makeButton(objectName + QStringLiteral("More"), {}, role, "chevron-down", this);
    m_more->setAccessibleName(tr("Other ways: %1").arg(text));
    m_more->setToolTip(tr("Other ways"));
    m_more->setIconSize(QSize(14, 14));
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    ui::setProperty(m_button, "joined", QLatin1String(isMirrored ? "right" : "left"));
    ui::setProperty(m_more, "joined", QLatin1String(isMirrored ? "left" : "right"));
    ui::setProperty(m_more, "narrow", true);
    m_menu = new QMenu(this);
    connect(m_button, &QPushButton::clicked, this, &SplitButton::clicked);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_menu->popup(mapToGlobal(QPoint(layoutDirection() == Qt::RightToLeft ? width() - m_menu->sizeHint().width() : 0, height() + 4)));
    });
    layout->addWidget(m_button);
    layout->addWidget(m_more);
    setFocusProxy(m_button);
}

} // namespace audience::ui
