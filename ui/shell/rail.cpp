#include "ui/shell/rail.h"

#include "ui/kit/actions.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/job_tray.h"

#include <QButtonGroup>
#include <QMenu>
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
    m_workspace->setIconSize(QSize(22, 22));
    m_workspace->setStyleSheet(QStringLiteral("font-weight: 600;"));
    connect(m_workspace, &QPushButton::clicked, this, &Rail::openWorkspaceMenu);
    layout->addWidget(m_workspace);
    layout->addSpacing(space::kMedium);
    m_group = new QButtonGroup(this);
    m_above = makeColumn(2);
    m_below = makeColumn(2);
    layout->addLayout(m_above);
    layout->addStretch(1);
    // It comes and goes in the room between the pages, so that no entry moves under the hand.
    m_tray = new JobTray(jobs, this);
    layout->addWidget(m_tray);
    layout->addSpacing(space::kSmall);
    layout->addLayout(m_below);
    connect(&Theme::instance(), &Theme::changed, this,
            [this] { m_workspace->setIcon(markIcon()); });
    m_workspace->setIcon(markIcon());
    connect(&Commands::instance(), &Commands::changed, this, &Rail::showTooltips);
    showCollapsed(false);
}

void Rail::openWorkspaceMenu() {
    if (!m_fillMenu)
        return;
    QMenu *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("workspaceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_fillMenu(menu);
    menu->popup(m_workspace->mapToGlobal(QPoint(0, m_workspace->height() + 2)));
}

void Rail::setWorkspaceName(const QString &name) {
    m_name = name;
    m_workspace->setAccessibleName(tr("Workspace %1").arg(name));
    showCollapsed(m_collapsed);
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
    m_entries.append({key, title, button, below});
    connect(button, &QPushButton::clicked, this, [this, key] { Q_EMIT chosen(key); });
    showCollapsed(m_collapsed);
}

void Rail::choose(const QString &key) {
    for (const Entry &entry : std::as_const(m_entries))
        if (entry.key == key)
            entry.button->setChecked(true);
}

void Rail::setCollapsed(bool collapsed) {
    m_wantsCollapsed = collapsed;
    showCollapsed(collapsed || m_isNarrow);
}

void Rail::setNarrow(bool narrow) {
    if (narrow == m_isNarrow)
        return;
    m_isNarrow = narrow;
    showCollapsed(narrow || m_wantsCollapsed);
}

void Rail::toggle() {
    if (!m_isNarrow)
        m_wantsCollapsed = !m_collapsed;
    showCollapsed(!m_collapsed);
}

void Rail::showCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    setFixedWidth(Theme::instance().pixels(collapsed ? space::kRailCollapsed : space::kRail));
    // Two spaces stand between icon and word: the style's own gap is too tight.
    const QString gap = QStringLiteral("  ");
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_workspace->setText(collapsed ? QString() : gap + QFontMetrics(strong).elidedText(m_name, Qt::ElideRight, Theme::instance().pixels(108)));
    for (const Entry &entry : std::as_const(m_entries))
        entry.button->setText(collapsed ? QString() : gap + fontMetrics().elidedText(entry.title, Qt::ElideRight, Theme::instance().pixels(116)));
    showTooltips();
    m_tray->setCollapsed(collapsed);
}

void Rail::showTooltips() {
    m_workspace->setToolTip(m_collapsed || m_workspace->text().trimmed() != m_name ? m_name : tr("Workspaces"));
    int place = 0;
    for (const Entry &entry : std::as_const(m_entries)) {
        const QString keys = entry.below ? QString() : Commands::instance().keysText(QStringLiteral("page.%1").arg(++place));
        //: a page of the rail and the keys that open it
        entry.button->setToolTip(!keys.isEmpty() ? tr("%1 (%2)").arg(entry.title, keys) : m_collapsed ? entry.title : QString());
    }
}

} // namespace audience::ui
