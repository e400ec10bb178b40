#include "ui/settings/settings_page.h"

#include "ui/kit/side_list.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

namespace audience::ui {

static constexpr int kWidest = 760;

SettingsPage::SettingsPage(QWidget *parent) : Page(parent) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Settings"), QStringLiteral("settingsList"), this);
    connect(m_list, &SideList::itemChosen, this, &SettingsPage::show);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_list);
    layout->addWidget(m_stack, 1);
}

void SettingsPage::addSection(SettingsSection *section) {
    m_sections.append(section);
    auto *inside = new QWidget(m_stack);
    auto *row = new QHBoxLayout(inside);
    row->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    section->setParent(inside);
    section->setObjectName(QStringLiteral("section_") + section->key());
    QWidget *shown = section->isReadFirst() ? standing(section) : section;
    shown->setMaximumWidth(Theme::instance().pixels(kWidest));
    row->addWidget(shown, 1000);
    row->addStretch(1);
    m_stack->addWidget(makeScroll(QStringLiteral("settingsScroll_") + section->key(), inside, m_stack));
    connect(section, &SettingsSection::said, this, &Page::said);
    connect(section, &SettingsSection::saidWithUndo, this, &Page::saidWithUndo);
    connect(section, &SettingsSection::touchedWorkspace, this, &Page::touchedWorkspace);
    QList<SideItem> items;
    for (const SettingsSection *one : std::as_const(m_sections))
        items.append({one->key(), one->title(), {}, QLatin1String(one->iconName())});
    m_list->setItems(items);
    m_list->choose(m_sections.front()->key());
}

QWidget *SettingsPage::standing(SettingsSection *section) {
    auto *state = new StateView(QStringLiteral("settingsState_") + section->key(), section, section->parentWidget());
    state->showLoading(tr("Reading the settings…"));
    connect(section, &SettingsSection::wasRead, state, &StateView::showContent);
    connect(section, &SettingsSection::couldNotRead, state, [state](const QString &why) {
        state->showError(tr("These settings could not be read"), why, tr("Read again"));
    });
    connect(state, &StateView::actionWanted, section, &SettingsSection::opened);
    return state;
}

QList<PaletteEntry> SettingsPage::paletteEntries() const {
    QList<PaletteEntry> entries;
    for (const SettingsSection *section : m_sections) {
        entries.append({section->title(), tr("setting"), key(), section->key(), {}, QLatin1String(section->iconName())});
        for (const QString &word : section->words())
            entries.append({word, tr("setting"), key(), section->key(), {}, QLatin1String(section->iconName())});
    }
    return entries;
}

void SettingsPage::show(const QString &wanted) {
    for (qsizetype i = 0; i < m_sections.size(); ++i)
        if (m_sections[i]->key() == wanted) {
            m_stack->setCurrentIndex(int(i));
            m_list->choose(wanted);
            m_sections[i]->opened();
        }
}

void SettingsPage::open(const QString &target) {
    if (!m_sections.isEmpty())
        show(target.isEmpty() ? m_sections[qMax(0, m_stack->currentIndex())]->key() : target);
}

void SettingsPage::workspaceChanged() {
    open({});
}

bool SettingsPage::isSettled() const {
    const int index = m_stack->currentIndex();
    return index < 0 || index >= m_sections.size() || m_sections[index]->isSettled();
}

} // namespace audience::ui
