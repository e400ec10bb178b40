#include "ui/shell/rail.h"

#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/job_tray.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

namespace audience::ui {

// The mark of the product: the stroke icon on a square in the accent colour.
static QIcon markIcon() {
    QPixmap pixmap(QSize(44, 44));
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    painter.drawRoundedRect(0, 0, 22, 22, 6, 6);
    painter.drawPixmap(4, 4, iconPixmap(QStringLiteral("audio-lines"), tokens().onAccent, 14, 2));
    return QIcon(pixmap);
}

Rail::Rail(Jobs *jobs, QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("rail"));
    setProperty("role", QStringLiteral("rail"));
    setAccessibleName(tr("Pages"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 8, 8);
    layout->setSpacing(0);
    m_workspace = makeButton(QStringLiteral("railWorkspace"), {}, "rail", nullptr, this);
    m_workspace->setToolTip(tr("Make the rail narrow or wide"));
    m_workspace->setIconSize(QSize(22, 22));
    m_workspace->setStyleSheet(QStringLiteral("font-weight: 600;"));
    connect(m_workspace, &QPushButton::clicked, this, [this] { setCollapsed(!m_collapsed); });
    layout->addWidget(m_workspace);
    layout->addSpacing(space::kMedium);
    m_group = new QButtonGroup(this);
    m_above = makeColumn(2);
    m_below = makeColumn(2);
    layout->addLayout(m_above);
    layout->addStretch(1);
    layout->addLayout(m_below);
    m_tray = new JobTray(jobs, this);
    layout->addSpacing(space::kSmall);
    layout->addWidget(m_tray);
    connect(&Theme::instance(), &Theme::changed, this,
            [this] { m_workspace->setIcon(markIcon()); });
    m_workspace->setIcon(markIcon());
    setCollapsed(false);
}

void Rail::setWorkspaceName(const QString &name) {
    m_name = name;
    m_workspace->setAccessibleName(tr("Workspace %1").arg(name));
    setCollapsed(m_collapsed);
}

void Rail::addEntry(const QString &key, const QString &title, const char *iconName, bool below) {
    auto *button = makeButton(QStringLiteral("rail_") + key, title, "rail", nullptr, this);
    button->setCheckable(true);
    button->setAutoExclusive(true); // one of several, for a screen reader
    const QString name = QLatin1String(iconName);
    const auto paint = [button, name] {
        button->setIcon(icon(name, button->isChecked() ? tokens().accent : tokens().secondary));
    };
    button->setIconSize(QSize(16, 16));
    connect(button, &QPushButton::toggled, button, paint);
    connect(&Theme::instance(), &Theme::changed, button, paint);
    paint();
    m_group->addButton(button);
    (below ? m_below : m_above)->addWidget(button);
    m_buttons.insert(key, button);
    m_titles.insert(key, title);
    connect(button, &QPushButton::clicked, this, [this, key] { Q_EMIT chosen(key); });
    setCollapsed(m_collapsed);
}

void Rail::choose(const QString &key) {
    if (QPushButton *button = m_buttons.value(key))
        button->setChecked(true);
}

void Rail::setCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? space::kRailCollapsed : space::kRail);
    // Two spaces stand between icon and word: the style's own gap is too tight.
    m_workspace->setText(collapsed ? QString()
                                   : QStringLiteral("  ") +
                                         fontMetrics().elidedText(m_name, Qt::ElideRight, 112));
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        it.value()->setText(collapsed ? QString()
                                      : QStringLiteral("  ") + m_titles.value(it.key()));
        it.value()->setToolTip(collapsed ? m_titles.value(it.key()) : QString());
    }
    m_tray->setCollapsed(collapsed);
}

} // namespace audience::ui
