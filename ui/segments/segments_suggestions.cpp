// The groups that the buyers fall into by themselves: in the list at the left and, in place of a segment's rule, one by one.
#include "ui/kit/definition_list.h"
#include "ui/people/member_opener.h"
#include "ui/segments/group_finder.h"
#include "ui/segments/group_words.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/suggested_list.h"
#include "ui/segments/suggestions_panel.h"

#include <QPushButton>
#include <QStackedWidget>

namespace audience::ui {

void SegmentsPage::buildSuggestions() {
    m_groups = new GroupFinder(m_session, [this] { return m_isCounting || m_isReaching || m_isLoadingWords || m_rest.isActive() || m_document->isHeld(); }, this);
    m_suggestions = new SuggestionsPanel(m_session, m_groups, m_pages);
    m_pages->addWidget(m_suggestions);
    connect(m_groups, &GroupFinder::changed, this, &SegmentsPage::listSuggestions);
    connect(m_suggestions, &SuggestionsPanel::saidWithUndo, this, &Page::saidWithUndo);
    connect(m_suggestions, &SuggestionsPanel::failed, this, &SegmentsPage::say);
    connect(m_suggestions, &SuggestionsPanel::ruleWanted, this,
            [this](const model::SegmentRule &rule, const QString &name) { startNew(name, model::toJson(rule), true); });
    connect(m_suggestions, &SuggestionsPanel::peopleWanted, this,
            [this](const QString &title, const QString &note, const MemberOpener::Find &find) { m_behind->open(title, note, find); });
    connect(m_suggestions, &SuggestionsPanel::changed, this, [this] {
        loadWords();
        Q_EMIT touchedWorkspace();
    });
}

void SegmentsPage::showSuggestions(bool on, int group) {
    if (on && hasDocument())
        closeDocument();
    if (on && std::exchange(m_showsSets, false))
        m_openSets->setChecked(false);
    m_showsSuggestions = on;
    m_suggested->setChosen(on ? group : -1);
    if (!on)
        return;
    m_groups->ask(qMax(0, m_groups->asked()));
    list()->choose(0);
    listLoaded();
    m_suggestions->showGroup(group);
    Q_EMIT headerChanged();
}

// Only where they were found: without purchases there is nothing to suggest.
void SegmentsPage::listSuggestions() {
    QVector<std::pair<QString, qint64>> groups;
    if (const GroupFinder::Groups *found = m_groups->groups(); found != nullptr && *found) {
        const QStringList names = groupNames(**found);
        for (int i = 0; i < names.size(); ++i)
            groups.append({names[i], (*found)->groups[std::size_t(i)].people});
    } else if (found == nullptr && m_groups->isFinding()) {
        return; // what stands there stays until there is something else
    } else if (m_groups->isOffered()) {
        groups.append({tr("Look for groups…"), -1});
    }
    m_suggested->setGroups(groups);
}

} // namespace audience::ui
